//! Which statement of the program is which annotated one, and what is right in it.

use document::Span;
use reading::Attribution;

use super::{Tally, markdown::Gold};
use crate::statements::Count;

/// Indices of an annotated statement and of the one of the program that it is.
pub type Pair = (usize, usize);

/// Pairs statements one to one, those first whose contents have most in common; less than half of their union is no
/// pair.
pub fn pairs(gold: &[Gold], found: &[Attribution]) -> Vec<Pair> {
    let mut near: Vec<(f64, Pair)> = Vec::new();
    for (i, annotated) in gold.iter().enumerate() {
        for (j, statement) in found.iter().enumerate() {
            let share = share(annotated.content, statement.content);
            if share >= 0.5 {
                near.push((share, (i, j)));
            }
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let mut out: Vec<Pair> = Vec::new();
    for (_, (i, j)) in near {
        if !out.iter().any(|&(known_i, known_j)| i == known_i || j == known_j) {
            out.push((i, j));
        }
    }
    out.sort_unstable();
    out
}

/// Counts one text.
pub fn tally(gold: &[Gold], found: &[Attribution], pairs: &[Pair]) -> Tally {
    let doubtful = gold.iter().filter(|gold| gold.doubt).count();
    let mut tally = Tally {
        cases: 1,
        statements: Count { hit: 0, gold: gold.len() - doubtful, found: found.len() },
        ..Tally::default()
    };
    for (gold, statement) in of(gold, found, pairs) {
        if gold.doubt {
            tally.statements.found -= 1;
            continue;
        }
        tally.statements.hit += 1;
        tally.source += usize::from(source_is_right(gold, statement));
        tally.cue += usize::from(cue_is_right(gold, statement));
        tally.act += usize::from(gold.act == statement.act);
        tally.form += usize::from(gold.form == statement.form);
    }
    tally
}

/// Returns the statements of the pairs.
pub fn of<'a>(
    gold: &'a [Gold],
    found: &'a [Attribution],
    pairs: &'a [Pair],
) -> impl Iterator<Item = (&'a Gold, &'a Attribution)> {
    pairs.iter().filter_map(|&(i, j)| Some((gold.get(i)?, found.get(j)?)))
}

pub fn source_is_right(gold: &Gold, statement: &Attribution) -> bool {
    touches(&gold.source, statement.source.as_ref().map(|source| source.span))
}

pub fn cue_is_right(gold: &Gold, statement: &Attribution) -> bool {
    touches(&gold.cue, statement.cue)
}

fn touches(places: &[Span], span: Option<Span>) -> bool {
    span.map_or(places.is_empty(), |span| places.iter().any(|place| common(*place, span) > 0))
}

fn common(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Returns what two spans have in common, as a share of their union.
#[expect(clippy::cast_precision_loss, reason = "a text is far shorter than 2^52 bytes")]
fn share(a: Span, b: Span) -> f64 {
    let common = common(a, b);
    let union = (a.end - a.start) + (b.end - b.start) - common;
    if common == 0 { 0.0 } else { common as f64 / union as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reading::{Act, Form, Rule, Source};

    fn gold(source: &[(usize, usize)], content: (usize, usize), act: Act, doubt: bool) -> Gold {
        let source = source.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let content = Span::new(content.0, content.1);
        Gold { source, cue: Vec::new(), content, act, form: Form::Indirect, doubt }
    }

    fn found(source: Option<(usize, usize)>, content: (usize, usize), act: Act) -> Attribution {
        let source = source.map(|(start, end)| Source { span: Span::new(start, end), actor: None });
        Attribution {
            source,
            speaker: None,
            cue: None,
            content: Span::new(content.0, content.1),
            rest: Vec::new(),
            act,
            form: Form::Indirect,
            target: None,
            via: Vec::new(),
            said_at: None,
            rule: Rule::new("test"),
        }
    }

    #[test]
    fn half_of_the_union_makes_a_pair_and_the_best_pair_comes_first() {
        let gold = [gold(&[], (0, 10), Act::Say, false)];
        assert_eq!(pairs(&gold, &[found(None, (5, 10), Act::Say)]), [(0, 0)]);
        assert_eq!(pairs(&gold, &[found(None, (6, 10), Act::Say)]), []);
        let two = [found(None, (0, 12), Act::Say), found(None, (0, 10), Act::Say)];
        assert_eq!(pairs(&gold, &two), [(0, 1)]);
    }

    #[test]
    fn tally_by_hand() {
        let gold = [
            gold(&[(0, 2), (30, 32)], (10, 20), Act::Say, false),
            gold(&[], (40, 50), Act::Deny, false),
            gold(&[], (60, 70), Act::Say, true),
        ];
        let found = [
            // source at the second place of its words, act wrong
            found(Some((31, 35)), (10, 20), Act::Warn),
            // a source where none is
            found(Some((0, 2)), (40, 50), Act::Deny),
            // in doubt: neither right nor wrong
            found(None, (60, 70), Act::Say),
            // wrong
            found(None, (80, 90), Act::Say),
        ];
        let tally = tally(&gold, &found, &pairs(&gold, &found));
        let statements = Count { hit: 2, gold: 2, found: 3 };
        assert_eq!(tally, Tally { cases: 1, statements, source: 1, cue: 2, act: 1, form: 2 });
    }
}
