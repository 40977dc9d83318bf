//! `dossier.json`.

use document::PartialDate;
use dossier::{Counts, Dossier, Entry, Point, Quote, Side};
use reading::ActorId;
use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::number;

/// `dossier.json`: what all articles together say.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq)]
pub struct DossierDoc {
    /// The articles, by publication date and path.
    pub articles: Vec<ArticleDoc>,
    /// Groups of articles about the same events.
    pub stories: Vec<StoryDoc>,
    /// Dated events.
    pub timeline: Vec<TimelineDoc>,
    /// The ledger of statements.
    pub statements: Vec<SpeechDoc>,
    /// Figures and dates that change.
    pub revisions: Vec<RevisionDoc>,
    /// Disagreements, those that matter most first.
    pub disputes: Vec<DisputeDoc>,
    /// How many weaker ones the strictness of the build left out.
    #[serde(default)]
    pub disputes_withheld: usize,
    /// Who appears.
    pub actors: Vec<ActorDoc>,
    /// Who did what to whom.
    pub relations: Vec<RelationDoc>,
}

/// An article, in short.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct ArticleDoc {
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
    /// Publication date at the precision known.
    pub published: Option<String>,
    /// What told the publication date.
    pub published_from: Option<String>,
    /// Language code.
    pub language: String,
}

/// A verbatim piece of an article.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct QuoteDoc {
    /// Id of the article.
    pub article: String,
    /// First byte in its text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The piece.
    pub text: String,
}

/// How much stands behind a line.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct CountsDoc {
    /// Articles.
    pub articles: usize,
    /// Outlets.
    pub publishers: usize,
    /// At most this many independent origins.
    pub origins_at_most: usize,
    /// Speakers.
    pub speakers: usize,
}

/// A story.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct StoryDoc {
    /// Id within this dossier.
    pub id: String,
    /// A headline or first sentence, verbatim.
    pub title: String,
    /// Where the title stands.
    pub quote: QuoteDoc,
    /// Ids of its articles.
    pub articles: Vec<String>,
    /// Pairs of articles of which one is a copy of the other.
    pub copies: Vec<[String; 2]>,
    /// For each pair, the share of the shorter one's words that the other has too.
    pub copies_shared: Vec<f64>,
    /// For each pair, a passage that both have.
    pub copies_passage: Vec<QuoteDoc>,
    /// What made it.
    pub rule: String,
}

/// A sentence that supports a line.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct SupportDoc {
    /// The sentence.
    pub quote: QuoteDoc,
    /// Who relays it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Vec<String>>,
    /// The words attributed, in a line of the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<QuoteDoc>,
    /// The source as written, in a line of the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<QuoteDoc>,
    /// The cue, in a line of the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<QuoteDoc>,
    /// `direct`, `indirect` or `mixed`, in a line of the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
}

/// A dated event.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct TimelineDoc {
    /// When, or when it began.
    pub date: String,
    /// When it ended.
    pub end: Option<String>,
    /// A sentence of a source, verbatim.
    pub summary: String,
    /// The sentences that tell it; the first is the summary's.
    pub support: Vec<SupportDoc>,
    /// How much stands behind it.
    pub counts: CountsDoc,
    /// Every source that tells it was published before: it is announced, not told as happened.
    #[serde(default)]
    pub planned: bool,
    /// Ids of its stories.
    pub stories: Vec<String>,
    /// How much it matters in this pile; only its order has a meaning.
    pub weight: f64,
    /// What made it.
    pub rule: String,
}

/// A line of the ledger.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct SpeechDoc {
    /// Who.
    pub actor: Option<String>,
    /// What is done by saying it.
    pub act: String,
    /// At whom it is aimed.
    pub target: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Where it stands.
    pub support: Vec<SupportDoc>,
    /// How much stands behind it.
    pub counts: CountsDoc,
    /// Indices of the statements that it denies or replies to.
    pub answers: Vec<usize>,
    /// How it answers each of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<ReplyDoc>,
    /// Indices of the statements that answer it, by date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered_by: Vec<usize>,
    /// For an accusation of somebody without an answer, where none was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<UnansweredDoc>,
    /// Ids of the articles that carry an accusation and no answer, published when there was one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried_without_answer: Vec<String>,
    /// Indices of earlier statements of the same speaker that it says again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<usize>,
    /// What made it.
    pub rule: String,
}

/// That a line answers another.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct ReplyDoc {
    /// Index of the line that is answered.
    pub to: usize,
    /// `denial`, `confirmation`, `counter`, `no_comment` or `reply`.
    pub kind: String,
}

/// Where no answer was found.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct UnansweredDoc {
    /// Articles published from the accusation on that belong to its story or name the accused.
    pub articles: usize,
    /// Days from the accusation to the last of them; `null` without dates.
    pub days: Option<usize>,
    /// When the last of them was published.
    pub until: Option<String>,
}

/// A series of figures or dates.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct RevisionDoc {
    /// What is counted, verbatim.
    pub about: String,
    /// Its unit.
    pub unit: Option<String>,
    /// What sort of thing is counted; `null` for a series of dates.
    pub kind: Option<String>,
    /// Whose figure it is.
    pub actor: Option<String>,
    /// The points.
    pub series: Vec<PointDoc>,
    /// What made it.
    pub rule: String,
}

/// A point of a series.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct PointDoc {
    /// The least it may be.
    pub low: Option<Number>,
    /// The most it may be.
    pub high: Option<Number>,
    /// How exact the figure is said to be.
    pub qualifier: Option<String>,
    /// The date, in a series of dates.
    pub value: Option<String>,
    /// When it held.
    pub as_of: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// The figure or date itself.
    pub figure: Option<QuoteDoc>,
    /// The sentence.
    pub quote: QuoteDoc,
    /// All sentences that give it, copies included.
    #[serde(default)]
    pub support: Vec<SupportDoc>,
    /// How much stands behind it.
    pub counts: CountsDoc,
}

/// A disagreement.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct DisputeDoc {
    /// `denial`, `figure`, `date`, `attribution` or `fact`.
    pub kind: String,
    /// What it is about, verbatim.
    pub about: String,
    /// Its sides.
    pub sides: Vec<SideDoc>,
    /// `plain`, or `possible` for weaker evidence.
    #[serde(default = "plain")]
    pub level: String,
    /// What makes the evidence of a possible one weaker.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
    /// What made it.
    pub rule: String,
}

fn plain() -> String {
    dossier::Level::Plain.as_str().to_owned()
}

/// A side of a disagreement.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct SideDoc {
    /// Its figure, date or speaker.
    pub value: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// The best sentence.
    pub quote: QuoteDoc,
    /// All sentences.
    pub support: Vec<SupportDoc>,
    /// How much stands behind it.
    pub counts: CountsDoc,
}

/// An actor.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct ActorDoc {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// `PER`, `ORG`, `LOC` or `MISC`.
    pub r#type: String,
    /// ISO 3166-1 alpha-3 code of a country.
    pub country: Option<String>,
    /// Other forms of the name.
    pub aliases: Vec<String>,
    /// Titles and offices.
    pub roles: Vec<RoleDoc>,
    /// How many mentions.
    pub mentions: usize,
    /// A sentence that names it.
    pub quote: Option<QuoteDoc>,
}

/// A title or office.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct RoleDoc {
    /// As written.
    pub role: String,
    /// First publication date that gives it.
    pub from: Option<String>,
    /// Last publication date that gives it.
    pub to: Option<String>,
    /// A place that gives it.
    pub quote: QuoteDoc,
}

/// Who did what to whom.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct RelationDoc {
    /// Who.
    pub actor: String,
    /// To whom.
    pub recipient: String,
    /// When.
    pub date: Option<String>,
    /// PLOVER root code.
    pub plover: String,
    /// The sentence.
    pub quote: QuoteDoc,
    /// What made it.
    pub rule: String,
}

/// Returns the document of a dossier and the entries that it was built from.
#[must_use]
pub fn dossier(dossier: &Dossier, entries: &[Entry]) -> DossierDoc {
    let writer = Writer { dossier, entries };
    DossierDoc {
        articles: entries.iter().map(article).collect(),
        stories: writer.stories(),
        timeline: writer.timeline(),
        statements: writer.statements(),
        revisions: writer.revisions(),
        disputes: writer.disputes(),
        disputes_withheld: dossier.disputes_withheld,
        actors: writer.actors(),
        relations: writer.relations(),
    }
}

fn article(entry: &Entry) -> ArticleDoc {
    let article = &entry.article;
    ArticleDoc {
        id: article.id.0.clone(),
        path: article.path.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        agencies: article.agencies.clone(),
        published: entry.reading.published.map(|(date, _)| date.to_string()),
        published_from: entry.reading.published.map(|(_, from)| from.as_str().to_owned()),
        language: article.language.to_string(),
    }
}

fn counts(counts: Counts) -> CountsDoc {
    CountsDoc {
        articles: counts.articles,
        publishers: counts.publishers,
        origins_at_most: counts.origins_at_most,
        speakers: counts.speakers,
    }
}

fn id(actor: &ActorId) -> String {
    actor.0.clone()
}

fn date(date: PartialDate) -> String {
    date.to_string()
}

struct Writer<'a> {
    dossier: &'a Dossier,
    entries: &'a [Entry],
}

impl Writer<'_> {
    fn quote(&self, quote: Quote) -> QuoteDoc {
        let article = &self.entries[quote.article].article;
        QuoteDoc {
            article: article.id.0.clone(),
            start: quote.span.start,
            end: quote.span.end,
            text: quote.span.of(&article.text).to_owned(),
        }
    }

    fn plain_support(&self, quotes: &[Quote]) -> Vec<SupportDoc> {
        quotes
            .iter()
            .map(|&quote| SupportDoc {
                quote: self.quote(quote),
                via: None,
                content: None,
                source: None,
                cue: None,
                form: None,
            })
            .collect()
    }

    fn stories(&self) -> Vec<StoryDoc> {
        let id = |index: usize| self.entries[index].article.id.0.clone();
        self.dossier
            .stories
            .iter()
            .map(|story| StoryDoc {
                id: story.id.clone(),
                title: self.quote(story.title).text,
                quote: self.quote(story.title),
                articles: story.articles.iter().map(|&index| id(index)).collect(),
                copies: story.copies.iter().map(|copy| [id(copy.first), id(copy.second)]).collect(),
                copies_shared: story.copies.iter().map(|copy| (copy.shared * 1000.0).round() / 1000.0).collect(),
                copies_passage: story.copies.iter().map(|copy| self.quote(copy.passage)).collect(),
                rule: story.rule.as_str().to_owned(),
            })
            .collect()
    }

    fn timeline(&self) -> Vec<TimelineDoc> {
        self.dossier
            .timeline
            .iter()
            .map(|entry| TimelineDoc {
                date: date(entry.date),
                end: entry.end.map(date),
                summary: self.quote(entry.summary).text,
                support: self.plain_support(&entry.support),
                counts: counts(entry.counts),
                planned: entry.planned,
                stories: entry.stories.iter().map(|&index| self.dossier.stories[index].id.clone()).collect(),
                weight: (entry.weight * 1000.0).round() / 1000.0,
                rule: entry.rule.as_str().to_owned(),
            })
            .collect()
    }

    fn statements(&self) -> Vec<SpeechDoc> {
        self.dossier
            .statements
            .iter()
            .map(|statement| SpeechDoc {
                actor: statement.actor.as_ref().map(id),
                act: statement.act.as_str().to_owned(),
                target: statement.target.as_ref().map(id),
                date: statement.date.map(date),
                support: statement
                    .support
                    .iter()
                    .map(|support| {
                        let article = support.quote.article;
                        let read = &self.entries[article].reading.statements[support.statement];
                        let piece = |span| self.quote(Quote { article, span });
                        SupportDoc {
                            quote: self.quote(support.quote),
                            via: Some(support.via.iter().map(id).collect()),
                            content: Some(piece(read.content)),
                            source: read.said_by().map(|source| piece(source.span)),
                            cue: read.cue.map(piece),
                            form: Some(read.form.as_str().to_owned()),
                        }
                    })
                    .collect(),
                counts: counts(statement.counts),
                answers: statement.answers.clone(),
                replies: statement
                    .replies
                    .iter()
                    .map(|reply| ReplyDoc { to: reply.to, kind: reply.kind.as_str().to_owned() })
                    .collect(),
                answered_by: statement.answered_by.clone(),
                unanswered: statement.unanswered.map(|found| UnansweredDoc {
                    articles: found.articles,
                    days: found.days,
                    until: found.until.map(date),
                }),
                carried_without_answer: statement
                    .carried_without_answer
                    .iter()
                    .map(|&article| self.entries[article].article.id.0.clone())
                    .collect(),
                repeats: statement.repeats.clone(),
                rule: statement.rule.as_str().to_owned(),
            })
            .collect()
    }

    fn revisions(&self) -> Vec<RevisionDoc> {
        self.dossier
            .series
            .iter()
            .map(|series| RevisionDoc {
                about: self.quote(series.about).text,
                unit: series.unit.clone(),
                kind: series
                    .points
                    .iter()
                    .find_map(|point| point.figure.as_ref())
                    .map(|figure| figure.kind.as_str().to_owned()),
                actor: series.actor.as_ref().map(id),
                series: series.points.iter().map(|point| self.point(point)).collect(),
                rule: series.rule.as_str().to_owned(),
            })
            .collect()
    }

    fn point(&self, point: &Point) -> PointDoc {
        let figure = point.figure.as_ref();
        PointDoc {
            low: figure.and_then(|figure| figure.low).and_then(number),
            high: figure.and_then(|figure| figure.high).and_then(number),
            qualifier: figure.map(|figure| figure.approximation.as_str().to_owned()),
            value: point.value.map(date),
            as_of: point.as_of.map(date),
            source: point.source.as_ref().map(id),
            figure: figure.map(|figure| self.quote(Quote { article: point.quote.article, span: figure.span })),
            quote: self.quote(point.quote),
            support: self.plain_support(&point.support),
            counts: counts(point.counts),
        }
    }

    fn disputes(&self) -> Vec<DisputeDoc> {
        let side = |side: &Side| SideDoc {
            value: side.value.clone(),
            source: side.source.as_ref().map(id),
            quote: self.quote(side.quote),
            support: self.plain_support(&side.support),
            counts: counts(side.counts),
        };
        self.dossier
            .disputes
            .iter()
            .map(|dispute| DisputeDoc {
                kind: dispute.kind.as_str().to_owned(),
                about: self.quote(dispute.about).text,
                sides: dispute.sides.iter().map(side).collect(),
                level: dispute.level().as_str().to_owned(),
                why: dispute.why.iter().map(|doubt| doubt.as_str().to_owned()).collect(),
                rule: dispute.rule.as_str().to_owned(),
            })
            .collect()
    }

    fn actors(&self) -> Vec<ActorDoc> {
        self.dossier
            .actors
            .iter()
            .map(|actor| ActorDoc {
                id: id(&actor.id),
                name: actor.name.clone(),
                r#type: actor.kind.as_str().to_owned(),
                country: actor.country.clone(),
                aliases: actor.aliases.clone(),
                roles: actor
                    .roles
                    .iter()
                    .map(|role| RoleDoc {
                        role: role.role.clone(),
                        from: role.from.map(date),
                        to: role.to.map(date),
                        quote: self.quote(role.quote),
                    })
                    .collect(),
                mentions: actor.mentions,
                quote: actor.quote.map(|quote| self.quote(quote)),
            })
            .collect()
    }

    fn relations(&self) -> Vec<RelationDoc> {
        self.dossier
            .relations
            .iter()
            .map(|relation| RelationDoc {
                actor: id(&relation.actor),
                recipient: id(&relation.recipient),
                date: relation.date.map(date),
                plover: relation.plover.clone(),
                quote: self.quote(relation.quote),
                rule: relation.rule.as_str().to_owned(),
            })
            .collect()
    }
}
