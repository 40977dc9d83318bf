//! What an article says of a name beside its form: nouns around it, a dateline, the names made from it.
//!
//! The learnt weights see a mention; these weigh more because they hold for every mention of the surface, and because
//! the names that no list has are just those of which the form says nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    NameKind,
    article_view::{ArticleView, begins_with_capital},
    find::Mention,
    kind::best,
    lexicon::Lexicon,
};

/// What is summed for a surface, by kind.
pub(super) type Scores = [f32; 4];

/// What a noun before a name weighs (`de stad X`). Tried on CoNLL-2002 testa, November 2026: 2 gives F1 0.787, 3 gives
/// 0.789, 4.5 gives 0.788.
const CUE: f32 = 4.5;
/// What a noun says of the name that it belongs to (`de hoofdstad van X`, `X's capital`).
const OWNER: f32 = 2.0;
/// What a preposition of place says of the name behind it (`langs de X`).
const NEAR: f32 = 2.5;
/// What the ending of a compound says (`Oudekade`).
const ENDING: f32 = 3.0;
/// What an adjective or demonym in the same article says of the place that it is made from.
const DEMONYM: f32 = 6.0;
/// What a dateline says.
const DATELINE: f32 = 5.0;
/// What the ending and the place of an adjective say.
const ADJECTIVE: f32 = 4.5;
/// What the tag of an adjective says. With the models of November 2026 it takes F1 on CoNLL-2002 testa from 0.8194 to 0.8210. Their
/// votes on names take it from there to 0.8172 (weight 2) or 0.8214 (0.7), and on CoNLL-2003 from 0.8209 to 0.8193 or 0.8203:
/// they learnt from these rules, and are left out.
const TAGGED_ADJECTIVE: f32 = 3.0;
/// What a name of the same organisation says of its shorter form (`Zwartwater Groep`).
const SHORTER: f32 = 4.0;
/// What the name of an organisation in the tables says of its first word alone.
const SHORTENED: f32 = 2.0;
/// What a compound (`X-missie`) says of the name in it.
const COMPOUND: f32 = 2.0;
/// What a name says of the one that it is coordinated with.
const COORDINATED: f32 = 1.5;
/// The same, when a table has the one.
const COORDINATED_CERTAIN: f32 = 3.0;

/// What an article with a capital says of the name that it begins.
const TITLED: f32 = 4.0;

/// Adds a weight to one kind.
pub(super) fn add(scores: &mut Scores, kind: NameKind, weight: f32) {
    for (score, other) in scores.iter_mut().zip(NameKind::ALL) {
        if other == kind {
            *score += weight;
        }
    }
}

/// Returns what the words around one mention say.
pub(super) fn around(view: &ArticleView, mention: &Mention) -> Scores {
    let lexicon = view.lexicon;
    let mut out = [0.0; 4];
    let norm = |back: usize| mention.tokens.start.checked_sub(back).map_or("", |at| view.norm(at));
    if let Some(kind) = lexicon.cue(norm(1)) {
        add(&mut out, kind, CUE);
    }
    // `rivier de X`, `the town of X`
    let linked = lexicon.is_determiner(norm(1)) || lexicon.is_genitive(norm(1));
    if linked && lexicon.cue(norm(2)) == Some(NameKind::Location) {
        add(&mut out, NameKind::Location, CUE);
    }
    if lexicon.is_genitive(norm(1))
        && let Some(kind) = lexicon.owner(norm(2))
    {
        add(&mut out, kind, OWNER);
    }
    // `burgemeester Anna Smit van X`
    if lexicon.is_genitive(norm(1))
        && let Some(kind) = holder(view, mention.tokens.start - 1)
    {
        add(&mut out, kind, OWNER);
    }
    let next = view.norm(mention.tokens.end);
    let last = view.norm(mention.tokens.end.saturating_sub(1));
    if lexicon.possessive_len(last) > 0
        && let Some(kind) = lexicon.owned(next)
    {
        add(&mut out, kind, OWNER);
    }
    // `langs de X`, `in X`
    let before = if lexicon.is_determiner(norm(1)) { norm(2) } else { norm(1) };
    if lexicon.is_place_preposition(before) {
        add(&mut out, NameKind::Location, NEAR);
    }
    if let Some(kind) = lexicon.cue_after(next) {
        add(&mut out, kind, CUE);
    }
    if mention.tokens.len() == 1 && is_adjective(view, mention) {
        add(&mut out, NameKind::Other, ADJECTIVE);
    }
    if mention.tokens.len() == 1 && view.is_adjective(mention.tokens.start) {
        add(&mut out, NameKind::Other, TAGGED_ADJECTIVE);
    }
    if mention.dateline {
        add(&mut out, NameKind::Location, DATELINE);
    }
    out
}

/// Returns what the title of the person named before `at` says of what they hold it of.
fn holder(view: &ArticleView, at: usize) -> Option<NameKind> {
    const LONGEST: usize = 5;
    let is_part =
        |&index: &usize| begins_with_capital(view.form(index)) || view.lexicon.particle(view.norm(index)).is_some();
    let first = (at.saturating_sub(LONGEST)..at).rev().take_while(is_part).last()?;
    // at the start of a sentence the title has a capital too
    [first, first.checked_sub(1)?].into_iter().find_map(|index| view.lexicon.owner(view.norm(index)))
}

/// Returns what the preposition at `at` says of a name that it governs.
pub(super) fn placed(view: &ArticleView, at: usize) -> Scores {
    let mut out = [0.0; 4];
    if view.lexicon.is_place_preposition(view.norm(at)) {
        add(&mut out, NameKind::Location, NEAR);
    }
    out
}

/// Tells whether a word has an adjective's ending and stands between a determiner and a word without a capital:
/// `de Dorpelse brug`.
fn is_adjective(view: &ArticleView, mention: &Mention) -> bool {
    let (at, end) = (mention.tokens.start, mention.tokens.end);
    let lexicon = view.lexicon;
    let next = view.form(end);
    let noun = view.token(end).is_some_and(|token| token.space_before)
        && next.chars().next().is_some_and(char::is_lowercase)
        && next.chars().count() >= 4;
    let before = at.checked_sub(1).map_or("", |before| view.norm(before));
    let form = view.form(at);
    noun && lexicon.is_determiner(before)
        && lexicon.listed(form).is_empty()
        && lexicon
            .adjective_endings()
            .iter()
            .any(|ending| form.strip_suffix(ending.as_str()).is_some_and(|base| base.chars().count() >= 3))
}

/// Returns the places that a word may be made from with an ending for their people.
pub(super) fn stems(lexicon: &Lexicon, form: &str) -> Vec<String> {
    let mut out = Vec::new();
    let _: Option<&str> = demonym_of(lexicon, form, |stem| {
        out.push(stem.to_owned());
        None
    });
    out
}

/// Returns the place that a word is made from with an ending for its people, of those in `known`. A letter that the
/// ending and the place share is written once: `Dravenna` and `-an` give `Dravennan`.
pub(super) fn demonym_of<'a>(
    lexicon: &Lexicon,
    form: &str,
    mut known: impl FnMut(&str) -> Option<&'a str>,
) -> Option<&'a str> {
    const SHORTEST: usize = 4;
    lexicon.demonym_endings().iter().find_map(|ending| {
        let stem = form.strip_suffix(ending.as_str()).filter(|stem| stem.chars().count() >= SHORTEST)?;
        known(stem).or_else(|| {
            let shared = ending.chars().next()?;
            known(&format!("{stem}{shared}"))
        })
    })
}

/// Returns what the last part of a name written in one word says.
pub(super) fn of_form(view: &ArticleView, mention: &Mention) -> Scores {
    let mut out = [0.0; 4];
    let surface = view.text(mention.span);
    if mention.tokens.len() == 1 && view.lexicon.shortened(surface).is_some() {
        add(&mut out, NameKind::Organisation, SHORTENED);
    }
    // `De Dorpelbode`, and no surname
    let first = view.norm(mention.tokens.start);
    if mention.tokens.len() > 1
        && view.lexicon.is_determiner(first)
        && !view.lexicon.listed(view.form(mention.tokens.end - 1)).contains('S')
    {
        add(&mut out, NameKind::Organisation, TITLED);
    }
    if mention.tokens.len() == 1
        && view.lexicon.listed(surface).is_empty()
        && let Some(kind) = view.lexicon.ending(&surface.to_lowercase())
    {
        add(&mut out, kind, ENDING);
    }
    out
}

/// Returns what the other names of the article say of each surface.
pub(super) fn among<'a>(view: &ArticleView<'a>, mentions: &[Mention]) -> BTreeMap<&'a str, Scores> {
    let mut out: BTreeMap<&str, Scores> = BTreeMap::new();
    let surfaces: BTreeSet<&str> = mentions.iter().map(|mention| view.text(mention.span)).collect();
    let mut seen = BTreeSet::new();
    for mention in mentions {
        let surface = view.text(mention.span);
        if !seen.insert(surface) {
            continue;
        }
        match mention.rule {
            "name.compound" => {
                let Some((name, last)) = surface.rsplit_once('-') else { continue };
                let kind = mention.kind.filter(|&kind| kind != NameKind::Other);
                if let Some(kind) = kind.or_else(|| view.lexicon.owner(last)) {
                    add(out.entry(name).or_default(), kind, COMPOUND);
                }
            }
            "name.demonym" => {
                if let Some(base) = mention.base.as_deref().and_then(|base| surfaces.get(base).copied()) {
                    add(out.entry(base).or_default(), NameKind::Location, DEMONYM);
                }
            }
            _ if mention.kind == Some(NameKind::Organisation) => {
                if let Some((shorter, _)) = surface.rsplit_once([' ', '-'])
                    && !shorter.contains(' ')
                {
                    add(out.entry(shorter).or_default(), NameKind::Organisation, SHORTER);
                }
            }
            _ => {}
        }
    }
    out
}

/// Tells whether only a comma or a conjunction stands between two names.
pub(super) fn is_coordinated(view: &ArticleView, left: &Mention, right: &Mention) -> bool {
    right.tokens.start == left.tokens.end + 1
        && (view.form(left.tokens.end) == "," || view.lexicon.is_coordinator(view.norm(left.tokens.end)))
}

/// Lets names that are coordinated (`in X en Y`) speak for each other: those that are certain, and those that are more
/// certain than the other.
pub(super) fn coordinate<'a>(
    view: &ArticleView<'a>,
    mentions: &[Mention],
    certain: &BTreeMap<&str, NameKind>,
    scores: &mut BTreeMap<&'a str, Scores>,
) {
    let mut said: Vec<(&str, NameKind, f32)> = Vec::new();
    for pair in mentions.windows(2) {
        let [left, right] = pair else { continue };
        if !is_coordinated(view, left, right) {
            continue;
        }
        let (a, b) = (view.text(left.span), view.text(right.span));
        for (known, open) in [(a, b), (b, a)] {
            let (kind, weight) = match (certain.get(known), scores.get(known), scores.get(open)) {
                (Some(&kind), _, Some(_)) => (kind, COORDINATED_CERTAIN),
                (None, Some(known), Some(open)) if margin(known) > margin(open) + 1.0 => (best(known), COORDINATED),
                _ => continue,
            };
            if !certain.contains_key(open) && begins_with_capital(open) {
                said.push((open, kind, weight));
            }
        }
    }
    for (surface, kind, weight) in said {
        if let Some(scores) = scores.get_mut(surface) {
            add(scores, kind, weight);
        }
    }
}

/// Returns how much more the best kind has than the second.
fn margin(scores: &Scores) -> f32 {
    let mut sorted = *scores;
    sorted.sort_by(f32::total_cmp);
    sorted[3] - sorted[2]
}
