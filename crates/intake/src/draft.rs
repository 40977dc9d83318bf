//! What a format found in a file, and how that becomes an [`Article`].

use document::{Article, ArticleId, Lang, PublishedFrom, Residue, ResidueKind, Span};

use crate::{
    Options, language,
    lexicon::Lexicon,
    residue::{self, Found},
};

/// A text longer than this is not an article, in bytes. The longest reportages have some hundred thousand.
const MAX_TEXT: usize = 2 << 20;
/// A page with a wall and less prose than this is a stub, in bytes.
const MAX_STUB: usize = 700;

/// What one format found.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The headline, where the format names it.
    pub title: Option<String>,
    /// The outlet as the metadata has it: a name or a domain.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When the metadata says it was published, as written there.
    pub published: Option<String>,
    /// The language that the metadata claims.
    pub language: Option<Lang>,
    /// Web address.
    pub url: Option<String>,
    /// The format knows that this is not the whole article.
    pub stub: bool,
    /// The paragraphs, with what they are where the format says so.
    pub paragraphs: Vec<(String, Option<ResidueKind>)>,
}

impl Draft {
    /// Returns the article.
    ///
    /// # Errors
    /// A reason, when there is no text or far too much.
    pub fn finish(mut self, lexicon: &Lexicon, path: &str, options: Options) -> Result<Article, String> {
        self.title = self.title.map(|title| one_line(&title)).filter(|title| !title.is_empty() && title.len() <= 1000);
        let (text, known) = self.compose();
        if !text.chars().any(char::is_alphanumeric) {
            return Err("no text in it".to_owned());
        }
        check_size(text.len())?;
        let language =
            options.language.unwrap_or_else(|| language::recognise(&lexicon.function_words, &text, self.language));
        let slashes = lexicon.slash_dates(language);
        let found = residue::mark(lexicon, &text, &known, slashes);
        let published = self
            .published
            .as_deref()
            .and_then(|value| lexicon.dates.parse(value, slashes))
            .map(|date| (date, PublishedFrom::Metadata))
            .or(found.published)
            .or_else(|| Some((lexicon.dates.in_path(path)?, PublishedFrom::Path)))
            .or_else(|| Some((options.published?, PublishedFrom::Given)));
        let mut agencies = found.agencies.clone();
        let outlet = self.outlet(lexicon, &found, &mut agencies);
        let title = self.title.clone().or_else(|| found.title.clone());
        // The path and the user's word are not part of the content.
        let said = published.filter(|(_, from)| !matches!(from, PublishedFrom::Path | PublishedFrom::Given));
        let said = said.map(|(date, _)| date.to_string()).unwrap_or_default();
        let field = |value: &Option<String>| value.clone().unwrap_or_default();
        let id = ArticleId::of(&[&field(&title), &field(&outlet), &said, &field(&self.url), &text]);
        Ok(Article {
            id,
            path: path.to_owned(),
            title,
            outlet,
            agencies,
            byline: self.byline(lexicon).or(found.byline),
            published: published.map(|(date, _)| date),
            published_from: published.map(|(_, from)| from),
            stub: self.stub || (found.is_wall && prose(&text, &found.residue) < MAX_STUB),
            language,
            url: self.url,
            text,
            residue: found.residue,
        })
    }

    /// Joins title and paragraphs, and returns what is known about the stretches.
    fn compose(&mut self) -> (String, Vec<Residue>) {
        self.paragraphs.retain(|(paragraph, _)| !paragraph.trim().is_empty());
        if let Some(title) = &self.title {
            let same = |(paragraph, _): &(String, Option<ResidueKind>)| one_line(paragraph) == *title;
            match self.paragraphs.iter().take(3).position(same) {
                Some(index) => {
                    if let Some((paragraph, kind)) = self.paragraphs.get_mut(index) {
                        (*paragraph, *kind) = (title.clone(), Some(ResidueKind::Headline));
                    }
                }
                None => self.paragraphs.insert(0, (title.clone(), Some(ResidueKind::Headline))),
            }
        }
        let (mut text, mut known) = (String::new(), Vec::new());
        for (paragraph, kind) in &self.paragraphs {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(paragraph.trim());
            known.extend(kind.map(|kind| Residue { span: Span::new(start, text.len()), kind }));
        }
        (text, known)
    }

    fn outlet(&self, lexicon: &Lexicon, found: &Found, agencies: &mut Vec<String>) -> Option<String> {
        let named = self.outlet.as_deref().map(one_line).filter(|name| !name.is_empty() && name.len() <= 120);
        if let Some(name) = &named {
            if let Some(known) = lexicon.outlets.canonical(name).or_else(|| lexicon.outlets.of_address(name)) {
                return Some(known.to_owned());
            }
            if let Some(agency) = lexicon.agencies.canonical(name)
                && !agencies.iter().any(|credited| credited == agency)
            {
                agencies.push(agency.to_owned());
            }
        }
        let by_address = || self.url.as_deref().and_then(|url| lexicon.outlets.of_address(url)).map(str::to_owned);
        named.or_else(|| found.outlet.clone()).or_else(by_address)
    }

    fn byline(&self, lexicon: &Lexicon) -> Option<String> {
        let byline = one_line(self.byline.as_deref()?);
        let inner = lexicon.rules.byline(&byline).map(str::to_owned);
        Some(inner.unwrap_or(byline)).filter(|byline| !byline.is_empty() && byline.len() <= 200)
    }
}

/// Tells whether so many bytes of text can be one article.
///
/// # Errors
/// A reason, when they cannot.
pub fn check_size(bytes: usize) -> Result<(), String> {
    if bytes > MAX_TEXT {
        return Err(format!("{} of text, more than an article can be ({})", size(bytes), size(MAX_TEXT)));
    }
    Ok(())
}

/// How many bytes of the text are neither marked nor white space between paragraphs; headings and captions count.
fn prose(text: &str, residue: &[Residue]) -> usize {
    let marked: usize = residue.iter().filter(|mark| !mark.kind.is_content()).map(|mark| mark.span.len()).sum();
    text.len().saturating_sub(marked)
}

/// The text on one line, runs of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number of bytes as people write it.
pub fn size(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{} KiB", bytes >> 10) }
}
