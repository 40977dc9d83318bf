//! Who says what: statements as source, cue and content, after PARC and PolNeAR.
//!
//! Without a parser: cues from the language's pack, quotations, and clauses as punctuation and function words show
//! them. The steps are cues (`cue`), content, source (`phrase`), act and actors (`resolve`); each strategy in
//! `indirect` and `quote` names its rule. Trees will later replace `phrase` and `content`; the rest stays.
//!
//! References: Pareti (2012), *A Database of Attribution Relations*; Newell, Margolin & Ruths (2018), *An Attribution
//! Relations Corpus for Political News*.

mod act;
mod branch;
mod candidate;
mod draft;
mod extent;
mod features;
mod lexicon;
mod quote;
mod resolve;
mod silence;
mod training;
mod unit;
mod view;
mod weights;

use std::collections::BTreeMap;

use document::{Article, ResidueKind, Span};
use nlp::{Annotated, Sentence};

use crate::{ActorId, Name, Rule, Timex3, coref::Mentions};
use draft::{Draft, Place};
use resolve::{Found, Resolver};
use unit::Unit;

pub use lexicon::{ActExample, CueExample, Lexicon, act_examples, cue_examples};
pub use silence::silence_examples;
pub use training::{Example, Marked, examples, row_examples};
pub use weights::See;

/// A statement: somebody is reported to say, write, deny, think or estimate something.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who; `None` when the text does not say.
    pub source: Option<Source>,
    /// Who spoke in the sentences before, when a quotation stands alone and the sentence itself names nobody.
    pub speaker: Option<Source>,
    /// The words that carry the attribution; `None` for a quotation that stands alone.
    pub cue: Option<Span>,
    /// The words attributed, quotation marks left out when they enclose them wholly.
    pub content: Span,
    /// Other words attributed by the same cue, where the content is interrupted; the longest piece is `content`.
    pub rest: Vec<Span>,
    /// What is done by saying it.
    pub act: Act,
    /// Quoted or reported.
    pub form: Form,
    /// At whom an accusation, denial, demand, threat or criticism is aimed.
    pub target: Option<ActorId>,
    /// The media or agencies that relay it.
    pub via: Vec<ActorId>,
    /// TIMEX3 value of the moment of saying, when the sentence gives one.
    pub said_at: Option<String>,
    /// What made it.
    pub rule: Rule,
}

impl Attribution {
    /// Returns who said it: the source that the sentence names, or else whoever spoke before.
    #[must_use]
    pub fn said_by(&self) -> Option<&Source> {
        self.source.as_ref().or(self.speaker.as_ref())
    }

    /// Tells whether the source is said to say nothing: no comment, not to be reached, neither confirmed nor denied.
    #[must_use]
    pub fn is_silence(&self) -> bool {
        self.rule.as_str() == silence::RULE
    }
}

/// The source of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The noun phrase or pronoun, as written.
    pub span: Span,
    /// The actor that it stands for, pronouns resolved; `None` when that is not plain.
    pub actor: Option<ActorId>,
}

/// What is done by saying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the definition; the guide to annotation tells them apart")]
pub enum Act {
    Say,
    Deny,
    Accuse,
    Confirm,
    Announce,
    Promise,
    Threaten,
    Warn,
    Demand,
    Estimate,
    Criticise,
    Praise,
    Ask,
    Refuse,
}

impl Act {
    const NAMES: [(Act, &'static str); 14] = [
        (Act::Say, "say"),
        (Act::Deny, "deny"),
        (Act::Accuse, "accuse"),
        (Act::Confirm, "confirm"),
        (Act::Announce, "announce"),
        (Act::Promise, "promise"),
        (Act::Threaten, "threaten"),
        (Act::Warn, "warn"),
        (Act::Demand, "demand"),
        (Act::Estimate, "estimate"),
        (Act::Criticise, "criticise"),
        (Act::Praise, "praise"),
        (Act::Ask, "ask"),
        (Act::Refuse, "refuse"),
    ];

    /// Returns the name used in the output contract and in language packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(act, _)| *act == self).expect("every act has a name").1
    }

    /// Returns the act of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(act, _)| *act)
    }
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Wholly between quotation marks.
    Direct,
    /// Reported.
    Indirect,
    /// Reported, with quoted parts.
    Mixed,
}

impl Form {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What was read of an article before its statements.
#[derive(Clone, Copy, Debug)]
pub struct Layers<'a> {
    /// Names.
    pub names: &'a [Name],
    /// Time expressions.
    pub times: &'a [Timex3],
}

/// Returns the statements of an article, by start of their content. Their speakers are made known to `mentions`, so
/// that `I` in what they say means them.
#[must_use]
pub fn attributions(
    lexicon: &Lexicon,
    article: &Article,
    annotated: &Annotated,
    layers: Layers<'_>,
    mentions: &mut Mentions,
) -> Vec<Attribution> {
    let Layers { names, times } = layers;
    let units = unit::units(lexicon, article, annotated, names);
    let inside: Vec<Span> = units.iter().filter(|unit| unit.quoted).map(|unit| unit.span).collect();
    let is_inside = |cue: Span| {
        let behind = inside.partition_point(|span| span.start <= cue.start);
        behind.checked_sub(1).and_then(|last| inside.get(last)).is_some_and(|span| span.contains(cue))
    };
    let all = drafts(lexicon, article, annotated, names);
    let resolver = Resolver { names, times, annotated };
    let mut found: Vec<Found> = Vec::new();
    let mut before: Option<Before<'_>> = None;
    const MEMORY: usize = 2;
    let ends = paragraph_ends(&units);
    let mut paragraph = None;
    for unit in units.iter().filter(|unit| unit.residue.is_none_or(ResidueKind::is_content)) {
        let mut drafts: Vec<Draft> =
            within(&all, unit.span).iter().filter(|draft| unit.quoted || !is_inside(draft.cue)).cloned().collect();
        let starts = paragraph.replace(unit.paragraph) != Some(unit.paragraph);
        let end = ends.get(&unit.paragraph).copied().unwrap_or(unit.span.end);
        drafts.extend(quote::colon(unit).filter(|found| drafts.iter().all(|d| d.content.overlap(found.content) == 0)));
        drafts.extend(quote::label(unit, starts, end, &article.text));
        let first = found.len();
        for draft in &drafts {
            let mut one = resolver.found(mentions, unit.span, draft, act::form(annotated, draft.content));
            one.statement.act = act::by_content(lexicon, &article.text, annotated, &one.statement);
            found.push(one);
        }
        if unit.quoted {
            continue;
        }
        let told = before.as_ref().filter(|before| unit.paragraph <= before.unit.paragraph + 1);
        let told = told.and_then(|before| before.told.as_ref());
        let unclaimed = quote::unclaimed(unit, &drafts, told.map(|told| &told.statement));
        let mut unclaimed: Vec<Found> =
            unclaimed.into_iter().map(|statement| Resolver::goes_on(statement, told)).collect();
        for one in &mut unclaimed {
            one.statement.act = act::by_content(lexicon, &article.text, annotated, &one.statement);
        }
        found.append(&mut unclaimed);
        let told = found.get(first..).unwrap_or_default().iter().rev();
        let told = told.clone().find(|found| found.statement.said_by().is_some()).cloned();
        let kept = before.take().filter(|before| before.age < MEMORY && before.unit.paragraph == unit.paragraph);
        before = Some(match (told, kept) {
            (None, Some(Before { told: Some(told), age, .. })) => Before { unit, told: Some(told), age: age + 1 },
            (told, _) => Before { unit, told, age: 0 },
        });
    }
    let mut out = resolver.resolve(mentions, found);
    out.sort_by_key(|statement| (statement.content, statement.cue, statement.cue.is_none()));
    act::go_on(&mut out);
    act::answers(lexicon, &article.text, &mut out);
    out.dedup_by(|later, kept| later.content == kept.content && (later.cue == kept.cue || later.cue.is_none()));
    out
}

/// Returns the drafts of all sentences of prose, by place of their cues.
fn drafts(lexicon: &Lexicon, article: &Article, annotated: &Annotated, names: &[Name]) -> Vec<Draft> {
    let is_prose = |residue: Option<ResidueKind>| residue.is_none_or(ResidueKind::is_content);
    let mut out = Vec::new();
    let mut before: Option<&Sentence> = None;
    for sentence in annotated.sentences.iter().filter(|sentence| is_prose(sentence.residue)) {
        let near = before.replace(sentence);
        let before = near.filter(|near| near.residue.is_none() && near.paragraph + 1 >= sentence.paragraph);
        out.extend(draft::drafts(&Place { lexicon, article, annotated, sentence, names, before }));
    }
    out
}

/// Returns those of `drafts` whose cue begins in a stretch.
fn within(drafts: &[Draft], stretch: Span) -> &[Draft] {
    let from = drafts.partition_point(|draft| draft.cue.start < stretch.start);
    let to = drafts.partition_point(|draft| draft.cue.start < stretch.end);
    drafts.get(from..to).unwrap_or_default()
}

/// Returns where the running text of each paragraph ends.
fn paragraph_ends(units: &[Unit]) -> BTreeMap<usize, usize> {
    units.iter().map(|unit| (unit.paragraph, unit.span.end)).collect()
}

/// The unit before, and the last statement in or shortly before it that has a source.
struct Before<'u> {
    unit: &'u Unit,
    told: Option<Found>,
    /// How many units ago that was.
    age: usize,
}

#[cfg(test)]
mod tests;
