//! Words and lemmas of a treebank.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use anyhow::{Context as _, bail};
use nlp::{
    Upos,
    lemma::{SEAM, lower_case, morph},
};

/// Relation of a particle to its verb.
pub const PARTICLE: &str = "compound:prt";
/// Tags whose members are few and known.
pub const CLOSED_TAGS: u32 = 1 << Upos::Adp as u32
    | 1 << Upos::Aux as u32
    | 1 << Upos::Cconj as u32
    | 1 << Upos::Det as u32
    | 1 << Upos::Intj as u32
    | 1 << Upos::Part as u32
    | 1 << Upos::Pron as u32
    | 1 << Upos::Punct as u32
    | 1 << Upos::Sconj as u32;

/// A word as it stands in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    pub form: String,
    pub tag: u8,
    pub morph: u32,
    pub sentence_initial: bool,
    /// Without the particle that stands apart from it.
    pub lemma: String,
}

/// A particle apart from its verb.
#[derive(Clone, Debug)]
pub struct Particle {
    pub verb: String,
    pub form: String,
    pub xpos: String,
    pub joins: bool,
}

/// All words of some treebanks.
#[derive(Clone, Debug, Default)]
pub struct Treebank {
    pub n_sentences: usize,
    pub words: Vec<Word>,
    pub particles: Vec<Particle>,
    /// The sentences, as [`plain`] makes them.
    pub texts: BTreeSet<String>,
}

/// A form under its tags, with how often it has each lemma.
#[derive(Clone, Debug)]
pub struct Type {
    pub form: String,
    pub lower: String,
    pub tag: u8,
    pub morph: u32,
    /// Lemma and whether it began a sentence, with how often.
    pub lemmas: BTreeMap<(String, bool), u32>,
}

impl Type {
    /// Returns how often it was met.
    pub fn count(&self) -> u32 {
        self.lemmas.values().sum()
    }
}

impl Treebank {
    /// Adds the sentences of a file in CoNLL-U whose ids are to be kept.
    pub fn add(&mut self, conllu: &str, feats: bool, keep: impl Fn(&str) -> bool) -> anyhow::Result<()> {
        for block in conllu.split("\n\n") {
            let id = block.lines().find_map(|line| line.strip_prefix("# sent_id = ")).unwrap_or_default();
            if block.trim().is_empty() || !keep(id) {
                continue;
            }
            self.add_sentence(block, feats).with_context(|| format!("in sentence `{id}`"))?;
        }
        Ok(())
    }

    fn add_sentence(&mut self, block: &str, feats: bool) -> anyhow::Result<()> {
        let mut rows = Vec::new();
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let row: Vec<&str> = line.split('\t').collect();
            if row.len() != 10 {
                bail!("a line of {} columns", row.len());
            }
            if !row[0].contains(['-', '.']) {
                rows.push(row);
            }
        }
        self.n_sentences += 1;
        self.texts.insert(plain(&rows.iter().map(|row| row[1]).collect::<Vec<_>>().concat()));
        let mut sentence_initial = true;
        for row in &rows {
            let (id, form, lemma) = (row[0], row[1], row[2]);
            let Some(upos) = Upos::parse(row[3]) else { bail!("no tag `{}`", row[3]) };
            let mut verb = lemma;
            let particles: Vec<_> = rows.iter().filter(|other| other[6] == id && other[7] == PARTICLE).collect();
            for particle in &particles {
                let starts = |particle: &str| verb.strip_prefix(particle)?.strip_prefix(SEAM);
                if let Some(rest) = starts(&lower_case(particle[1])) {
                    verb = rest;
                }
            }
            if let [particle] = particles.as_slice() {
                self.particles.push(Particle {
                    verb: verb.to_owned(),
                    form: lower_case(particle[1]).to_string(),
                    xpos: particle[4].to_owned(),
                    joins: verb != lemma,
                });
            }
            self.words.push(Word {
                form: form.to_owned(),
                tag: upos as u8,
                morph: morph(if feats { row[5] } else { row[4] }),
                sentence_initial,
                lemma: verb.to_owned(),
            });
            sentence_initial &= !form.contains(char::is_alphanumeric);
        }
        Ok(())
    }

    /// Returns the forms with their lemmas.
    pub fn types(&self) -> Vec<Type> {
        let mut types = BTreeMap::<(&str, u8, u32), BTreeMap<(String, bool), u32>>::new();
        for word in &self.words {
            let lemmas = types.entry((&word.form, word.tag, word.morph)).or_default();
            *lemmas.entry((word.lemma.clone(), word.sentence_initial)).or_default() += 1;
        }
        types
            .into_iter()
            .map(|((form, tag, morph), lemmas)| Type {
                form: form.to_owned(),
                lower: lower_case(form).to_string(),
                tag,
                morph,
                lemmas,
            })
            .collect()
    }
}

/// Returns the letters and digits of a sentence, in lower case.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads a text file, unpacked by `zstd` when its name says so.
pub fn read(path: &Path) -> anyhow::Result<String> {
    let context = || format!("could not read `{}`", path.display());
    if path.extension().is_none_or(|extension| extension != "zst") {
        return fs::read_to_string(path).with_context(context);
    }
    let output = Command::new("zstd").arg("-dcq").arg(path).output().with_context(context)?;
    if !output.status.success() {
        bail!("`zstd` failed on `{}`", path.display());
    }
    String::from_utf8(output.stdout).with_context(context)
}
