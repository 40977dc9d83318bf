//! Bytes to text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Returns the text in `bytes`, without a byte order mark. `declared` is the encoding that the file says it has, such
/// as `iso-8859-1` in an HTML meta element; it counts only when the bytes are not valid UTF-8.
///
/// # Errors
/// A reason, when the file is empty, is binary, or is in an encoding that cannot be told with certainty.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Result<String, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("the file is empty".to_owned());
    }
    if let Some((encoding, bom_length)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(bom_length..).unwrap_or_default());
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return with(encoding, bytes);
    }
    if is_binary(bytes) {
        return Err("a binary file, not text".to_owned());
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes())).filter(|e| *e != UTF_8);
    if let Some(encoding) = declared {
        return with(encoding, bytes);
    }
    if looks_like_windows_1252(bytes) {
        return with(WINDOWS_1252, bytes);
    }
    Err(format!("not valid UTF-8, first at byte {}, and no other encoding that can be told", error.valid_up_to()))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| format!("not valid {}", encoding.name()))
}

/// UTF-16 text in Latin script has a NUL in every second byte, nearly always on the same side.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) & !1)?;
    if sample.len() < 4 {
        return None;
    }
    let nuls = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count() * 2;
    let (first, second) = (nuls(0), nuls(1));
    if second * 10 >= sample.len() * 8 && first == 0 {
        Some(UTF_16LE)
    } else if first * 10 >= sample.len() * 8 && second == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A NUL, or more than one control character in two hundred bytes, does not occur in text.
fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: u8| (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)) || byte == 0x7f;
    memchr_nul(bytes) || bytes.iter().filter(|byte| control(**byte)).count() * 200 > bytes.len()
}

fn memchr_nul(bytes: &[u8]) -> bool {
    bytes.contains(&0)
}

/// Tells whether the bytes above ASCII are few and all of them letters or marks that Western European text uses. One
/// valid UTF-8 sequence among them means damaged UTF-8 rather than windows-1252.
fn looks_like_windows_1252(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let usual = |byte: u8| {
        matches!(byte,
            0x80 | 0x82 | 0x84..=0x86 | 0x8a | 0x8c | 0x8e | 0x91..=0x97 | 0x99 | 0x9a | 0x9c | 0x9e
            | 0xa0 | 0xa1 | 0xa3 | 0xa7 | 0xa9 | 0xab | 0xad | 0xae | 0xb0 | 0xb4 | 0xb7 | 0xbb | 0xbd | 0xbf
            | 0xc0..=0xcf | 0xd1..=0xd6 | 0xd8..=0xdd | 0xdf..=0xef | 0xf1..=0xf6 | 0xf8..=0xfd)
    };
    high * 6 < bytes.len() && bytes.iter().all(|byte| *byte < 0x80 || usual(*byte)) && !has_utf_8_sequence(bytes)
}

fn has_utf_8_sequence(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_are_dropped() {
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9", None).as_deref(), Ok("café"));
        assert_eq!(decode(b"\xff\xfec\0a\0f\0\xe9\0", None).as_deref(), Ok("café"));
        assert_eq!(decode(b"\xfe\xff\0c\0a\0f\0\xe9", None).as_deref(), Ok("café"));
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        let text: Vec<u8> = "De brug is dicht".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&text, None).as_deref(), Ok("De brug is dicht"));
    }

    #[test]
    fn old_western_text_is_decoded() {
        assert_eq!(decode(b"\x91Caf\xe9 open\x92, zegt men", None).as_deref(), Ok("‘Café open’, zegt men"));
    }

    #[test]
    fn a_declared_encoding_helps() {
        let bytes = b"na\xb9 i to wszystko co wiem";
        assert_eq!(decode(bytes, Some("iso-8859-2")).as_deref(), Ok("naš i to wszystko co wiem"));
        assert!(decode(b"\xc3\xa9", Some("iso-8859-1")).is_ok_and(|text| text == "é"));
    }

    #[test]
    fn what_is_not_text_is_told_apart() {
        let reason = |bytes: &[u8]| decode(bytes, None).expect_err("not text");
        assert_eq!(reason(b""), "the file is empty");
        assert_eq!(reason(b" \n\t"), "the file is empty");
        assert_eq!(reason(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "a binary file, not text");
        assert_eq!(
            reason(b"De brug \xff\xfe is dicht"),
            "not valid UTF-8, first at byte 8, and no other encoding that can be told"
        );
        assert!(
            reason("Caf\u{e9} \u{2019}".as_bytes().iter().chain(b"\xe9 x").copied().collect::<Vec<_>>().as_slice())
                .starts_with("not valid UTF-8")
        );
    }
}
