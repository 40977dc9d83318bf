//! What a word looks like to the network: `tools/train/wederhoor_train/features.py` does exactly the same.
//!
//! A form is normalised (lower case, digits as 0, one kind of quote, apostrophe and dash) and seen in three ways: the
//! normalised form itself if the vocabulary has it, the mean over its character n-grams, hashed into buckets
//! (Bojanowski et al. 2017), and its shape.

use super::{
    file::{Bytes, ModelError, ModelFile},
    machine::Machine,
    math,
    vocabulary::{Vocabulary, hash},
};
use std::ops::Range;

const SHAPES: usize = 256;
/// Characters of a form that are looked at, half of them from its end.
const LONGEST: usize = 40;
const SHORTEST_NGRAM: usize = 2;
const LONGEST_NGRAM: usize = 5;

/// The tables of embeddings.
#[derive(Clone, Debug)]
pub struct Features {
    machine: Machine,
    bytes: Bytes,
    vocabulary: Vocabulary,
    dim: usize,
    buckets: usize,
    word: Table,
    gram: Table,
    shape: Table,
    gain: Vec<f32>,
    bias: Vec<f32>,
}

#[derive(Clone, Debug)]
struct Table {
    place: Range<usize>,
    scale: f32,
}

impl Table {
    #[inline(always)]
    fn row<'a>(&self, bytes: &'a [u8], row: usize, dim: usize) -> &'a [u8] {
        bytes.get(self.place.clone()).and_then(|table| table.get(row * dim..(row + 1) * dim)).unwrap_or_default()
    }
}

/// The scale of each table, from the header.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
pub struct Scales {
    word: f32,
    gram: f32,
    shape: f32,
}

/// Reused between words.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    plain: String,
    marked: String,
    starts: Vec<usize>,
    buckets: Vec<usize>,
    sums: Vec<i16>,
}

impl Features {
    /// Returns the tables of a model with `dim` numbers a word and `buckets` n-grams.
    ///
    /// # Errors
    /// When one is not there or of another size.
    pub fn read(
        file: &ModelFile,
        machine: Machine,
        dim: usize,
        buckets: usize,
        scales: Scales,
    ) -> Result<Self, ModelError> {
        if buckets == 0 || ![scales.word, scales.gram, scales.shape].iter().all(|scale| scale.is_finite()) {
            return Err(ModelError::Sizes("`buckets` or `table_scales` are unusable".into()));
        }
        let vocabulary = Vocabulary::read(file, "forms")?;
        let table = |name, rows, scale| Ok(Table { place: file.place(name, &[rows, dim])?, scale });
        Ok(Self {
            machine,
            bytes: file.bytes().clone(),
            dim,
            buckets,
            word: table("word", vocabulary.n_forms() + 1, scales.word)?,
            gram: table("gram", buckets, scales.gram)?,
            shape: table("shape", SHAPES, scales.shape)?,
            gain: file.f32s("norm.gain", &[dim])?,
            bias: file.f32s("norm.bias", &[dim])?,
            vocabulary,
        })
    }

    /// Adds the vector of a form to `vectors`.
    pub fn push(&self, form: &str, vectors: &mut Vec<f32>, scratch: &mut Scratch) {
        let Scratch { plain, marked, starts, buckets, sums } = scratch;
        plain_signs(form, plain);
        let shape = shape(plain);
        normalize(plain);
        let word = self.vocabulary.row(plain).unwrap_or(0);
        ngrams(plain, marked, starts, self.buckets, buckets);
        sums.clear();
        sums.resize(self.dim, 0);
        let from = vectors.len();
        vectors.resize(from + self.dim, 0.0);
        let Some(vector) = vectors.get_mut(from..) else { return };
        let bytes: &[u8] = &self.bytes;
        let share = self.gram.scale / buckets.len().max(1) as f32;
        self.machine.run(
            #[inline(always)]
            || {
                for bucket in buckets.iter() {
                    // At most 158 n-grams of at most 128 in size: no overflow.
                    for (sum, byte) in sums.iter_mut().zip(self.gram.row(bytes, *bucket, self.dim)) {
                        *sum = sum.wrapping_add(i16::from(byte.cast_signed()));
                    }
                }
                let word = self.word.row(bytes, word, self.dim).iter();
                let shape = self.shape.row(bytes, shape, self.dim).iter();
                for (((x, sum), word), shape) in vector.iter_mut().zip(sums.iter()).zip(word).zip(shape) {
                    *x = f32::from(word.cast_signed()) * self.word.scale
                        + f32::from(*sum) * share
                        + f32::from(shape.cast_signed()) * self.shape.scale;
                }
                math::layer_norm(vector, &self.gain, &self.bias);
            },
        );
    }
}

/// Writes the form with one kind of quote, apostrophe and dash.
fn plain_signs(form: &str, plain: &mut String) {
    plain.clear();
    if form.is_ascii() && !form.contains('`') {
        plain.push_str(form);
        return;
    }
    for c in form.chars() {
        match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' => plain.push('"'),
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => plain.push('\''),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => plain.push('-'),
            '…' => plain.push_str("..."),
            c => plain.push(c),
        }
    }
}

/// Makes of a form with plain signs its normalised form.
fn normalize(plain: &mut String) {
    if plain == "''" || plain == ",," {
        plain.clear();
        plain.push('"');
    }
    if plain.is_ascii() {
        plain.make_ascii_lowercase();
    } else {
        *plain = plain.to_lowercase();
    }
    if plain.bytes().any(|byte| byte.is_ascii_digit()) {
        *plain = plain.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    }
}

/// Writes the bucket of every n-gram of the normalised form between marks.
fn ngrams(normal: &str, marked: &mut String, starts: &mut Vec<usize>, buckets: usize, out: &mut Vec<usize>) {
    marked.clear();
    marked.push('<');
    let n_chars = normal.chars().count();
    if n_chars > LONGEST {
        marked.extend(normal.chars().take(LONGEST / 2));
        marked.extend(normal.chars().skip(n_chars - LONGEST / 2));
    } else {
        marked.push_str(normal);
    }
    marked.push('>');
    starts.clear();
    starts.extend(marked.char_indices().map(|(at, _)| at));
    starts.push(marked.len());
    out.clear();
    for at in 0..starts.len() {
        let mut value = hash::START;
        for (n, ends) in starts.iter().skip(at).zip(starts.iter().skip(at + 1)).enumerate().take(LONGEST_NGRAM) {
            let character = marked.as_bytes().get(*ends.0..*ends.1).unwrap_or_default();
            value = hash::fnv1a(character, value);
            if n + 1 >= SHORTEST_NGRAM {
                out.push(hash::mix(value) as usize % buckets);
            }
        }
    }
}

/// Returns the bucket of the shape: `X` for upper case, `x` for other letters, `0` for digits, any other sign as it is, at
/// most two of a kind in a row, twelve in all.
fn shape(plain: &str) -> usize {
    let mut last = [None; 2];
    let mut value = hash::START;
    let mut kinds = 0;
    for c in plain.chars() {
        let kind = if c.is_ascii_digit() {
            '0'
        } else if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else {
            c
        };
        if last != [Some(kind); 2] {
            last = [last[1], Some(kind)];
            value = hash::fnv1a(kind.encode_utf8(&mut [0; 4]).as_bytes(), value);
            kinds += 1;
        }
        if kinds == 12 {
            break;
        }
    }
    hash::mix(value) as usize % SHAPES
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values are those of `features.py`.
    fn check(form: &str, normal: &str, shape_bucket: usize, first: &[usize], count: usize) {
        let mut plain = String::new();
        plain_signs(form, &mut plain);
        assert_eq!(shape(&plain), shape_bucket, "{form}");
        normalize(&mut plain);
        assert_eq!(plain, normal);
        let mut out = Vec::new();
        ngrams(&plain, &mut String::new(), &mut Vec::new(), 16384, &mut out);
        assert_eq!(out.len(), count);
        out.sort_unstable();
        assert_eq!(out.get(..first.len()).unwrap(), first, "{form}");
    }

    #[test]
    fn forms_look_as_they_did_in_training() {
        check("Vloedhaven", "vloedhaven", 164, &[23, 311, 1786], 38);
        check("“", "\"", 176, &[2789, 3674, 9250], 3);
        check("2024", "0000", 208, &[4129, 4384, 5412], 14);
        check("McÅland-’t", "mcåland-'t", 217, &[326, 948, 1914], 38);
        check("''", "\"", 31, &[2789, 3674, 9250], 3);
        check("…", "...", 63, &[4547, 4906, 6047], 10);
        check("a", "a", 44, &[5378, 9728, 11333], 3);
        check("ΟΔΟΣ", "οδος", 93, &[5491, 5603, 6424], 14);
        check("İx", "i\u{307}x", 127, &[387, 2908, 5307], 10);
        check(&"wx".repeat(30), &"wx".repeat(30), 178, &[662, 662, 662], 158);
        check("ß—Q9", "ß-q0", 219, &[288, 1760, 2001], 14);
    }
}
