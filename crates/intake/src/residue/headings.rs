//! Which short paragraphs are headings and questions, and where a heading has run into its paragraph.

use std::collections::BTreeMap;

use pack::{PackError, Table};

/// Words by which a sub-heading that has run into its paragraph is seen.
#[derive(Clone, Debug, Default)]
pub struct Openers {
    words: BTreeMap<String, Opener>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    /// With a capital it opens a sentence.
    Any,
    /// It does so only before a word in lower case.
    BeforeLower,
    /// It stands before titles and names.
    Title,
}

/// A heading has at most so many words and bytes.
const MAX_HEADING_WORDS: usize = 12;
const MAX_HEADING: usize = 100;
/// A question of an interview may take two sentences.
const MAX_QUESTION: usize = 260;

const STOPS: [char; 8] = ['.', '!', '?', ':', ';', ',', '…', '-'];
const CLOSERS: [char; 10] = ['"', '\'', '“', '”', '‘', '’', '»', ')', ']', '«'];
const QUOTES: [char; 9] = ['"', '\'', '“', '”', '„', '‘', '’', '«', '»'];

/// Tells whether a line could be a headline: it has letters, begins as one does, and has no final stop.
pub fn is_title_like(line: &str) -> bool {
    let bare = line.trim_end_matches(CLOSERS);
    begins_a_sentence(line)
        && line.chars().any(char::is_alphabetic)
        && !line.contains('\n')
        && !bare.ends_with(STOPS)
        && !bare.ends_with(char::is_whitespace)
        && line.split_whitespace().count() >= 2
}

/// Tells whether a paragraph is short, has no stop and stands as a heading would.
pub fn is_sub_heading(paragraph: &str) -> bool {
    let bare = paragraph.trim_end_matches(CLOSERS);
    paragraph.len() <= MAX_HEADING
        && !paragraph.contains('\n')
        && begins_a_sentence(paragraph)
        && paragraph.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && paragraph.split_whitespace().count() <= MAX_HEADING_WORDS
        && !bare.ends_with(STOPS)
        && !bare.ends_with(char::is_whitespace)
        && !bare.contains([';', '\t', '|'])
}

/// Tells whether a paragraph is one or two sentences that end in a question mark.
pub fn is_question(paragraph: &str) -> bool {
    paragraph.len() <= MAX_QUESTION
        && paragraph.trim_end_matches(QUOTES).ends_with('?')
        && !paragraph.contains('\n')
        && !paragraph.starts_with(QUOTES)
        && begins_a_sentence(paragraph)
        && sentences(paragraph) <= 3
}

/// Tells whether a question is a single short sentence, as the headings of an explainer are.
pub fn is_short_question(paragraph: &str) -> bool {
    paragraph.len() <= 160 && sentences(paragraph) == 1
}

/// Tells whether a paragraph reads as prose: longer than a heading and with a stop.
pub fn is_prose(paragraph: &str) -> bool {
    paragraph.len() > MAX_HEADING
        || (paragraph.len() > 30 && paragraph.trim_end_matches(QUOTES).ends_with(['.', '!', '?']))
}

/// Returns about how many sentences a stretch has: stops before white space or the end.
pub fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut chars = text.chars().peekable();
    let mut ended = true;
    while let Some(c) = chars.next() {
        if matches!(c, '.' | '!' | '?') && chars.peek().is_none_or(|next| next.is_whitespace() || QUOTES.contains(next))
        {
            count += 1;
            ended = true;
        } else if c.is_alphanumeric() {
            ended = false;
        }
    }
    count + usize::from(!ended)
}

fn begins_a_sentence(text: &str) -> bool {
    let first = text.chars().find(|c| !QUOTES.contains(c) && !matches!(c, '¿' | '¡' | '('));
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

impl Openers {
    /// Adds the words of a table with the columns `form`, `role`.
    pub fn read(&mut self, table: &Table) -> Result<(), PackError> {
        for row in table.rows() {
            let opener = match row.cell(1) {
                "any" => Opener::Any,
                "lower" => Opener::BeforeLower,
                "title" => Opener::Title,
                other => return Err(table.error(row, format!("no role `{other}`"))),
            };
            self.words.insert(row.cell(0).to_owned(), opener);
        }
        Ok(())
    }

    /// Returns the length of a heading that has run into the paragraph it stood above: at least three words, none but
    /// the first with a capital, no punctuation among them, and behind them a word that has a capital only because it
    /// opens a sentence. `Vast in een spiraal Sinds in 2011 ...` has one, `In het boek De brug ...` has none.
    pub fn run_in_heading(&self, paragraph: &str) -> Option<usize> {
        if !begins_a_sentence(paragraph) || !is_prose(paragraph) || paragraph.starts_with(QUOTES) {
            return None;
        }
        let mut end = 0;
        let words = paragraph.split(' ').take(MAX_HEADING_WORDS + 1).map(|word| {
            let start = end;
            end += word.len() + 1;
            (start, word)
        });
        let words: Vec<(usize, &str)> = words.collect();
        for (index, (start, word)) in words.iter().enumerate().skip(1) {
            let (_, before) = words.get(index - 1)?;
            if word.starts_with(char::is_uppercase) {
                let next = words.get(index + 1).map_or("", |(_, next)| *next);
                let opens = index >= 3 && self.opens(before, word, next);
                let rest = paragraph.get(*start..).unwrap_or_default();
                return (opens && rest.split_whitespace().count() >= 8).then(|| start.saturating_sub(1));
            }
            if !is_plain(word) || *start > MAX_HEADING {
                return None;
            }
        }
        None
    }

    fn opens(&self, before: &str, word: &str, next: &str) -> bool {
        let lower_next = next.starts_with(|c: char| c.is_lowercase() || c.is_numeric());
        let role = |word: &str| self.words.get(&word.to_lowercase()).copied();
        let opens = match role(word) {
            Some(Opener::Any) => true,
            Some(Opener::BeforeLower) => lower_next,
            Some(Opener::Title) | None => false,
        };
        // A heading does not end in a function word, nor in one behind which a title stands.
        opens && role(before).is_none() && is_plain(before)
    }
}

/// A word in lower case without punctuation.
fn is_plain(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_lowercase() || c.is_numeric())
        && word.chars().all(|c| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::shipped;

    fn run_in(paragraph: &str) -> &str {
        shipped().openers.run_in_heading(paragraph).and_then(|length| paragraph.get(..length)).unwrap_or("")
    }

    #[test]
    fn a_heading_run_into_its_paragraph_is_seen() {
        assert_eq!(
            run_in("Brug in een kring van roest Sinds in 2011 de eerste scheuren werden gevonden, zit de stad vast."),
            "Brug in een kring van roest"
        );
        assert_eq!(
            run_in("No way back for now The ministry has closed the bridge to all lorries since last week, it says."),
            "No way back for now"
        );
    }

    #[test]
    fn names_and_titles_are_no_run_in_headings() {
        for prose in [
            "In het boek De brug over de rivier beschrijft hij hoe de stad in 1990 haar haven verloor.",
            "Volgens de krant De Vardose Courant is de brug al sinds vorig jaar te zwak voor vrachtwagens.",
            "De gemeente wil met Het Nieuwe Vardo een plan maken voor de hele oever en de haven daarachter.",
            "Dat zegt minister Na Vardo vandaag in een brief aan de raad over de toestand van de brug daar.",
            "Kapot is de brug, Sinds de storm ligt alles stil en de schippers wachten al een week op bericht.",
        ] {
            assert_eq!(run_in(prose), "", "{prose}");
        }
    }

    #[test]
    fn short_paragraphs_are_told_apart() {
        assert!(is_sub_heading("Mistig"));
        assert!(is_sub_heading("‘Wij kunnen daar niet over praten’"));
        assert!(!is_sub_heading("Dat is zo."));
        assert!(!is_sub_heading("“Dat is zo.”"));
        assert!(!is_sub_heading("Dat is zo. \""));
        assert!(!is_sub_heading("Volgens Jan de Vries (D-Vardo.)"));
        assert!(!is_sub_heading("de brug"));
        assert!(is_question("Waarom is de brug dicht?"));
        assert!(is_question("U was erbij. Wat zag u?"));
        assert!(!is_question("“Waarom?”"));
        assert!(!is_question("Waarom?, vroeg hij."));
    }
}
