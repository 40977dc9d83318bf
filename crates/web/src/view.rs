//! What all sections share: the two inputs with their indices, and how a source is cited.

use std::collections::BTreeMap;

use maud::{Markup, html};
use store::json::{ArticleDoc, CountsDoc, DossierDoc, QuoteDoc, ReadingRow};

use crate::anchor::{self, Anchors};
use crate::text::{Arg, Texts};

/// The inputs of the page, indexed.
pub(crate) struct View<'a> {
    pub(crate) dossier: &'a DossierDoc,
    pub(crate) readings: &'a [ReadingRow],
    pub(crate) texts: Texts,
    pub(crate) anchors: Anchors<'a>,
    articles: BTreeMap<&'a str, usize>,
    actors: BTreeMap<&'a str, usize>,
    speakers: Vec<Option<&'a str>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(dossier: &'a DossierDoc, readings: &'a [ReadingRow]) -> Self {
        Self {
            dossier,
            readings,
            texts: Texts::embedded(),
            anchors: Anchors::new(dossier, readings),
            articles: dossier.articles.iter().enumerate().map(|(index, a)| (a.id.as_str(), index)).collect(),
            actors: dossier.actors.iter().enumerate().map(|(index, a)| (a.id.as_str(), index)).collect(),
            speakers: crate::ledger::speakers(dossier),
        }
    }

    /// Returns an article and its number on the page, from 1.
    pub(crate) fn article(&self, id: &str) -> Option<(usize, &'a ArticleDoc)> {
        let &index = self.articles.get(id)?;
        Some((index + 1, self.dossier.articles.get(index)?))
    }

    /// Returns the language of an article's text, for a `lang` attribute.
    pub(crate) fn lang(&self, article: &str) -> &'a str {
        self.article(article).map_or("und", |(_, article)| &article.language)
    }

    /// Returns the place of an actor in the list of actors.
    pub(crate) fn actor_index(&self, id: &str) -> Option<usize> {
        self.actors.get(id).copied()
    }

    /// Returns the name of an actor, or its id where the list does not know it.
    pub(crate) fn actor_name<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.actor_index(id).and_then(|index| self.dossier.actors.get(index)).map_or(id, |actor| &actor.name)
    }

    /// Returns the name of an actor, linked to its entry.
    pub(crate) fn actor(&self, id: &str) -> Markup {
        html! {
            @match self.actor_index(id) {
                Some(index) => a.who href={ "#actor-" (index) } { bdi { (self.actor_name(id)) } },
                None => bdi { (id) },
            }
        }
    }

    /// Returns the place of a speaker's group in the ledger.
    pub(crate) fn speaker_group(&self, actor: Option<&str>) -> Option<usize> {
        self.speakers.iter().position(|&speaker| speaker == actor)
    }

    /// Returns the speakers in the order of the ledger, the unknown one last.
    pub(crate) fn speakers(&self) -> &[Option<&'a str>] {
        &self.speakers
    }

    /// Returns the address of a quote on the page: its stretch, or its article where the stretch cannot be marked.
    pub(crate) fn href(&self, quote: &QuoteDoc) -> String {
        if self.anchors.has(quote) {
            format!("#{}", anchor::id(&quote.article, quote.start, quote.end))
        } else {
            format!("#a-{}", quote.article)
        }
    }

    /// Returns the link to a quote: medium, date and the article's number.
    pub(crate) fn cite(&self, quote: &QuoteDoc) -> Markup {
        html! {
            @if let Some((number, article)) = self.article(&quote.article) {
                a.cite href=(self.href(quote)) {
                    bdi { (outlet(article)) } ", " (self.texts.date(article.published.as_deref()))
                    "\u{a0}" span.ref { "[" (number) "]" }
                }
            }
        }
    }

    /// Returns links to all quotes; from the fourth on they fold away.
    pub(crate) fn cites<'b>(&self, quotes: impl IntoIterator<Item = &'b QuoteDoc>) -> Markup {
        const SHOWN: usize = 3;
        let mut quotes: Vec<_> = quotes.into_iter().collect();
        let mut seen = std::collections::BTreeSet::new();
        quotes.retain(|quote| seen.insert((&quote.article, quote.start, quote.end)));
        let (shown, folded) = quotes.split_at(quotes.len().min(SHOWN));
        html! {
            span.cites { @for quote in shown { (self.cite(quote)) " " } }
            @if !folded.is_empty() {
                details.more {
                    summary { (self.texts.count("count.more", folded.len())) }
                    @for quote in folded { (self.cite(quote)) " " }
                }
            }
        }
    }

    /// Returns a quotation with the marks of its own language around it, not linked.
    pub(crate) fn quotation(&self, quote: &QuoteDoc) -> Markup {
        html! { blockquote lang=(self.lang(&quote.article)) dir="auto" { (quote.text) } }
    }

    /// Returns how much stands behind a line, in words: `3 articles, 2 publishers, at most 1 independent origin`.
    pub(crate) fn counts(&self, counts: &CountsDoc) -> Markup {
        let texts = &self.texts;
        html! {
            span.counts {
                (texts.count("count.articles", counts.articles))
                @if counts.articles > 1 {
                    ", " (texts.count("count.publishers", counts.publishers))
                    ", " (texts.count("count.origins", counts.origins_at_most))
                }
            }
        }
    }

    /// Returns the heading of a section with its count and a word of explanation.
    pub(crate) fn heading(&self, id: &str, title: &str, count: usize, intro: &str) -> Markup {
        let texts = &self.texts;
        html! {
            h2 id={ (id) "-title" } {
                (texts.t(title))
                @if count > 0 { " " span.tally { (texts.say("number.plain", &[("n", Arg::Count(count))])) } }
            }
            @if count == 0 { p.none { (texts.t("page.nothing")) } } @else { p.intro { (texts.t(intro)) } }
        }
    }
}

/// Returns the medium of an article, or the name of its file.
pub(crate) fn outlet(article: &ArticleDoc) -> &str {
    article.outlet.as_deref().unwrap_or_else(|| article.path.rsplit('/').next().unwrap_or(&article.path))
}
