"""Training of Wederhoor's grammar models. Nothing here ships; inference is `crates/nlp` alone."""
