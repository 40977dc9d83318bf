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
    /// The ledger, by date.
    pub statements: Vec<Statement>,
    /// Figures about the same thing, as series.
    pub series: Vec<Series>,
    /// Where the articles or their sources disagree, those that matter most first.
    pub disputes: Vec<Dispute>,
    /// How many disputes of a weaker level [`Dossier::at`] left out.
    pub disputes_withheld: usize,
    /// Who appears.
    pub actors: Vec<Actor>,
    /// Who did what to whom, by date.
    pub relations: Vec<Relation>,
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
    /// Pairs of articles of which one is a copy of the other.
    pub copies: Vec<Copy>,
    /// What made it.
    pub rule: Rule,
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
    /// Indices into [`Dossier::stories`].
    pub stories: Vec<usize>,
    /// How much it matters in this pile, higher first; only its order has a meaning.
    pub weight: f64,
    /// What made it.
    pub rule: Rule,
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
    /// The sides are told in different languages and no actor ties them.
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

/// One side of a dispute.
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
