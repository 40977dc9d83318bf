//! The ledger: who said what, each statement once with every article that carries it.

mod same;

use std::collections::BTreeSet;

use document::{PartialDate, Span};
use reading::{Act, Rule};

use crate::{
    Quote, Statement, Support,
    counts::Origins,
    groups::Groups,
    join::{Similar, similar_pairs},
    pile::Pile,
    sentence,
};

/// Share of the shorter content's terms and actors that two articles share when they report one statement.
const SAME_CONTENT: Similar = Similar { share: 0.7, members: 3 };

/// A statement as one article has it.
pub(crate) struct Utterance {
    /// The article.
    pub(crate) article: usize,
    /// Index of the statement in that article's reading.
    pub(crate) index: usize,
    /// Who.
    pub(crate) actor: Option<usize>,
    /// The source as written, in lower case, when it is no pronoun that the reading could resolve.
    pub(crate) source: Option<String>,
    /// At whom it is aimed.
    pub(crate) target: Option<usize>,
    /// What is done by saying it.
    pub(crate) act: Act,
    /// The words attributed.
    pub(crate) content: Span,
    /// Terms and actors of the content.
    pub(crate) keys: Vec<u32>,
    /// When it was said, or else published.
    pub(crate) date: Option<PartialDate>,
    /// The sentences that hold it.
    pub(crate) quote: Quote,
}

/// Returns the statements of all articles that stand in quotable sentences, in order.
pub(crate) fn utterances(pile: &Pile) -> Vec<Utterance> {
    let mut out = Vec::new();
    for (article, entry) in pile.entries.iter().enumerate() {
        for (index, read) in entry.reading.statements.iter().enumerate() {
            let parts = [Some(read.content), read.cue, read.said_by().map(|source| source.span)];
            let Some(span) = sentence::covering(&entry.annotated, parts.into_iter().flatten()) else { continue };
            let number = |id: &reading::ActorId| pile.actors.number(id);
            let said_at = read.said_at.as_deref().and_then(|value| value.parse().ok());
            out.push(Utterance {
                article,
                index,
                actor: read.said_by().and_then(|source| pile.actors.speaker(article, source)),
                source: read.said_by().map(|source| sentence::slice(&entry.article, source.span).to_lowercase()),
                target: read.target.as_ref().and_then(number),
                act: read.act,
                content: read.content,
                keys: pile.keys_in(article, read.content),
                date: said_at.or_else(|| pile.published(article)),
                quote: Quote { article, span },
            });
        }
    }
    out
}

/// The ledger, and where each utterance went.
pub(crate) struct Ledger {
    /// By date, then place.
    pub(crate) statements: Vec<Statement>,
    /// For each statement its utterances.
    pub(crate) utterances: Vec<Vec<usize>>,
}

/// Returns the ledger, without answers.
pub(crate) fn ledger(pile: &Pile, origins: &Origins, all: &[Utterance]) -> Ledger {
    let mut groups = Groups::new(all.len());
    let sets: Vec<&[u32]> = all.iter().map(|utterance| utterance.keys.as_slice()).collect();
    for (a, b) in similar_pairs(&sets, SAME_CONTENT) {
        if same::same_words(pile, origins, &all[a], &all[b]) {
            groups.union(a, b);
        }
    }
    for (a, b) in same::across_languages(pile, all) {
        groups.union(a, b);
    }
    unite_identical(pile, origins, all, &mut groups);
    let mut lines: Vec<(Statement, Vec<usize>, usize, Option<usize>)> = Vec::new();
    for set in groups.sets() {
        let from = lines.len();
        for (set, earlier) in same::sayings(pile, origins, all, &set) {
            let number = lines.len();
            lines.push((line(pile, origins, all, &set), set, number, earlier.map(|earlier| from + earlier)));
        }
    }
    lines.sort_by_key(|(line, ..)| (line.date.is_none(), line.date.map(PartialDate::sort_key), line.support[0].quote));
    let mut place = vec![0; lines.len()];
    for (at, &(_, _, number, _)) in lines.iter().enumerate() {
        place[number] = at;
    }
    let (statements, utterances) = lines
        .into_iter()
        .map(|(mut line, set, _, earlier)| {
            line.repeats = earlier.map(|earlier| place[earlier]).into_iter().collect();
            (line, set)
        })
        .unzip();
    Ledger { statements, utterances }
}

/// Contents too short to compare by terms are one statement when they are the same words in copies of one text, or of a
/// speaker who does more with them than say them: accuses of theft, denies all.
fn unite_identical(pile: &Pile, origins: &Origins, all: &[Utterance], groups: &mut Groups) {
    let text = |place: usize| sentence::slice(pile.article(all[place].article), all[place].content).to_lowercase();
    let mut short: Vec<(String, Option<usize>, usize)> = (0..all.len())
        .filter(|&place| all[place].keys.len() < SAME_CONTENT.members)
        .map(|place| (text(place), all[place].actor, place))
        .collect();
    short.sort();
    for pair in short.windows(2) {
        let (first, second) = (pair[0].2, pair[1].2);
        let (a, b) = (&all[first], &all[second]);
        let telling = a.actor.is_some() && a.act != Act::Say && a.keys.len() > 1 && a.target == b.target;
        let same = pair[0].0 == pair[1].0 && a.actor == b.actor && a.act == b.act;
        if same && (telling || origins.same_copy(a.article, b.article)) {
            groups.union(first, second);
        }
    }
}

fn line(pile: &Pile, origins: &Origins, all: &[Utterance], set: &[usize]) -> Statement {
    let members = || set.iter().map(|&place| &all[place]);
    let first = &all[set[0]];
    let said_at =
        |utterance: &&Utterance| pile.entries[utterance.article].reading.statements[utterance.index].said_at.is_some();
    let earliest = |dates: Vec<PartialDate>| dates.into_iter().min_by_key(|date| date.sort_key());
    let date = earliest(members().filter(said_at).filter_map(|utterance| utterance.date).collect())
        .or_else(|| earliest(members().filter_map(|utterance| utterance.date).collect()));
    // The most telling act: one that does more than say, by most members.
    let act = members()
        .map(|utterance| utterance.act)
        .max_by_key(|act| {
            (*act != Act::Say, members().filter(|other| other.act == *act).count(), std::cmp::Reverse(*act))
        })
        .unwrap_or(first.act);
    let speakers: BTreeSet<_> = members()
        .filter(|utterance| utterance.actor.is_some() || utterance.source.is_some())
        .map(|utterance| utterance.actor)
        .collect();
    Statement {
        actor: members().find_map(|utterance| utterance.actor).map(|actor| pile.actors.id(actor)),
        act,
        target: members().find_map(|utterance| utterance.target).map(|actor| pile.actors.id(actor)),
        date,
        support: members().map(|utterance| support(pile, utterance)).collect(),
        counts: origins.counts(members().map(|utterance| utterance.article), speakers.len().min(1)),
        answers: Vec::new(),
        replies: Vec::new(),
        answered_by: Vec::new(),
        unanswered: None,
        carried_without_answer: Vec::new(),
        repeats: Vec::new(),
        rule: Rule::new("dossier.ledger"),
    }
}

fn support(pile: &Pile, utterance: &Utterance) -> Support {
    let read = &pile.entries[utterance.article].reading.statements[utterance.index];
    let merged = |id: &reading::ActorId| pile.actors.number(id).map_or_else(|| id.clone(), |n| pile.actors.id(n));
    Support { quote: utterance.quote, statement: utterance.index, via: read.via.iter().map(merged).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile, say};

    const CLAIM: &str = "de dijk bij Oosterwal binnen een jaar verhoogd en verbreed wordt";

    fn lines(entries: &[crate::Entry]) -> Vec<Statement> {
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, entries);
        let origins = Origins::new(&pile, &[], &[]);
        ledger(&pile, &origins, &utterances(&pile)).statements
    }

    #[test]
    fn one_statement_in_two_articles_is_one_line() {
        let mut entries = pile(&[
            &format!("@2021-03-01 Bode\n[PER Ada Blom] zegt dat {CLAIM}."),
            &format!("@2021-03-02 Ster\nDat {CLAIM}, zegt [PER Ada Blom]."),
        ]);
        for entry in &mut entries {
            say(entry, Act::Say, ("Ada Blom", "ada-blom"), CLAIM, None);
        }
        let lines = lines(&entries);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].counts.articles, lines[0].counts.publishers, lines[0].counts.speakers), (2, 2, 1));
        assert_eq!(lines[0].date.expect("a date").to_string(), "2021-03-01");
    }

    #[test]
    fn what_is_said_again_weeks_later_repeats() {
        let mut entries = pile(&[
            &format!("@2021-03-01\n[PER Ada Blom] zegt dat {CLAIM}."),
            &format!("@2021-05-01\n[PER Ada Blom] zegt dat {CLAIM}."),
        ]);
        for entry in &mut entries {
            say(entry, Act::Say, ("Ada Blom", "ada-blom"), CLAIM, None);
        }
        let lines = lines(&entries);
        assert_eq!(lines.iter().map(|line| line.repeats.clone()).collect::<Vec<_>>(), [vec![], vec![0]]);
    }

    #[test]
    fn another_figure_is_another_statement() {
        let told = |n: &str| {
            format!(
                "@2021-03-01\n[PER Ada Blom] zegt dat in Oosterwal [FIG:killed:{n} {n}] doden vielen bij de overstroming."
            )
        };
        let mut entries = pile(&[&told("12"), &told("17")]);
        for (entry, n) in entries.iter_mut().zip(["12", "17"]) {
            let content = format!("in Oosterwal {n} doden vielen bij de overstroming");
            say(entry, Act::Say, ("Ada Blom", "ada-blom"), &content, None);
        }
        assert_eq!(lines(&entries).len(), 2);
    }

    #[test]
    fn another_speaker_and_another_year_are_other_lines() {
        let mut entries = pile(&[
            &format!("@2021-03-01\n[PER Ada Blom] zegt dat {CLAIM}."),
            &format!("@2021-03-01\n[PER Cas Dorn] zegt dat {CLAIM}."),
            &format!("@2022-03-01\n[PER Ada Blom] zegt dat {CLAIM}."),
        ]);
        for (entry, name) in
            entries.iter_mut().zip([("Ada Blom", "ada-blom"), ("Cas Dorn", "cas-dorn"), ("Ada Blom", "ada-blom")])
        {
            say(entry, Act::Say, name, CLAIM, None);
        }
        assert_eq!(lines(&entries).len(), 3);
    }
}
