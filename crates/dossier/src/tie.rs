//! What ties articles together so that they are not independent: shared text, one agency, one outlet, one publisher.

use std::collections::{BTreeMap, BTreeSet};

use document::Span;
use jiff::civil::Date;
use reading::Rule;

use crate::{Copy, Quote, Story, Tie, TieKind, credit, groups::Groups, pile::Pile};

/// Days within which articles of one story that credit the same agency are taken to come from one report.
const AGENCY_DAYS: i32 = 3;

/// Share of its words from which an article is mostly what another one has too. As for a copy.
const MOSTLY: f64 = 0.45;

/// Share of the smaller of two stretches that they may overlap and still stand for two sources.
const APART: f64 = 0.2;

/// Copies of one article among which two sources are looked for.
const SOURCES: usize = 16;

/// Passages that a tie quotes at most.
const PASSAGES: usize = 3;

/// Returns the ties of a pile, by kind, then by articles. Those of copy and family make a forest: as few as tie together
/// what is one text.
pub(crate) fn ties(pile: &Pile, copies: &[Copy], near: &[Copy], stories: &[Story]) -> Vec<Tie> {
    let mut groups = Groups::new(pile.entries.len());
    let mut out = Vec::new();
    let mut unite = |groups: &mut Groups, kind: TieKind, copy: &Copy| {
        let apart = groups.find(copy.first) != groups.find(copy.second);
        if apart {
            groups.union(copy.first, copy.second);
            out.push(of_text(pile, kind, copy));
        }
        apart
    };
    let mut pairs = but_mergers(pile, copies);
    pairs.sort_by(|a, b| b.shared.total_cmp(&a.shared).then((a.first, a.second).cmp(&(b.first, b.second))));
    let (twins, inside): (Vec<&Copy>, Vec<&Copy>) =
        pairs.into_iter().partition(|copy| copy.of_first.min(copy.of_second) >= MOSTLY);
    for copy in twins {
        unite(&mut groups, TieKind::Copy, copy);
    }
    let family = |copy: &&Copy| {
        let outlet = |article: usize| pile.article(article).outlet.as_ref().map(|name| name.to_lowercase());
        group(pile, copy.first).is_some()
            && group(pile, copy.first) == group(pile, copy.second)
            && outlet(copy.first) != outlet(copy.second)
    };
    for copy in near.iter().filter(family) {
        unite(&mut groups, TieKind::Family, copy);
    }
    // A short text inside a long one goes back to it. It goes back to one: two long articles that both hold it have
    // otherwise nothing to do with each other.
    let twin: Vec<usize> = (0..pile.entries.len()).map(|article| groups.find(article)).collect();
    let mut placed: BTreeSet<usize> = BTreeSet::new();
    for copy in inside {
        let short = if copy.of_first > copy.of_second { copy.first } else { copy.second };
        if !placed.contains(&twin[short]) && unite(&mut groups, TieKind::Copy, copy) {
            placed.insert(twin[short]);
        }
    }
    let text: Vec<usize> = (0..pile.entries.len()).map(|article| groups.find(article)).collect();
    out.extend(of_credit(pile, stories));
    out.extend(of_outlet(pile, &text));
    out.sort_by_key(|tie| (tie.why, tie.first, tie.second));
    out
}

/// Leaves out the ties that would make two sources one: an article put together from two others joins only the one that
/// it shares most with.
fn but_mergers<'a>(pile: &Pile, copies: &'a [Copy]) -> Vec<&'a Copy> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut tied: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (number, copy) in copies.iter().enumerate() {
        // The longer one has the smaller share.
        let longer = if copy.of_first <= copy.of_second { copy.first } else { copy.second };
        of.entry(longer).or_default().push(number);
        tied.insert((copy.first, copy.second));
    }
    let mut dropped: BTreeSet<usize> = BTreeSet::new();
    for (longer, mut parts) in of {
        let own = |number: usize| copies[number].of(longer).0;
        parts.sort_by(|&a, &b| own(b).total_cmp(&own(a)).then(a.cmp(&b)));
        parts.truncate(SOURCES);
        let apart = |a: usize, b: usize| {
            let ((_, one, over), (_, other, others)) = (copies[a].of(longer), copies[b].of(longer));
            let pair = (one.min(other), one.max(other));
            !tied.contains(&pair)
                && !earlier(pile, longer, one, other)
                && (common(&over, &others) as f64) < APART * length(&over).min(length(&others)) as f64
        };
        let merges = (0..parts.len()).any(|at| parts[at + 1..].iter().any(|&other| apart(parts[at], other)));
        if merges {
            dropped.extend(parts.iter().skip(1).filter(|&&other| apart(parts[0], other)));
        }
    }
    (0..copies.len()).filter(|number| !dropped.contains(number)).map(|number| &copies[number]).collect()
}

impl Copy {
    /// Returns the share of one of its two articles, the other article, and what is shared as stretches of the one.
    fn of(&self, article: usize) -> (f64, usize, Vec<Span>) {
        let side = usize::from(article == self.second);
        let over = self.passages.iter().map(|passage| passage[side]).collect();
        if side == 0 { (self.of_first, self.second, over) } else { (self.of_second, self.first, over) }
    }
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.end - span.start).sum()
}

fn common(a: &[Span], b: &[Span]) -> usize {
    a.iter().flat_map(|one| b.iter().map(|other| one.overlap(*other))).sum()
}

/// Tells whether an article appeared before two others: then they took from it.
fn earlier(pile: &Pile, article: usize, one: usize, other: usize) -> bool {
    let day = day(pile, article);
    [one, other].iter().all(|&later| day.zip(self::day(pile, later)).is_some_and(|(day, later)| day < later))
}

fn day(pile: &Pile, article: usize) -> Option<Date> {
    pile.published(article).map(|date| date.first_day())
}

fn group<'a>(pile: &'a Pile, article: usize) -> Option<&'a str> {
    pile.lexicon.publisher(pile.article(article).outlet.as_deref()?)
}

fn of_text(pile: &Pile, why: TieKind, copy: &Copy) -> Tie {
    let Copy { first, second, .. } = *copy;
    let quote = |article, span| Quote { article, span };
    let longest = [copy.passage, copy.passage_in_second];
    let others = copy.passages.iter().map(|&[a, b]| [quote(first, a), quote(second, b)]);
    let others = others.filter(|other| !other[0].span.contains(longest[0].span)).take(PASSAGES - 1);
    let groups = (group(pile, first), group(pile, second));
    Tie {
        first,
        second,
        why,
        shared: Some([copy.shared, copy.of_first, copy.of_second]),
        passages: std::iter::once(longest).chain(others).collect(),
        credits: credit::of(pile, first).into_iter().chain(credit::of(pile, second)).collect(),
        name: groups.0.filter(|_| groups.0 == groups.1).map(str::to_owned),
        rule: Rule::new(if why == TieKind::Copy { "dossier.tie.copy" } else { "dossier.tie.family" }),
    }
}

/// Articles of one story that credit the same agency, each with the next one in time.
fn of_credit(pile: &Pile, stories: &[Story]) -> Vec<Tie> {
    let mut out = Vec::new();
    for story in stories {
        type Credits<'a> = BTreeMap<String, (&'a str, Vec<(Date, usize)>)>;
        let mut by_agency = Credits::new();
        for &article in &story.articles {
            // Unknown days are not near: what makes articles one origin must be known.
            let Some(day) = day(pile, article) else { continue };
            let agencies: BTreeMap<String, &str> =
                pile.article(article).agencies.iter().map(|name| (name.to_lowercase(), name.as_str())).collect();
            for (key, name) in agencies {
                by_agency.entry(key).or_insert_with(|| (name, Vec::new())).1.push((day, article));
            }
        }
        for (name, mut same) in by_agency.into_values() {
            same.sort_unstable();
            for pair in same.windows(2) {
                if crate::days_between(pair[0].0, pair[1].0) <= AGENCY_DAYS {
                    let (first, second) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
                    let credits =
                        [first, second].into_iter().filter_map(|article| credit::printed(pile, article, name));
                    out.push(Tie {
                        first,
                        second,
                        why: TieKind::Credit,
                        shared: None,
                        passages: Vec::new(),
                        credits: credits.collect(),
                        name: Some(name.to_owned()),
                        rule: Rule::new("dossier.tie.credit"),
                    });
                }
            }
        }
    }
    out
}

/// Articles of one outlet with the same credits, each with the next one; not those whose text other outlets have too,
/// since nothing says whose it is.
fn of_outlet(pile: &Pile, text: &[usize]) -> Vec<Tie> {
    let outlet = |article: usize| pile.article(article).outlet.as_ref().map(|name| name.to_lowercase());
    let mut outlets: BTreeMap<usize, BTreeSet<Option<String>>> = BTreeMap::new();
    for (article, &text) in text.iter().enumerate() {
        outlets.entry(text).or_default().insert(outlet(article));
    }
    let mut desks: BTreeMap<(String, BTreeSet<String>), Vec<usize>> = BTreeMap::new();
    for (article, text) in text.iter().enumerate() {
        if let Some(outlet) = outlet(article)
            && outlets.get(text).is_some_and(|outlets| outlets.len() == 1)
        {
            let agencies = pile.article(article).agencies.iter().map(|name| name.to_lowercase()).collect();
            desks.entry((outlet, agencies)).or_default().push(article);
        }
    }
    let tie = |pair: &[usize]| Tie {
        first: pair[0],
        second: pair[1],
        why: TieKind::Outlet,
        shared: None,
        passages: Vec::new(),
        credits: Vec::new(),
        name: pile.article(pair[0]).outlet.clone(),
        rule: Rule::new("dossier.tie.outlet"),
    };
    desks.values().flat_map(|articles| articles.windows(2).map(tie)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        copy,
        testing::{lexicon, pile},
    };

    const ONE: &str = "De veerboot tussen Oosterwal en Mirakel vaart vanaf maandag niet meer omdat de kade verzakt is. \
        Volgens de havenmeester duurt het herstel zeker zes weken en kost het de gemeente een half miljoen. \
        Bewoners van het eiland moeten zolang omrijden over de oude brug bij Hogeveld.";
    const TWO: &str = "In de haven van Holm ligt sinds gisteren een schip vol graan dat niemand wil lossen omdat het nat is. \
        De eigenaar heeft zich nog niet gemeld en de bemanning van elf mensen zegt al een maand geen loon te hebben gezien. \
        Een inspecteur van de havendienst gaat vandaag aan boord om monsters van de lading te nemen.";

    /// First, second and kind of the ties, with what their credits say.
    fn check(texts: &[&str]) -> Vec<(usize, usize, TieKind, Vec<String>)> {
        let entries = pile(texts);
        let lexicon = lexicon();
        let pile = Pile::new(&lexicon, &entries);
        let shared = copy::shared(&entries);
        let story = Story {
            id: "s".to_owned(),
            title: pile.quote(0, 0),
            articles: (0..texts.len()).collect(),
            events: Vec::new(),
            bonds: Vec::new(),
            copies: Vec::new(),
            rule: Rule::new("test"),
        };
        let text = |quote: &Quote| quote.span.of(&entries[quote.article].article.text).to_owned();
        ties(&pile, &shared.copies, &shared.near, &[story])
            .iter()
            .map(|tie| (tie.first, tie.second, tie.why, tie.credits.iter().map(text).collect()))
            .collect()
    }

    #[test]
    fn a_copy_ties_with_the_credit_of_each() {
        let credited = format!("{ONE} (ANP)");
        let found = check(
            &["@2021 Bode ^ANP\n".to_owned() + &credited, "@2021 Ster\n".to_owned() + ONE]
                .each_ref()
                .map(String::as_str),
        );
        assert_eq!(found, [(0, 1, TieKind::Copy, vec!["(ANP)".to_owned()])]);
    }

    #[test]
    fn an_article_made_of_two_leaves_two_origins() {
        let both = format!("@2021\n{ONE} {TWO}");
        let found = check(
            &["@2021\n".to_owned() + ONE, "@2021\n".to_owned() + TWO, both.clone()].each_ref().map(String::as_str),
        );
        assert_eq!(found.len(), 1, "{found:?}");
        let later =
            check(&[both, "@2022\n".to_owned() + ONE, "@2022\n".to_owned() + TWO].each_ref().map(String::as_str));
        assert_eq!(later.len(), 2, "{later:?}");
    }

    #[test]
    fn a_brief_inside_two_long_stories_does_not_tie_them() {
        let own = |n: usize| (0..150).map(|word| format!("woord{n}x{word} ")).collect::<String>();
        let long = |n: usize| format!("@2021 Bode{n}\n{ONE} {}", own(n));
        let brief = "@2021 Ster\n".to_owned() + ONE;
        let found = check(&[long(1), brief, long(2)].each_ref().map(String::as_str));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].2, TieKind::Copy);
    }

    #[test]
    fn near_text_ties_only_what_one_group_publishes() {
        let (shared, _) = ONE.split_once(". ").expect("sentences");
        let other = format!(
            "{shared}. Een woordvoerder van de gemeente wilde gisteren nog niet zeggen wat er met het schip gebeurt, en \
             ook de verzekeraar zweeg. De burgemeester noemt de zaak een raadsel dat hij liever morgen dan vandaag oplost."
        );
        let of = |a: &str, b: &str| {
            check(&[format!("@2021 {a}\n{ONE}").as_str(), format!("@2021 {b}\n{other}").as_str()]).len()
        };
        assert_eq!(of("Trouw", "Tubantia"), 1);
        assert_eq!(of("Trouw", "NOS"), 0);
    }

    #[test]
    fn a_desk_is_tied_but_not_by_what_others_print_too() {
        let third = "Aan de oever van de Wend is een gedenksteen onthuld voor de visser die er vorig jaar verdronk.";
        let own = check(&[format!("@2021 Bode\n{TWO}").as_str(), format!("@2021 bode\n{third}").as_str()]);
        assert_eq!(own, [(0, 1, TieKind::Outlet, vec![])]);
        let printed = check(&[
            format!("@2021 Bode\n{TWO}").as_str(),
            format!("@2021 Bode\n{third}").as_str(),
            format!("@2021 Ster\n{TWO}").as_str(),
        ]);
        assert_eq!(printed, [(0, 2, TieKind::Copy, vec![])]);
    }
}
