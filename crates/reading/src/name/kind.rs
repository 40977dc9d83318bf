//! What a name names: certain where a table or its own words say so, else by the weights of what is seen of it.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use super::{
    NameKind,
    article_view::{ArticleView, begins_with_capital},
    evidence::{self, Scores},
    find::Mention,
    lexicon,
};

/// Returns the kind of every mention. One surface has one kind in an article.
pub(super) fn kinds(view: &ArticleView, mentions: &[Mention]) -> Vec<NameKind> {
    let mut certain: BTreeMap<&str, NameKind> = BTreeMap::new();
    let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
    let mut among = evidence::among(view, mentions);
    let mut before: Option<&Mention> = None;
    // where the words begin that the names coordinated up to here share
    let mut shared = 0;
    for mention in mentions {
        let joined = before.replace(mention).is_some_and(|left| evidence::is_coordinated(view, left, mention));
        if !joined {
            shared = mention.tokens.start;
        }
        let surface = view.text(mention.span);
        if let Some(kind) = mention.kind {
            certain.entry(surface).or_insert(kind);
            continue;
        }
        let form = weigh(view, &form_features(view, mention));
        let seen = match seen.entry(surface) {
            Entry::Vacant(first) => {
                let seen = first.insert(Seen { form: among.remove(surface).unwrap_or_default(), ..Seen::default() });
                sum(&mut seen.form, form);
                sum(&mut seen.form, evidence::of_form(view, mention));
                seen
            }
            Entry::Occupied(again) => again.into_mut(),
        };
        seen.mentions += 1.0;
        sum(&mut seen.context, weigh(view, &context_features(view, mention)));
        sum(&mut seen.context, evidence::around(view, mention));
        // `in X en Y`: what governs the first governs all
        if joined && let Some(governor) = shared.checked_sub(1).filter(|&at| governs_places(view, at)) {
            sum(&mut seen.context, weigh(view, &[word(view, "p", Some(governor))]));
            sum(&mut seen.context, evidence::placed(view, governor));
        }
    }
    let mut scores: BTreeMap<&str, Scores> = seen.into_iter().map(|(surface, seen)| (surface, seen.total())).collect();
    let credited = view.article.agencies.iter().chain(&view.article.outlet);
    for name in credited {
        certain.entry(name.as_str()).or_insert(NameKind::Organisation);
    }
    evidence::coordinate(view, mentions, &certain, &mut scores);
    let mut people = last_words(view, mentions, &scores);
    // the shop of Anna Dorpel is Dorpel too
    for mention in mentions {
        let surface = view.text(mention.span);
        let kind = certain.get(surface).copied().or_else(|| scores.get(surface).map(best));
        if let Some((first, _)) = surface.split_once(' ')
            && kind == Some(NameKind::Organisation)
            && people.contains(first)
            && scores.contains_key(first)
        {
            people.remove(first);
            if let Some(scores) = scores.get_mut(first) {
                evidence::add(scores, NameKind::Organisation, FIRM);
            }
        }
    }
    mentions
        .iter()
        .map(|mention| {
            let surface = view.text(mention.span);
            if is_score(view, mention) && !is_country(view, mention) {
                return NameKind::Organisation;
            }
            let team = |kind: NameKind| match kind {
                NameKind::Location if !is_country(view, mention) && is_side(view, mention) => NameKind::Organisation,
                kind => kind,
            };
            let known = |surface: &str| {
                let person = || people.contains(surface).then_some(NameKind::Person);
                certain.get(surface).copied().or_else(person).or_else(|| scores.get(surface).map(best))
            };
            // a headline in capitals has the names of the text below it
            let quiet = lexicon::in_title_case(surface).filter(|_| view.is_shouted(mention.tokens.start));
            team(quiet.and_then(|quiet| known(&quiet)).or_else(|| known(surface)).unwrap_or(NameKind::Other))
        })
        .collect()
}

/// Tells whether a name stands in a result (`Dorpel 2 Brughaven 0`) or begins a line of a table (`Dorpel 4 2 1 1`).
fn is_score(view: &ArticleView, mention: &Mention) -> bool {
    let number = |index: usize| {
        (1..=3).contains(&view.form(index).len()) && view.form(index).bytes().all(|b| b.is_ascii_digit())
    };
    let line_starts = |index: usize| {
        let start = view.token(index).map_or(0, |token| token.span.start);
        view.article.text.get(..start).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
    };
    let line_ends = |index: usize| view.token(index).is_none_or(|token| !token.space_before) || line_starts(index);
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    if !number(end) {
        return false;
    }
    let share = |index: usize| view.form(index).starts_with(['.', ',']) || number(index);
    let table = line_starts(start) && number(end + 1) && share(end + 2);
    // the other side of a result stands at most three words away
    let first = line_starts(start)
        && (end + 2..=end + 4)
            .any(|index| number(index) && line_ends(index + 1) && begins_with_capital(view.form(end + 1)));
    let second = line_ends(end + 1)
        && (2..=4).any(|back| {
            let score = start.checked_sub(1).filter(|&score| number(score));
            score.and_then(|score| score.checked_sub(back - 1)).is_some_and(line_starts)
        });
    table || first || second
}

/// Tells whether a name stands before a verb that tells of a match, or behind one (`Dorpel beat Brughaven`).
fn is_side(view: &ArticleView, mention: &Mention) -> bool {
    let contest = |index: usize| view.lexicon.is_contest(view.norm(index));
    contest(mention.tokens.end) || mention.tokens.start.checked_sub(1).is_some_and(contest)
}

/// Tells whether a table has the name as that of a country, whose team is named like it.
fn is_country(view: &ArticleView, mention: &Mention) -> bool {
    mention.id.as_deref().is_some_and(|id| view.lexicon.is_country(id))
}

/// Tells whether the word at `at` stands before places more than before other names: so a table or the weights say.
fn governs_places(view: &ArticleView, at: usize) -> bool {
    let learnt = || view.lexicon.weights(&word(view, "p", Some(at)));
    view.lexicon.is_place_preposition(view.norm(at)) || learnt().is_some_and(|w| best(w) == NameKind::Location)
}

/// Returns the shorter names of people named in full: every ending of a person's name that is a word or more, and its
/// first word.
fn last_words<'a>(view: &ArticleView<'a>, mentions: &[Mention], scores: &BTreeMap<&str, Scores>) -> BTreeSet<&'a str> {
    let mut out = BTreeSet::new();
    for mention in mentions {
        let surface = view.text(mention.span);
        let person = match mention.kind {
            Some(kind) => kind == NameKind::Person,
            None => scores.get(surface).map(best) == Some(NameKind::Person),
        };
        if person {
            out.extend(surface.match_indices(' ').filter_map(|(at, _)| surface.get(at + 1..)));
            // `Ling` for `Ling Dorpel`, where the family comes first
            out.extend(surface.split(' ').next().filter(|first| first.chars().count() >= 3));
        }
    }
    out
}

/// Returns the kind with the highest score, the first of equals.
pub(super) fn best(scores: &Scores) -> NameKind {
    let mut best = (NameKind::Person, f32::NEG_INFINITY);
    for (kind, &score) in NameKind::ALL.into_iter().zip(scores) {
        if score > best.1 {
            best = (kind, score);
        }
    }
    best.0
}

/// What the name of an organisation says of its first word, where that is somebody's surname too.
const FIRM: f32 = 2.0;

/// How much the form of a name counts again where it is repeated.
const REPEATED: f32 = 0.4;

/// What is seen of a surface all over an article.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// What its form says.
    form: Scores,
    /// The sum of what its contexts say.
    context: Scores,
    /// How often it occurs.
    mentions: f32,
}

impl Seen {
    fn total(self) -> Scores {
        let mut total = self.form.map(|weight| weight * (1.0 + REPEATED * (self.mentions - 1.0)));
        sum(&mut total, self.context);
        total
    }
}

fn weigh(view: &ArticleView, features: &[String]) -> Scores {
    let mut total = [0.0; 4];
    for weights in features.iter().filter_map(|feature| view.lexicon.weights(feature)) {
        sum(&mut total, *weights);
    }
    total
}

fn sum(total: &mut Scores, more: Scores) {
    for (total, more) in total.iter_mut().zip(more) {
        *total += more;
    }
}

fn word(view: &ArticleView, name: &str, index: Option<usize>) -> String {
    let norm = index.map_or("", |index| view.norm(index));
    format!("{name}={norm}")
}

/// Returns what is seen of the name itself.
pub(super) fn form_features(view: &ArticleView, mention: &Mention) -> Vec<String> {
    let tokens = mention.tokens.clone();
    let surface = view.text(mention.span);
    let last = tokens.end.saturating_sub(1);
    let mut out = vec!["bias".to_owned(), format!("n={}", tokens.len().min(4))];
    let letters = || surface.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        out.push(format!("caps={}", letters().count().min(6)));
    } else if tokens.len() == 1 && letters().skip(1).any(char::is_uppercase) {
        out.push("inner-capital".to_owned());
    }
    if tokens.clone().any(|index| view.form(index).ends_with('.') && view.form(index).chars().count() <= 5) {
        out.push("initial".to_owned());
    }
    if surface.contains('-') {
        out.push("hyphen".to_owned());
    }
    if surface.contains('&') {
        out.push("ampersand".to_owned());
    }
    let listed = |name: &str, form: &str, out: &mut Vec<String>| {
        let kinds = view.lexicon.listed(form);
        out.push(format!("{name}:{kinds}"));
        out.extend(kinds.chars().map(|kind| format!("{name}={kind}")));
    };
    listed("whole", surface, &mut out);
    if tokens.len() > 1 {
        listed("first", view.form(tokens.start), &mut out);
        let form = view.form(last);
        listed("last", form, &mut out);
    }
    if tokens.len() > 1 {
        out.push(word(view, "w0", Some(tokens.start)));
        out.push(word(view, "wn", Some(last)));
        if tokens.clone().any(|index| view.lexicon.particle(view.norm(index)).is_some()) {
            out.push("particle".to_owned());
        }
    }
    let norm = view.norm(last);
    for length in [2, 3, 4, 5] {
        if let Some((at, _)) = norm.char_indices().rev().nth(length - 1)
            && at > 0
        {
            out.push(format!("suffix={}", norm.get(at..).unwrap_or_default()));
        }
    }
    out
}

/// Returns what is seen around one mention.
pub(super) fn context_features(view: &ArticleView, mention: &Mention) -> Vec<String> {
    let tokens = &mention.tokens;
    let mut out = Vec::new();
    let before = tokens.start.checked_sub(1);
    out.push(word(view, "p", before));
    out.push(word(view, "pp", tokens.start.checked_sub(2)));
    out.push(word(view, "n", Some(tokens.end)));
    out.push(word(view, "nn", Some(tokens.end + 1)));
    if before.is_some_and(|before| view.lexicon.is_title(view.norm(before))) {
        out.push("title".to_owned());
    }
    out
}
