//! The parts into which a cue divides its sentence: what hangs on it, and on each word above it.
//!
//! Every other word of the sentence is in exactly one part. Statements are found by telling for each part whether it is
//! content, source, or belongs to the cue, as semantic role labelling does with constituents (Xue & Palmer 2004,
//! *Calibrating Features for Semantic Role Labeling*).

use super::view::View;

/// How many words above a cue are looked at, and how many of their relations are told apart.
const LEVELS: usize = 8;
const RELATIONS: usize = 3;

/// How far down its end a part is searched for clauses.
const SPINE: usize = 4;

/// A part of a sentence as a cue divides it.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// How many words above the cue it hangs on; 0 on the cue itself.
    pub level: usize,
    /// The word it hangs on, or is.
    pub above: usize,
    /// Its own head.
    pub head: usize,
    /// The word above the cue alone, without what hangs on it.
    pub is_ancestor: bool,
    /// Relations from the cue up to the word it hangs on.
    pub path: String,
    /// Its words, in order.
    pub words: Vec<usize>,
}

impl Branch {
    /// Returns the first and last word.
    pub fn extent(&self) -> (usize, usize) {
        (self.words.first().copied().unwrap_or(self.head), self.words.last().copied().unwrap_or(self.head))
    }
}

/// Returns the parts, those of the cue first, without punctuation.
///
/// A cue that is a function word of a phrase (`according to X`) has the whole phrase as one part.
pub(super) fn branches(view: &View<'_>, cue: usize) -> Vec<Branch> {
    let mut out = Vec::new();
    let mut path = String::new();
    let (mut at, mut below, mut level) = (cue, None, 0);
    loop {
        let phrase = level == 1 && matches!(view.relation(cue), "case" | "mark" | "fixed" | "cc");
        let children = || view.children(at).filter(|child| Some(*child) != below && !view.is_punctuation(*child));
        if phrase {
            let mut words = vec![at];
            words.extend(children().flat_map(|child| view.subtree(child)));
            words.sort_unstable();
            out.push(Branch { level, above: at, head: at, is_ancestor: false, path: path.clone(), words });
        } else {
            if level > 0 && !view.is_punctuation(at) {
                let path = path.clone();
                out.push(Branch { level, above: at, head: at, is_ancestor: true, path, words: vec![at] });
            }
            for child in children() {
                let path = path.clone();
                split(
                    view,
                    cue,
                    Branch { level, above: at, head: child, is_ancestor: false, path, words: view.subtree(child) },
                    &mut out,
                );
            }
        }
        if level == LEVELS {
            break;
        }
        let Some(above) = view.head(at) else { break };
        if level < RELATIONS {
            if level > 0 {
                path.push('>');
            }
            path.push_str(view.relation(at));
        }
        (below, at, level) = (Some(at), above, level + 1);
    }
    out
}

/// Adds a part, and apart from it the clauses that hang on its head or on the end of it: `a position that X called
/// weak` behind what was said may be no part of it, and a clause that the parser hung on a noun before it may be all
/// that was said.
fn split(view: &View<'_>, cue: usize, mut part: Branch, out: &mut Vec<Branch>) {
    let mut heads = vec![part.head];
    let mut inner: Vec<Branch> = Vec::new();
    let mut below = Some(part.head);
    for _ in 0..SPINE {
        let Some(last) = below.and_then(|word| view.children(word).rfind(|child| !view.is_punctuation(*child))) else {
            break;
        };
        heads.push(last);
        below = Some(last);
    }
    for &above in &heads {
        for child in view.children(above).filter(|&child| child > above && is_clause(view, child)) {
            let taken = inner.iter().any(|other| other.words.binary_search(&child).is_ok());
            if is_clause(view, child) && !taken && child != part.head {
                let path = format!("{}/{}", part.path, super::features::plain(view.relation(part.head)));
                let words = view.subtree(child);
                inner.push(Branch { level: part.level, above, head: child, is_ancestor: false, path, words });
            }
        }
    }
    part.words.retain(|word| inner.iter().all(|other| other.words.binary_search(word).is_err()));
    for part in std::iter::once(part).chain(inner) {
        cut(view, cue, part, out);
    }
}

/// Adds a part, cut where it lies on both sides of the cue or leaves a quotation: there the parser went wrong, since
/// what is said and who says it are joined.
fn cut(view: &View<'_>, cue: usize, part: Branch, out: &mut Vec<Branch>) {
    const LEAST_QUOTED: usize = 4;
    let n_quoted = part.words.iter().filter(|&&word| view.is_quoted(word)).count();
    let quotes = n_quoted >= LEAST_QUOTED && n_quoted < part.words.len();
    let place = |word: usize| (word < cue, quotes && view.is_quoted(word));
    let own = place(part.head);
    let mut pieces: Vec<((bool, bool), Vec<usize>)> = vec![(own, Vec::new())];
    for &word in &part.words {
        match pieces.iter_mut().find(|(at, _)| *at == place(word)) {
            Some((_, words)) => words.push(word),
            None => pieces.push((place(word), vec![word])),
        }
    }
    for (at, words) in pieces {
        if at == own {
            out.push(Branch { words, path: part.path.clone(), ..part });
            continue;
        }
        let is_top = |word: &usize| {
            !view.is_punctuation(*word) && view.head(*word).is_none_or(|head| words.binary_search(&head).is_err())
        };
        if let Some(&head) = words.iter().find(|word| is_top(word)) {
            let path = format!("{}|{}", part.path, super::features::plain(view.relation(part.head)));
            out.push(Branch { head, words, path, ..part });
        }
    }
}

/// Tells whether a word heads a clause that may stand by itself.
fn is_clause(view: &View<'_>, word: usize) -> bool {
    let relation = super::features::plain(view.relation(word));
    let verbal = || {
        matches!(view.upos(word), nlp::Upos::Verb | nlp::Upos::Aux)
            || view.children(word).any(|child| matches!(view.relation(child), "cop" | "nsubj" | "mark"))
    };
    let described = || view.children(word).any(|child| view.relation(child).starts_with("acl"));
    relation == "appos" && described()
        || matches!(relation, "acl" | "acl:relcl" | "advcl" | "ccomp" | "parataxis")
        || relation == "conj" && verbal()
}
