//! In which language a text is written.

use std::collections::BTreeMap;

use document::Lang;
use pack::{PackError, Table};
use whatlang::{Detector, Lang as Guess};

use crate::Lexicon;

/// The languages in Latin script that are considered: those in which much news appears and their near neighbours.
/// Leaving out the rest keeps short Dutch texts from being taken for a language that no pile of news contains.
const LATIN: [(Guess, &str); 18] = [
    (Guess::Nld, "nl"),
    (Guess::Eng, "en"),
    (Guess::Fra, "fr"),
    (Guess::Deu, "de"),
    (Guess::Spa, "es"),
    (Guess::Ita, "it"),
    (Guess::Por, "pt"),
    (Guess::Afr, "af"),
    (Guess::Dan, "da"),
    (Guess::Swe, "sv"),
    (Guess::Nob, "nb"),
    (Guess::Fin, "fi"),
    (Guess::Pol, "pl"),
    (Guess::Ces, "cs"),
    (Guess::Ron, "ro"),
    (Guess::Hun, "hu"),
    (Guess::Tur, "tr"),
    (Guess::Ind, "id"),
];

/// How much text is looked at; more does not change the answer.
const SAMPLE_CHARS: usize = 3000;
/// A text shorter than this does not outvote what the metadata says.
const SHORT_CHARS: usize = 120;

/// Function words of many languages.
#[derive(Clone, Debug, Default)]
pub struct FunctionWords {
    languages: BTreeMap<String, Vec<Lang>>,
}

impl FunctionWords {
    /// Adds the rows of a table with the columns `lang`, `words`.
    pub fn read(&mut self, table: &Table) -> Result<(), PackError> {
        for row in table.rows() {
            let lang = Lang::new(row.cell(0)).ok_or_else(|| table.error(row, "not a language code"))?;
            for word in row.list(1) {
                self.languages.entry(word.to_owned()).or_default().push(lang);
            }
        }
        Ok(())
    }

    /// Returns the language of which the text has most function words, if it has at least four, a sixth of its words,
    /// and a third more than any other. News text has about two in five.
    fn recognise(&self, text: &str) -> Option<Lang> {
        let (mut counts, mut n_words) = (BTreeMap::<Lang, usize>::new(), 0);
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            n_words += 1;
            for lang in self.languages.get(&word.to_lowercase()).into_iter().flatten() {
                *counts.entry(*lang).or_default() += 1;
            }
        }
        let mut ranked: Vec<(usize, Lang)> = counts.into_iter().map(|(lang, count)| (count, lang)).collect();
        ranked.sort_by_key(|(count, lang)| (std::cmp::Reverse(*count), *lang));
        let second = ranked.get(1).map_or(0, |(count, _)| *count);
        ranked
            .first()
            .filter(|(count, _)| *count >= 4 && count * 6 >= n_words && count * 3 >= second * 4)
            .map(|(_, l)| *l)
    }
}

/// Returns the language of `text`, helped by what the metadata claims, or [`Lang::UNDETERMINED`] when neither tells.
///
/// Function words decide where there are enough of them, being surer than letters on one or two sentences; else
/// trigrams after Cavnar and Trenkle (1994), as the crate `whatlang` has them.
pub fn recognise(words: &FunctionWords, text: &str, claimed: Option<Lang>) -> Lang {
    let sample: String = text.chars().take(SAMPLE_CHARS).collect();
    let length = sample.chars().filter(|c| c.is_alphabetic()).count();
    let by_words = words.recognise(&sample);
    let by_letters = detector(&sample).detect(&sample).filter(|info| {
        info.is_reliable() || (length >= 40 && info.confidence() > if claimed.is_some() { 0.8 } else { 0.2 })
    });
    let found = by_words.or_else(|| {
        let info = by_letters?;
        let listed = LATIN.iter().find(|(guess, _)| *guess == info.lang());
        listed.map_or_else(|| Lang::new(info.lang().code()), |(_, code)| Lang::new(code))
    });
    match claimed {
        Some(claimed) if length < SHORT_CHARS => claimed,
        _ => found.or(claimed).unwrap_or(Lang::UNDETERMINED),
    }
}

/// Returns the language of a text of which nothing else is known, [`Lang::UNDETERMINED`] when it does not tell.
#[must_use]
pub fn language_of(lexicon: &Lexicon, text: &str) -> Lang {
    recognise(&lexicon.function_words, text, None)
}

fn detector(sample: &str) -> Detector {
    let other_scripts = sample.chars().filter(|c| c.is_alphabetic() && *c > '\u{24f}').count();
    if other_scripts * 2 > sample.chars().filter(|c| c.is_alphabetic()).count() {
        return Detector::new();
    }
    Detector::with_allowlist(LATIN.iter().map(|(guess, _)| *guess).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::shipped;

    fn check(text: &str, claimed: Option<&str>, expected: &str) {
        let found = recognise(&shipped().function_words, text, claimed.and_then(Lang::new));
        assert_eq!(found.as_str(), expected, "{text}");
    }

    #[test]
    fn sentences_are_told_apart() {
        check("De minister zegt dat de brug over de Vardo voor het einde van het jaar weer open kan.", None, "nl");
        check("The minister says that the bridge across the Vardo may open again before the year ends.", None, "en");
        check("Le ministre affirme que le pont sur la Vardo pourra rouvrir avant la fin de l'année.", None, "fr");
        check("Der Minister sagt, dass die Brücke über die Vardo noch in diesem Jahr öffnen kann.", None, "de");
        check("Die minister sê dat die brug oor die rivier nog voor die einde van die jaar sal oopmaak.", None, "af");
    }

    #[test]
    fn metadata_helps_where_the_text_is_short() {
        check("Brug dicht", Some("nl"), "nl");
        check("12 345", None, "und");
        check("12 345", Some("en"), "en");
    }

    #[test]
    fn a_long_text_outvotes_wrong_metadata() {
        let text = "De minister zegt dat de brug over de rivier voor het einde van het jaar weer open kan. \
                    Volgens de gemeente is dat niet haalbaar, omdat er nog te weinig staal is geleverd.";
        check(text, Some("en"), "nl");
    }
}
