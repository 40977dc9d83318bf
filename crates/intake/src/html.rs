//! Web pages: the main text and what the page says about itself.
//!
//! The page is read as a stream of tags in one pass, with a bounded stack and no tree, so that hostile nesting costs no
//! more than any other page. Which blocks are the article is decided by the page's own `article` and `main` elements,
//! by the words in class attributes (`intake/html.tsv`) and by how much of a block is links.

mod blocks;
mod meta;

use document::ResidueKind;
use regex::Regex;
use std::sync::OnceLock;

use crate::{
    draft::{Draft, one_line},
    lexicon::Lexicon,
};
use blocks::{Block, Kind};

/// Less text than this, in bytes, is not a whole article.
const MIN_ARTICLE: usize = 250;
/// A page that says it is not free and shows less than this, in bytes, shows only the beginning.
const MIN_PAID: usize = 1200;

/// Returns the draft of a page.
///
/// # Errors
/// When no text is found that could be an article.
pub fn draft(lexicon: &Lexicon, text: &str) -> Result<Draft, String> {
    let page = blocks::read(lexicon, text);
    let linked = page.meta.linked_article(lexicon);
    let body = main_text(&page.blocks);
    let title = title(&page, &body, linked.as_ref());
    let mut paragraphs = paragraphs(&body, title.as_deref());
    let mut stub = false;
    let linked_length: usize = linked.iter().flat_map(|l| &l.paragraphs).map(|(text, _)| text.len()).sum();
    if let Some(linked) = &linked
        && !linked.stub
        && linked_length > 2 * length(&paragraphs)
    {
        paragraphs.clone_from(&linked.paragraphs);
    }
    if paragraphs.is_empty() {
        let Some(description) = &page.meta.description else {
            return Err("no text of an article on the page".to_owned());
        };
        paragraphs.push((description.clone(), None));
        stub = true;
    }
    let meta = page.meta;
    let linked = linked.unwrap_or_default();
    stub |= length(&paragraphs) < if meta.is_paid { MIN_PAID } else { MIN_ARTICLE };
    let byline = page.byline.map(|name| one_line(&name)).filter(|name| !name.is_empty() && name.len() <= 120);
    Ok(Draft {
        title,
        outlet: meta.outlet.or(linked.outlet),
        byline: linked.byline.or(meta.byline.filter(|name| !name.contains("://"))).or(byline),
        published: linked.published.or(meta.published).or(page.time),
        language: meta.language.or(linked.language),
        url: meta.canonical.or(meta.url).or(linked.url),
        stub,
        paragraphs,
    })
}

/// Returns the encoding that the first bytes of a page declare.
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_lowercase();
    let (_, after) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .take(40)
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Tells whether a text field holds HTML: tags or character references.
pub fn has_markup(text: &str) -> bool {
    static MARKUP: OnceLock<Regex> = OnceLock::new();
    let markup = MARKUP.get_or_init(|| {
        Regex::new(r"(?i)</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|figure|img|article|section|script)\b[^<>]*>|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});")
            .expect("a pattern that a test compiles")
    });
    markup.is_match(text)
}

/// Returns the paragraphs of a piece of HTML, all of it but scripts and the like.
pub fn stripped(lexicon: &Lexicon, text: &str) -> Vec<String> {
    // Line breaks that stand for paragraphs in half-marked text must not become spaces.
    let has_blocks = text.contains("<p") || text.contains("<P") || text.contains("<div") || text.contains("<br");
    let text = if has_blocks { text.to_owned() } else { text.replace("\n\n", "<p>") };
    let page = blocks::read(lexicon, &text);
    page.blocks.into_iter().map(|block| block.text).collect()
}

fn length(paragraphs: &[(String, Option<ResidueKind>)]) -> usize {
    paragraphs.iter().map(|(text, _)| text.len()).sum()
}

/// Returns the blocks that are the article: those of the `article` element with most text, else of `main`, else all.
fn main_text(blocks: &[Block]) -> Vec<&Block> {
    let weight = |block: &Block| if block.is_prose() { block.text.len() } else { 0 };
    let mut by_region = std::collections::BTreeMap::<usize, usize>::new();
    for block in blocks {
        *by_region.entry(block.region).or_default() += weight(block);
    }
    let total: usize = by_region.values().sum();
    let main: usize = blocks.iter().filter(|block| block.in_main).map(weight).sum();
    let base = if main * 2 > total { main } else { total };
    let best =
        by_region.iter().filter(|(region, _)| **region > 0).max_by_key(|(region, n)| (**n, usize::MAX - **region));
    let chosen: Vec<&Block> = match best {
        Some((region, n)) if *n >= MIN_ARTICLE && n * 2 >= base => {
            blocks.iter().filter(|b| b.region == *region).collect()
        }
        _ if main >= MIN_ARTICLE || (main > 0 && main * 2 > total) => blocks.iter().filter(|b| b.in_main).collect(),
        _ => blocks.iter().collect(),
    };
    let kept: Vec<&Block> = chosen.iter().copied().filter(|block| !block.skip && block.is_wanted()).collect();
    // A class name that is on everything says nothing.
    if kept.iter().any(|block| block.is_prose()) {
        return kept;
    }
    chosen.into_iter().filter(|block| !block.furniture && block.is_wanted()).collect()
}

fn title(page: &blocks::Page, body: &[&Block], linked: Option<&Draft>) -> Option<String> {
    let is_h1 = |block: &&Block| block.kind == Kind::Heading(1) && !block.furniture;
    let printed = body.iter().copied().find(is_h1).or_else(|| {
        let mut all = page.blocks.iter().filter(is_h1);
        all.next().filter(|_| all.next().is_none())
    });
    let printed = printed.map(|block| one_line(&block.text)).filter(|title| title.contains(' '));
    let tagged = page.meta.title.as_deref().map(one_line);
    printed
        .or_else(|| linked.and_then(|linked| linked.title.clone()))
        .or(tagged)
        .or_else(|| page.meta.title_element.as_deref().map(|title| without_site(title, page.meta.outlet.as_deref())))
        .filter(|title| !title.is_empty())
}

/// `Brug dicht | De Vardose Courant` without the name of the site.
fn without_site(title: &str, outlet: Option<&str>) -> String {
    let title = one_line(title);
    for mark in [" | ", " - ", " – ", " — "] {
        if let Some((before, after)) = title.rsplit_once(mark) {
            let is_site = outlet.map_or(mark == " | ", |outlet| outlet.eq_ignore_ascii_case(after.trim()));
            if is_site && !before.trim().is_empty() {
                return before.trim().to_owned();
            }
        }
    }
    title
}

/// The paragraphs of the article, without its title and without headings that nothing follows.
fn paragraphs(body: &[&Block], title: Option<&str>) -> Vec<(String, Option<ResidueKind>)> {
    let mut paragraphs: Vec<(String, Option<ResidueKind>)> = Vec::new();
    for block in body {
        let kind = match block.kind {
            Kind::Heading(_) if title == Some(one_line(&block.text).as_str()) => continue,
            Kind::Heading(_) if block.text.ends_with('?') => Some(ResidueKind::Question),
            Kind::Heading(_) => Some(ResidueKind::SubHeading),
            Kind::Caption => Some(ResidueKind::Caption),
            Kind::Byline => Some(ResidueKind::Credit),
            Kind::Paragraph | Kind::Item | Kind::Loose => None,
        };
        paragraphs.push((block.text.clone(), kind));
    }
    while paragraphs.last().is_some_and(|(_, kind)| {
        matches!(
            kind,
            Some(ResidueKind::SubHeading | ResidueKind::Question | ResidueKind::Headline | ResidueKind::Credit)
        )
    }) {
        paragraphs.pop();
    }
    paragraphs
}

#[cfg(test)]
mod tests;
