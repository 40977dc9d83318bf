//! What all sections share: the two inputs with their indices, and how a source is cited.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use store::json::{ArticleDoc, ArticleRow, CountsDoc, DossierDoc, Independence, QuoteDoc, ReadingRow, TieDoc};

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
    openings: BTreeMap<&'a str, &'a str>,
    /// The lines of every speaker, in the order of the ledger.
    pub(crate) speakers: Vec<(Option<&'a str>, Vec<usize>)>,
    speaker_groups: BTreeMap<&'a str, usize>,
    /// Indices of the events that stand on the page.
    pub(crate) events: BTreeSet<usize>,
    /// The ties of each article that is their second one.
    ties: BTreeMap<&'a str, Vec<usize>>,
    /// How independent the articles are.
    pub(crate) independence: Independence,
    /// Article, start and end of the quotations that stand alone and are given to whoever spoke before.
    pub(crate) spoken_alone: BTreeSet<(&'a str, usize, usize)>,
}

impl<'a> View<'a> {
    pub(crate) fn new(dossier: &'a DossierDoc, readings: &'a [ReadingRow]) -> Self {
        let speakers = crate::ledger::by_speaker(dossier);
        let known = speakers.iter().enumerate().filter_map(|(number, (speaker, _))| Some(((*speaker)?, number)));
        let openings = readings.iter().filter_map(|row| Some((row.article.id.as_str(), opening(&row.article)?)));
        let mut ties: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, tie) in dossier.ties.iter().enumerate() {
            ties.entry(&tie.second).or_default().push(number);
        }
        Self {
            ties,
            openings: openings.collect(),
            events: crate::timeline::on_page(&dossier.timeline),
            dossier,
            readings,
            texts: Texts::embedded(),
            anchors: Anchors::new(dossier, readings),
            articles: dossier.articles.iter().enumerate().map(|(index, a)| (a.id.as_str(), index)).collect(),
            actors: dossier.actors.iter().enumerate().map(|(index, a)| (a.id.as_str(), index)).collect(),
            speaker_groups: known.collect(),
            spoken_alone: readings.iter().flat_map(spoken_alone).collect(),
            speakers,
            independence: store::json::independence(dossier),
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

    /// Returns the place of a speaker's group in the ledger, and how many lines it has.
    pub(crate) fn speaker_group(&self, actor: &str) -> Option<(usize, usize)> {
        let &number = self.speaker_groups.get(actor)?;
        Some((number, self.speakers.get(number)?.1.len()))
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
                a.cite href=(self.href(quote)) { (self.label(number, article)) }
            }
        }
    }

    /// Returns the link to an article as a whole.
    pub(crate) fn cite_article(&self, id: &str) -> Markup {
        html! {
            @if let Some((number, article)) = self.article(id) {
                a.cite href={ "#a-" (id) } { (self.label(number, article)) }
            }
        }
    }

    /// Returns how an article is called in a reference: medium, or else its headline or first words; date; number.
    fn label(&self, number: usize, article: &ArticleDoc) -> Markup {
        const LONGEST: usize = 36;
        html! {
            @match &article.outlet {
                Some(outlet) => bdi { (outlet) },
                None => q lang=(article.language) dir="auto" { (short(self.headline(article), LONGEST)) },
            }
            ", " (self.texts.date(article.published.as_deref())) "\u{a0}" span.ref { "[" (number) "]" }
        }
    }

    /// Returns the headline of an article, or else its first paragraph, or else its path.
    pub(crate) fn headline<'b>(&self, article: &'b ArticleDoc) -> &'b str
    where
        'a: 'b,
    {
        let opening = || self.openings.get(article.id.as_str()).copied();
        article.title.as_deref().or_else(opening).unwrap_or(&article.path)
    }

    /// Returns links to all quotes; from the fourth on they fold away.
    pub(crate) fn cites<'b>(&self, quotes: impl IntoIterator<Item = &'b QuoteDoc>) -> Markup {
        const SHOWN: usize = 3;
        let mut quotes: Vec<_> = quotes.into_iter().collect();
        let mut seen = BTreeSet::new();
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

    /// Returns the ties whose second article is among `members`.
    pub(crate) fn ties_of<'b>(&'b self, members: &BTreeSet<&str>) -> impl Iterator<Item = &'b TieDoc> {
        let numbers = members.iter().filter_map(|id| self.ties.get(id)).flatten();
        let mut numbers: Vec<usize> = numbers.copied().collect();
        numbers.sort_unstable();
        numbers.into_iter().filter_map(|number| self.dossier.ties.get(number))
    }

    /// Returns how much stands behind a line, in words, which opens to the origins of the articles that `quotes` are of,
    /// see [`crate::origins`].
    pub(crate) fn origins<'b>(&self, counts: &CountsDoc, quotes: impl IntoIterator<Item = &'b QuoteDoc>) -> Markup {
        crate::origins::line(self, counts, quotes.into_iter().map(|quote| quote.article.as_str()))
    }

    /// Returns how much stands behind a line, in words: `3 articles · 2 publishers · at most 1 origin`.
    pub(crate) fn counts(&self, counts: &CountsDoc) -> Markup {
        let texts = &self.texts;
        html! {
            span.counts {
                (texts.count("count.articles", counts.articles))
                @if counts.articles > 1 {
                    " · " (texts.count("count.publishers", counts.publishers))
                    " · " (texts.count("count.origins", counts.origins_at_most))
                    @if counts.speakers > 0 { " · " (texts.count("count.speakers", counts.speakers)) }
                }
            }
        }
    }

    /// Returns the id of the rule that made a line; the stylesheet shows it when the reader asks for rules.
    pub(crate) fn rule(&self, rule: &str) -> Markup {
        html! { p.rule { code { (rule) } } }
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

/// Returns the first paragraph of an article that is not residue.
fn opening(article: &ArticleRow) -> Option<&str> {
    let mut at = 0;
    for residue in &article.residue {
        if article.text.get(at..residue.start).is_none_or(|before| !before.trim().is_empty()) {
            break;
        }
        at = residue.end;
    }
    article.text.get(at..)?.trim().split("\n\n").next().filter(|words| !words.is_empty())
}

/// Returns the places of an article's quotations whose speaker the readers took from a sentence before.
fn spoken_alone(row: &ReadingRow) -> impl Iterator<Item = (&str, usize, usize)> {
    let alone = row.statements.iter().filter(|statement| statement.source.is_none() && statement.speaker.is_some());
    alone.map(|statement| (row.article.id.as_str(), statement.content.start, statement.content.end))
}

/// Returns the first words of a text, at most some `longest` characters.
pub(crate) fn short(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let head: String = text.chars().take(longest).collect();
    let cut = head.rsplit_once(char::is_whitespace).map_or(head.as_str(), |(words, _)| words);
    format!("{cut} …")
}

#[cfg(test)]
mod tests {
    #[test]
    fn long_texts_are_cut_between_words() {
        let short = |text: &str| super::short(text, 60);
        assert_eq!(short("kort"), "kort");
        let long = short(&"één twee ".repeat(20));
        assert!(long.ends_with(" …") && long.chars().count() <= 62, "{long}");
        assert!(short(&"é".repeat(100)).ends_with("é …"));
    }
}
