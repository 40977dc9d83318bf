//! Lemmas: the dictionary form of each word, after the conventions of the treebank the model was trained on.
//!
//! A known word has its lemma in a dictionary. An unknown one is first taken apart at its seams, where words of its tag
//! have seams, as Dutch compounds and separable verbs do; the last part is then looked up or gets its ending changed by
//! an edit script, the parts before it likewise. Which seams and scripts: linear models choose, with whole weights, so
//! that the choice is the same on every machine. `tools/train-lemma` makes the model from a treebank.
//!
//! A particle that stands apart from its verb joins the lemma once the tree is known: [`Lemmatiser::with_particle`].

pub mod casing;
pub mod counts;
pub mod hash;
pub mod model;
pub mod rewrite;
pub mod script;
pub mod split;
pub mod table;
pub mod weights;

use compact_str::{CompactString, ToCompactString as _};

use crate::Upos;
use casing::Casing;
use counts::{Counts as _, Known, MODIFIER};
use hash::Key;
use model::{AS_WRITTEN, FIRST_LEMMA, IN_LOWER, Model, ModelError};
use rewrite::Unknown;
use split::Evidence;

/// Stands in a lemma where its parts meet.
pub const SEAM: char = '_';
/// How many times a word and its parts are halved at most.
const DEEPEST: u32 = 4;
/// No word of a language is longer, in bytes; such a one is its own lemma.
const LONGEST_BYTES: usize = 200;

/// Gives words their lemmas.
#[derive(Clone, Debug)]
pub struct Lemmatiser {
    model: Model,
}

impl Lemmatiser {
    /// Reads a model file (`languages/<id>/model/lemma.bin`).
    ///
    /// # Errors
    /// When the file is no lemma model, of another version, or damaged.
    pub fn from_bytes(file: &[u8]) -> Result<Self, ModelError> {
        Ok(Self::new(Model::from_bytes(file)?))
    }

    /// Lemmatises by this model.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self { model }
    }

    /// Returns the lemma of a word, from its form and tags alone.
    ///
    /// `feats` is as CoNLL-U has it, empty or `_` when there are none. Seams inside the lemma are [`SEAM`].
    #[must_use]
    pub fn lemma(&self, form: &str, upos: Upos, xpos: &str, feats: &str, sentence_initial: bool) -> CompactString {
        let tag = upos as u8;
        let morph = self.morph(xpos, feats);
        if form.len() > LONGEST_BYTES {
            return form.to_compact_string();
        }
        let lower = lower_case(form);
        let dictionary = &self.model.dictionary;
        if let Some(value) = dictionary.get(fine_entry(form, tag, morph)) {
            return self.resolve(value, form, &lower);
        }
        let lemma: String = match self.entry(form, &lower, tag, morph) {
            Some(value) => {
                let lemma = self.resolve(value, form, &lower);
                // Only capitals can be wrong: those of a form that was not met so, where capitals are the rule.
                let is_small = lemma == lower_case(&lemma);
                let differs = lemma != form && lower_case(&lemma) == lower;
                if lower == form || !(is_small || differs) || !self.has_capitals(tag, morph) {
                    return lemma;
                }
                lower_case(&lemma).into()
            }
            None => self.unknown(&lower, tag, morph, 0),
        };
        if lower == form && !self.has_capitals(tag, morph) {
            return lemma.into();
        }
        self.casing(form, &lower, tag, morph, sentence_initial).apply(form, &lemma).to_compact_string()
    }

    /// Returns the lemma of a verb that a particle goes with, `None` when it is the verb's own.
    ///
    /// `deprel` is the particle's relation to the verb; the particle's `form` and `xpos` decide whether it joins.
    #[must_use]
    pub fn with_particle(&self, verb: &str, form: &str, xpos: &str, deprel: &str) -> Option<CompactString> {
        if deprel != self.model.particle_deprel {
            return None;
        }
        let particle = lower_case(form);
        let keys = particle_keys(verb, &particle, xpos);
        let joins = keys.into_iter().find_map(|key| self.model.particles.get(key))?;
        if joins == 0 || particle.is_empty() {
            return None;
        }
        let particle = match self.model.dictionary.get(counts::entry(&particle, MODIFIER)) {
            Some(value) => self.resolve(value, &particle, &particle),
            None => particle,
        };
        let joined_already = verb.strip_prefix(particle.as_str()).is_some_and(|rest| rest.starts_with(SEAM));
        (!joined_already).then(|| compact_str::format_compact!("{particle}{SEAM}{verb}"))
    }

    /// Returns the hash of the finer tag.
    #[must_use]
    pub fn morph(&self, xpos: &str, feats: &str) -> u32 {
        morph(if self.model.morph_is_feats { feats } else { xpos })
    }

    fn known(&self) -> Known<'_> {
        Known { counts: &self.model.counts, dictionary: &self.model.dictionary }
    }

    /// Returns the dictionary's value for a word that is not in it with these capitals.
    fn entry(&self, form: &str, lower: &str, tag: u8, morph: u32) -> Option<u32> {
        let dictionary = &self.model.dictionary;
        if lower != form
            && let Some(value) = dictionary.get(fine_entry(lower, tag, morph))
        {
            return Some(value);
        }
        if let Some(value) = dictionary.get(counts::entry(lower, tag)) {
            return Some(value);
        }
        let related = self.model.related_tags.iter().filter(|related| related.0 == tag);
        let mut related = related.filter_map(|related| dictionary.get(counts::entry(lower, related.1)));
        let is_closed = self.model.closed_tags & (1 << tag) != 0;
        related.next().or_else(|| if is_closed { dictionary.get(any_entry(lower)) } else { None })
    }

    /// Returns whether lemmas of words tagged so have capitals as a rule.
    fn has_capitals(&self, tag: u8, morph: u32) -> bool {
        self.model.dictionary.get(capitals_entry(tag, morph)).is_some()
    }

    fn resolve(&self, value: u32, form: &str, lower: &str) -> CompactString {
        match value {
            AS_WRITTEN => CompactString::from(form),
            IN_LOWER => CompactString::from(lower),
            _ => {
                let lemma = self.model.lemmas.get((value - FIRST_LEMMA) as usize);
                CompactString::from(lemma.map_or(lower, String::as_str))
            }
        }
    }

    /// Returns the lower-case lemma of a word that is not in the dictionary.
    fn unknown(&self, lower: &str, tag: u8, morph: u32, depth: u32) -> String {
        if self.model.split_tags & (1 << tag) != 0
            && depth < DEEPEST
            && let Some((left, right)) = self.halve(lower, tag)
        {
            let left = self.part(left, MODIFIER, 0, depth + 1);
            let right = self.part(right, tag, morph, depth + 1);
            return format!("{left}{SEAM}{right}");
        }
        self.rewrite(lower, tag, morph)
    }

    fn part(&self, part: &str, tag: u8, morph: u32, depth: u32) -> String {
        let dictionary = &self.model.dictionary;
        let entry = dictionary
            .get(tail_entry(part, tag))
            .or_else(|| dictionary.get(fine_entry(part, tag, morph)))
            .or_else(|| dictionary.get(counts::entry(part, tag)));
        match entry {
            Some(value) => self.resolve(value, part, part).to_lowercase().into(),
            None => self.unknown(part, tag, morph, depth),
        }
    }

    fn halve<'a>(&self, lower: &'a str, tag: u8) -> Option<(&'a str, &'a str)> {
        let halves = split::halves(lower);
        let known = self.known();
        let weights = &self.model.seam_weights;
        let mut features = Vec::with_capacity(64);
        let mut best: Option<(i32, Option<(&str, &str)>)> = None;
        for halves in halves {
            let Some(evidence) = Evidence::of(halves, tag, &known) else { continue };
            if best.is_none() {
                split::whole_features(lower, tag, &known, &mut features);
                best = Some((weights.score(&features), None));
            }
            features.clear();
            evidence.features(&known, &mut features);
            let score = weights.score(&features);
            if best.is_some_and(|best| score > best.0) {
                best = Some((score, Some((halves.left, halves.right))));
            }
        }
        best?.1
    }

    fn rewrite(&self, lower: &str, tag: u8, morph: u32) -> String {
        let known = self.known();
        let unknown = Unknown { word: lower, tag, morph };
        let seen = unknown.seen();
        let mut features = Vec::with_capacity(64);
        let mut best: Option<(i32, String)> = None;
        self.model.scripts.results(lower, tag, |script, result| {
            features.clear();
            unknown.features(&seen, script, &result, &known, &mut features);
            let score = self.model.script_weights.score(&features);
            if best.as_ref().is_none_or(|best| score > best.0) {
                best = Some((score, result));
            }
        });
        best.map_or_else(|| lower.to_owned(), |best| best.1)
    }

    fn casing(&self, form: &str, lower: &str, tag: u8, morph: u32, sentence_initial: bool) -> Casing {
        let known = self.known();
        let met = casing::met(form, lower, |form| known.step(counts::form(form)));
        let mut features = Vec::with_capacity(32);
        casing::features(form, tag, morph, sentence_initial, met, &mut features);
        let mut joined = Vec::with_capacity(features.len());
        let mut best = (i32::MIN, Casing::Keep);
        for casing in Casing::ALL {
            joined.clear();
            joined.extend(features.iter().map(|&feature| casing_feature(feature, casing)));
            let score = self.model.casing_weights.score(&joined);
            if score > best.0 {
                best = (score, casing);
            }
        }
        best.1
    }
}

/// Returns the hash of a finer tag; none and `_` are alike.
#[must_use]
pub fn morph(tag: &str) -> u32 {
    if tag.is_empty() || tag == "_" { 0 } else { Key::new(b'x').text(tag).id() }
}

/// Returns the key of a form with these capitals under a tag and finer tag.
#[must_use]
pub fn fine_entry(form: &str, tag: u8, morph: u32) -> u32 {
    Key::new(b'1').text(form).byte(tag).number(morph).id()
}

/// Returns the key of a lower-case form under any tag.
#[must_use]
pub fn any_entry(lower: &str) -> u32 {
    Key::new(b'3').text(lower).id()
}

/// Returns the key of a last part of compounds under a tag.
#[must_use]
pub fn tail_entry(lower: &str, tag: u8) -> u32 {
    Key::new(b'4').text(lower).byte(tag).id()
}

/// Returns the key that is there when lemmas of words tagged so have capitals as a rule.
#[must_use]
pub fn capitals_entry(tag: u8, morph: u32) -> u32 {
    Key::new(b'5').byte(tag).number(morph).id()
}

/// Returns the keys that tell whether a particle joins its verb, the most telling first.
#[must_use]
pub fn particle_keys(verb: &str, particle: &str, xpos: &str) -> [u32; 4] {
    [
        Key::new(b'P').text(verb).text(particle).text(xpos).id(),
        Key::new(b'p').text(particle).text(xpos).id(),
        Key::new(b'q').text(xpos).id(),
        Key::new(b'r').text(particle).id(),
    ]
}

/// Returns the key of a feature joined with a casing.
#[must_use]
pub fn casing_feature(feature: u32, casing: Casing) -> u32 {
    Key::new(b'c').number(feature).byte(casing as u8).id()
}

/// Returns the form in lower case.
#[must_use]
pub fn lower_case(form: &str) -> CompactString {
    if form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        CompactString::from(form)
    } else {
        CompactString::from(form).to_lowercase()
    }
}

#[cfg(test)]
mod tests;
