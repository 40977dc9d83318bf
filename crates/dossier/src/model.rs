//! The dossier's own types.

use document::{Article, PartialDate, Span};
use nlp::Annotated;
use reading::{Act, ActorId, Quantity, Reading, Rule};

/// One article with everything that the earlier rooms made of it: what a dossier is built from.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The article.
    pub article: Article,
    /// Its sentences and tokens.
    pub annotated: Annotated,
    /// What it alone says.
    pub reading: Reading,
}

/// What all articles together say. `article` fields are indices into the entries that it was built from, which
/// [`build`](crate::build()) sorts by publication date, then path.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// Groups of articles about the same events.
    pub stories: Vec<Story>,
    /// Dated events, by date.
    pub timeline: Vec<TimelineEntry>,
    /// The days that articles appeared on or speak of, by date.
    pub days: Vec<Day>,
    /// The ledger, by date.
    pub statements: Vec<Statement>,
    /// Figures about the same thing, as series.
    pub series: Vec<Series>,
    /// Where the articles or their sources disagree, those that matter most first.
    pub disputes: Vec<Dispute>,
    /// How many disputes of a weaker level [`Dossier::at`] left out.
    pub disputes_withheld: usize,
    /// Facts that independent articles or speakers tell alike, those with most independent origins first.
    pub agreements: Vec<Agreement>,
    /// Who appears.
    pub actors: Vec<Actor>,
    /// Who did what to whom, by date.
    pub relations: Vec<Relation>,
    /// What makes articles dependent on each other, by kind, then by articles, see
    /// [`Independence`](crate::Independence).
    pub ties: Vec<Tie>,
}

impl Dossier {
    /// Returns the dossier without the disputes weaker than `level`, which are counted.
    #[must_use]
    pub fn at(mut self, level: Level) -> Self {
        let before = self.disputes.len();
        self.disputes.retain(|dispute| dispute.level() <= level);
        self.disputes_withheld += before - self.disputes.len();
        self
    }
}

/// A verbatim piece of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quote {
    /// Index of the article.
    pub article: usize,
    /// Where it stands in the article's text.
    pub span: Span,
}

/// How much stands behind a line. Never a truth score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles that carry it.
    pub articles: usize,
    /// Different outlets among them; an article whose outlet is unknown counts as one of its own.
    pub publishers: usize,
    /// At most this many independent origins: copies and articles that credit the same agency count once.
    pub origins_at_most: usize,
    /// Different speakers that it goes back to.
    pub speakers: usize,
}

/// Articles about the same events.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// Stable within one dossier.
    pub id: String,
    /// A headline of one of the articles, or the first sentence of one.
    pub title: Quote,
    /// Indices of its articles.
    pub articles: Vec<usize>,
    /// The same by event, by first article: what a story over months is made of.
    pub events: Vec<Vec<usize>>,
    /// Why each article but the first is in it.
    pub bonds: Vec<Bond>,
    /// Pairs of articles of which one is a copy of the other.
    pub copies: Vec<Copy>,
    /// What made it.
    pub rule: Rule,
}

/// What bonds an article to its story.
#[derive(Clone, Debug, PartialEq)]
pub struct Bond {
    /// The article.
    pub article: usize,
    /// The earlier article of the story that it is most like, among the nearest in time.
    pub nearest: usize,
    /// Names, dates, figures and words of `article` that the other one has too, the most telling first; in another
    /// language or spelling perhaps.
    pub shared: Vec<Quote>,
}

/// Two articles that share so much text that they count as one origin, with the proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The earlier article, or the one whose path sorts first.
    pub first: usize,
    /// The other one.
    pub second: usize,
    /// Share of the shorter article's words that stand in the other one too, 0 to 1.
    pub shared: f64,
    /// Share of the words of `first` that `second` has too.
    pub of_first: f64,
    /// Share of the words of `second` that `first` has too.
    pub of_second: f64,
    /// The longest row of words that both have, as it stands in `first`.
    pub passage: Quote,
    /// The same words as they stand in `second`.
    pub passage_in_second: Quote,
    /// All that they share, words changed in between included: stretches of `first` and `second`, the longest first.
    pub passages: Vec<[Span; 2]>,
}

/// Two articles that are not independent, with the proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The earlier article, or the one whose path sorts first.
    pub first: usize,
    /// The other one.
    pub second: usize,
    /// Why.
    pub why: TieKind,
    /// For shared text: the share of the words of the shorter one, of the first and of the second, 0 to 1.
    pub shared: Option<[f64; 3]>,
    /// For shared text: what both have, as it stands in the first and in the second; the longest row of equal words
    /// first, then stretches in which words may differ.
    pub passages: Vec<[Quote; 2]>,
    /// Where the articles credit an agency, when their text says so.
    pub credits: Vec<Quote>,
    /// The agency of a credit, the outlet, or the publisher that both belong to.
    pub name: Option<String>,
    /// What made it.
    pub rule: Rule,
}

/// Why two articles are not independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieKind {
    /// One is a copy of the other.
    Copy,
    /// They share some text, and one publisher owns both outlets.
    Family,
    /// They credit the same agency within days, in one story.
    Credit,
    /// One outlet published both.
    Outlet,
}

impl TieKind {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Family => "family",
            Self::Credit => "credit",
            Self::Outlet => "outlet",
        }
    }

    /// Returns the kind of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        [Self::Copy, Self::Family, Self::Credit, Self::Outlet].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A dated event.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineEntry {
    /// When, or when it began.
    pub date: PartialDate,
    /// When it ended, if the text gives a range.
    pub end: Option<PartialDate>,
    /// The sentence that tells it best.
    pub summary: Quote,
    /// All sentences that tell it.
    pub support: Vec<Quote>,
    /// How much stands behind it.
    pub counts: Counts,
    /// Every source that tells it was published before: it is announced, not told as happened.
    pub planned: bool,
    /// Whether the articles tell it as happened, or only as a plan.
    pub status: Status,
    /// Indices of the entries that tell the same event with another date: dates that are disputed, and deadlines that
    /// moved.
    pub other_dates: Vec<usize>,
    /// Indices into [`Dossier::stories`].
    pub stories: Vec<usize>,
    /// How much it matters in this pile, higher first; only its order has a meaning.
    pub weight: f64,
    /// What made it.
    pub rule: Rule,
}

/// Whether a dated event is told as happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Told as happened, or at least not as a plan.
    #[default]
    Happened,
    /// Announced; no article that appeared since tells it, or none appeared.
    Planned,
    /// Announced, and told by an article that appeared on its date or later.
    Confirmed,
    /// Announced; articles that appeared after its date name the same actors, and none speaks of the event again.
    Overdue,
}

impl Status {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Planned => "planned",
            Self::Confirmed => "confirmed",
            Self::Overdue => "overdue",
        }
    }
}

/// How much the articles make of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The day.
    pub date: jiff::civil::Date,
    /// Articles that appeared on it.
    pub published: usize,
    /// Articles that speak of it.
    pub mentioned: usize,
    /// How much it matters in this pile, higher first; only its order has a meaning.
    pub weight: f64,
}

/// One entry of the ledger: a statement, with every article that carries it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who says it.
    pub actor: Option<ActorId>,
    /// What is done by saying it.
    pub act: Act,
    /// At whom it is aimed.
    pub target: Option<ActorId>,
    /// When it was said, or else published.
    pub date: Option<PartialDate>,
    /// Where it stands.
    pub support: Vec<Support>,
    /// How much stands behind it.
    pub counts: Counts,
    /// Indices of the statements that it denies or replies to.
    pub answers: Vec<usize>,
    /// In which way, one for each of `answers`.
    pub replies: Vec<Reply>,
    /// Indices of the statements that answer it, by date.
    pub answered_by: Vec<usize>,
    /// For an accusation of somebody that nobody answers, in how many articles no answer was found.
    pub unanswered: Option<Unanswered>,
    /// For an accusation that is answered, the articles that carry it and no answer, published when there was one.
    pub carried_without_answer: Vec<usize>,
    /// Indices of earlier statements of the same speaker that it says again.
    pub repeats: Vec<usize>,
    /// What made it.
    pub rule: Rule,
}

/// That a statement answers another, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reply {
    /// Index of the statement that is answered.
    pub to: usize,
    /// What the answer does.
    pub kind: ReplyKind,
}

/// What an answer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReplyKind {
    /// Says that it is not so.
    Denial,
    /// Says that it is so.
    Confirmation,
    /// Blames who blamed.
    Counter,
    /// Says nothing: no comment, not to be reached, neither confirmed nor denied.
    NoComment,
    /// Says something else about it.
    Reply,
}

impl ReplyKind {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Confirmation => "confirmation",
            Self::Counter => "counter",
            Self::NoComment => "no_comment",
            Self::Reply => "reply",
        }
    }
}

/// Where no answer was found. Silence of the articles, not of the accused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Articles published from the accusation on that belong to its story or name the accused.
    pub articles: usize,
    /// Days from the accusation to the last of them; `None` without dates.
    pub days: Option<usize>,
    /// When the last of them was published.
    pub until: Option<PartialDate>,
}

/// One place where a statement stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    /// The sentence or sentences that hold source, cue and content.
    pub quote: Quote,
    /// Index of the statement in that article's reading.
    pub statement: usize,
    /// Who relays it.
    pub via: Vec<ActorId>,
}

/// Figures about the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What is counted: the phrase around the unit as one article has it, verbatim.
    pub about: Quote,
    /// The unit, in the words of the first point.
    pub unit: Option<String>,
    /// Whose figure it is, or whom it is about, when that is plain.
    pub actor: Option<ActorId>,
    /// The figures, by the time that they hold for.
    pub points: Vec<Point>,
    /// What made it.
    pub rule: Rule,
}

/// One figure, or one date, of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The figure. `None` for a series of dates.
    pub figure: Option<Quantity>,
    /// The date, in a series of dates (a deadline that slides).
    pub value: Option<PartialDate>,
    /// When it held: the sentence's own time, or else the publication.
    pub as_of: Option<PartialDate>,
    /// The speaker whom the article credits with it.
    pub source: Option<ActorId>,
    /// The sentence.
    pub quote: Quote,
    /// All sentences that give it, copies included.
    pub support: Vec<Quote>,
    /// How much stands behind it.
    pub counts: Counts,
    /// Whether it still holds, as far as these articles tell.
    pub status: Standing,
    /// The sentence that took it back, corrected it or replaced it.
    pub replaced_by: Option<Quote>,
    /// Indices into [`Dossier::disputes`] of the disputes that it is a side of.
    pub disputes: Vec<usize>,
    /// In a series of dates, whether the date is only a bound.
    pub bound: Option<Bound>,
}

/// Whether a figure or date of a series still holds, as far as the articles tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its source gives no other one later.
    #[default]
    Current,
    /// Its source gives another one later.
    Superseded,
    /// Another source gives another one for the same time.
    Disputed,
    /// Its source took it back or corrected it.
    Withdrawn,
    /// It is still told as it was after its source took it back or replaced it.
    Stale,
}

impl Standing {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Superseded => "superseded",
            Self::Disputed => "disputed",
            Self::Withdrawn => "withdrawn",
            Self::Stale => "stale",
        }
    }
}

/// That a planned date is only a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// `op zijn vroegst`, `after`.
    Earliest,
    /// `uiterlijk`, `before`.
    Latest,
}

impl Bound {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Earliest => "earliest",
            Self::Latest => "latest",
        }
    }
}

/// A disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// What sort of disagreement.
    pub kind: DisputeKind,
    /// What it is about: a verbatim phrase.
    pub about: Quote,
    /// Two sides or more.
    pub sides: Vec<Side>,
    /// What makes it weaker than an editor may expect, each once, in order; empty for a plain dispute.
    pub why: Vec<Doubt>,
    /// What made it.
    pub rule: Rule,
}

impl Dispute {
    /// Returns how sure it is that the sides speak of one thing.
    #[must_use]
    pub fn level(&self) -> Level {
        if self.why.is_empty() { Level::Plain } else { Level::Possible }
    }
}

/// How sure it is that the sides of a dispute speak of one thing and contradict each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Shown unless the user asks for less.
    #[default]
    Plain,
    /// Shown to who asks for more: the evidence is weaker, and [`Dispute::why`] says how.
    Possible,
}

impl Level {
    /// Returns the name used in the output contract and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Possible => "possible",
        }
    }
}

/// Why a dispute is only a possible one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The sides share few of their words.
    FewSharedWords,
    /// A side has no date, so that both may be right at their own time.
    Undated,
    /// Neither the accused nor who speaks for it denies, but somebody else.
    ThirdParty,
    /// The sides are told in different languages and no actor bonds them.
    AcrossLanguages,
    /// The sides name no actor that both have.
    NoSharedActor,
    /// Nobody says of a side that it is so, only that it is likely.
    Hedged,
    /// What a side's figure counts may be another part or scope.
    Scope,
}

impl Doubt {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FewSharedWords => "few_shared_words",
            Self::Undated => "undated",
            Self::ThirdParty => "third_party",
            Self::AcrossLanguages => "across_languages",
            Self::NoSharedActor => "no_shared_actor",
            Self::Hedged => "hedged",
            Self::Scope => "scope",
        }
    }
}

/// What sort of disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisputeKind {
    /// Somebody denies what somebody else says.
    Denial,
    /// Two figures for the same thing at the same time.
    Figure,
    /// Two dates for the same thing.
    Date,
    /// The same words given to two speakers.
    Attribution,
    /// Asserted by one, contradicted by another.
    Fact,
}

impl DisputeKind {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Attribution => "attribution",
            Self::Fact => "fact",
        }
    }
}

/// A fact told alike, in their own words, by independent articles or speakers. Never a truth score.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// What sort of fact.
    pub kind: AgreementKind,
    /// What they agree on: a verbatim phrase.
    pub about: Quote,
    /// Two sides or more, each an independent origin or speaker.
    pub sides: Vec<Side>,
    /// How much stands behind it.
    pub counts: Counts,
    /// What made it.
    pub rule: Rule,
}

/// What sort of fact is agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgreementKind {
    /// The same figure for the same thing.
    Figure,
    /// The same happening to the same parties on the same day.
    Event,
}

impl AgreementKind {
    /// Returns the name used in the output contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Event => "event",
        }
    }
}

/// One side of a dispute, or of an agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The figure, date or speaker of this side, as written in the text or as a TIMEX3 value.
    pub value: Option<String>,
    /// Who says so; `None` when the article says it in its own voice.
    pub source: Option<ActorId>,
    /// The best sentence for it.
    pub quote: Quote,
    /// All sentences for it.
    pub support: Vec<Quote>,
    /// How much stands behind it.
    pub counts: Counts,
}

/// Somebody or something that acts.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The id used everywhere in the dossier.
    pub id: ActorId,
    /// The name, in its most frequent full form.
    pub name: String,
    /// CoNLL type of most mentions.
    pub kind: reading::NameKind,
    /// ISO 3166-1 alpha-3 code, for a country.
    pub country: Option<String>,
    /// Other forms, by frequency.
    pub aliases: Vec<String>,
    /// Titles and offices the articles give it.
    pub roles: Vec<Role>,
    /// How many mentions.
    pub mentions: usize,
    /// A sentence that names it in full.
    pub quote: Option<Quote>,
}

/// A title or office.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// As written: `minister van Buitenlandse Zaken`.
    pub role: String,
    /// First and last publication date of the articles that give it.
    pub from: Option<PartialDate>,
    /// See `from`.
    pub to: Option<PartialDate>,
    /// A place that gives it.
    pub quote: Quote,
}

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Who.
    pub actor: ActorId,
    /// To whom.
    pub recipient: ActorId,
    /// When.
    pub date: Option<PartialDate>,
    /// PLOVER root code.
    pub plover: String,
    /// The sentence.
    pub quote: Quote,
    /// What made it.
    pub rule: Rule,
}
