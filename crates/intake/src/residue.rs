//! Marks what in a text is not running prose, and takes from it what it says about the article.
//!
//! Nothing is cut: a reader decides by [`ResidueKind`] what to skip. Precision goes before recall, since prose that is
//! marked as residue is lost to every later step, while residue that is not marked costs one odd sentence.

mod headings;
mod rules;

use document::{Residue, ResidueKind, Span};

pub use headings::Openers;
pub use rules::Rules;
use rules::{Match, Place, Rule};

use crate::{
    date::SlashDates,
    lexicon::{Field, Lexicon},
};
use document::{PartialDate, PublishedFrom};

/// What the residue of a text says about the article.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The marks, sorted, without overlap.
    pub residue: Vec<Residue>,
    /// The headline.
    pub title: Option<String>,
    /// The outlet, by its usual name.
    pub outlet: Option<String>,
    /// The news agencies credited, in order of first mention.
    pub agencies: Vec<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published and what said so.
    pub published: Option<(PartialDate, PublishedFrom)>,
    /// When it was changed last, where it says no more.
    updated: Option<PartialDate>,
    /// The page is a wall before the article.
    pub is_wall: bool,
}

/// A caption is not longer than this, in bytes; a longer paragraph before a credit is prose with a credit behind it.
const MAX_CAPTION: usize = 450;
/// A line of a header or of boilerplate is not longer than this, in bytes.
const MAX_LINE: usize = 400;
/// A word above the headline is not longer than this, in bytes.
const MAX_KICKER: usize = 30;
/// How many lines below the head, and how far, the line with the day of publication is looked for.
const LATE_LINES: usize = 16;
const LATE_BYTES: usize = 1800;
/// How many lines at the end of the text are searched for such a line.
const FOOT_LINES: usize = 4;
/// Such a line is not longer than this, in bytes.
const MAX_STAMP: usize = 140;
/// Publication and change may fall on different days; lines with more days are no such lines.
const MOST_DATES: usize = 2;
/// How much of the end of a paragraph is searched for a credit, in bytes.
const MAX_CREDIT: usize = 200;

/// Marks `text`, of which `known` stretches (headings and captions of HTML and Markdown) are marked already.
pub fn mark(lexicon: &Lexicon, text: &str, known: &[Residue], slashes: SlashDates) -> Found {
    let mut marker = Marker { lexicon, text, slashes, known, found: Found::default() };
    for known in known {
        let is_split = known.kind == ResidueKind::Caption && marker.known_caption(known.span);
        if !is_split {
            marker.found.residue.push(*known);
        }
    }
    let body = marker.head();
    let mut stamps = marker.late_stamps(body);
    stamps.extend(marker.foot_stamps(body.max(stamps.iter().map(|stamp| stamp.end).max().unwrap_or(0))));
    marker.body(body);
    marker.tail();
    let mut found = marker.found;
    found.published = found.published.or(found.updated.map(|date| (date, PublishedFrom::Text)));
    found.residue.retain(|residue| {
        let stamp = stamps.iter().find(|stamp| stamp.overlap(residue.span) > 0);
        stamp.is_none_or(|stamp| *stamp == residue.span && residue.kind == ResidueKind::Dateline)
    });
    found.residue.retain(|residue| !residue.span.is_empty());
    found.residue.sort_by_key(|residue| (residue.span, residue.kind));
    let mut end = 0;
    found.residue.retain(|residue| {
        let free = residue.span.start >= end;
        end = if free { residue.span.end } else { end };
        free
    });
    found
}

struct Marker<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    slashes: SlashDates,
    known: &'a [Residue],
    found: Found,
}

impl<'a> Marker<'a> {
    /// Marks what stands before the body and returns where the body begins.
    fn head(&mut self) -> usize {
        let mut at = 0;
        let mut after_caption = false;
        for _ in 0..24 {
            at += self.text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            if let Some(known) = self.known_from(at).filter(|known| known.span.start == at) {
                if known.kind != ResidueKind::Headline {
                    return at;
                }
                at = known.span.end;
                continue;
            }
            let line = self.line_at(at);
            if line.is_empty() {
                return at;
            }
            if let Some(end) = self.header_field(line).or_else(|| self.head_rule(line)) {
                at = end;
                continue;
            }
            let paragraph = self.paragraph_at(at);
            if let Some(end) = self.caption(paragraph) {
                after_caption = true;
                at = end;
                continue;
            }
            if self.found.title.is_none() && !after_caption && !self.has_known_headline() && self.is_headline(line) {
                self.push(line, ResidueKind::Headline);
                self.found.title = Some(line.of(self.text).to_owned());
                at = line.end;
                continue;
            }
            if at == 0 && self.is_kicker(line) {
                self.push(line, ResidueKind::Boilerplate);
                at = line.end;
                continue;
            }
            return at;
        }
        at
    }

    /// Tells whether a line is a single word above the headline: the subject, as papers print it.
    fn is_kicker(&self, line: Span) -> bool {
        let word = line.of(self.text);
        let next =
            self.line_at(line.end + self.text.get(line.end..).map_or(0, |rest| rest.len() - rest.trim_start().len()));
        line.len() <= MAX_KICKER
            && word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
            && self.paragraph_at(line.start).end == line.end
            && !next.is_empty()
            && self.is_headline(next)
    }

    /// Marks the lines below the lead that hold nothing but the day of publication, with its author or section:
    /// many pages print them there. Returns what it marked. Several days make a chronicle, which says nothing.
    fn late_stamps(&mut self, from: usize) -> Vec<Span> {
        let (mut at, mut lines) = (from, Vec::new());
        for _ in 0..LATE_LINES {
            at += self.text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            let line = self.line_at(at);
            if line.is_empty() || at > from + LATE_BYTES {
                break;
            }
            at = line.end;
            lines.push(line);
        }
        self.stamps(&lines, &[Place::Head, Place::HeadLine])
    }

    /// Marks the lines below the last paragraph of prose that hold nothing but the day of publication, as agencies
    /// print it.
    fn foot_stamps(&mut self, from: usize) -> Vec<Span> {
        let mut end = self.text.len();
        let mut lines = Vec::new();
        for _ in 0..FOOT_LINES {
            let Some(rest) = self.text.get(from..end).map(str::trim_end) else { break };
            let start = from + rest.rfind('\n').map_or(0, |at| at + 1);
            let line = Span::new(start, from + rest.len()).trimmed(self.text);
            if start <= from || line.len() > MAX_STAMP || headings::is_prose(line.of(self.text)) {
                break;
            }
            lines.push(line);
            end = start;
        }
        lines.reverse();
        self.stamps(&lines, &[Place::HeadLine, Place::Foot])
    }

    /// Marks those of `lines` of which a rule for one of `places` says that they hold the day of publication.
    fn stamps(&mut self, lines: &[Span], places: &[Place]) -> Vec<Span> {
        let lexicon = self.lexicon;
        let mut found = Vec::<(Span, &Rule, Match, Option<PartialDate>)>::new();
        for &line in lines.iter().filter(|line| !line.is_empty() && line.len() <= MAX_STAMP) {
            if let Some((rule, matched)) = self.stamp(line, places) {
                let dated = rule.takes_date.is_some() || rule.takes_update;
                let date = lexicon.dates.find(line.of(self.text), self.slashes).filter(|_| dated);
                found.push((line, rule, matched, date));
            }
        }
        let mut dates: Vec<PartialDate> = found.iter().filter_map(|(.., date)| *date).collect();
        dates.dedup();
        if dates.is_empty() || dates.len() > MOST_DATES {
            return Vec::new();
        }
        for (_, rule, matched, _) in &found {
            self.apply(rule, *matched);
        }
        found.into_iter().map(|(line, ..)| line).collect()
    }

    /// Returns the first rule for one of `places` by which a whole line is a dateline.
    fn stamp(&self, line: Span, places: &[Place]) -> Option<(&'a Rule, Match)> {
        let rules = &self.lexicon.rules;
        let mut all = places.iter().flat_map(|&place| rules.all(place, self.text, line));
        all.find(|(rule, found)| rule.kind == ResidueKind::Dateline && found.span.end == line.end)
    }

    /// The first known mark that starts at or after `at`; marks are whole paragraphs.
    fn known_from(&self, at: usize) -> Option<Residue> {
        self.known.get(self.known.partition_point(|known| known.span.start < at)).copied()
    }

    /// Marks the credit within a known caption, and tells whether there was one.
    fn known_caption(&mut self, span: Span) -> bool {
        self.lines(span) || self.caption(span).is_some()
    }

    fn has_known_headline(&self) -> bool {
        self.known.iter().any(|known| known.kind == ResidueKind::Headline)
    }

    /// Marks a header line such as `title: ...` or `date: 2021-10-04` and returns its end.
    fn header_field(&mut self, line: Span) -> Option<usize> {
        let (name, value) = line.of(self.text).split_once(':')?;
        if name.len() > 30 || name.split_whitespace().count() > 2 || value.trim().is_empty() {
            return None;
        }
        let (field, _) = self.lexicon.field(name)?;
        let value_span = Span::new(line.end - value.len(), line.end).trimmed(self.text);
        let value = value_span.of(self.text);
        match field {
            Field::Title => {
                self.push(Span::new(line.start, value_span.start), ResidueKind::Dateline);
                self.push(value_span, ResidueKind::Headline);
                self.found.title.get_or_insert_with(|| value.to_owned());
                return Some(line.end);
            }
            Field::Published => {
                let date = self.lexicon.dates.parse(value, self.slashes)?;
                self.found.published.get_or_insert((date, PublishedFrom::Header));
            }
            Field::Outlet => {
                let name = self.lexicon.outlets.canonical(value).or_else(|| self.lexicon.outlets.of_address(value));
                if name.is_none() && value.split_whitespace().count() > 5 {
                    return None;
                }
                if let Some(agency) = self.lexicon.agencies.canonical(value) {
                    self.add_agencies(agency);
                } else {
                    let name = name.unwrap_or(value).to_owned();
                    self.found.outlet.get_or_insert(name);
                }
            }
            Field::Byline if value.chars().next().is_some_and(char::is_uppercase) && value.len() < 120 => {
                self.found.byline.get_or_insert_with(|| value.to_owned());
            }
            Field::Url if value.contains("://") && !value.contains(' ') => {
                if let Some(name) = self.lexicon.outlets.of_address(value) {
                    self.found.outlet.get_or_insert_with(|| name.to_owned());
                }
            }
            Field::Language if value.len() <= 12 => {}
            _ => return None,
        }
        self.push(line, ResidueKind::Dateline);
        Some(line.end)
    }

    /// Applies the rules for the head of a text and returns the end of what the longest match marked.
    fn head_rule(&mut self, line: Span) -> Option<usize> {
        let lexicon = self.lexicon;
        let mut best: Option<(&Rule, Match)> = None;
        for place in [Place::Head, Place::HeadLine, Place::Line] {
            for (rule, found) in lexicon.rules.all(place, self.text, line) {
                if best.is_none_or(|(_, before)| found.span.end > before.span.end) {
                    best = Some((rule, found));
                }
            }
        }
        let (rule, found) = best?;
        self.apply(rule, found);
        Some(found.span.end)
    }

    /// Tells whether the line is short, has no final stop, and stands above more text.
    fn is_headline(&self, line: Span) -> bool {
        let Some(rest) = self.text.get(line.end..) else { return false };
        let rest = rest.trim_start();
        line.len() <= 200
            && headings::is_title_like(line.of(self.text))
            && self.paragraph_at(line.start).end == line.end
            && rest.len() > line.len()
    }

    /// Marks the paragraphs of the body.
    fn body(&mut self, from: usize) {
        let paragraphs = self.paragraphs(from);
        // Where each line is a sentence, a question is as likely part of the prose.
        let of_one = paragraphs.iter().filter(|p| headings::sentences(p.of(self.text)) == 1).count();
        let is_by_sentence = paragraphs.len() >= 8 && of_one * 10 > paragraphs.len() * 7;
        let questions = paragraphs.iter().filter(|p| headings::is_question(p.of(self.text))).count();
        let lexicon = self.lexicon;
        for (index, paragraph) in paragraphs.iter().copied().enumerate() {
            if self.known_from(paragraph.start).is_some_and(|known| known.span.overlap(paragraph) > 0) {
                continue;
            }
            let next = paragraphs.get(index + 1).map(|span| span.of(self.text));
            if self.lines(paragraph) {
                continue;
            }
            let mut rest = paragraph;
            if index == 0
                && let Some(marked) = self.prefix(rest, Place::Start)
            {
                rest = Span::new(marked.end, rest.end);
            }
            if let Some(marked) = self.prefix(rest, Place::Begin) {
                // What stands before a credit is the caption that it belongs to.
                self.push(Span::new(rest.start, marked.start), ResidueKind::Caption);
                rest = Span::new(marked.end, rest.end).trimmed(self.text);
            }
            if self.caption(rest).is_some() {
                continue;
            }
            self.suffix(rest, Place::End);
            let content = rest.of(self.text);
            if let Some(next) = next
                && !is_by_sentence
                && headings::is_question(content)
                && (questions > 1 || headings::is_short_question(content))
                && headings::is_prose(next)
            {
                self.push(rest, ResidueKind::Question);
            } else if index > 0
                && let Some(next) = next
                && headings::is_sub_heading(content)
                && headings::is_prose(next)
            {
                self.push(rest, ResidueKind::SubHeading);
            } else if index > 0
                && let Some(length) = lexicon.openers.run_in_heading(content)
            {
                self.push(Span::new(rest.start, rest.start + length), ResidueKind::SubHeading);
            }
        }
    }

    /// Marks the lines of a paragraph that a rule knows, and tells whether all of them were.
    fn lines(&mut self, paragraph: Span) -> bool {
        let lexicon = self.lexicon;
        let mut all = true;
        let mut start = paragraph.start;
        for line in paragraph.of(self.text).split('\n') {
            let span = Span::new(start, start + line.len()).trimmed(self.text);
            start += line.len() + 1;
            let found = if span.len() <= MAX_LINE { lexicon.rules.first(Place::Line, self.text, span) } else { None };
            match found {
                Some((rule, found)) => self.apply(rule, found),
                None => all &= span.is_empty(),
            }
        }
        all
    }

    fn prefix(&mut self, span: Span, place: Place) -> Option<Span> {
        let lexicon = self.lexicon;
        let window = Span::new(span.start, self.floor(span.end.min(span.start + MAX_LINE)));
        let (rule, found) = lexicon.rules.first(place, self.text, window)?;
        self.apply(rule, found);
        Some(found.span)
    }

    fn suffix(&mut self, span: Span, place: Place) -> Option<Span> {
        let lexicon = self.lexicon;
        let window = Span::new(self.floor(span.start.max(span.end.saturating_sub(MAX_CREDIT))), span.end);
        let (rule, found) = lexicon.rules.first(place, self.text, window)?;
        self.apply(rule, found);
        Some(found.span)
    }

    /// Marks a caption with the credit that ends it and returns where the paragraph ends.
    fn caption(&mut self, paragraph: Span) -> Option<usize> {
        let credit = self.suffix(paragraph, Place::Caption)?;
        let caption = Span::new(paragraph.start, credit.start).trimmed(self.text);
        if caption.len() <= MAX_CAPTION && headings::sentences(caption.of(self.text)) <= 3 {
            self.push(caption, ResidueKind::Caption);
        }
        Some(paragraph.end)
    }

    /// Marks a credit at the very end.
    fn tail(&mut self) {
        let marked = |at: usize, found: &Found| found.residue.iter().find(|r| r.span.end == at).map(|r| r.span.start);
        let mut end = self.text.trim_end().len();
        // Teasers and boilerplate may stand behind the last sentence.
        for _ in 0..50 {
            let Some(start) = marked(end, &self.found) else { break };
            end = self.text.get(..start).map_or(0, |before| before.trim_end().len());
        }
        let start = self.text.get(..end).and_then(|before| before.rfind("\n\n")).map_or(0, |at| at + 2);
        if start < end {
            self.suffix(Span::new(start, end), Place::Tail);
        }
    }

    fn apply(&mut self, rule: &Rule, found: Match) {
        let matched = found.span.of(self.text);
        self.push(found.span, rule.kind);
        let lexicon = self.lexicon;
        if rule.takes_agency {
            let known = lexicon.agencies.news_in(matched);
            for agency in &known {
                self.add_agencies(agency);
            }
            // An abbreviation in a credit is an agency, known or not, unless it is an outlet.
            let words = matched
                .split(|c: char| !c.is_alphanumeric())
                .filter(|_| known.is_empty() && rule.kind == ResidueKind::Credit);
            for word in words.filter(|word| is_abbreviation(word)) {
                if lexicon.agencies.canonical(word).is_none() && lexicon.outlets.canonical(word).is_none() {
                    self.add_agencies(word);
                }
            }
        }
        if let Some(agency) = found.agency.map(|span| span.of(self.text)) {
            self.add_agencies(lexicon.agencies.canonical(agency).unwrap_or(agency));
        }
        let dated = found.date.map_or(matched, |span| span.of(self.text));
        if let Some(from) = rule.takes_date
            && let Some(date) = lexicon.dates.find(dated, self.slashes)
        {
            self.found.published.get_or_insert((date, from));
        }
        if rule.takes_update {
            self.found.updated = self.found.updated.or(lexicon.dates.find(dated, self.slashes));
        }
        if let Some(outlet) = found.outlet.map(|span| span.of(self.text)) {
            let name = self.lexicon.outlets.canonical(outlet).unwrap_or(outlet).to_owned();
            self.found.outlet.get_or_insert(name);
        }
        if let Some(byline) = found.byline {
            self.found.byline.get_or_insert_with(|| byline.of(self.text).trim().to_owned());
        }
        self.found.is_wall |= rule.is_wall;
    }

    fn add_agencies(&mut self, agency: &str) {
        if !self.found.agencies.iter().any(|known| known == agency) {
            self.found.agencies.push(agency.to_owned());
        }
    }

    fn push(&mut self, span: Span, kind: ResidueKind) {
        self.found.residue.push(Residue { span: span.trimmed(self.text), kind });
    }

    /// The line from `at` on, trimmed.
    fn line_at(&self, at: usize) -> Span {
        self.until(at, "\n")
    }

    /// The paragraph from `at` on, trimmed.
    fn paragraph_at(&self, at: usize) -> Span {
        self.until(at, "\n\n")
    }

    fn until(&self, at: usize, mark: &str) -> Span {
        // One byte behind a trimmed line may lie inside a wide space.
        let at = (at..self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len());
        let rest = self.text.get(at..).unwrap_or_default();
        let length = rest.find(mark).unwrap_or(rest.len());
        Span::new(at, at + length).trimmed(self.text)
    }

    fn paragraphs(&self, from: usize) -> Vec<Span> {
        let (mut at, mut paragraphs) = (from, Vec::new());
        while at < self.text.len() {
            let rest = self.text.get(at..).unwrap_or_default();
            let length = rest.find("\n\n").unwrap_or(rest.len());
            let span = Span::new(at, at + length).trimmed(self.text);
            if !span.is_empty() {
                paragraphs.push(span);
            }
            at += length + 2;
        }
        paragraphs
    }

    /// The last character boundary at or before `at`.
    fn floor(&self, at: usize) -> usize {
        (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }
}

/// Tells whether a word is two to six capitals.
fn is_abbreviation(word: &str) -> bool {
    (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests;
