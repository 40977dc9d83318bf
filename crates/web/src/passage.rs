//! An article's text with its marks: every quoted stretch an element with an id, without a byte of the text changed.
//!
//! Marks may cross each other and paragraphs; HTML elements may not. A mark that would cross is cut where the other
//! one ends: the first piece keeps the id, the later pieces name it in `data-of`, so that script can light them too.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Escaper, Markup, PreEscaped};
use std::fmt::Write;

/// A stretch of text and how to show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The ids of stretches that begin here; two can meet when crossing marks are cut.
    pub(crate) ids: Vec<String>,
    /// The ids of stretches that began in an earlier piece.
    pub(crate) of: Vec<String>,
    /// Class names.
    pub(crate) classes: Vec<&'static str>,
    /// Shown when pointed at.
    pub(crate) title: Option<String>,
}

/// The marks of one text, by start, and at the same start the longer first. Marks of the same stretch are one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks(BTreeMap<(usize, Reverse<usize>), Mark>);

impl Marks {
    /// Returns the mark of a stretch, for changing; `None` where the stretch does not lie in the text.
    pub(crate) fn at(&mut self, text: &str, start: usize, end: usize) -> Option<&mut Mark> {
        text.get(start..end).filter(|slice| !slice.is_empty())?;
        Some(self.0.entry((start, Reverse(end))).or_default())
    }

    /// Adds a class to a stretch.
    pub(crate) fn class(&mut self, text: &str, start: usize, end: usize, class: &'static str) {
        if let Some(mark) = self.at(text, start, end)
            && !mark.classes.contains(&class)
        {
            mark.classes.push(class);
        }
    }

    /// Cuts every mark at the ends of the paragraphs, given by start.
    pub(crate) fn cut(self, paragraphs: &[(usize, usize)]) -> Vec<Marks> {
        let mut cut = vec![Marks::default(); paragraphs.len()];
        for ((start, Reverse(end)), mark) in self.0 {
            let mut first = true;
            let from = paragraphs.partition_point(|paragraph| paragraph.1 <= start);
            for (index, &(open, close)) in paragraphs.iter().enumerate().skip(from) {
                if open >= end {
                    break;
                }
                let piece = if first { mark.clone() } else { mark.rest() };
                first = false;
                cut[index].join((start.max(open), end.min(close)), piece);
            }
        }
        cut
    }

    fn join(&mut self, (start, end): (usize, usize), mark: Mark) {
        let here = self.0.entry((start, Reverse(end))).or_default();
        here.ids.extend(mark.ids);
        here.of.extend(mark.of);
        here.title = here.title.take().or(mark.title);
        for class in mark.classes {
            if !here.classes.contains(&class) {
                here.classes.push(class);
            }
        }
    }
}

impl Mark {
    /// Returns the mark for what follows a cut.
    fn rest(&self) -> Mark {
        let of = self.of.iter().chain(&self.ids).cloned().collect();
        Mark { ids: Vec::new(), of, ..self.clone() }
    }

    /// Writes the opening tags, one for every id, and returns how many.
    fn open(&self, out: &mut String) -> usize {
        for id in self.ids.iter().skip(1) {
            out.push_str("<span");
            attribute(out, "id", id);
            out.push('>');
        }
        out.push_str("<span");
        if let Some(id) = self.ids.first() {
            attribute(out, "id", id);
        }
        if !self.of.is_empty() {
            attribute(out, "data-of", &self.of.join(" "));
        }
        if !self.classes.is_empty() {
            attribute(out, "class", &self.classes.join(" "));
        }
        if let Some(title) = &self.title {
            attribute(out, "title", title);
        }
        out.push('>');
        self.ids.len().max(1)
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"");
    let _ = Escaper::new(out).write_str(value);
    out.push('"');
}

/// Returns the stretch of `text` from `start` to `end` with its marks, all of which lie inside it.
pub(crate) fn marked(text: &str, (start, end): (usize, usize), mut marks: Marks) -> Markup {
    let mut out = String::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = start;
    let mut copy = |out: &mut String, to: usize| {
        let _ = Escaper::new(out).write_str(text.get(at..to).unwrap_or_default());
        at = to.max(at);
    };
    while let Some(((from, Reverse(to)), mark)) = marks.0.pop_first() {
        while let Some(&close) = open.last().filter(|&&close| close <= from) {
            copy(&mut out, close);
            out.push_str("</span>");
            open.pop();
        }
        if let Some(&close) = open.last().filter(|&&close| close < to) {
            marks.join((close, to), mark.rest());
            marks.join((from, close), mark);
            continue;
        }
        copy(&mut out, from);
        let tags = mark.open(&mut out);
        open.extend(std::iter::repeat_n(to, tags));
    }
    while let Some(close) = open.pop() {
        copy(&mut out, close);
        out.push_str("</span>");
    }
    copy(&mut out, end);
    PreEscaped(out)
}

/// Returns the paragraphs of a text as start and end byte: what stands between blank lines.
pub(crate) fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in text.split("\n\n") {
        if !piece.trim().is_empty() {
            found.push((start, start + piece.len()));
        }
        start += piece.len() + 2;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, spans: &[(usize, usize)], expected: &str) {
        let mut marks = Marks::default();
        for &(start, end) in spans {
            marks.at(text, start, end).expect("a stretch of the text").ids.push(format!("{start}-{end}"));
        }
        assert_eq!(marked(text, (0, text.len()), marks).into_string(), expected);
    }

    #[test]
    fn nested_marks_nest() {
        check("abcd", &[(0, 4), (1, 2)], r#"<span id="0-4">a<span id="1-2">b</span>cd</span>"#);
    }

    #[test]
    fn crossing_marks_are_cut_where_the_first_ends() {
        check(
            "abcdef",
            &[(0, 4), (2, 6)],
            r#"<span id="0-4">ab<span id="2-6">cd</span></span><span data-of="2-6">ef</span>"#,
        );
    }

    #[test]
    fn bytes_of_wide_characters_give_the_right_text() {
        check("é–“Ö”.", &[(2, 5), (8, 10)], r#"é<span id="2-5">–</span>“<span id="8-10">Ö</span>”."#);
    }

    #[test]
    fn hostile_text_is_escaped() {
        check("</p><script>", &[(0, 4)], r#"<span id="0-4">&lt;/p&gt;</span>&lt;script&gt;"#);
    }

    #[test]
    fn marks_outside_the_text_or_inside_a_character_are_refused() {
        let mut marks = Marks::default();
        assert!(marks.at("é", 0, 1).is_none());
        assert!(marks.at("é", 0, 9).is_none());
        assert!(marks.at("é", 1, 0).is_none());
        assert!(marks.at("é", 2, 2).is_none());
    }

    #[test]
    fn marks_over_paragraphs_are_cut_and_point_back() {
        let text = "ab\n\ncd";
        let paragraphs = paragraphs(text);
        assert_eq!(paragraphs, [(0, 2), (4, 6)]);
        let mut marks = Marks::default();
        marks.at(text, 1, 5).expect("inside").ids.push("x".to_owned());
        let shown: String = marks
            .cut(&paragraphs)
            .into_iter()
            .zip(&paragraphs)
            .map(|(marks, &paragraph)| marked(text, paragraph, marks).into_string() + "|")
            .collect();
        assert_eq!(shown, r#"a<span id="x">b</span>|<span data-of="x">c</span>d|"#);
    }

    #[test]
    fn taking_the_tags_out_leaves_the_text() {
        let text = "Zij zei: „Één ‘brug’ – €3 & meer” \u{202e}om.";
        let bounds: Vec<_> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        for (seed, _) in bounds.iter().enumerate() {
            let mut marks = Marks::default();
            for step in 0..6 {
                let (a, b) =
                    (bounds[(seed * 7 + step * 5) % bounds.len()], bounds[(seed * 3 + step * 11) % bounds.len()]);
                marks.class(text, a.min(b), a.max(b), "q");
            }
            let html = marked(text, (0, text.len()), marks).into_string();
            let mut plain = String::new();
            for part in html.split('<') {
                plain.push_str(part.split_once('>').map_or(part, |(_, after)| after));
            }
            assert_eq!(plain.replace("&amp;", "&"), text);
            assert_eq!(html.matches("<span").count(), html.matches("</span>").count());
        }
    }
}
