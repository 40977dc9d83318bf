//! Plain text: paragraphs.

use document::ResidueKind;

use crate::draft::Draft;

/// A line longer than this, in bytes, is not the product of wrapping: the line breaks around it end paragraphs.
const MAX_WRAPPED: usize = 160;

/// Returns the draft of a plain text.
pub fn draft(text: &str) -> Draft {
    Draft { paragraphs: unmarked(paragraphs(text)), ..Draft::default() }
}

/// Paragraphs of which nothing more is known.
pub fn unmarked(paragraphs: Vec<String>) -> Vec<(String, Option<ResidueKind>)> {
    paragraphs.into_iter().map(|paragraph| (paragraph, None)).collect()
}

/// Returns the paragraphs of `text`: stretches between blank lines, and single lines where each line is a paragraph.
/// Within a paragraph everything but the form of line breaks stays as it is.
pub fn paragraphs(text: &str) -> Vec<String> {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{85}', '\u{2028}', '\u{b}'], "\n")
        .replace(['\u{2029}', '\u{c}'], "\n\n");
    let line_by_line = is_line_by_line(&text);
    let (mut paragraphs, mut block) = (Vec::new(), Vec::new());
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            block.push(line);
        } else if !block.is_empty() {
            if line_by_line || block.iter().any(|line| line.len() > MAX_WRAPPED) {
                paragraphs.extend(block.iter().map(|line| line.trim().to_owned()));
            } else {
                paragraphs.push(block.join("\n").trim().to_owned());
            }
            block.clear();
        }
    }
    paragraphs
}

/// Tells whether a text without blank lines has a paragraph on each line: most lines end where a sentence does.
fn is_line_by_line(text: &str) -> bool {
    let text = text.trim();
    let lines = text.lines().count();
    let ended = text.lines().filter(|line| line.trim_end().ends_with(['.', '?', '!', '"', '”', '’'])).count();
    lines > 2 && !text.lines().any(|line| line.trim().is_empty()) && ended * 10 >= lines * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_separate_paragraphs() {
        assert_eq!(paragraphs(" Een.\r\n \r\n\r\nTwee\r\nregels.\n\n"), ["Een.", "Twee\nregels."]);
        assert_eq!(paragraphs(""), Vec::<String>::new());
    }

    #[test]
    fn a_long_line_is_a_paragraph_of_its_own() {
        let long = "woord ".repeat(40);
        assert_eq!(paragraphs(&format!("Kop\n{long}\n{long}")), ["Kop", long.trim(), long.trim()]);
    }

    #[test]
    fn lines_that_end_sentences_are_paragraphs() {
        assert_eq!(paragraphs("De kop\nEen zin.\nNog een zin.\nEn een.").len(), 4);
        assert_eq!(paragraphs("Een zin die\nis afgebroken op\nhet scherm van\nde schrijver.").len(), 1);
    }
}
