//! What the grammar of a verb in the table of cues tells by itself, where the models doubt: `X accuses Y of …`, `X denies
//! having …`, `X denies`.
//!
//! The models are learned from what is frequent. Accusations and their denials are rare, and what answers them is often
//! a bare verb, which corpora of attributions leave out for want of a content.

use nlp::Upos;

use super::Act;
use super::branch::Branch;
use super::candidate::Listed;
use super::draft::Role;
use super::features::{plain, speaks};
use super::lexicon::{CueKind, EMPTY, Entry, Lexicon, SUBORDINATOR};
use super::view::View;

/// Words above a verb whose subject it may share: `he went on denying it`.
const ABOVE: usize = 2;

/// Where the frame of a verb is whole, it must be so likely a cue: verbs that accuse and deny do little else, of others
/// clauses tell more than infinitives do. Values tried on PolNeAR dev: 0.1 for all, with infinitives.
const CHARGE_THRESHOLD: f32 = 0.1;
const CLAUSE_THRESHOLD: f32 = 0.2;

/// Tells whether a verb of the table is a cue by its frame, though less likely one by the models than others must be.
pub(super) fn is_cue(view: &View<'_>, cue: usize, listed: &[Listed<'_>], likelihood: f32) -> bool {
    let charges = listed.iter().any(|listed| matches!(listed.entry.act, Act::Accuse | Act::Deny));
    let least = if charges { CHARGE_THRESHOLD } else { CLAUSE_THRESHOLD };
    let is_whole = || {
        let head = complement(view, cue, listed);
        head.is_some_and(|head| charges || plain(view.relation(head)) != "xcomp")
    };
    likelihood >= least && is_whole() || answers(view, cue, listed)
}

/// Returns the head of what a verb of the table says, where one of its frames is there whole: somebody who can speak,
/// and a complement as the table has it.
pub(super) fn complement(view: &View<'_>, cue: usize, listed: &[Listed<'_>]) -> Option<usize> {
    if !matches!(view.upos(cue), Upos::Verb | Upos::Aux) || !has_speaker(view, cue) {
        return None;
    }
    let of = |listed: &Listed<'_>| {
        let own = (listed.start..listed.end).chain(listed.particle.into_iter().flat_map(|(from, to)| from..to));
        let own: Vec<usize> = own.collect();
        let children = || view.children(cue).filter(|child| !own.contains(child) && !view.is_quoted(*child));
        let entry = listed.entry;
        let frame = entry.frame;
        let governed = |child: usize| {
            let is_one = |word: usize| entry.prepositions.iter().any(|words| view.matches(word, words));
            view.children(child).any(|below| below < child && is_one(below))
        };
        let fits = |child: &usize| match plain(view.relation(*child)) {
            "ccomp" => frame.that() || frame.bare(),
            "xcomp" => frame.inf() && view.feature(*child, "VerbForm") == "Inf",
            "advcl" | "acl" if frame.that() && (entry.act == Act::Accuse || listed.particle.is_some()) => {
                let mark = view.children(*child).find(|&below| view.relation(below) == "mark");
                mark.is_some_and(|mark| !view.is(mark, SUBORDINATOR))
            }
            "advcl" | "obl" | "obl:arg" => entry.act == Act::Accuse && frame.person() && governed(*child),
            _ => false,
        };
        // `repeated in a statement that …`: the clause hangs on the noun of the phrase
        let in_phrase = || {
            let phrases = children().filter(|child| *child > cue && plain(view.relation(*child)) == "obl");
            let clauses = phrases.flat_map(|phrase| view.children(phrase).filter(move |below| *below > phrase));
            let mut reported = clauses.filter(|below| {
                let mark = view.children(*below).find(|&mark| view.relation(mark) == "mark");
                matches!(view.relation(*below), "acl" | "acl:relcl" | "ccomp")
                    && mark.is_some_and(|mark| !view.is(mark, SUBORDINATOR))
                    && view.has_subject(*below)
            });
            reported.next().filter(|_| frame.that())
        };
        if entry.kind != CueKind::Verb {
            return None;
        }
        children().filter(fits).min_by_key(|child| rank(plain(view.relation(*child)))).or_else(in_phrase)
    };
    listed.iter().find_map(of)
}

/// Clauses are what is said before phrases are.
fn rank(relation: &str) -> usize {
    ["ccomp", "xcomp", "advcl", "acl"].iter().position(|known| *known == relation).unwrap_or(usize::MAX)
}

/// Returns the words of a denial or confirmation that does not tell what is denied or confirmed, without whoever makes
/// it: `denied flatly`, `ontkende gisteren in een verklaring`.
pub(super) fn bare(view: &View<'_>, cue: usize, listed: &[Listed<'_>]) -> Option<(usize, usize)> {
    let answers = |listed: &Listed<'_>| {
        let entry = listed.entry;
        entry.kind == CueKind::Verb && entry.act == Act::Deny && entry.frame.that() && entry.frame.np()
    };
    let is_verb = view.upos(cue) == Upos::Verb && view.feature(cue, "VerbForm") != "Inf";
    let own_speaker = view.children(cue).any(|child| view.relation(child) == "nsubj" && is_speaker(view, child));
    if !is_verb || !own_speaker || !listed.iter().any(answers) {
        return None;
    }
    const COMPLEMENTS: [&str; 6] = ["obj", "iobj", "ccomp", "xcomp", "csubj", "nsubj:pass"];
    let has_more = |child: usize| {
        COMPLEMENTS.contains(&plain(view.relation(child)))
            || view.relation(child) == "aux:pass"
            || view.is_quoted(child)
    };
    if view.children(cue).any(has_more) {
        return None;
    }
    let mut own = vec![cue];
    for child in view.children(cue) {
        if matches!(plain(view.relation(child)), "advmod" | "obl" | "aux" | "compound:prt" | "expl") {
            own.extend(view.subtree(child));
        }
    }
    let first = (0..=cue).rev().take_while(|word| own.contains(word)).last()?;
    let last = (cue..view.len()).take_while(|word| own.contains(word)).last()?;
    Some((first, last))
}

/// Tells whether a verb denies, whatever the models say of it: nothing but what it denies may be left unsaid.
fn answers(view: &View<'_>, cue: usize, listed: &[Listed<'_>]) -> bool {
    let denies = listed.iter().any(|listed| listed.entry.act == Act::Deny);
    denies && (points_back(view, cue, listed).is_some() || bare(view, cue, listed).is_some())
}

/// Tells whether a pronoun that points back is all that a verb of denial has: `denies this`, `wat hij ontkende`.
pub(super) fn points_back(view: &View<'_>, cue: usize, listed: &[Listed<'_>]) -> Option<usize> {
    let denies = listed.iter().any(|listed| listed.entry.act == Act::Deny && listed.entry.frame.np());
    let object = view.children(cue).find(|&child| view.relation(child) == "obj")?;
    (denies && has_speaker(view, cue) && view.is(object, EMPTY)).then_some(object)
}

/// Tells whether somebody that can speak is the subject of a verb, or of the verb that it hangs on.
fn has_speaker(view: &View<'_>, cue: usize) -> bool {
    let mut at = cue;
    for _ in 0..=ABOVE {
        let subject = view.children(at).find(|&child| view.relation(child) == "nsubj");
        if let Some(subject) = subject {
            return is_speaker(view, subject);
        }
        let shares = matches!(view.relation(at), "xcomp" | "conj");
        let Some(above) = view.head(at).filter(|_| shares) else { return false };
        at = above;
    }
    false
}

/// Tells whether a subject is somebody: a role, a name, a pronoun that does not point at a thing.
pub(super) fn is_speaker(view: &View<'_>, subject: usize) -> bool {
    (speaks(view, subject) || view.name(subject).is_some())
        && !(view.upos(subject) == Upos::Pron && view.is(subject, EMPTY))
}

/// Tells whether a statement may be aimed at what a part names, the lower the likelier: an object before a phrase behind
/// the verb, and that before one that opens the clause, where `in the capital` stands.
pub(super) fn aim(view: &View<'_>, cue: usize, part: &Branch) -> Option<usize> {
    const RANKS: [&str; 5] = ["obj", "iobj", "nsubj:pass", "obl:arg", "obl"];
    let relation = view.relation(part.head);
    let rank = RANKS.iter().position(|known| *known == relation)?;
    let opens = relation.starts_with("obl") && part.head < cue && part.words.first() == Some(&0);
    Some(if opens { RANKS.len() } else { rank })
}

/// Makes content of what stands where the tree shows none: what is fronted before a verb of saying and whoever speaks,
/// `A mistake, says X`, or what a colon introduces, `what Y blames him for: …`.
pub(super) fn find_content(view: &View<'_>, cue: usize, parts: &[Branch], source: Option<usize>, roles: &mut [Role]) {
    if roles.contains(&Role::Content) {
        return;
    }
    let is_mark = |word: usize, mark: &str| view.norm(word) == mark && !view.is_quoted(word);
    let Some(source) = source.and_then(|index| parts.get(index)) else { return };
    let comma = cue.checked_sub(1).filter(|&before| is_mark(before, ",") && source.head > cue);
    let colon = (cue + 1..view.len()).find(|&word| is_mark(word, ":")).filter(|&colon| source.head < colon);
    let is_said = |part: &Branch| {
        let fronted = comma.is_some() && part.words.iter().all(|&word| word < cue);
        fronted || colon.is_some_and(|colon| part.words.iter().all(|&word| word > colon))
    };
    for (part, role) in parts.iter().zip(roles.iter_mut()).filter(|(part, _)| is_said(part)) {
        if *role == Role::Other && !part.words.is_empty() {
            *role = Role::Content;
        }
    }
}

/// Returns whoever stands behind a verb of saying that what is said stands before, and that the parser took for its
/// object: `« … », a répondu la ministre`.
pub(super) fn inverted(view: &View<'_>, cue: usize, listed: &[Listed<'_>], parts: &[Branch]) -> Option<usize> {
    let says = listed.iter().any(|listed| listed.entry.frame.quote() && !listed.entry.frame.np());
    let opens = (0..cue).rev().find(|&word| !matches!(view.upos(word), Upos::Aux | Upos::Pron));
    let behind_said = opens.is_some_and(|word| view.is_punctuation(word)) && (0..cue).any(|word| view.is_quoted(word));
    if !says || !behind_said || view.has_subject(cue) && parts.iter().any(|part| is_late_subject(view, cue, part)) {
        return None;
    }
    parts.iter().position(|part| {
        part.level == 0
            && part.words.first() == Some(&(cue + 1))
            && matches!(view.relation(part.head), "obj" | "iobj" | "xcomp" | "nsubj")
            && is_speaker(view, part.head)
    })
}

fn is_late_subject(view: &View<'_>, cue: usize, part: &Branch) -> bool {
    part.level == 0 && part.head > cue && view.relation(part.head) == "nsubj"
}

/// The source and the content of a verb that the parser did not see to be the verb of its clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mended {
    pub cue: usize,
    pub source: (usize, usize),
    pub content: (usize, usize),
    /// It does not tell what it denies.
    pub is_bare: bool,
}

/// A sentence of more words is not mended.
const SHORT: usize = 8;

/// Returns what somebody denies in a short sentence in which the parser saw no verb, or with an infinitive that the parser
/// took for the verb of the sentence: `the junta denies`, `the junta denies having …`.
pub(super) fn mended(lexicon: &Lexicon, view: &View<'_>) -> Option<Mended> {
    let is_verb = |word: usize| matches!(view.upos(word), Upos::Verb | Upos::Aux);
    let last = (0..view.len()).rfind(|&word| !view.is_punctuation(word))?;
    let whole = |range: std::ops::RangeInclusive<usize>| {
        !range.is_empty() && range.into_iter().all(|word| !view.is_punctuation(word) && !view.is_quoted(word))
    };
    for cue in 1..=last {
        let forms = lexicon.forms(view.norm(cue)).iter().filter(|form| form.words.len() == 1 && !form.joined);
        let mut entries = forms.filter_map(|form| lexicon.entries.get(form.entry));
        let denies =
            |entry: &&Entry| entry.kind == CueKind::Verb && entry.act == Act::Deny && entry.particles.is_empty();
        let Some(entry) = entries.find(denies) else { continue };
        let before = cue - 1;
        let head = (0..cue).find(|&word| matches!(view.upos(word), Upos::Noun | Upos::Propn | Upos::Pron));
        let Some(head) = head.filter(|&head| is_speaker(view, head)) else { continue };
        let is_bare = last < SHORT && !(0..view.len()).any(|word| word != cue && is_verb(word)) && !is_verb(cue);
        let adverbs = (cue + 1..=last).all(|word| view.upos(word) == Upos::Adv);
        if is_bare && adverbs && whole(0..=before) && entry.frame.that() {
            return Some(Mended { cue, source: (0, before), content: (cue, last), is_bare });
        }
        let infinitive = view.feature(cue + 1, "VerbForm") == "Inf";
        let is_lost = view.head(cue) == Some(head) && view.feature(cue, "VerbForm") == "Fin";
        if infinitive && is_lost && entry.frame.inf() && whole(0..=before) {
            let end = (cue + 1..=last).take_while(|&word| !view.is_punctuation(word)).last().unwrap_or(last);
            return Some(Mended { cue, source: (0, before), content: (cue + 1, end), is_bare: false });
        }
    }
    None
}
