//! JSON under the field names that people use.

use std::io::BufRead;

use document::Lang;
use serde_json::{Map, Value};

use crate::{
    draft::{Draft, one_line, size},
    html,
    lexicon::{Field, Lexicon, field_key},
    plain,
};

/// The longest line of a JSON lines file, in bytes.
const MAX_RECORD: usize = 16 << 20;
/// How deep objects within objects are searched for an article.
const MAX_NESTING: usize = 4;

/// What a JSON file holds.
pub enum Drafts {
    /// One article.
    One(Box<Result<Draft, String>>),
    /// A list of them.
    Many(Vec<Result<Draft, String>>),
}

/// Returns the articles of a JSON text: an object, an array of objects, or an object with such an array in it.
pub fn drafts(lexicon: &Lexicon, text: &str) -> Drafts {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        // Several values one below the other: JSON lines under another name.
        Err(error) if error.classify() == serde_json::error::Category::Syntax && starts_with_value(text) => {
            return Drafts::Many(lines(lexicon, text.as_bytes()).collect());
        }
        Err(error) => return Drafts::One(Box::new(Err(format!("not valid JSON: {error}")))),
    };
    match value {
        Value::Array(values) if values.is_empty() => Drafts::One(Box::new(Err("an empty list".to_owned()))),
        Value::Array(values) => Drafts::Many(values.iter().map(|value| record(lexicon, value)).collect()),
        Value::Object(object) => match list(lexicon, &object, 0) {
            Some(values) => Drafts::Many(values.iter().map(|value| record(lexicon, value)).collect()),
            None => Drafts::One(Box::new(from_object(lexicon, &object))),
        },
        _ => Drafts::One(Box::new(Err("neither an object nor an array of objects".to_owned()))),
    }
}

/// Tells whether the first line is a whole JSON object and others follow.
fn starts_with_value(text: &str) -> bool {
    let first = text.trim_start().split_once('\n').map_or("", |(first, _)| first);
    first.len() <= MAX_RECORD && serde_json::from_str::<Map<String, Value>>(first).is_ok()
}

/// Returns the articles of JSON lines. A line that is too long, is not UTF-8 or not JSON is an error of its own.
pub fn lines(lexicon: &Lexicon, reader: impl BufRead) -> impl Iterator<Item = Result<Draft, String>> {
    Lines { reader, line: Vec::new(), is_first: true }.map(|line| {
        let line = line?;
        let text = std::str::from_utf8(&line)
            .map_err(|error| format!("not valid UTF-8, at byte {} of the line", error.valid_up_to()))?;
        let value = serde_json::from_str(text).map_err(|error| format!("not valid JSON: {error}"))?;
        record(lexicon, &value)
    })
}

/// The lines of a reader that are not blank, without holding more of a line than a record may have.
struct Lines<R> {
    reader: R,
    line: Vec<u8>,
    is_first: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Vec<u8>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let length = match self.fill() {
                Ok(None) => return None,
                Ok(Some(length)) => length,
                Err(error) => {
                    // Without an end the same error would come again for ever.
                    self.line.clear();
                    return if std::mem::replace(&mut self.is_first, false) {
                        Some(Err(format!("could not be read: {}", error.kind())))
                    } else {
                        None
                    };
                }
            };
            let mut line = std::mem::take(&mut self.line);
            if std::mem::replace(&mut self.is_first, false) && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if length > MAX_RECORD {
                return Some(Err(format!(
                    "a line of {}, more than a record can be ({})",
                    size(length),
                    size(MAX_RECORD)
                )));
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Some(Ok(line));
            }
        }
    }
}

impl<R: BufRead> Lines<R> {
    /// Reads up to the next line break and returns the length of the line, of which at most `MAX_RECORD` is kept.
    fn fill(&mut self) -> std::io::Result<Option<usize>> {
        let mut length = 0;
        loop {
            let buffer = match self.reader.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                return Ok((length > 0).then_some(length));
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            let room = MAX_RECORD.saturating_sub(self.line.len());
            self.line.extend_from_slice(part.get(..part.len().min(room)).unwrap_or_default());
            length += part.len();
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some(length));
            }
        }
    }
}

/// Returns the array of articles that an object holds, perhaps in an object within.
fn list<'v>(lexicon: &Lexicon, object: &'v Map<String, Value>, depth: usize) -> Option<&'v Vec<Value>> {
    if has_text(lexicon, object) || depth > MAX_NESTING {
        return None;
    }
    let lists = object.iter().filter(|(name, _)| is(lexicon, "list", name));
    for (_, value) in lists {
        match value {
            Value::Array(values) if values.iter().any(Value::is_object) => return Some(values),
            Value::Object(inner) => {
                if let Some(values) = list(lexicon, inner, depth + 1) {
                    return Some(values);
                }
            }
            _ => {}
        }
    }
    None
}

fn is(lexicon: &Lexicon, role: &str, name: &str) -> bool {
    lexicon.fields.contains_key(&format!("{role}:{}", field_key(name)))
}

fn has_text(lexicon: &Lexicon, object: &Map<String, Value>) -> bool {
    value_of(lexicon, object, Field::Text).is_some()
}

/// Returns the article in one record.
pub fn record(lexicon: &Lexicon, value: &Value) -> Result<Draft, String> {
    match value {
        Value::Object(object) => from_object(lexicon, object),
        _ => Err("not a JSON object".to_owned()),
    }
}

fn from_object(lexicon: &Lexicon, object: &Map<String, Value>) -> Result<Draft, String> {
    let mut layers = vec![object];
    for _ in 0..MAX_NESTING {
        let Some(last) = layers.last() else { break };
        if has_text(lexicon, last) {
            break;
        }
        let inner = last.iter().find_map(|(name, value)| value.as_object().filter(|_| is(lexicon, "inner", name)));
        let Some(inner) = inner else { break };
        layers.push(inner);
    }
    layers.reverse();
    let get = |field: Field| layers.iter().find_map(|layer| value_of(lexicon, layer, field));
    let text = get(Field::Text).map(|value| text_of(lexicon, value)).filter(|text| !text.trim().is_empty());
    let description = get(Field::Description).or_else(|| get(Field::Lead));
    let stub = text.is_none();
    let Some(text) = text.or_else(|| description.map(|value| text_of(lexicon, value)).filter(|t| !t.trim().is_empty()))
    else {
        return Err(no_text(&layers));
    };
    let mut paragraphs = prose(lexicon, &text);
    if let Some(lead) = get(Field::Lead).map(|value| text_of(lexicon, value)).filter(|_| !stub) {
        let lead = one_line(&html::stripped(lexicon, &lead).join(" "));
        let known = paragraphs.iter().take(3).any(|paragraph| one_line(paragraph).starts_with(&lead));
        if !lead.is_empty() && !known {
            paragraphs.insert(0, lead);
        }
    }
    let line =
        |field: Field| get(field).and_then(|value| name_of(lexicon, value)).map(|name| plain_line(lexicon, &name));
    let mut draft = Draft {
        title: line(Field::Title),
        outlet: line(Field::Outlet),
        byline: line(Field::Byline),
        published: line(Field::Published),
        language: line(Field::Language).and_then(|code| Lang::new(&code)),
        url: line(Field::Url).filter(|url| !url.is_empty()),
        stub: stub || get(Field::Free).is_some_and(|free| is_false(free) && text.len() < 1200),
        paragraphs: plain::unmarked(paragraphs),
    };
    draft.byline = draft.byline.filter(|byline| !byline.contains("://"));
    Ok(draft)
}

fn is_false(value: &Value) -> bool {
    value.as_bool() == Some(false) || value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("false"))
}

/// The value under the most preferred name of a field that is not null or empty.
fn value_of<'v>(lexicon: &Lexicon, object: &'v Map<String, Value>, field: Field) -> Option<&'v Value> {
    let named = object.iter().filter_map(|(name, value)| {
        let (found, rank) = lexicon.field(name)?;
        let usable = match value {
            Value::Null | Value::Bool(_) => field == Field::Free,
            Value::String(text) => !text.trim().is_empty(),
            Value::Array(values) => !values.is_empty(),
            Value::Number(_) => field == Field::Published,
            Value::Object(_) => field != Field::Text && field != Field::Published,
        };
        (found == field && usable).then_some((rank, name, value))
    });
    named.min_by_key(|(rank, name, _)| (*rank, *name)).map(|(_, _, value)| value)
}

fn no_text(layers: &[&Map<String, Value>]) -> String {
    let names: Vec<String> = layers
        .iter()
        .flat_map(|layer| layer.keys())
        .take(12)
        .map(|name| format!("`{}`", name.chars().take(40).collect::<String>()))
        .collect();
    if names.is_empty() {
        "an empty object".to_owned()
    } else {
        format!("no text among the fields {}", names.join(", "))
    }
}

/// The text of a value: a string, or the strings of an array as paragraphs.
fn text_of(lexicon: &Lexicon, value: &Value) -> String {
    let part = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Object(object) => match value_of(lexicon, object, Field::Text) {
            Some(Value::String(text)) => text.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    match value {
        Value::Array(values) => values.iter().map(part).collect::<Vec<_>>().join("\n\n"),
        other => part(other),
    }
}

/// The name that a value gives: a string, a number, an object with a name, or several of these.
fn name_of(lexicon: &Lexicon, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.as_i64().map_or_else(
            || number.as_f64().map_or_else(String::new, |float| format!("{float:.0}")),
            |integer| integer.to_string(),
        )),
        Value::Object(object) => object
            .iter()
            .filter(|(name, value)| value.is_string() && is(lexicon, "label", name))
            .filter_map(|(name, value)| {
                let rank = lexicon.fields.get(&format!("label:{}", field_key(name)))?.1;
                Some((rank, value.as_str()?))
            })
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, name)| name.to_owned()),
        Value::Array(values) => {
            let names: Vec<String> = values
                .iter()
                .take(20)
                .filter(|value| !value.is_array())
                .filter_map(|value| name_of(lexicon, value))
                .collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// The paragraphs of a text field, which may hold HTML.
fn prose(lexicon: &Lexicon, text: &str) -> Vec<String> {
    if html::has_markup(text) { html::stripped(lexicon, text) } else { plain::paragraphs(text) }
}

fn plain_line(lexicon: &Lexicon, text: &str) -> String {
    if html::has_markup(text) { one_line(&html::stripped(lexicon, text).join(" ")) } else { one_line(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::shipped;

    fn one(text: &str) -> Result<Draft, String> {
        match drafts(shipped(), text) {
            Drafts::One(draft) => *draft,
            Drafts::Many(_) => panic!("several"),
        }
    }

    fn many(text: &str) -> Vec<Result<Draft, String>> {
        match drafts(shipped(), text) {
            Drafts::One(_) => panic!("one"),
            Drafts::Many(drafts) => drafts,
        }
    }

    #[test]
    fn the_names_people_use_are_known() {
        let draft =
            one(r#"{"headline": "Brug dicht", "articleBody": "De brug is dicht.\n\nDat blijft zo.", "datePublished":
            "2021-10-04T10:00:00Z", "publisher": {"@type": "Organization", "name": "De Vardose Courant"},
            "author": [{"name": "Jan de Vries"}, "Els Haan"], "inLanguage": "nl-NL", "url": "https://example.org/1"}"#)
            .expect("an article");
        assert_eq!(draft.title.as_deref(), Some("Brug dicht"));
        assert_eq!(draft.outlet.as_deref(), Some("De Vardose Courant"));
        assert_eq!(draft.byline.as_deref(), Some("Jan de Vries, Els Haan"));
        assert_eq!(draft.published.as_deref(), Some("2021-10-04T10:00:00Z"));
        assert_eq!(draft.language, Lang::new("nl"));
        assert_eq!(draft.paragraphs.len(), 2);
        assert!(!draft.stub);
    }

    #[test]
    fn lists_are_found_at_the_top_and_inside() {
        assert_eq!(many(r#"[{"text": "Een."}, {"titel": "x"}, 3]"#).iter().filter(|draft| draft.is_ok()).count(), 1);
        assert_eq!(many(r#"{"status": "ok", "articles": [{"content": "Een."}, {"content": "Twee."}]}"#).len(), 2);
        assert_eq!(many(r#"{"hits": {"hits": [{"_source": {"body": "Een."}}]}}"#).len(), 1);
        assert_eq!(many("{\"text\": \"Een.\"}\n{\"text\": \"Twee.\"}\n").len(), 2);
    }

    #[test]
    fn an_unknown_layout_names_its_fields() {
        let reason = one(r#"{"colour": "blue", "title": "Brug"}"#).expect_err("no text");
        assert_eq!(reason, "no text among the fields `colour`, `title`");
        assert!(one("{\"text\": ").expect_err("broken").starts_with("not valid JSON"));
        assert_eq!(one("3").expect_err("a number"), "neither an object nor an array of objects");
    }

    #[test]
    fn a_description_alone_makes_a_stub() {
        let draft =
            one(r#"{"title": "Brug dicht", "description": "De brug is dicht.", "content": null}"#).expect("one");
        assert!(draft.stub);
        assert_eq!(draft.paragraphs[0].0, "De brug is dicht.");
    }

    #[test]
    fn markup_in_text_is_stripped() {
        let draft =
            one(r#"{"title": "Brug &amp; haven", "body": "<p>De <b>brug</b> is dicht.</p><p>Dat blijft zo.</p>"}"#)
                .expect("one");
        assert_eq!(draft.title.as_deref(), Some("Brug & haven"));
        let paragraphs: Vec<_> = draft.paragraphs.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(paragraphs, ["De brug is dicht.", "Dat blijft zo."]);
    }

    #[test]
    fn a_broken_line_does_not_stop_the_others() {
        let bytes = b"{\"text\": \"Een.\"}\n{\"text\": \"\xff\"}\n\n{broken\n{\"text\": \"Vier.\"}";
        let found: Vec<_> =
            lines(shipped(), &bytes[..]).map(|draft| draft.map(|draft| draft.paragraphs[0].0.clone())).collect();
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].as_deref(), Ok("Een."));
        assert_eq!(found[1], Err("not valid UTF-8, at byte 10 of the line".to_owned()));
        assert!(found[2].as_ref().is_err_and(|reason| reason.starts_with("not valid JSON")));
        assert_eq!(found[3].as_deref(), Ok("Vier."));
    }

    #[test]
    fn a_line_that_is_too_long_is_an_error() {
        let mut bytes = vec![b'x'; MAX_RECORD + 1];
        bytes.extend_from_slice(b"\n{\"text\": \"Een.\"}");
        let found: Vec<_> = lines(shipped(), bytes.as_slice()).collect();
        assert_eq!(found.len(), 2);
        assert!(found[0].as_ref().is_err_and(|reason| reason.contains("more than a record can be")));
        assert!(found[1].is_ok());
    }
}
