//! Which words tell who did it and to whom.

use nlp::Upos;

use super::Scene;
use super::condition::Place;
use super::find::Trigger;
use super::lexicon::Of;
use crate::syntax::Syntax;

/// The heads of the phrases that tell the parties.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Roles {
    pub actor: Option<usize>,
    pub recipient: Option<usize>,
}

/// Returns who did it and to whom, as far as the sentence tells.
pub(super) fn roles(scene: &Scene<'_, '_>, trigger: &Trigger<'_>) -> Roles {
    let frame = &trigger.entry.frame;
    let fill = |places: &[Place], other: Option<usize>| {
        let mut found = places.iter().filter_map(|&place| in_place(scene, trigger, place));
        found.find(|&word| Some(word) != other && is_party(scene.syntax, word))
    };
    let actor = fill(&frame.actor, None);
    let recipient = fill(&frame.recipient, actor);
    Roles { actor, recipient }
}

/// Tells whether a word can be a party at all: not a reflexive, an adverb, a number or a date.
fn is_party(syntax: &Syntax<'_>, word: usize) -> bool {
    let nominal = matches!(syntax.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::X | Upos::Num);
    nominal && !syntax.has(word, "Reflex", "Yes") && !syntax.has(word, "PronType", "Int")
}

fn in_place(scene: &Scene<'_, '_>, trigger: &Trigger<'_>, place: Place) -> Option<usize> {
    match place {
        Place::Theme => None,
        Place::Indirect => scene.syntax.children(trigger.word, "iobj").next(),
        Place::Oblique(class) => oblique(scene, trigger, class),
        Place::ObjectOwner => {
            let object = scene.syntax.patient(trigger.word, &|verb| controls(scene, verb))?;
            scene.syntax.children(object, "nmod:poss").next().or_else(|| behind(scene, object, scene.lexicon.of))
        }
        Place::Subject if trigger.nominal => noun_subject(scene, trigger),
        Place::Object if trigger.nominal => noun_object(scene, trigger),
        Place::Subject => verb_subject(scene, trigger),
        Place::Object => scene.syntax.patient(trigger.word, &|verb| controls(scene, verb)),
    }
}

fn controls(scene: &Scene<'_, '_>, verb: usize) -> bool {
    scene.lexicon.classes_of(scene.syntax, verb) & scene.lexicon.controlling != 0
}

fn verb_subject(scene: &Scene<'_, '_>, trigger: &Trigger<'_>) -> Option<usize> {
    let at = trigger.word;
    let by = || scene.syntax.children(at, "obl:agent").next().or_else(|| behind(scene, at, scene.lexicon.by));
    if scene.syntax.is_passive(at) && trigger.entry.frame.is_transitive() {
        return by();
    }
    scene.syntax.subject(at, &|verb| controls(scene, verb))
}

/// Returns who does what a noun tells: behind `by`, a possessor, a complement, an adjective of a place, or the subject
/// of the verb that the noun is object of.
fn noun_subject(scene: &Scene<'_, '_>, trigger: &Trigger<'_>) -> Option<usize> {
    let (syntax, at) = (scene.syntax, trigger.word);
    let of = trigger.entry.of;
    let possessor = || syntax.children(at, "nmod:poss").next().filter(|_| of != Of::Patient);
    let complement = || behind(scene, at, scene.lexicon.of).filter(|_| of == Of::Actor);
    let adjective = || {
        let beside = syntax.tree.children(at).iter().copied();
        let mut beside = beside.filter(|&child| syntax.is_any(child, &["amod", "compound"]));
        beside.find(|&child| scene.has_actor(child))
    };
    let by = behind(scene, at, scene.lexicon.by).or_else(|| syntax.children(at, "obl:agent").next());
    by.or_else(possessor).or_else(complement).or_else(adjective).or_else(|| supporting_subject(scene, at))
}

/// Returns the subject of the verb whose object a noun is, when that verb says no more than that it takes place.
fn supporting_subject(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let syntax = scene.syntax;
    let verb = syntax.tree.head(at)?;
    let light = scene.lexicon.classes_of(syntax, verb) & scene.lexicon.light != 0;
    let passive = syntax.is_passive(verb);
    if !light || !syntax.is_any(at, &["obj", "obl", "nsubj"]) || syntax.is(at, "nsubj") != passive {
        return None;
    }
    if passive {
        return behind(scene, verb, scene.lexicon.by);
    }
    syntax.subject(verb, &|verb| controls(scene, verb)).filter(|&subject| subject != at)
}

fn noun_object(scene: &Scene<'_, '_>, trigger: &Trigger<'_>) -> Option<usize> {
    let (syntax, at) = (scene.syntax, trigger.word);
    let complement = || behind(scene, at, scene.lexicon.of);
    match trigger.entry.of {
        Of::Theme | Of::Actor => None,
        Of::Recipient => complement(),
        Of::Patient => complement().or_else(|| syntax.children(at, "nmod:poss").next()),
    }
}

/// Returns the phrase behind a preposition of a class: at the word, at its object, or, for the object of a light verb,
/// at that verb.
fn oblique(scene: &Scene<'_, '_>, trigger: &Trigger<'_>, class: u64) -> Option<usize> {
    let (syntax, at) = (scene.syntax, trigger.word);
    let own = behind(scene, at, class);
    let object = || {
        let object = syntax.object_child(at).filter(|_| !trigger.nominal)?;
        behind(scene, object, class)
    };
    let verb = || {
        let verb = syntax.tree.head(at).filter(|_| trigger.nominal && syntax.is(at, "obj"))?;
        behind(scene, verb, class).filter(|&found| found > at)
    };
    own.or_else(object).or_else(verb)
}

/// Returns the phrase that hangs on a word behind a preposition of a class.
pub(super) fn behind(scene: &Scene<'_, '_>, at: usize, class: u64) -> Option<usize> {
    let syntax = scene.syntax;
    let fits = |&child: &usize| {
        syntax.is_any(child, &["obl", "nmod", "obj"])
            && syntax.relation(child) != "nmod:poss"
            && syntax.children(child, "case").any(|case| scene.lexicon.classes_of(syntax, case) & class != 0)
            && !is_time(scene, child)
    };
    syntax.tree.children(at).iter().copied().find(fits)
}

fn is_time(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.syntax.word(at).is_some_and(|word| scene.time_over(word.span).is_some())
}
