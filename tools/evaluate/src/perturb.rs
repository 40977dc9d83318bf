//! Many articles from few: copies with changed figures and left-out sentences.

use std::{collections::BTreeMap, fs, path::Path};

use document::{Article, Lang};
use nlp::Annotated;

/// Writes `n` changed copies of the articles under `examples` into `dir`, named `000017.nl.txt`, and returns how many
/// bytes they hold. The same arguments give the same files.
///
/// A copy leaves out one sentence in eight and changes the last digit of one number in four, so that copies are near
/// each other but not equal.
pub fn write(examples: &Path, n: usize, dir: &Path) -> anyhow::Result<usize> {
    let packs = languages::embedded();
    let lexicon = intake::Lexicon::from_packs(packs.values())?;
    let splitters: BTreeMap<Lang, nlp::Lexicon> =
        packs.iter().map(|(&lang, pack)| Ok((lang, nlp::Lexicon::from_pack(pack)?))).collect::<anyhow::Result<_>>()?;
    let (files, _) = intake::files(&[examples.to_owned()]);
    let articles: Vec<(Article, Annotated)> = files
        .iter()
        .flat_map(|file| intake::read_file(&lexicon, file, intake::Options::default()).0)
        .map(|article| {
            let splitter = splitters.get(&article.language).unwrap_or(&splitters[&Lang::UNDETERMINED]);
            let annotated = nlp::annotate(splitter, &article);
            (article, annotated)
        })
        .collect();
    anyhow::ensure!(!articles.is_empty(), "no articles under `{}`", examples.display());
    fs::create_dir_all(dir)?;
    let mut bytes = 0;
    for index in 0..n {
        let (article, annotated) = &articles[index % articles.len()];
        let mut random = SplitMix64(index as u64 + 1);
        let day = 1 + index % 28;
        let text = format!("date 2031-{:02}-{day:02}\n\n{}", 1 + index % 12, changed(article, annotated, &mut random));
        bytes += text.len();
        fs::write(dir.join(format!("{index:06}.{}.txt", article.language)), text)?;
    }
    Ok(bytes)
}

fn changed(article: &Article, annotated: &Annotated, random: &mut SplitMix64) -> String {
    let mut out = String::new();
    let mut paragraph = 0;
    for sentence in &annotated.sentences {
        if random.below(8) == 0 {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if sentence.paragraph == paragraph { " " } else { "\n\n" });
        }
        paragraph = sentence.paragraph;
        let mut characters = sentence.span.of(&article.text).chars().peekable();
        while let Some(c) = characters.next() {
            let last_digit = c.is_ascii_digit() && !characters.peek().is_some_and(char::is_ascii_digit);
            if last_digit && random.below(4) == 0 {
                out.push(char::from(b'0' + u8::try_from(random.below(10)).unwrap_or(0)));
            } else {
                out.push(c);
            }
        }
    }
    out
}

/// Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): small, and the same on every machine.
pub struct SplitMix64(pub u64);

impl SplitMix64 {
    /// Returns a number below `n`, which is not 0.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}
