"""Writes the model file that `crates/nlp/src/net/file.rs` reads; its layout is described there."""

import hashlib
import json
from pathlib import Path
import struct

import numpy as np

MAGIC, VERSION, ALIGNMENT = b"WHGM", 1, 64
TYPES = {np.dtype(np.int8): "i8", np.dtype(np.uint8): "u8", np.dtype(np.float32): "f32"}


def padded(data: bytes) -> bytes:
    """Returns the bytes with zeros up to the next multiple of 64."""
    return data + bytes(-len(data) % ALIGNMENT)


def write(path: str | Path, header: dict, tensors: dict[str, np.ndarray]) -> None:
    """Writes a model file; `header` may hold anything JSON can, except the key `tensors`."""
    directory, parts = [], []
    offset = 0
    for name, tensor in tensors.items():
        kind = TYPES[tensor.dtype]
        directory.append({"name": name, "type": kind, "shape": list(tensor.shape), "offset": offset})
        parts.append(padded(np.ascontiguousarray(tensor).tobytes()))  # little-endian on every machine this runs on
        offset += len(parts[-1])
    text = json.dumps({**header, "tensors": directory}, ensure_ascii=False, indent=None).encode()
    body = padded(MAGIC + struct.pack("<IQ", VERSION, len(text)) + text) + b"".join(parts)
    Path(path).write_bytes(body + hashlib.sha256(body).digest())
