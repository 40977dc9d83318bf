//! For whom a person speaks: the country or organisation of the title beside the name.

use std::collections::BTreeSet;

use document::Span;
use nlp::Token;
use reading::{ActorId, NameKind};

use super::{Actors, role};
use crate::{Entry, Lexicon, lexicon::WordClass};

/// Words before a title among which its country stands: `Selmark's foreign minister`.
const REACH: usize = 3;

/// Returns for every actor the countries and organisations that it speaks for, sorted.
pub(crate) fn affiliations(lexicon: &Lexicon, entries: &[Entry], actors: &Actors) -> Vec<BTreeSet<usize>> {
    let mut out = vec![BTreeSet::new(); actors.len()];
    for entry in entries {
        for (index, name) in entry.reading.names.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Person) {
            let Some(person) = name.actor.as_ref().and_then(|id| actors.number(id)) else { continue };
            for span in places_of_affiliation(lexicon, entry, index) {
                let bodies = entry.reading.names.iter().filter(|body| body.span.overlap(span) > 0);
                let bodies = bodies.filter(|body| body.kind != NameKind::Person);
                out[person].extend(bodies.filter_map(|body| actors.number(body.actor.as_ref()?)));
            }
            out[person].remove(&person);
        }
    }
    for (&actor, whom) in &actors.settled.speak_for {
        out[actor].extend(whom);
    }
    // a country is its government
    for (actor, place) in (0..actors.len()).filter_map(|actor| Some((actor, governed(actors, actor)?))) {
        out[actor].insert(place);
        out[place].insert(actor);
    }
    out
}

/// The place of a government.
fn governed(actors: &Actors, actor: usize) -> Option<usize> {
    let id = actors.id(actor);
    actors.number(&ActorId(id.0.strip_prefix(super::GOVERNMENT)?.to_owned()))
}

/// The stretches beside a person's name that name for whom the person speaks.
fn places_of_affiliation(lexicon: &Lexicon, entry: &Entry, index: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let name = entry.reading.names[index].span;
    let annotated = &entry.annotated;
    let Some(found) = annotated.sentence_at(name.start).map(|at| &annotated.sentences[at]) else { return out };
    let tokens = annotated.tokens.get(found.tokens.clone()).unwrap_or_default();
    if let Some(role::Beside { span: title, .. }) = role::role_at(lexicon, entry, index) {
        let start = tokens.partition_point(|token| token.span.start < title.start);
        let first = start.saturating_sub(REACH);
        // A comma or a full stop ends the phrase that the title belongs to.
        let cut = tokens[first..start].iter().rposition(|token| matches!(token.norm.as_str(), "," | ";" | ":" | "."));
        let from = tokens.get(cut.map_or(first, |cut| first + cut + 1)).map_or(title, |token| token.span);
        out.push(from.cover(title));
    }
    out.extend(body_behind(lexicon, entry, &tokens[tokens.partition_point(|token| token.span.start < name.end)..]));
    out
}

/// `NAME van (het) BODY`: one or two short function words, then a name.
fn body_behind(lexicon: &Lexicon, entry: &Entry, after: &[Token]) -> Option<Span> {
    let lang = entry.article.language;
    let links = |token: &&Token| token.norm.chars().count() <= 3 && lexicon.is(lang, &token.norm, WordClass::Function);
    let n = after.iter().take(2).take_while(links).count();
    after.get(n).filter(|_| n > 0).map(|token| token.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lexicon, pile};

    fn check(text: &str, expected: &[&str]) {
        let entries = pile(&[text]);
        let actors = Actors::of(&lexicon(), &entries);
        let person = actors.number(&reading::ActorId("ada-blom".to_owned())).expect("Ada Blom");
        let found: Vec<String> =
            affiliations(&lexicon(), &entries, &actors)[person].iter().map(|&body| actors.id(body).0).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_minister_speaks_for_her_country() {
        check("De [MISC:verland Verlandse] minister van Buitenlandse Zaken [PER Ada Blom] sprak.", &["verland"]);
        check("In [LOC Oosterwal], zei de minister, [PER Ada Blom], regent het.", &[]);
    }

    #[test]
    fn a_director_speaks_for_her_company() {
        check("Volgens directeur [PER Ada Blom] van [ORG Kestrel] klopt het.", &["kestrel"]);
        check("Volgens [PER Ada Blom], directeur van [ORG Kestrel], klopt het.", &["kestrel"]);
    }
}
