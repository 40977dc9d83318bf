//! The same quoted words given to two speakers.

use std::collections::{BTreeMap, BTreeSet};

use document::Span;
use reading::{NameKind, Rule};

use super::Evidence;
use crate::{
    Dispute, DisputeKind, Quote, Side, days_between, groups::Groups, join::containment, pile::actor_key, sentence,
    statement::Utterance,
};

/// Words from which a quotation is known again by itself; shorter ones need common words around them.
const LONG: usize = 5;

/// Actors that articles of different stories have in common, for short quotations.
const COMMON_ACTORS: usize = 2;

/// Days between the two articles at most, for short quotations.
const SHORT_DAYS: i32 = 400;

/// A quotation with the statement that gives it.
struct Quoted<'a> {
    utterance: &'a Utterance,
    inner: Span,
    n_words: usize,
}

/// Returns the disputes about who said it, by place.
pub(super) fn disputes(evidence: &Evidence) -> Vec<Dispute> {
    let all: Vec<Quoted> = evidence.utterances.iter().flat_map(|utterance| quoted(evidence, utterance)).collect();
    let words: Vec<String> = all.iter().map(|quoted| normal(evidence, quoted)).collect();
    let mut out: Vec<Dispute> = same_words(&words)
        .into_iter()
        .filter(|set| set.len() > 1)
        .filter_map(|set| dispute(evidence, &set.iter().map(|&at| &all[at]).collect::<Vec<_>>()))
        .collect();
    out.sort_by_key(|dispute| dispute.about);
    // Two quotations of one sentence given to the same two speakers are one dispute.
    out.dedup_by(|b, a| {
        let quotes = |dispute: &Dispute| dispute.sides.iter().map(|side| side.quote).collect::<Vec<_>>();
        quotes(a) == quotes(b)
    });
    out
}

/// Groups equal quotations, and long ones of which one holds the other.
fn same_words(quotations: &[String]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(quotations.len());
    let mut first: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for (at, text) in quotations.iter().enumerate() {
        let words: Vec<&str> = text.split(' ').collect();
        let runs = if words.len() < LONG { vec![words] } else { words.windows(LONG).map(<[&str]>::to_vec).collect() };
        for run in runs {
            let holder = *first.entry(run).or_insert(at);
            let other = &quotations[holder];
            if other == text || other.contains(text.as_str()) || text.contains(other.as_str()) {
                groups.union(holder, at);
            }
        }
    }
    groups.sets()
}

/// The quotations inside a statement's sentences that belong to its content.
fn quoted<'a>(evidence: &Evidence, utterance: &'a Utterance) -> Vec<Quoted<'a>> {
    let entry = &evidence.pile.entries[utterance.article];
    let all = &entry.annotated.quotations;
    let from = all.partition_point(|quotation| quotation.span.start < utterance.quote.span.start);
    all[from..]
        .iter()
        .take_while(|quotation| quotation.span.start < utterance.quote.span.end)
        .filter(|quotation| quotation.span.overlap(utterance.content) > 0)
        .map(|quotation| Quoted { utterance, inner: quotation.inner, n_words: 0 })
        .map(|quoted| {
            let n_words = sentence::slice(&entry.article, quoted.inner).split_whitespace().count();
            Quoted { n_words, ..quoted }
        })
        .filter(|quoted| quoted.n_words > 0 && !evidence.pile.terms_in(utterance.article, quoted.inner).is_empty())
        .collect()
}

fn normal(evidence: &Evidence, quoted: &Quoted) -> String {
    let text = sentence::slice(evidence.pile.article(quoted.utterance.article), quoted.inner).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn dispute(evidence: &Evidence, same: &[&Quoted]) -> Option<Dispute> {
    let mut speakers: Vec<(Speaker, Vec<&Quoted>)> = Vec::new();
    for &quoted in same {
        let Some(speaker) = speaker(evidence, quoted.utterance) else { continue };
        match speakers.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, members)) => members.push(quoted),
            None => speakers.push((speaker, vec![quoted])),
        }
    }
    // Words that many use belong to nobody.
    let longest = same.iter().map(|quoted| quoted.n_words).max().unwrap_or(0);
    if speakers.len() > if longest < LONG { 2 } else { 3 } {
        return None;
    }
    let contradicts = |at: usize, other: usize| {
        let ((a, members), (b, others)) = (&speakers[at], &speakers[other]);
        rival(evidence, a, b)
            && !named_together(evidence, (a, members), (b, others))
            && members.iter().any(|one| others.iter().any(|two| same_words_of_one_event(evidence, one, two)))
    };
    let in_dispute: Vec<usize> = (0..speakers.len())
        .filter(|&at| (0..speakers.len()).any(|other| at != other && contradicts(at, other)))
        .collect();
    let sides: Vec<Side> =
        in_dispute.iter().filter_map(|&at| side(evidence, &speakers[at].0, &speakers[at].1)).collect();
    // The words that all have: where one quotes more around them, the shortest.
    let members = || in_dispute.iter().flat_map(|&at| &speakers[at].1);
    let shortest = members().min_by_key(|quoted| quoted.n_words)?;
    (sides.len() > 1).then(|| Dispute {
        kind: DisputeKind::Attribution,
        about: Quote { article: shortest.utterance.article, span: shortest.inner },
        sides,
        why: Vec::new(),
        rule: Rule::new("dossier.dispute.attribution"),
    })
}

/// Tells whether one of two speakers is named where the words are given to the other, or an article gives them to both:
/// then one cites the other, or the reading may have taken one for the other.
fn named_together(
    evidence: &Evidence,
    (a, members): (&Speaker, &[&Quoted]),
    (b, others): (&Speaker, &[&Quoted]),
) -> bool {
    let named = |speaker: &Speaker, quoted: &&Quoted| match speaker {
        Speaker::Actor(actor) => {
            let actors = evidence.pile.actors_in(quoted.utterance.article, quoted.utterance.quote.span);
            actors.iter().any(|other| other == actor || same_name(evidence, *other, *actor))
        }
        Speaker::Described(_) => false,
    };
    let articles = |quoted: &[&Quoted]| quoted.iter().map(|quoted| quoted.utterance.article).collect::<BTreeSet<_>>();
    others.iter().any(|quoted| named(a, quoted))
        || members.iter().any(|quoted| named(b, quoted))
        || !articles(members).is_disjoint(&articles(others))
}

/// Tells whether two ids share a word: `obama` and `barack-obama` may be one person.
fn same_name(evidence: &Evidence, a: usize, b: usize) -> bool {
    const LETTERS: usize = 3;
    let (a, b) = (evidence.pile.actors.id(a).0, evidence.pile.actors.id(b).0);
    a.split('-').any(|word| word.chars().count() > LETTERS && b.split('-').any(|other| other == word))
}

/// Who a statement is given to: an actor, or a description without a name.
#[derive(PartialEq)]
enum Speaker {
    Actor(usize),
    /// The words in lower case; where they stand is the side's value.
    Described(String),
}

/// Statements by nobody, or by a pronoun that nothing resolves, tell no speaker.
fn speaker(evidence: &Evidence, utterance: &Utterance) -> Option<Speaker> {
    // Whoever spoke before is not sure enough to be held against somebody.
    evidence.pile.entries[utterance.article].reading.statements[utterance.index].cue?;
    let described = description(evidence, utterance);
    match utterance.actor {
        Some(actor) if described.is_none() => Some(Speaker::Actor(actor)),
        _ => {
            let text = sentence::slice(evidence.pile.article(utterance.article), described?);
            Some(Speaker::Described(text.to_lowercase()))
        }
    }
}

/// The words that describe a source without a name: its own, or for a pronoun the title before it in the sentence
/// (`moest de ambassadeur vertrekken, nadat hij ...`), which is nearer than any name in an earlier sentence. `None`
/// when the source has a name, or is a pronoun behind one.
fn description(evidence: &Evidence, utterance: &Utterance) -> Option<Span> {
    let pile = evidence.pile;
    let entry = &pile.entries[utterance.article];
    let source = entry.reading.statements[utterance.index].said_by()?.span;
    if !pile.terms_in(utterance.article, source).is_empty() || !pile.actors_in(utterance.article, source).is_empty() {
        return utterance.actor.is_none().then_some(source);
    }
    let found = pile.sentence(utterance.article, entry.annotated.sentence_at(source.start)?);
    let tokens = entry.annotated.tokens.get(found.tokens.clone())?;
    let before = &tokens[..tokens.partition_point(|token| token.span.end <= source.start)];
    let title = before.iter().rposition(|token| pile.lexicon.is_title(entry.article.language, &token.norm))?;
    let people = |name: &reading::Name| name.kind == NameKind::Person;
    let until = Span::new(found.span.start, source.start);
    if entry.reading.names.iter().any(|name| people(name) && name.span.overlap(until) > 0) {
        return None;
    }
    // An adjective of place belongs to it: `Franse ambassadeur`.
    let adjective = title.checked_sub(1).map(|before_title| before[before_title].span);
    let adjective = adjective.filter(|span| entry.reading.names.iter().any(|name| name.span == *span && !people(name)));
    Some(adjective.map_or(before[title].span, |span| span.cover(before[title].span)))
}

/// Two people who cannot be one: a minister may be who is described, and a country's word may be its minister's.
fn rival(evidence: &Evidence, a: &Speaker, b: &Speaker) -> bool {
    let is_person = |actor: usize| evidence.pile.actors.kind(actor) == NameKind::Person;
    match (a, b) {
        (Speaker::Actor(a), Speaker::Actor(b)) => {
            a != b && is_person(*a) && is_person(*b) && !same_name(evidence, *a, *b)
        }
        (Speaker::Actor(actor), Speaker::Described(words)) | (Speaker::Described(words), Speaker::Actor(actor)) => {
            let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
            let titled = words.iter().any(|word| evidence.pile.lexicon.is_title_anywhere(word));
            let id = evidence.pile.actors.id(*actor).0;
            let named = id.split('-').any(|name| words.iter().any(|word| word == name));
            is_person(*actor) && titled && !named && !evidence.has_role(*actor, &words)
        }
        (Speaker::Described(_), Speaker::Described(_)) => false,
    }
}

/// Different articles, and for a short quotation common words around it and not too many days between. Where the words
/// around are the same too, an article copies another, and a pronoun in the copy means who spoke there.
fn same_words_of_one_event(evidence: &Evidence, a: &Quoted, b: &Quoted) -> bool {
    if a.utterance.article == b.utterance.article {
        return false;
    }
    let is_named = |quoted: &Quoted| {
        let statement = &evidence.pile.entries[quoted.utterance.article].reading.statements[quoted.utterance.index];
        let source = statement.source.as_ref().map(|source| source.span);
        source.is_some_and(|source| !evidence.pile.actors_in(quoted.utterance.article, source).is_empty())
    };
    let copies = evidence.origins.same_copy(a.utterance.article, b.utterance.article);
    if !(is_named(a) && is_named(b)) && (copies || same_around(evidence, a, b)) {
        return false;
    }
    if a.n_words >= LONG {
        return true;
    }
    let pile = evidence.pile;
    let (first, second) = (&pile.articles[a.utterance.article].actors, &pile.articles[b.utterance.article].actors);
    let met = first.iter().filter(|(actor, _)| second.iter().any(|(other, _)| other == actor)).count();
    if met < COMMON_ACTORS && evidence.origins.story(a.utterance.article) != evidence.origins.story(b.utterance.article)
    {
        return false;
    }
    let around = |quoted: &Quoted| -> BTreeSet<u32> {
        let own = pile.terms_in(quoted.utterance.article, quoted.inner);
        let keys = pile.keys_in(quoted.utterance.article, quoted.utterance.quote.span);
        keys.into_iter().filter(|key| *key < actor_key(0) && !own.contains(key)).collect()
    };
    let near = pile
        .published(a.utterance.article)
        .zip(pile.published(b.utterance.article))
        .is_none_or(|(a, b)| days_between(a.first_day(), b.first_day()) <= SHORT_DAYS);
    near && around(a).intersection(&around(b)).count() >= 1
}

/// Tells whether the sentences around two quotations share nearly all their words.
fn same_around(evidence: &Evidence, a: &Quoted, b: &Quoted) -> bool {
    const NEARLY_ALL: f64 = 0.8;
    let terms = |quoted: &Quoted| evidence.pile.terms_in(quoted.utterance.article, quoted.utterance.quote.span);
    let (a, b) = (terms(a), terms(b));
    containment(&a, &b) >= NEARLY_ALL && a.len().min(b.len()) * 2 >= a.len().max(b.len())
}

fn side(evidence: &Evidence, speaker: &Speaker, members: &[&Quoted]) -> Option<Side> {
    let (value, source) = match speaker {
        Speaker::Actor(actor) => (None, Some(evidence.pile.actors.id(*actor))),
        Speaker::Described(_) => {
            let first = members.first()?.utterance;
            let words = sentence::slice(evidence.pile.article(first.article), description(evidence, first)?);
            (Some(words.to_owned()), None)
        }
    };
    evidence.side(value, source, members.iter().map(|quoted| quoted.utterance.quote).collect(), 1)
}

#[cfg(test)]
mod tests {
    use crate::testing::{lexicon, pile, say};

    fn check(second: &str, (source, actor): (&str, &str), content: &str) -> usize {
        let mut entries = pile(&[
            "@2021-02\nMinister [PER Ada Blom] van [LOC Verland] noemde het militaire bewind van [LOC Oostmark] ‘onwettig’.",
            second,
        ]);
        say(
            &mut entries[0],
            reading::Act::Criticise,
            ("Ada Blom", "ada-blom"),
            "het militaire bewind van Oostmark ‘onwettig’",
            None,
        );
        say(&mut entries[1], reading::Act::Criticise, (source, actor), content, None);
        let dossier = crate::build_with(&lexicon(), &mut entries);
        dossier.disputes.iter().filter(|dispute| dispute.kind == crate::DisputeKind::Attribution).count()
    }

    #[test]
    fn one_word_given_to_two_speakers_is_a_dispute() {
        let text = "@2021-08\nDe ambassadeur van [LOC Verland] moest weg uit [LOC Oostmark], nadat hij de militaire leiders \
            ‘onwettig’ had genoemd.";
        assert_eq!(check(text, ("hij", ""), "de militaire leiders ‘onwettig’"), 1);
    }

    #[test]
    fn a_title_that_the_other_speaker_bears_is_no_dispute() {
        let text = "@2021-08\nDe minister van [LOC Verland] kwam niet naar [LOC Oostmark], nadat ze de militaire leiders \
            ‘onwettig’ had genoemd.";
        assert_eq!(check(text, ("ze", ""), "de militaire leiders ‘onwettig’"), 0);
    }

    #[test]
    fn a_long_quotation_may_be_cut() {
        let groups = super::same_words(&[
            "dit is de duurste plas van het land".to_owned(),
            "de duurste plas van het land".to_owned(),
            "de duurste plas van heel europa".to_owned(),
            "de duurste".to_owned(),
        ]);
        assert_eq!(groups, [vec![0, 1], vec![2], vec![3]]);
    }

    #[test]
    fn a_word_about_something_else_is_no_dispute() {
        let text = "@2021-08\n[PER Cas Dorn] noemde de boete in [LOC Oostmark] voor [LOC Verland] ‘onwettig’.";
        assert_eq!(check(text, ("Cas Dorn", "cas-dorn"), "de boete in Oostmark voor Verland ‘onwettig’"), 0);
    }
}
