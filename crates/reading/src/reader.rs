//! One reader a language, and the order in which its parts read an article.

use document::{Article, PartialDate, PublishedFrom, Span};
use nlp::Annotated;
use pack::{PackError, PackSource};

use crate::{
    ActorId, Attribution, Clause, Event, Name, Quantity, Timex3, attribution, coref, event, factuality, metonymy, name,
    quantity, timex,
};

/// Everything needed to read articles in one language.
#[derive(Clone, Debug)]
pub struct Reader {
    attribution: attribution::Lexicon,
    coref: coref::Lexicon,
    event: event::Lexicon,
    factuality: factuality::Lexicon,
    metonymy: metonymy::Lexicon,
    name: name::Lexicon,
    quantity: quantity::Lexicon,
    timex: timex::Grammar,
}

impl Reader {
    /// Builds the reader of a language from its pack and the pack that all languages share.
    ///
    /// # Errors
    /// When a table of a pack is malformed.
    pub fn new(pack: &PackSource, shared: &PackSource) -> Result<Self, PackError> {
        Ok(Self {
            attribution: attribution::Lexicon::from_packs(pack, shared)?,
            coref: coref::Lexicon::from_packs(pack, shared)?,
            event: event::Lexicon::from_packs(pack, shared)?,
            factuality: factuality::Lexicon::from_pack(pack)?,
            metonymy: metonymy::Lexicon::from_packs(pack, shared)?,
            name: name::Lexicon::from_packs(pack, shared)?,
            quantity: quantity::Lexicon::from_packs(pack, shared)?,
            timex: timex::Grammar::from_pack(pack)?,
        })
    }
}

/// What one article alone says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// When the article was published: as intake found it, or else inferred from its content.
    pub published: Option<(PartialDate, PublishedFrom)>,
    /// Names.
    pub names: Vec<Name>,
    /// Time expressions.
    pub times: Vec<Timex3>,
    /// Figures.
    pub figures: Vec<Quantity>,
    /// Statements.
    pub statements: Vec<Attribution>,
    /// Happenings.
    pub events: Vec<Event>,
    /// Clauses, by start of their head.
    pub clauses: Vec<Clause>,
}

impl Reading {
    /// Returns every phrase beside names that stands for somebody, with the actor: sources and speakers of statements,
    /// parties of events.
    pub fn parties_mut(&mut self) -> impl Iterator<Item = (Span, &mut Option<ActorId>)> {
        let statements = self.statements.iter_mut();
        let sources = statements.flat_map(|statement| [&mut statement.source, &mut statement.speaker]).flatten();
        let parties = self.events.iter_mut().flat_map(|event| event.actors.iter_mut().chain(&mut event.recipients));
        sources
            .map(|source| (source.span, &mut source.actor))
            .chain(parties.map(|party| (party.span, &mut party.actor)))
    }

    /// Puts what `change` returns in the place of every id of an actor: in names and parties, in targets and relayers of
    /// statements, and in places of events. Where it returns `None` nobody is named any more.
    pub fn change_actors(&mut self, mut change: impl FnMut(&ActorId) -> Option<ActorId>) {
        let mut change_one = |actor: &mut Option<ActorId>| *actor = actor.as_ref().and_then(&mut change);
        self.names.iter_mut().for_each(|name| change_one(&mut name.actor));
        self.parties_mut().for_each(|(_, actor)| change_one(actor));
        self.statements.iter_mut().for_each(|statement| change_one(&mut statement.target));
        self.events.iter_mut().for_each(|event| change_one(&mut event.place));
        for statement in &mut self.statements {
            statement.via = statement.via.iter().filter_map(&mut change).collect();
        }
    }
}

/// Something about the reading of an article that a user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note(pub String);

/// Reads one article. Never fails: what could not be read is told in the notes.
#[must_use]
pub fn read(reader: &Reader, article: &Article, annotated: &Annotated) -> (Reading, Vec<Note>) {
    let published = article.published.zip(article.published_from).or_else(|| {
        let date = timex::published_from_content(&reader.timex, article, annotated)?;
        Some((date, PublishedFrom::Content))
    });
    let times = timex::timexes(&reader.timex, article, annotated, published.map(|(date, _)| date));
    let figures = quantity::quantities(&reader.quantity, article, annotated, &times);
    let mut names = name::names(&reader.name, article, annotated);
    metonymy::resolve(&reader.metonymy, article, annotated, &mut names);
    let mut mentions = coref::mentions(&reader.coref, article, annotated, &names);
    let layers = attribution::Layers { names: &names, times: &times };
    let statements = attribution::attributions(&reader.attribution, article, annotated, layers, &mut mentions);
    let context = event::Context {
        names: &names,
        mentions: &mentions,
        times: &times,
        published: published.map(|(date, _)| date),
    };
    let events = event::events(&reader.event, &reader.factuality, article, annotated, context);
    let clauses = factuality::clauses(&reader.factuality, annotated);
    let mut reading = Reading { published, names, times, figures, statements, events, clauses };
    metonymy::name_after_countries(&reader.metonymy, &mut reading);
    (reading, Vec::new())
}
