//! Who did what to whom, when and where: happenings as trigger, parties and PLOVER code.
//!
//! A pack's `event/lexicon.tsv` maps dictionary forms of verbs and nouns to frames; `event/frames.tsv` of the shared
//! pack tells what a frame is in PLOVER's terms and which grammatical roles its actor and recipient have. The engine
//! finds triggers (`find`), fills roles from the tree (`role`, `party`), and adds time, place and factuality.
//! Statements are no events: they are told by [`crate::attribution`]; [`of_statement`] gives them PLOVER's code.
//!
//! References: Open Event Data Alliance (2018), *PLOVER: Political Language Ontology for Verifiable Event Records*;
//! Gerner, Schrodt & Yilmaz (2009), *Conflict and Mediation Event Observations (CAMEO)*.

mod condition;
mod find;
mod lexicon;
mod party;
mod role;
mod setting;
mod statement;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use document::{Article, PartialDate, ResidueKind, Span};
use nlp::Annotated;

use crate::factuality::{self, Factuality, Tense};
use crate::syntax::Syntax;
use crate::{ActorId, Name, Rule, Timex3, coref::Mentions};

pub use lexicon::{Lexicon, LexiconExample, lexicon_examples};
pub use statement::{coded, of_statement};

/// A happening that an article tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The words that tell it: a verb with its particle, or a noun.
    pub trigger: Span,
    /// Who does it; several when they are joined (`Frankrijk en Mali`).
    pub actors: Vec<Party>,
    /// To whom it is done.
    pub recipients: Vec<Party>,
    /// Where, when the text names the place.
    pub place: Option<ActorId>,
    /// TIMEX3 value of the time that the clause gives.
    pub when: Option<String>,
    /// What sort of happening it is, the same in all languages: a row of `event/frames.tsv` of the shared pack.
    pub frame: Arc<str>,
    /// PLOVER root code; `None` for happenings outside of PLOVER (elections, fires).
    pub plover: Option<Plover>,
    /// PLOVER mode, where it is clear.
    pub mode: Option<Arc<str>>,
    /// CAMEO code, where the frame has one.
    pub cameo: Option<Arc<str>>,
    /// How sure the text is.
    pub factuality: Factuality,
    /// When, beside the article.
    pub tense: Tense,
    /// The row of the lexicon that made it: `nl.event.withdraw`.
    pub rule: Rule,
}

/// Somebody or something with a part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// The noun phrase, without what is joined to it and clauses about it.
    pub span: Span,
    /// The actor that it stands for; `None` when that is not plain.
    pub actor: Option<ActorId>,
}

/// PLOVER root code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the codebook defines them")]
pub enum Plover {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl Plover {
    const NAMES: [(Plover, &'static str); 16] = [
        (Plover::Agree, "AGREE"),
        (Plover::Consult, "CONSULT"),
        (Plover::Support, "SUPPORT"),
        (Plover::Concede, "CONCEDE"),
        (Plover::Cooperate, "COOPERATE"),
        (Plover::Aid, "AID"),
        (Plover::Retreat, "RETREAT"),
        (Plover::Request, "REQUEST"),
        (Plover::Accuse, "ACCUSE"),
        (Plover::Reject, "REJECT"),
        (Plover::Threaten, "THREATEN"),
        (Plover::Protest, "PROTEST"),
        (Plover::Sanction, "SANCTION"),
        (Plover::Mobilize, "MOBILIZE"),
        (Plover::Coerce, "COERCE"),
        (Plover::Assault, "ASSAULT"),
    ];

    /// Returns the name of the codebook.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(code, _)| *code == self).map_or("", |(_, name)| name)
    }

    /// Returns the code of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(code, _)| *code)
    }
}

/// What reading events takes from the rooms before.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The names of the article, by start.
    pub names: &'a [Name],
    /// Whom its noun phrases mean.
    pub mentions: &'a Mentions,
    /// Its time expressions, by start.
    pub times: &'a [Timex3],
    /// When it was published.
    pub published: Option<PartialDate>,
}

/// Returns the events of an article, by start of their trigger; triggers do not overlap. None when its words have no
/// trees.
#[must_use]
pub fn events(
    lexicon: &Lexicon,
    degrees: &factuality::Lexicon,
    article: &Article,
    annotated: &Annotated,
    context: Context<'_>,
) -> Vec<Event> {
    let mut out = Vec::new();
    if lexicon.is_empty() {
        return out;
    }
    for sentence in &annotated.sentences {
        if sentence.residue.is_some_and(|residue| !ResidueKind::is_content(residue)) {
            continue;
        }
        let words = annotated.words_of(sentence);
        if !words.iter().any(|word| lexicon.may_trigger(word)) {
            continue;
        }
        let syntax = Syntax::new(annotated, sentence);
        let scene = Scene { lexicon, degrees, syntax: &syntax, text: &article.text, context };
        out.extend(find::triggers(&scene).iter().filter_map(|trigger| scene.event(trigger)));
    }
    out.sort_by_key(|event: &Event| event.trigger);
    out
}

/// One sentence and all that reading its events needs.
struct Scene<'s, 'a> {
    lexicon: &'s Lexicon,
    degrees: &'s factuality::Lexicon,
    syntax: &'s Syntax<'a>,
    text: &'s str,
    context: Context<'s>,
}

impl Scene<'_, '_> {
    /// Fills in what the trigger's sentence tells of it.
    fn event(&self, trigger: &find::Trigger<'_>) -> Option<Event> {
        let entry = trigger.entry;
        let frame = &entry.frame;
        let role::Roles { actor, recipient } = role::roles(self, trigger);
        let (factuality, tense) = factuality::factuality(self.degrees, self.syntax, trigger.word);
        let when = setting::when(self, trigger.word);
        let place = setting::place(self, trigger.word, &[actor, recipient]);
        let date = when.and_then(Timex3::date);
        let (factuality, tense) = setting::beside_publication(factuality, tense, date, self.context.published);
        let _ = self.text;
        Some(Event {
            trigger: trigger.span,
            actors: party::parties(self, actor),
            recipients: party::parties(self, recipient),
            place,
            when: when.and_then(|time| time.value.clone()),
            frame: Arc::clone(&frame.name),
            plover: frame.plover,
            mode: frame.mode.clone(),
            cameo: frame.cameo.clone(),
            factuality,
            tense,
            rule: entry.rule.clone(),
        })
    }
}
