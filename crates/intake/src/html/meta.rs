//! What a page says about itself: meta elements (Open Graph, Dublin Core and others), links, JSON-LD.

use std::collections::BTreeMap;

use document::Lang;
use serde_json::Value;

use crate::{
    draft::Draft,
    json,
    lexicon::{Field, Lexicon},
};

/// How deep JSON-LD is searched for an article.
const MAX_NESTING: usize = 6;

/// What a page says about itself.
#[derive(Debug, Default)]
pub struct Meta {
    /// `og:title` and the like.
    pub title: Option<String>,
    /// The `title` element.
    pub title_element: Option<String>,
    /// The site.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// The language claimed.
    pub language: Option<Lang>,
    /// The canonical address.
    pub canonical: Option<String>,
    /// `og:url`.
    pub url: Option<String>,
    /// The summary.
    pub description: Option<String>,
    /// The page says that only subscribers see all of it.
    pub is_paid: bool,
    /// The contents of the JSON-LD scripts.
    pub linked_data: Vec<String>,
    ranks: BTreeMap<Field, usize>,
}

impl Meta {
    /// Takes a `meta` element, of which `attribute` gives the values.
    pub fn element(&mut self, lexicon: &Lexicon, attribute: impl Fn(&str) -> Option<String>) {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| attribute(key));
        let (Some(name), Some(value)) = (name, attribute("content")) else { return };
        let Some((field, rank)) = lexicon.field(&name) else { return };
        if value.is_empty() || value.len() > 5000 || self.ranks.get(&field).is_some_and(|before| *before <= rank) {
            return;
        }
        self.ranks.insert(field, rank);
        match field {
            Field::Title => self.title = Some(value),
            Field::Outlet => self.outlet = Some(value),
            Field::Byline => self.byline = Some(value),
            Field::Published => self.published = Some(value),
            Field::Language => self.set_language(Some(value)),
            Field::Url => self.url = Some(value),
            Field::Description | Field::Lead => self.description = Some(value),
            Field::Free => self.is_paid = value.eq_ignore_ascii_case("false"),
            Field::Text | Field::List | Field::Inner | Field::Label => {}
        }
    }

    /// Takes a `link` element.
    pub fn link(&mut self, attribute: impl Fn(&str) -> Option<String>) {
        if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) && self.canonical.is_none() {
            self.canonical = attribute("href").filter(|href| href.contains("://") && href.len() <= 2000);
        }
    }

    /// Sets the language from a code, unless one is known.
    pub fn set_language(&mut self, code: Option<String>) {
        self.language = self.language.or_else(|| Lang::new(code.as_deref()?));
    }

    /// Returns the article that the JSON-LD scripts describe; without its text when they give none.
    pub fn linked_article(&self, lexicon: &Lexicon) -> Option<Draft> {
        self.linked_data.iter().take(20).find_map(|script| {
            let value: Value = serde_json::from_str(script.trim()).ok()?;
            let article = article(&value, 0)?;
            match json::record(lexicon, article) {
                Ok(draft) => Some(draft),
                Err(_) => {
                    // No text: the other fields still count.
                    let mut object = article.as_object()?.clone();
                    object.insert("articleBody".to_owned(), Value::String(".".to_owned()));
                    let mut draft = json::record(lexicon, &Value::Object(object)).ok()?;
                    draft.paragraphs.clear();
                    draft.stub = true;
                    Some(draft)
                }
            }
        })
    }
}

/// The first object whose schema.org type is an article.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > MAX_NESTING {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|value| article(value, depth + 1)),
        Value::Object(object) => {
            let is_article = |kind: &Value| {
                kind.as_str()
                    .is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report")
            };
            let found = object.get("@type").is_some_and(|kind| {
                is_article(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is_article))
            });
            if found { Some(value) } else { object.get("@graph").and_then(|graph| article(graph, depth + 1)) }
        }
        _ => None,
    }
}
