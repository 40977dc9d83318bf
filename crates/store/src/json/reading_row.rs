//! One line of `readings.jsonl`.

use document::Span;
use dossier::Entry;
use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::number;

/// One line of `readings.jsonl`: what one article alone says.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct ReadingRow {
    /// The article.
    pub article: ArticleRow,
    /// Every mention of a name.
    pub names: Vec<NameRow>,
    /// Time expressions.
    pub times: Vec<TimeRow>,
    /// Figures.
    pub figures: Vec<FigureRow>,
    /// Statements.
    pub statements: Vec<StatementRow>,
    /// Happenings.
    pub events: Vec<EventRow>,
}

/// The article of a reading.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct ArticleRow {
    /// Content hash.
    pub id: String,
    /// Where it was read.
    pub path: String,
    /// Headline.
    pub title: Option<String>,
    /// Medium.
    pub outlet: Option<String>,
    /// Press agencies credited.
    pub agencies: Vec<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Publication date at the precision known.
    pub published: Option<String>,
    /// What told it.
    pub published_from: Option<String>,
    /// Only the beginning, or a wall.
    pub stub: bool,
    /// Language code.
    pub language: String,
    /// Web address.
    pub url: Option<String>,
    /// The text that all offsets point into.
    pub text: String,
    /// Stretches that are not running prose.
    pub residue: Vec<ResidueRow>,
}

/// A stretch of text that is not running prose.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct ResidueRow {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: String,
}

/// A verbatim piece of the article's text.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct SpanRow {
    /// The piece.
    pub text: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A mention of a name.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct NameRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: SpanRow,
    /// `PER`, `ORG`, `LOC` or `MISC`.
    pub r#type: String,
    /// The actor it stands for.
    pub actor: Option<String>,
    /// What made it.
    pub rule: String,
}

/// A time expression.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct TimeRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: SpanRow,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub r#type: String,
    /// TIMEX3 value.
    pub value: Option<String>,
    /// TIMEX3 modifier.
    pub r#mod: Option<String>,
    /// What made it.
    pub rule: String,
}

/// A figure.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct FigureRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: SpanRow,
    /// The least it may be.
    pub low: Option<Number>,
    /// The most it may be.
    pub high: Option<Number>,
    /// How exact it is said to be.
    pub qualifier: String,
    /// Head noun of what is counted, as written.
    pub unit: Option<String>,
    /// What sort of thing is counted.
    pub kind: String,
    /// The phrase that says what is counted, verbatim.
    pub of: Option<String>,
    /// TIMEX3 value of the time that it holds for.
    pub as_of: Option<String>,
    /// What made it.
    pub rule: String,
}

/// The source of a statement.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct SourceRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: SpanRow,
    /// The actor it stands for.
    pub actor: Option<String>,
}

/// A statement.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct StatementRow {
    /// Who.
    pub source: Option<SourceRow>,
    /// Who spoke before, for a quotation that stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<SourceRow>,
    /// The words that carry the attribution.
    pub cue: Option<SpanRow>,
    /// The words attributed.
    pub content: SpanRow,
    /// What is done by saying it.
    pub act: String,
    /// `direct`, `indirect` or `mixed`.
    pub form: String,
    /// At whom it is aimed.
    pub target: Option<String>,
    /// Who relays it.
    pub via: Vec<String>,
    /// When it was said.
    pub said_at: Option<String>,
    /// What made it.
    pub rule: String,
}

/// An event.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct EventRow {
    /// The word that tells it.
    pub trigger: SpanRow,
    /// Who; several are joined with `, `.
    pub actor: Option<String>,
    /// To whom; several are joined with `, `.
    pub recipient: Option<String>,
    /// The phrases that tell who, verbatim.
    pub actors: Vec<SourceRow>,
    /// The phrases that tell to whom, verbatim.
    pub recipients: Vec<SourceRow>,
    /// Where.
    pub place: Option<String>,
    /// When, a TIMEX3 value.
    pub when: Option<String>,
    /// PLOVER root code.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// How sure the text is.
    pub factuality: String,
    /// Its time beside the article's.
    pub tense: String,
    /// What made it.
    pub rule: String,
}

/// Returns the line of one article.
#[must_use]
pub fn reading(entry: &Entry) -> ReadingRow {
    let text = &entry.article.text;
    let at = |span: Span| SpanRow { text: span.of(text).to_owned(), start: span.start, end: span.end };
    let id = |actor: &reading::ActorId| actor.0.clone();
    let reading = &entry.reading;
    ReadingRow {
        article: article(entry),
        names: reading
            .names
            .iter()
            .map(|name| NameRow {
                at: at(name.span),
                r#type: name.kind.as_str().to_owned(),
                actor: name.actor.as_ref().map(id),
                rule: name.rule.as_str().to_owned(),
            })
            .collect(),
        times: reading
            .times
            .iter()
            .map(|time| TimeRow {
                at: at(time.span),
                r#type: time.kind.as_str().to_owned(),
                value: time.value.clone(),
                r#mod: time.modifier.map(|modifier| modifier.as_str().to_owned()),
                rule: time.rule.as_str().to_owned(),
            })
            .collect(),
        figures: reading
            .figures
            .iter()
            .map(|figure| FigureRow {
                at: at(figure.span),
                low: figure.low.and_then(number),
                high: figure.high.and_then(number),
                qualifier: figure.approximation.as_str().to_owned(),
                unit: figure.unit.map(|span| span.of(text).to_owned()),
                kind: figure.kind.as_str().to_owned(),
                of: figure.of.map(|span| span.of(text).to_owned()),
                as_of: figure.as_of.clone(),
                rule: figure.rule.as_str().to_owned(),
            })
            .collect(),
        statements: reading
            .statements
            .iter()
            .map(|statement| StatementRow {
                source: statement
                    .source
                    .as_ref()
                    .map(|source| SourceRow { at: at(source.span), actor: source.actor.as_ref().map(id) }),
                speaker: statement
                    .speaker
                    .as_ref()
                    .map(|speaker| SourceRow { at: at(speaker.span), actor: speaker.actor.as_ref().map(id) }),
                cue: statement.cue.map(at),
                content: at(statement.content),
                act: statement.act.as_str().to_owned(),
                form: statement.form.as_str().to_owned(),
                target: statement.target.as_ref().map(id),
                via: statement.via.iter().map(id).collect(),
                said_at: statement.said_at.clone(),
                rule: statement.rule.as_str().to_owned(),
            })
            .collect(),
        events: reading.events.iter().map(|found| event(found, text)).collect(),
    }
}

fn event(event: &reading::Event, text: &str) -> EventRow {
    let at = |span: Span| SpanRow { text: span.of(text).to_owned(), start: span.start, end: span.end };
    let parties = |parties: &[reading::Party]| {
        let row = |party: &reading::Party| SourceRow {
            at: at(party.span),
            actor: party.actor.as_ref().map(|actor| actor.0.clone()),
        };
        parties.iter().map(row).collect::<Vec<SourceRow>>()
    };
    let joined = |parties: &[reading::Party]| {
        let ids: Vec<&str> =
            parties.iter().filter_map(|party| party.actor.as_ref()).map(|actor| actor.0.as_str()).collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    };
    EventRow {
        trigger: at(event.trigger),
        actor: joined(&event.actors),
        recipient: joined(&event.recipients),
        actors: parties(&event.actors),
        recipients: parties(&event.recipients),
        place: event.place.as_ref().map(|place| place.0.clone()),
        when: event.when.clone(),
        plover: event.plover.map(|plover| plover.as_str().to_owned()),
        mode: event.mode.as_deref().map(str::to_owned),
        cameo: event.cameo.as_deref().map(str::to_owned),
        factuality: event.factuality.as_str().to_owned(),
        tense: event.tense.as_str().to_owned(),
        rule: event.rule.as_str().to_owned(),
    }
}

fn article(entry: &Entry) -> ArticleRow {
    let article = &entry.article;
    let published = entry.reading.published;
    ArticleRow {
        id: article.id.0.clone(),
        path: article.path.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        agencies: article.agencies.clone(),
        byline: article.byline.clone(),
        published: published.map(|(date, _)| date.to_string()),
        published_from: published.map(|(_, from)| from.as_str().to_owned()),
        stub: article.stub,
        language: article.language.to_string(),
        url: article.url.clone(),
        text: article.text.clone(),
        residue: article
            .residue
            .iter()
            .map(|residue| ResidueRow {
                start: residue.span.start,
                end: residue.span.end,
                kind: residue.kind.as_str().to_owned(),
            })
            .collect(),
    }
}
