//! `de regering van Mali`, `de junta`: a collective noun and a place make an actor.

use super::super::find::{Found, Note};
use super::super::grammar::Rel;
use super::super::lexicon::plain;
use super::{Class, Mention, MentionKind, View};
use crate::ActorId;
use nlp::Upos;

/// A collective noun whose place is known.
struct Collective {
    prefix: usize,
    noun: String,
    regime: bool,
    actor: ActorId,
    mention: usize,
}

/// Gives collective nouns the actor of the place beside them, or of the only one they can mean.
pub(super) fn link(view: &View<'_>, found: &mut Found) {
    let mut known: Vec<Collective> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let home = home(view);
    for index in 0..found.notes.len() {
        let (Some(mention), Some(note)) = (found.mention(index).cloned(), found.note(index).cloned()) else { continue };
        let Some(prefix) = note.noun.collective.filter(|_| mention.kind != MentionKind::Coordination) else { continue };
        let regime = is_regime(view, &mention, &note);
        let place = view.place(found, mention.head);
        let place = place.or_else(|| behind(view, found, mention.head)).or_else(|| above(view, found, &mention));
        let place = place.or_else(|| within(view, found, &mention));
        let (actor, rule, antecedent) = if let Some(place) = place {
            let country = view.lexicon.country_of(prefix, &place.0).unwrap_or(&place.0);
            (ActorId(format!("{}-{country}", view.lexicon.prefix(prefix))), "coref.collective-of", None)
        } else if mention.kind == MentionKind::Description {
            // one of a kind whose place was not told may be meant too
            let told = open.is_empty();
            let Some(same) = earlier(&known, prefix, &note.lemma, regime, told) else {
                open.push(index);
                continue;
            };
            (same.actor.clone(), "coref.collective", Some(same.mention))
        } else {
            continue;
        };
        set(found, index, &actor, rule, antecedent);
        known.push(Collective { prefix, noun: note.lemma, regime, actor, mention: index });
    }
    for index in open {
        let (Some(mention), Some(note)) = (found.mention(index), found.note(index)) else { continue };
        let Some(prefix) = note.noun.collective else { continue };
        let alike = |known: &&Collective| known.prefix == prefix && known.regime;
        if is_regime(view, mention, note) {
            if let Some(later) = single(known.iter().filter(alike)) {
                set(found, index, &later.actor, "coref.collective-later", None);
            }
        } else if let Some(home) = home.as_ref().filter(|_| view.lexicon.is_national(prefix))
            && !known.iter().any(|known| known.prefix == prefix)
        {
            let actor = ActorId(format!("{}-{home}", view.lexicon.prefix(prefix)));
            set(found, index, &actor, "coref.collective-home", None);
        }
    }
}

/// Returns the one country named, also by an adjective, among those whose government articles need not name.
fn home(view: &View<'_>) -> Option<String> {
    let mut all =
        view.names.iter().filter_map(|name| name.actor.as_ref()).filter(|actor| view.lexicon.is_home(&actor.0));
    let first = all.next()?;
    all.all(|other| other == first).then(|| first.0.clone())
}

fn set(found: &mut Found, index: usize, actor: &ActorId, rule: &'static str, antecedent: Option<usize>) {
    let entity = found.mentions.entities.of_actor(actor, Some(Class::Group));
    if let Some(mention) = found.mentions.all.get_mut(index) {
        (mention.entity, mention.antecedent, mention.rule) = (entity, antecedent, Some(rule));
    }
}

/// Tells whether a noun or an adjective of it is for a government that nobody chose.
fn is_regime(view: &View<'_>, mention: &Mention, note: &Note) -> bool {
    let lemma = |word: usize| view.text.word(word).map(|word| plain(&word.lemma)).unwrap_or_default();
    let regime = |word: usize| view.lexicon.noun(&lemma(word)).is_some_and(|noun| noun.regime);
    note.noun.regime || view.text.children_as(mention.head, Rel::Amod).any(regime)
}

/// Returns the place right behind a noun and a preposition, wherever the tree hangs it: `sprak met de junta in Mali`.
fn behind(view: &View<'_>, found: &Found, word: usize) -> Option<ActorId> {
    let norm = view.text.norm(word + 1);
    let linked = view.lexicon.is_genitive(norm) || view.lexicon.is_locative(norm);
    view.place_named(found, word + 2).filter(|_| linked).cloned()
}

/// Returns the one place that stands in the phrase of a noun before any comma or clause: `la junte au pouvoir en Mali`.
fn within(view: &View<'_>, found: &Found, mention: &Mention) -> Option<ActorId> {
    const REACH: usize = 6;
    let text = view.text;
    let rest = mention.head + 1..=mention.head + REACH;
    let inside = |&word: &usize| {
        let own = text.word(word).is_some_and(|word| mention.span.contains(word.span));
        own && !matches!(text.upos(word), Upos::Punct | Upos::Verb | Upos::Aux | Upos::Pron | Upos::Cconj)
    };
    let cased = |word: usize| {
        let mut cases = text.children_as(word, Rel::Case).map(|case| text.norm(case));
        cases.any(|case| view.lexicon.is_genitive(case) || view.lexicon.is_locative(case))
    };
    let mut places =
        rest.take_while(inside).filter(|&word| cased(word)).filter_map(|word| view.place_named(found, word));
    let place = places.next()?;
    places.all(|other| other == place).then(|| place.clone())
}

/// Returns the place of the noun that a collective hangs on: `de Franse minister van de strijdkrachten`.
fn above(view: &View<'_>, found: &Found, mention: &Mention) -> Option<ActorId> {
    let head = view.text.head(mention.head).filter(|_| view.text.rel(mention.head) == Rel::Nmod)?;
    let person = found.note(found.at(head)?)?.noun.class == Some(Class::Person);
    view.place(found, head).filter(|_| person)
}

/// Returns the one collective that a noun without a place can mean: one named by the same noun; of a government that
/// nobody chose, another such, or any of its kind.
fn earlier<'k>(known: &'k [Collective], prefix: usize, noun: &str, regime: bool, told: bool) -> Option<&'k Collective> {
    let all = || known.iter().rev().filter(move |known| known.prefix == prefix);
    if !regime {
        return single(all().filter(|known| known.noun == noun && !known.regime))
            .or_else(|| single(all().filter(|_| all().all(|other| other.noun == noun || other.regime))));
    }
    if all().any(|known| known.regime) {
        return single(all().filter(|known| known.regime));
    }
    single(all().filter(|_| told))
}

/// Returns the first of these when all have the same actor.
fn single<'k>(mut known: impl Iterator<Item = &'k Collective>) -> Option<&'k Collective> {
    let first = known.next()?;
    known.all(|other| other.actor == first.actor).then_some(first)
}
