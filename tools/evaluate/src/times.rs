//! Time expressions against corpora and specifications.
//!
//! [`score`] is TempEval-3's scoring (UzZaman et al. 2013): gold and system expressions pair one to one, left to right,
//! an exact match before one that merely overlaps; an attribute counts when it is right on a pair.

use std::{collections::BTreeMap, path::Path, time::Instant};

use anyhow::Context as _;
use document::{Article, PartialDate};
use reading::{Timex3, timex};
use serde_json::Value;

use crate::corpus::{json_lines, packs};

/// One time expression of a corpus or a system: offsets in any base that both share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// TIMEX3 type.
    pub kind: String,
    /// TIMEX3 value.
    pub value: String,
}

/// Counts of one comparison; they add up over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Expressions in the gold standard.
    pub gold: usize,
    /// Expressions found.
    pub found: usize,
    /// Pairs with the same span.
    pub strict: usize,
    /// Pairs that overlap.
    pub relaxed: usize,
    /// Pairs of the same type.
    pub kind: usize,
    /// Pairs of the same value.
    pub value: usize,
}

impl Score {
    /// Returns the F1 of `hits` pairs, between 0 and 1.
    #[must_use]
    pub fn f1(&self, hits: usize) -> f64 {
        let total = self.gold + self.found;
        if total == 0 { 0.0 } else { 2.0 * hits as f64 / total as f64 }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.strict += other.strict;
        self.relaxed += other.relaxed;
        self.kind += other.kind;
        self.value += other.value;
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = |hits| 100.0 * self.f1(hits);
        write!(
            f,
            "gold {} found {} strict F1 {:.1} relaxed F1 {:.1} type F1 {:.1} value F1 {:.1}",
            self.gold,
            self.found,
            f1(self.strict),
            f1(self.relaxed),
            f1(self.kind),
            f1(self.value)
        )
    }
}

/// Returns the score of the expressions of one document, each list in order of the text.
#[must_use]
pub fn score(gold: &[Expression], found: &[Expression]) -> Score {
    let mut out = Score { gold: gold.len(), found: found.len(), ..Score::default() };
    for (wanted, got) in pairs(gold, found) {
        out.relaxed += 1;
        out.strict += usize::from((wanted.start, wanted.end) == (got.start, got.end));
        out.kind += usize::from(wanted.kind == got.kind);
        out.value += usize::from(wanted.value == got.value);
    }
    out
}

fn pairs<'a>(gold: &'a [Expression], found: &'a [Expression]) -> Vec<(&'a Expression, &'a Expression)> {
    let mut used = vec![false; found.len()];
    let mut out = Vec::new();
    for wanted in gold {
        let mut best = None;
        for (index, got) in found.iter().enumerate() {
            if used[index] || got.start >= wanted.end || got.end <= wanted.start {
                continue;
            }
            let exact = (got.start, got.end) == (wanted.start, wanted.end);
            if best.is_none() || exact {
                best = Some(index);
            }
            if exact {
                break;
            }
        }
        if let Some(index) = best {
            used[index] = true;
            out.push((wanted, &found[index]));
        }
    }
    out
}

/// A language's packs made ready to read times.
pub struct TimeReader {
    nlp: nlp::Pipeline,
    grammar: timex::Grammar,
}

impl TimeReader {
    /// Loads the embedded pack of a language.
    ///
    /// # Errors
    /// When there is no such pack or it is malformed.
    pub fn new(lang: &str) -> anyhow::Result<Self> {
        let (pack, _) = packs(lang)?;
        Ok(Self { nlp: nlp::Pipeline::from_pack(&pack)?, grammar: timex::Grammar::from_pack(&pack)? })
    }

    /// Returns the time expressions of a text that was published at `published`.
    #[must_use]
    pub fn read(&self, text: &str, published: Option<PartialDate>) -> Vec<Timex3> {
        let article = Article::plain(text);
        let annotated = self.nlp.annotate(&article);
        timex::timexes(&self.grammar, &article, &annotated, published)
    }
}

/// One document of a corpus, its found expressions beside its gold ones, offsets in characters.
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its publication date.
    pub published: Option<PartialDate>,
    /// Its text, by character.
    pub text: Vec<char>,
    /// The gold standard.
    pub gold: Vec<Expression>,
    /// What was found.
    pub found: Vec<Expression>,
}

/// Reads a corpus of JSON lines (`id`, `dct`, `text`, `timexes`) and returns its documents with what `reader` finds.
///
/// # Errors
/// When the file cannot be read or a line has another form.
pub fn corpus(reader: &TimeReader, path: &Path) -> anyhow::Result<Vec<Document>> {
    let mut out = Vec::new();
    for line in json_lines(path)? {
        let text = string(&line, "text")?;
        let published = string(&line, "dct").ok().and_then(|dct| dct.parse().ok());
        let found = reader.read(text, published);
        let at = char_offsets(text);
        let found = found
            .into_iter()
            .map(|timex| Expression {
                start: at[&timex.span.start],
                end: at[&timex.span.end],
                kind: timex.kind.as_str().to_owned(),
                value: timex.value.unwrap_or_default(),
            })
            .collect();
        let gold = line["timexes"].as_array().context("no `timexes`")?;
        let gold = gold.iter().map(gold_expression).collect::<anyhow::Result<Vec<_>>>()?;
        out.push(Document {
            id: string(&line, "id")?.to_owned(),
            published,
            text: text.chars().collect(),
            gold,
            found,
        });
    }
    Ok(out)
}

fn gold_expression(timex: &Value) -> anyhow::Result<Expression> {
    let offset =
        |key: &str| -> anyhow::Result<usize> { Ok(usize::try_from(timex[key].as_u64().context("no offset")?)?) };
    let text = |key: &str| timex[key].as_str().unwrap_or_default().to_owned();
    Ok(Expression { start: offset("start")?, end: offset("end")?, kind: text("type"), value: text("value") })
}

/// Returns the score over all documents.
#[must_use]
pub fn total(documents: &[Document]) -> Score {
    let mut out = Score::default();
    for document in documents {
        out.add(score(&document.gold, &document.found));
    }
    out
}

/// Returns one line for each expression that is missed, superfluous or valued otherwise.
#[must_use]
pub fn differences(documents: &[Document]) -> Vec<String> {
    let mut out = Vec::new();
    for document in documents {
        let show = |start: usize, end: usize| -> String {
            let text: String = document.text[start.saturating_sub(40)..start].iter().collect();
            let inner: String = document.text[start..end].iter().collect();
            let rest: String = document.text[end..(end + 30).min(document.text.len())].iter().collect();
            format!("{}: …{text}[{inner}]{rest}…", document.id).replace('\n', " ")
        };
        let paired = pairs(&document.gold, &document.found);
        let published = document.published.map(|date| date.to_string()).unwrap_or_default();
        for (wanted, got) in &paired {
            if wanted.value != got.value {
                out.push(format!(
                    "VALUE {published} {} for {}: {}",
                    got.value,
                    wanted.value,
                    show(wanted.start, wanted.end)
                ));
            }
        }
        for wanted in document.gold.iter().filter(|wanted| !paired.iter().any(|(other, _)| other == wanted)) {
            out.push(format!("MISS {} {}: {}", wanted.kind, wanted.value, show(wanted.start, wanted.end)));
        }
        for got in document.found.iter().filter(|got| !paired.iter().any(|(_, other)| other == got)) {
            out.push(format!("EXTRA {} {}: {}", got.kind, got.value, show(got.start, got.end)));
        }
    }
    out
}

/// Returns how many megabytes a second the time expressions of a corpus are read at on one core, splitting into tokens
/// left out, best of three runs.
///
/// # Errors
/// When the file cannot be read or a line has another form.
pub fn speed(reader: &TimeReader, path: &Path) -> anyhow::Result<f64> {
    let mut documents = Vec::new();
    for line in json_lines(path)? {
        let article = Article::plain(string(&line, "text")?);
        let published = string(&line, "dct").ok().and_then(|dct| dct.parse().ok());
        let annotated = reader.nlp.annotate(&article);
        documents.push((article, annotated, published));
    }
    let bytes: usize = documents.iter().map(|(article, ..)| article.text.len()).sum();
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let start = Instant::now();
        let mut found = 0;
        for (article, annotated, published) in &documents {
            found += timex::timexes(&reader.grammar, article, annotated, *published).len();
        }
        std::hint::black_box(found);
        best = best.min(start.elapsed().as_secs_f64());
    }
    Ok(bytes as f64 / 1e6 / best)
}

/// How many specifications of one kind are met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Specifications.
    pub total: usize,
    /// Specifications of which the expression is found with the same span, or for those that allow nothing, nothing is.
    pub found: usize,
    /// Specifications of which the value is the same, too.
    pub valued: usize,
}

/// Returns how many of the date-time specifications of Recognizers-Text in `path` are met, by type. Those that its
/// .NET reference does not support are left out; where a date may lie ahead or behind, the last one counts.
///
/// # Errors
/// When the file cannot be read or a line has another form.
pub fn recognizers(reader: &TimeReader, path: &Path, show: bool) -> anyhow::Result<BTreeMap<String, Coverage>> {
    let mut out: BTreeMap<String, Coverage> = BTreeMap::new();
    for line in json_lines(path)? {
        if line["not_supported"].as_str().is_some_and(|platforms| platforms.contains("dotnet")) {
            continue;
        }
        let text = string(&line, "text")?;
        let published = line["ref"].as_str().and_then(|instant| instant.parse().ok());
        let found = reader.read(text, published);
        let results = line["results"].as_array().cloned().unwrap_or_default();
        if results.is_empty() {
            let entry = out.entry("nothing".to_owned()).or_default();
            entry.total += 1;
            entry.found += usize::from(found.is_empty());
            entry.valued += usize::from(found.is_empty());
        }
        for result in &results {
            let kind = string(result, "type")?.trim_start_matches("datetimeV2.").to_owned();
            let entry = out.entry(kind).or_default();
            entry.total += 1;
            let wanted = string(result, "text")?.to_lowercase();
            let hit = found.iter().find(|timex| alike(&timex.span.of(text).to_lowercase(), &wanted));
            let ends = range_ends(&found, result);
            entry.found += usize::from(hit.is_some() || ends.is_some());
            let right = hit.and_then(|timex| timex.value.as_deref()).is_some_and(|value| meets(value, result))
                || ends == Some(true);
            entry.valued += usize::from(right);
            if show && !right {
                let got = hit.and_then(|timex| timex.value.as_deref()).unwrap_or("-");
                println!("{got}\tfor {}\t{wanted}\tin {text}", result["timex"]);
            }
        }
    }
    Ok(out)
}

/// Tells whether two expressions are the same but for an article, a preposition or a modifier at one's beginning.
fn alike(found: &str, wanted: &str) -> bool {
    found == wanted || found.ends_with(&format!(" {wanted}")) || wanted.ends_with(&format!(" {found}"))
}

/// Tells whether a value is one that the specification resolves to.
fn meets(value: &str, result: &Value) -> bool {
    let mut wanted: Vec<String> = Vec::new();
    collect(&result["timex"], &mut wanted);
    collect(&result["resolution"], &mut wanted);
    let canonical = |value: &str| canonical(value);
    let value = canonical(value);
    // A clock time without a date: ours carries the day of publication.
    let clock = value
        .split_once('T')
        .filter(|(date, _)| !date.is_empty() && !date.starts_with('P'))
        .map(|(_, t)| format!("T{t}"));
    wanted.iter().any(|other| canonical(other) == value || clock.as_deref() == Some(canonical(other).as_str()))
}

/// Returns, for a specification of a range `(first,last,length)`, whether two expressions inside it are its ends, or
/// one is its length; `None` when nothing inside it is found. TIMEX3 marks the ends of a range, not the range.
fn range_ends(found: &[Timex3], result: &Value) -> Option<bool> {
    let ranges: Vec<String> = result["timex"].as_array()?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let (start, end) = (result["start"].as_u64()? as usize, result["end"].as_u64()? as usize);
    let inside: Vec<&Timex3> =
        found.iter().filter(|timex| start <= timex.span.start && timex.span.end <= end + 1).collect();
    let mut ranges = ranges.iter().filter_map(|range| range.strip_prefix('(')?.strip_suffix(')')).peekable();
    if inside.is_empty() || ranges.peek().is_none() {
        return None;
    }
    let is = |timex: Option<&&Timex3>, wanted: Option<&str>| {
        let (Some(timex), Some(wanted)) = (timex, wanted) else { return false };
        let value = timex.value.as_deref().unwrap_or_default();
        let first_day = |value: &str| value.parse::<PartialDate>().ok().map(PartialDate::first_day);
        let dated = !value.contains('T') && first_day(value).is_some() && first_day(value) == first_day(wanted);
        dated || canonical(value) == canonical(wanted)
    };
    Some(ranges.any(|range| {
        let mut parts = range.split(',');
        let (first, last, length) = (parts.next(), parts.next(), parts.next());
        is(inside.first(), length) || inside.len() == 2 && is(inside.first(), first) && is(inside.last(), last)
    }))
}

/// Collects the timexes and the past or only resolutions of a specification.
fn collect(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, out)),
        Value::Object(map) => {
            for (key, item) in map {
                if !matches!(key.as_str(), "type" | "Mod" | "start" | "end" | "FutureResolution") {
                    collect(item, out);
                }
            }
        }
        _ => {}
    }
}

/// Writes what two notations of one value share: no seconds, `T19` for `T19:00`, months for years of a half.
fn canonical(value: &str) -> String {
    let mut value = value.replace(' ', "T");
    while let Some(short) = value.strip_suffix(":00") {
        value = short.to_owned();
    }
    value
}

/// Returns how many of the time or duration specifications of Duckling in `path` are met, by kind and grain. Its
/// `monday` looks ahead, ours back: a weekday or day of the year is right when it is the same but for the direction.
///
/// # Errors
/// When the file cannot be read or a line has another form.
pub fn duckling(reader: &TimeReader, path: &Path, show: bool) -> anyhow::Result<BTreeMap<String, Coverage>> {
    let mut out: BTreeMap<String, Coverage> = BTreeMap::new();
    for line in json_lines(path)? {
        let text = string(&line, "text")?;
        let expected = &line["expected"];
        let published: Option<PartialDate> = line["ref"].as_str().and_then(|instant| instant.parse().ok());
        let grain = expected["grain"].as_str().or(expected["unit"].as_str()).unwrap_or_default();
        let kind = format!("{} {grain}", expected["kind"].as_str().unwrap_or_default());
        let entry = out.entry(kind).or_default();
        entry.total += 1;
        let found = reader.read(text, published);
        let hit = found.iter().find(|timex| alike(&timex.span.of(text).to_lowercase(), &text.to_lowercase()));
        entry.found += usize::from(hit.is_some());
        let right = hit.is_some_and(|timex| meets_duckling(timex, expected, published));
        entry.valued += usize::from(right);
        if show && !right {
            let got = hit.and_then(|timex| timex.value.as_deref()).unwrap_or("-");
            println!("{got}\tfor {expected}\t{text}");
        }
    }
    Ok(out)
}

fn meets_duckling(timex: &Timex3, expected: &Value, published: Option<PartialDate>) -> bool {
    let value = timex.value.as_deref().unwrap_or_default();
    if let (Some(n), Some(unit)) = (expected["value"].as_f64(), expected["unit"].as_str()) {
        return durations(n, unit).iter().any(|wanted| wanted == value);
    }
    let Some(wanted) = expected["value"].as_str().or(expected["from"].as_str()) else { return false };
    if let (Some(to), "P") = (expected["to_exclusive"].as_str(), value.get(..1).unwrap_or_default()) {
        return lengths(wanted, to).iter().any(|length| length == value);
    }
    if wanted.contains('T') && expected["kind"] == "instant" {
        let minutes = |value: &str| value.get(..16).unwrap_or(value).to_owned();
        return minutes(wanted) == minutes(value) || wanted.get(10..16) == value.get(10..16);
    }
    let (Some(got), Ok(wanted)) = (timex.date(), wanted.parse::<PartialDate>()) else { return false };
    let first = (got.first_day(), wanted.first_day());
    let yearly = (first.0.month(), first.0.day()) == (first.1.month(), first.1.day());
    let weekly = published.is_some() && first.0.weekday() == first.1.weekday() && got.days().0 == got.days().1;
    let near = first.0.since(first.1).is_ok_and(|span| span.get_days().abs() == 7);
    first.0 == first.1 || yearly || weekly && near
}

/// Returns the TIMEX3 values of the length of an interval in days, weeks, months and years.
fn lengths(from: &str, to: &str) -> Vec<String> {
    let first = |value: &str| value.parse::<PartialDate>().map(PartialDate::first_day);
    let (Ok(from), Ok(to)) = (first(from), first(to)) else { return Vec::new() };
    let days = to.since(from).map_or(0, |span| span.get_days());
    let months = i32::from(to.year() - from.year()) * 12 + i32::from(to.month() - from.month());
    vec![format!("P{days}D"), format!("P{}W", days / 7), format!("P{months}M"), format!("P{}Y", months / 12)]
}

/// Returns the TIMEX3 values of an amount of a unit.
fn durations(n: f64, unit: &str) -> Vec<String> {
    let (prefix, code, parts) = match unit {
        "Second" => ("PT", "S", None),
        "Minute" => ("PT", "M", Some((60.0, "S"))),
        "Hour" => ("PT", "H", Some((60.0, "M"))),
        "Day" => ("P", "D", None),
        "Week" => ("P", "W", Some((7.0, "D"))),
        "Month" => ("P", "M", None),
        "Quarter" => ("P", "Q", Some((3.0, "M"))),
        _ => ("P", "Y", Some((12.0, "M"))),
    };
    let mut out = vec![format!("{prefix}{n}{code}")];
    if let Some((size, smaller)) = parts {
        out.push(format!("{prefix}{}{smaller}", n * size));
    }
    let larger = match unit {
        "Minute" if n % 60.0 == 0.0 => Some(format!("PT{}H", n / 60.0)),
        "Month" if n % 12.0 == 0.0 => Some(format!("P{}Y", n / 12.0)),
        _ => None,
    };
    out.extend(larger);
    out
}

fn string<'a>(value: &'a Value, key: &str) -> anyhow::Result<&'a str> {
    value[key].as_str().with_context(|| format!("no string `{key}`"))
}

/// Returns the character offset of every byte at which a character begins, the end included.
fn char_offsets(text: &str) -> BTreeMap<usize, usize> {
    let ends = std::iter::once(text.len());
    text.char_indices().map(|(byte, _)| byte).chain(ends).enumerate().map(|(index, byte)| (byte, index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(start: usize, end: usize, kind: &str, value: &str) -> Expression {
        Expression { start, end, kind: kind.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn pairs_count_once_and_exact_ones_first() {
        // By hand: three gold, four found. The first overlaps two found and takes the exact one; the second only
        // overlaps, with another type; the third is missed; two found stay over.
        let gold =
            [expression(0, 10, "DATE", "2021"), expression(20, 30, "DATE", "P2W"), expression(40, 44, "DATE", "2022")];
        let found = [
            expression(0, 4, "DATE", "2021"),
            expression(0, 10, "DATE", "2020"),
            expression(22, 30, "DURATION", "P2W"),
            expression(50, 54, "DATE", "2022"),
        ];
        let score = score(&gold, &found);
        assert_eq!(score, Score { gold: 3, found: 4, strict: 1, relaxed: 2, kind: 1, value: 1 });
        // P = 2/4, R = 2/3.
        assert!((score.f1(score.relaxed) - 4.0 / 7.0).abs() < 1e-9);
        assert_eq!(Score::default().f1(0), 0.0);
    }

    #[test]
    fn spans_that_only_touch_do_not_pair() {
        let score = score(&[expression(0, 4, "DATE", "2021")], &[expression(4, 8, "DATE", "2021")]);
        assert_eq!((score.relaxed, score.value), (0, 0));
    }

    #[test]
    fn amounts_have_several_notations() {
        assert_eq!(durations(2.0, "Week"), ["P2W", "P14D"]);
        assert_eq!(durations(30.0, "Minute"), ["PT30M", "PT1800S"]);
        assert_eq!(canonical("2016-11-07 00:00:00"), canonical("2016-11-07T00"));
    }
}
