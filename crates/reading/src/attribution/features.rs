//! What is seen of a possible cue and of the parts of its sentence: the features of the models in `weights`.
//!
//! Features that name words (`word` in front) are seen only by the models of a language that has its own; all others
//! are of Universal Dependencies, quotation marks, and what the table of cues says, and carry over between languages.

use nlp::Upos;

use super::branch::Branch;
use super::candidate::Listed;
use super::lexicon::{CueKind, NEGATION, ROLE, TIME};
use super::view::View;
use super::weights::Sink;
use crate::NameKind;

/// What the features of one sentence are seen through.
#[derive(Clone, Copy)]
pub(super) struct Seer<'v, 'a> {
    pub view: &'v View<'a>,
    /// Features that name words are seen too.
    pub is_lexical: bool,
    pub is_first: bool,
}

/// Entries of the table of cues beyond this many say nothing new.
const ENTRIES: usize = 3;

const DIGITS: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

fn small(n: usize) -> &'static str {
    DIGITS[n.min(DIGITS.len() - 1)]
}

fn flag(is: bool) -> &'static str {
    if is { "1" } else { "0" }
}

/// Tells whether a noun phrase is of somebody that can speak: a role, a pronoun of a person, a name.
pub(super) fn speaks(view: &View<'_>, head: usize) -> bool {
    let below = || view.children(head).filter(|child| matches!(view.relation(*child), "flat" | "appos" | "compound"));
    let one =
        |word: usize| view.is(word, ROLE) || matches!(view.name(word), Some(NameKind::Person | NameKind::Organisation));
    one(head) || view.upos(head) == Upos::Pron || below().any(one)
}

fn name(kind: Option<NameKind>) -> &'static str {
    match kind {
        Some(NameKind::Person) => "PER",
        Some(NameKind::Organisation) => "ORG",
        Some(NameKind::Location) => "LOC",
        Some(NameKind::Other) => "MISC",
        None => "-",
    }
}

/// Returns the part of a relation before its subtype, but keeps passive subjects and possessors apart.
pub(super) fn plain(relation: &str) -> &str {
    match relation {
        "nsubj:pass" | "nmod:poss" | "compound:prt" | "obl:agent" | "acl:relcl" | "obl:arg" => relation,
        _ => relation.split(':').next().unwrap_or_default(),
    }
}

impl Seer<'_, '_> {
    /// Sees a possible cue.
    pub fn cue(&self, cue: usize, listed: &[Listed<'_>], sink: &mut impl Sink) {
        let view = self.view;
        let upos = view.upos(cue).as_str();
        let relation = plain(view.relation(cue));
        let lemma = view.lemma(cue);
        sink.add(&["bias"]);
        let mut seen = Seen { classes: classes(listed), sink };
        seen.both(&["upos", upos]);
        seen.both(&["rel", relation]);
        seen.both(&["form", view.feature(cue, "VerbForm"), view.feature(cue, "Tense")]);
        for child in view.children(cue).filter(|child| !view.is_punctuation(*child)) {
            let of = plain(view.relation(child));
            seen.both(&["child", of]);
            let side = if child < cue { "L" } else { "R" };
            seen.both(&["child", of, side]);
            if of.starts_with("nsubj") {
                seen.both(&["subject", view.upos(child).as_str(), view.feature(child, "Person")]);
                seen.both(&["subject-named", name(view.name(child))]);
                seen.both(&["subject-speaks", flag(speaks(view, child)), view.feature(child, "Number")]);
            }
            if view.is(child, NEGATION) {
                seen.both(&["negated"]);
            }
            if self.is_lexical {
                self.lexical_child(cue, child, of, seen.sink);
            }
        }
        seen.both(&["frame", &frame(view, cue), upos]);
        match view.head(cue) {
            Some(head) => {
                let head_relation = plain(view.relation(head));
                seen.both(&["head", view.upos(head).as_str(), relation]);
                seen.both(&["head-rel", head_relation, relation]);
                if self.is_lexical {
                    seen.sink.add(&["word-head", view.lemma(head), relation]);
                }
            }
            None => seen.both(&["root"]),
        }
        self.quotations(cue, upos, &mut seen);
        let at = |offset: isize| cue.checked_add_signed(offset).filter(|&at| at < view.len());
        for (name, offset) in [("-2", -2), ("-1", -1), ("+1", 1), ("+2", 2)] {
            let tag = at(offset).map_or("$", |at| view.upos(at).as_str());
            seen.both(&["tag", name, tag]);
            if self.is_lexical {
                seen.sink.add(&["word", name, at(offset).map_or("$", |at| view.norm(at))]);
            }
        }
        seen.sink.add(&["length", small(view.len() / 8)]);
        seen.sink.add(&["opens", flag(self.is_first)]);
        if self.is_lexical {
            let sink = seen.sink;
            sink.add(&["lemma", lemma]);
            sink.add(&["lemma-upos", lemma, upos]);
            sink.add(&["lemma-rel", lemma, relation]);
            if let Some(before) = at(-1) {
                sink.add(&["word-before", view.norm(before), lemma]);
            }
            if let Some(after) = at(1) {
                sink.add(&["word-after", lemma, view.norm(after)]);
            }
        }
    }

    fn lexical_child(&self, cue: usize, child: usize, relation: &str, sink: &mut impl Sink) {
        let view = self.view;
        let (lemma, below) = (view.lemma(cue), view.lemma(child));
        sink.add(&["lemma-child", lemma, relation]);
        match relation {
            "obl" | "nmod" | "advmod" | "compound:prt" | "mark" | "case" | "aux" | "cop" | "xcomp" | "ccomp"
            | "obj" => {
                sink.add(&["word-child", relation, below, view.upos(cue).as_str()]);
            }
            "nsubj" | "nsubj:pass" => sink.add(&["word-subject", below]),
            _ => {}
        }
        if matches!(relation, "obl" | "nmod" | "xcomp" | "ccomp" | "obj" | "advcl" | "acl") {
            for marker in view.children(child).filter(|c| matches!(view.relation(*c), "case" | "mark")) {
                sink.add(&["word-marker", relation, view.lemma(marker)]);
                sink.add(&["lemma-marker", lemma, relation, view.lemma(marker)]);
            }
        }
    }

    fn quotations(&self, cue: usize, upos: &str, seen: &mut Seen<'_, '_, impl Sink>) {
        let view = self.view;
        let inside = view.is_quoted(cue);
        let other = if inside { view.len() - view.n_quoted() } else { view.n_quoted() };
        seen.both(&["quote", flag(view.n_quoted() > 0), flag(inside)]);
        seen.both(&["quote-upos", flag(view.n_quoted() > 0), upos]);
        seen.both(&["all-quoted", flag(view.n_quoted() * 2 > view.len())]);
        seen.both(&["long-quote", flag(other > 3), flag(inside)]);
        let differs = |at: Option<usize>| at.is_some_and(|at| at < view.len() && view.is_quoted(at) && !inside);
        seen.both(&["quote-after", flag(differs(Some(cue + 1)))]);
        seen.both(&["quote-before", flag(differs(cue.checked_sub(1)))]);
        if self.is_lexical {
            seen.sink.add(&["lemma-quote", view.lemma(cue), flag(other > 3)]);
        }
    }

    /// Sees one of the parts that a cue divides its sentence into.
    pub fn part(&self, cue: &Cue<'_>, part: &Branch, sink: &mut impl Sink) {
        let Cue { word: cue, listed, classes, frame } = cue;
        let (cue, view) = (*cue, self.view);
        let head = part.head;
        let relation = if part.is_ancestor { "SELF" } else { plain(view.relation(head)) };
        let (first, last) = part.extent();
        let side = if head < cue { "L" } else { "R" };
        let level = small(part.level.min(3));
        let up = if part.level > 0 { "^" } else { "" };
        let (path, tag, cue_tag) = (part.path.as_str(), view.upos(head).as_str(), view.upos(cue).as_str());
        let lemma = view.lemma(head);
        sink.add(&["bias"]);
        sink.add(&["path", path, relation]);
        sink.add(&["path-side", path, relation, side]);
        sink.add(&["rel", relation, level]);
        sink.add(&["tag", tag, side]);
        sink.add(&["path-tag", path, relation, tag]);
        sink.add(&["path-frame", path, relation, side, frame]);
        sink.add(&["cue-tag", cue_tag, path, relation, side]);
        for class in classes {
            sink.add(&["class", class, path, relation]);
            sink.add(&["class-rel", class, relation, up, side]);
        }
        let form = view.feature(head, "VerbForm");
        let (mut has_case, mut has_mark) = (false, false);
        let has_subject = !part.is_ancestor && view.has_subject(head);
        for child in view.children(head).filter(|_| !part.is_ancestor) {
            let is_case = view.relation(child) == "case" && child < head;
            let is_mark = view.relation(child) == "mark";
            if is_case && listed.iter().any(|listed| listed.entry.takes(view.norm(child))) {
                sink.add(&["case-listed", path, relation]);
                sink.add(&["case-listed"]);
            }
            has_case |= is_case;
            has_mark |= is_mark;
            if self.is_lexical && (is_case || is_mark) {
                let marker = view.lemma(child);
                sink.add(&["word-marker", path, relation, marker]);
                sink.add(&["lemma-marker", relation, marker, view.lemma(cue)]);
            }
        }
        sink.add(&["opens", path, relation, flag(has_case), flag(has_mark), form]);
        sink.add(&["subject-in", path, relation, flag(has_subject)]);
        self.part_quotations(cue, part, (relation, side, level), sink);
        let length = usize::BITS - (last - first + 1).leading_zeros();
        sink.add(&["length", small(usize::try_from(length).unwrap_or(7)), relation, side]);
        let named = name(view.name(head).or_else(|| part.words.iter().find_map(|&word| view.name(word))));
        sink.add(&["named", named, path, relation]);
        sink.add(&["speaks", flag(speaks(view, head)), path, relation, side]);
        sink.add(&["named-rel", named, relation, side, level, cue_tag]);
        let pronoun = view.upos(head) == Upos::Pron;
        sink.add(&["pronoun", path, relation, flag(pronoun), view.feature(head, "Person")]);
        sink.add(&["name", path, side, flag(view.upos(head) == Upos::Propn)]);
        sink.add(&["time", relation, flag(view.is(head, TIME))]);
        if first == cue + 1 {
            sink.add(&["next", path, relation]);
        }
        if last + 1 == cue {
            sink.add(&["just-before", path, relation]);
        }
        if let Some(after) = (last + 1 < view.len()).then_some(last + 1) {
            sink.add(&["after-tag", view.upos(after).as_str(), relation]);
        }
        let has = |wanted: &str| frame.split('+').any(|of| of == wanted);
        let frame_bits = [flag(has("ccomp")), flag(has("xcomp")), flag(has("obj"))];
        sink.add(&["has", frame_bits[0], frame_bits[1], frame_bits[2], path, relation, side]);
        sink.add(&["has-tag", frame_bits[0], frame_bits[1], frame_bits[2], relation, side, level, cue_tag]);
        sink.add(&["has-subject", flag(has("nsubj")), path, relation, side, cue_tag]);
        if part.level > 0 {
            let above = view.upos(part.above).as_str();
            sink.add(&["above", above, path, relation]);
            sink.add(&["above-subject", flag(view.has_subject(part.above)), path, relation]);
        }
        if self.is_lexical {
            let of = view.lemma(cue);
            sink.add(&["lemma-path", path, relation, of]);
            sink.add(&["lemma-rel", relation, up, of]);
            sink.add(&["lemma-side", relation, side, small(part.level.min(2)), of]);
            sink.add(&["word", lemma]);
            sink.add(&["word-path", path, relation, lemma]);
            if part.level > 0 {
                sink.add(&["word-above", view.lemma(part.above), relation]);
            }
            if last + 1 < view.len() {
                sink.add(&["word-after", view.norm(last + 1), relation]);
            }
            if let Some(before) = first.checked_sub(1) {
                sink.add(&["word-before", view.norm(before), relation]);
            }
        }
    }

    fn part_quotations(
        &self,
        cue: usize,
        part: &Branch,
        (relation, side, level): (&str, &str, &str),
        sink: &mut impl Sink,
    ) {
        let view = self.view;
        let inside = view.is_quoted(cue);
        let some = part.words.iter().any(|&word| view.is_quoted(word));
        let all = part.words.iter().all(|&word| view.is_quoted(word) || view.is_punctuation(word));
        let (outside, some, all, inside) = (flag(view.n_quoted() > 0 && !inside), flag(some), flag(all), flag(inside));
        sink.add(&["quote", outside, some, all, inside, side]);
        sink.add(&["quote-path", outside, some, all, inside, &part.path, relation]);
        sink.add(&["quote-rel", outside, some, all, inside, relation, side, level]);
    }
}

/// A cue as its parts are seen: worked out once for all of them.
pub(super) struct Cue<'c> {
    pub word: usize,
    listed: &'c [Listed<'c>],
    classes: Vec<&'static str>,
    frame: String,
}

impl<'c> Cue<'c> {
    pub fn new(view: &View<'_>, word: usize, listed: &'c [Listed<'c>]) -> Self {
        Self { word, listed, classes: classes(listed), frame: frame(view, word) }
    }
}

/// Returns what hangs on a cue, by relation.
fn frame(view: &View<'_>, cue: usize) -> String {
    let below = view.children(cue).filter(|child| !view.is_punctuation(*child));
    let mut below: Vec<&str> = below.map(|child| plain(view.relation(child))).collect();
    below.sort_unstable();
    below.dedup();
    below.join("+")
}

/// What the table of cues says of a word.
fn classes(listed: &[Listed<'_>]) -> Vec<&'static str> {
    if listed.is_empty() {
        return vec!["none"];
    }
    let mut out: Vec<&'static str> = Vec::new();
    for listed in listed.iter().take(ENTRIES) {
        out.push(match listed.entry.kind {
            CueKind::Verb => "verb",
            CueKind::Noun => "noun",
            CueKind::Preposition => "preposition",
            CueKind::Tail => "behind",
            CueKind::Adverbial => "adverbial",
        });
        out.push(listed.entry.act.as_str());
        out.extend(listed.entry.frame.words());
        if listed.particle.is_some() {
            out.push("particle");
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Adds each feature by itself and with each class of the cue.
struct Seen<'s, 'c, S> {
    classes: Vec<&'c str>,
    sink: &'s mut S,
}

impl<S: Sink> Seen<'_, '_, S> {
    fn both(&mut self, parts: &[&str]) {
        const MOST_PARTS: usize = 8;
        self.sink.add(parts);
        let mut all = [""; MOST_PARTS];
        let Some(room) = all.get_mut(1..=parts.len()) else { return };
        room.copy_from_slice(parts);
        for class in &self.classes {
            all[0] = class;
            self.sink.add(&all[..=parts.len()]);
        }
    }
}
