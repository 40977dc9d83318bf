//! What corrections do to the readings of a pile.

use std::collections::{BTreeMap, BTreeSet};

use document::Span;
use reading::ActorId;

use super::{Correction, Corrections, Problem, Who};
use crate::{
    Actor, Entry, Lexicon,
    actor::{self, Actors},
    sentence,
};

/// What is left to do when the readings are corrected.
#[derive(Clone, Debug, Default)]
pub(crate) struct Corrected {
    /// Actors that a user told apart: the whole, and what was split from it.
    pub(crate) apart: Vec<(ActorId, ActorId)>,
    /// What could not be followed, by line.
    pub(crate) problems: Vec<Problem>,
    names: BTreeMap<ActorId, String>,
}

impl Corrected {
    /// Gives actors the names that the user gave them; what they were called becomes an alias.
    pub(crate) fn rename(&self, merged: &Actors, actors: &mut [Actor]) {
        for (id, name) in &self.names {
            let Some(id) = merged.number(id).map(|number| merged.id(number)) else { continue };
            for actor in actors.iter_mut().filter(|actor| actor.id == id && actor.name != *name) {
                actor.aliases.retain(|alias| alias != name);
                let old = std::mem::replace(&mut actor.name, name.clone());
                actor.aliases.insert(0, old);
            }
        }
    }
}

/// A form taken from an actor, perhaps in one article only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    form: String,
    from: ActorId,
    article: Option<String>,
}

/// Corrections with the actors that they mean, before any is followed. Each has its lines.
#[derive(Debug, Default)]
struct Plan {
    drops: BTreeMap<(Dropped, Option<String>), Vec<usize>>,
    splits: BTreeMap<Part, BTreeMap<ActorId, Vec<usize>>>,
    merges: Vec<(usize, ActorId, Vec<ActorId>)>,
    renames: BTreeMap<ActorId, BTreeMap<String, Vec<usize>>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Dropped {
    Form(String),
    Actor(ActorId),
}

impl Corrections {
    /// Changes the readings of `entries`, in whatever order they stand.
    pub(crate) fn apply(&self, lexicon: &Lexicon, entries: &mut [Entry]) -> Corrected {
        if self.is_empty() {
            return Corrected::default();
        }
        let merged = Actors::but_for(lexicon, entries, &[]);
        let mut problems = Vec::new();
        let mut known = Known::of(lexicon, entries, &merged);
        let plan = self.plan(&mut known, &mut problems);
        let groups = groups(&plan, &mut problems);
        let splits = without_conflicts(&plan, &groups, &mut problems);
        let names = single_names(&plan, &mut problems);
        let mut used = BTreeSet::new();
        for entry in entries.iter_mut() {
            let mut changed = Changed { merged: &merged, entry, used: &mut used };
            changed.drop(&plan.drops);
            changed.split(&splits);
            changed.keep_whole(&splits);
            changed.merge(&groups);
        }
        tell_unused(&plan, &splits, &used, &mut problems);
        problems.sort();
        problems.dedup();
        let moved = |id: &ActorId| groups.get(id).unwrap_or(id).clone();
        Corrected {
            apart: splits.iter().map(|(part, to)| (moved(&part.from), moved(to))).collect(),
            names: names.into_iter().map(|(id, name)| (moved(&id), name)).collect(),
            problems,
        }
    }

    /// Finds out whom the lines mean. Splits go first: other lines may speak of what they make.
    fn plan(&self, known: &mut Known, problems: &mut Vec<Problem>) -> Plan {
        let mut plan = Plan::default();
        for (line, correction) in &self.entries {
            let Correction::Split { form, from, to, article } = correction else { continue };
            let from = known.find(from);
            let to = match (known.find_or_make(to), &from) {
                // a form of the whole, which is to be somebody of its own
                (Ok(found), Ok(from)) if found == *from && to.text != from.0 => Ok(ActorId::of_name(&to.text)),
                (found, _) => found,
            };
            match (from, to) {
                (Ok(from), Ok(to)) => {
                    let part = Part { form: normal(form), from, article: article.clone() };
                    plan.splits.entry(part).or_default().entry(to).or_default().push(*line);
                }
                (Err(reason), _) | (_, Err(reason)) => problems.push(Problem { line: *line, reason }),
            }
        }
        for to in plan.splits.values().flat_map(BTreeMap::keys) {
            known.ids.insert(to.clone(), to.clone());
        }
        for (line, correction) in &self.entries {
            let planned = match correction {
                Correction::Split { .. } => Ok(()),
                Correction::Merge { into, others } => plan.add_merge(*line, known, into, others),
                Correction::Rename { who, name } => known.find(who).map(|id| {
                    plan.renames.entry(id).or_default().entry(name.clone()).or_default().push(*line);
                }),
                Correction::Drop { what, article } => {
                    let dropped = match known.find(&Who { quoted: false, ..what.clone() }) {
                        Ok(id) if !what.quoted && known.ids.contains_key(&ActorId(what.text.clone())) => {
                            Dropped::Actor(id)
                        }
                        _ => Dropped::Form(normal(&what.text)),
                    };
                    plan.drops.entry((dropped, article.clone())).or_default().push(*line);
                    Ok(())
                }
            };
            if let Err(reason) = planned {
                problems.push(Problem { line: *line, reason });
            }
        }
        plan
    }
}

impl Plan {
    fn add_merge(&mut self, line: usize, known: &Known, into: &Who, others: &[Who]) -> Result<(), String> {
        let into = known.find(into)?;
        let others = others.iter().map(|who| known.find(who)).collect::<Result<_, _>>()?;
        self.merges.push((line, into, others));
        Ok(())
    }
}

/// Who there is in the pile: by id, and by name.
struct Known {
    /// Ids that articles use, and those that they stand for.
    ids: BTreeMap<ActorId, ActorId>,
    /// What is written, with those whom it names somewhere.
    forms: BTreeMap<String, BTreeSet<ActorId>>,
    /// Names that the dossier shows.
    names: BTreeMap<String, BTreeSet<ActorId>>,
}

impl Known {
    fn of(lexicon: &Lexicon, entries: &[Entry], merged: &Actors) -> Self {
        let ids = merged.forms().map(|(id, target)| (id.clone(), target.clone())).collect();
        let (mut forms, mut names) = (BTreeMap::<_, BTreeSet<_>>::new(), BTreeMap::<_, BTreeSet<_>>::new());
        for entry in entries {
            for name in &entry.reading.names {
                if let Some(number) = name.actor.as_ref().and_then(|id| merged.number(id)) {
                    let form = normal(sentence::slice(&entry.article, name.span));
                    forms.entry(form).or_default().insert(merged.id(number));
                }
            }
        }
        for actor in actor::actors(lexicon, entries, merged) {
            names.entry(normal(&actor.name)).or_default().insert(actor.id);
        }
        Self { ids, forms, names }
    }

    /// Returns the one actor that is meant: of that id, or shown under that name, or written so.
    fn find(&self, who: &Who) -> Result<ActorId, String> {
        if let Some(id) = self.ids.get(&ActorId(who.text.clone())).filter(|_| !who.quoted) {
            return Ok(id.clone());
        }
        let name = normal(&who.text);
        for known in [&self.names, &self.forms] {
            let Some(found) = known.get(&name) else { continue };
            if let (Some(id), 1) = (found.first(), found.len()) {
                return Ok(id.clone());
            }
            let ids: Vec<String> = found.iter().map(|id| format!("`{}`", id.0)).collect();
            return Err(format!("`{}` may be {}: write which", who.text, ids.join(" or ")));
        }
        match self.ids.get(&ActorId(who.text.clone())) {
            Some(id) => Ok(id.clone()),
            None => Err(format!("nobody here is called `{}`", who.text)),
        }
    }

    /// The same, or else an actor that is not there yet.
    fn find_or_make(&self, who: &Who) -> Result<ActorId, String> {
        match self.find(who) {
            Err(_) if !self.names.contains_key(&normal(&who.text)) && !self.forms.contains_key(&normal(&who.text)) => {
                let id = ActorId::of_name(&who.text);
                if id.0.is_empty() { Err(format!("`{}` makes no id", who.text)) } else { Ok(id) }
            }
            found => found,
        }
    }
}

/// Returns the actor that each merged one becomes: of a group, the one that stands on the left of its lines.
fn groups(plan: &Plan, problems: &mut Vec<Problem>) -> BTreeMap<ActorId, ActorId> {
    let mut members: Vec<BTreeSet<&ActorId>> = Vec::new();
    for (_, into, others) in &plan.merges {
        let mut group: BTreeSet<&ActorId> = others.iter().chain([into]).collect();
        members.retain(|known| {
            let shared = known.iter().any(|id| group.contains(id));
            if shared {
                group.extend(known);
            }
            !shared
        });
        members.push(group);
    }
    let mut out = BTreeMap::new();
    for group in &members {
        let lines = plan.merges.iter().filter(|(_, into, _)| group.contains(into));
        let right: BTreeSet<&ActorId> = lines.clone().flat_map(|(_, _, others)| others).collect();
        let left: BTreeSet<&ActorId> =
            lines.clone().map(|(_, into, _)| into).filter(|id| !right.contains(id)).collect();
        let chosen = left.first().or_else(|| group.first()).copied();
        let Some(chosen) = chosen else { continue };
        if left.len() != 1 && group.len() > 1 {
            for (line, _, _) in lines {
                let reason = format!("the lines that merge these do not agree on which id stays; `{}` does", chosen.0);
                problems.push(Problem { line: *line, reason });
            }
        }
        out.extend(group.iter().map(|&id| (id.clone(), chosen.clone())));
    }
    out
}

/// Returns the splits that no other line contradicts.
fn without_conflicts(
    plan: &Plan,
    groups: &BTreeMap<ActorId, ActorId>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<Part, ActorId> {
    let mut out = BTreeMap::new();
    for (part, targets) in &plan.splits {
        let mut refuse = |reason: String| {
            let lines = targets.values().flatten();
            problems.extend(lines.map(|&line| Problem { line, reason: reason.clone() }));
        };
        let moved = |id: &'_ ActorId| groups.get(id).unwrap_or(id).clone();
        let Some(to) = targets.keys().next() else { continue };
        let dropped = plan.drops.keys().any(|(dropped, article)| {
            (article.is_none() || *article == part.article) && *dropped == Dropped::Form(part.form.clone())
        });
        if targets.len() > 1 {
            let ids: Vec<String> = targets.keys().map(|id| format!("`{}`", id.0)).collect();
            refuse(format!("`{}` is split off as {}: not done", part.form, ids.join(" and as ")));
        } else if moved(to) == moved(&part.from) {
            refuse(format!("`{}` and `{}` are merged by another line: not split", part.from.0, to.0));
        } else if dropped {
            refuse(format!("`{}` is dropped by another line: not split", part.form));
        } else {
            out.insert(part.clone(), to.clone());
        }
    }
    out
}

fn single_names(plan: &Plan, problems: &mut Vec<Problem>) -> BTreeMap<ActorId, String> {
    let mut out = BTreeMap::new();
    for (id, names) in &plan.renames {
        match names.keys().next() {
            Some(name) if names.len() == 1 => drop(out.insert(id.clone(), name.clone())),
            _ => {
                let all: Vec<String> = names.keys().map(|name| format!("\"{name}\"")).collect();
                let reason = format!("`{}` is given the names {}: not renamed", id.0, all.join(" and "));
                problems.extend(names.values().flatten().map(|&line| Problem { line, reason: reason.clone() }));
            }
        }
    }
    out
}

/// What of a plan met something in some article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Used {
    Drop(Dropped, Option<String>),
    Split(Part),
}

fn tell_unused(plan: &Plan, splits: &BTreeMap<Part, ActorId>, used: &BTreeSet<Used>, problems: &mut Vec<Problem>) {
    for ((what, article), lines) in &plan.drops {
        if !used.contains(&Used::Drop(what.clone(), article.clone())) {
            let form = match what {
                Dropped::Form(form) => form,
                Dropped::Actor(id) => &id.0,
            };
            let reason = format!("`{form}` names nobody here");
            problems.extend(lines.iter().map(|&line| Problem { line, reason: reason.clone() }));
        }
    }
    for part in splits.keys().filter(|part| !used.contains(&Used::Split((*part).clone()))) {
        let reason = format!("`{}` is nowhere taken for `{}`", part.form, part.from.0);
        let lines = plan.splits.get(part).into_iter().flat_map(BTreeMap::values).flatten();
        problems.extend(lines.map(|&line| Problem { line, reason: reason.clone() }));
    }
}

/// One article under correction.
struct Changed<'a> {
    merged: &'a Actors,
    entry: &'a mut Entry,
    used: &'a mut BTreeSet<Used>,
}

impl Changed<'_> {
    fn drop(&mut self, drops: &BTreeMap<(Dropped, Option<String>), Vec<usize>>) {
        for (what, article) in drops.keys() {
            if !self.is_in(article.as_deref()) {
                continue;
            }
            let (merged, text) = (self.merged, &self.entry.article.text);
            let goes = |span: Span, actor: Option<&ActorId>| match what {
                Dropped::Form(form) => is_form(span.of(text), form),
                Dropped::Actor(id) => actor.is_some_and(|actor| whole(merged, actor) == *id),
            };
            let mut gone = BTreeSet::new();
            let reading = &mut self.entry.reading;
            let mut any = false;
            reading.names.retain(|name| {
                let goes = goes(name.span, name.actor.as_ref());
                any |= goes;
                gone.extend(name.actor.clone().filter(|_| goes));
                !goes
            });
            // nor do other articles tell whom a form means that means nobody
            let described = reading.descriptions.len();
            reading.descriptions.retain(|description| !goes(description.span, description.actor.as_ref()));
            any |= reading.descriptions.len() < described;
            for (span, actor) in reading.parties_mut() {
                if actor.is_some() && goes(span, actor.as_ref()) {
                    *actor = None;
                    any = true;
                }
            }
            let left: BTreeSet<&ActorId> = reading.names.iter().filter_map(|name| name.actor.as_ref()).collect();
            gone.retain(|id| !left.contains(id));
            reading.change_actors(|id| {
                let goes = gone.contains(id) || matches!(what, Dropped::Actor(gone) if whole(merged, id) == *gone);
                any |= goes;
                (!goes).then(|| id.clone())
            });
            if any {
                self.used.insert(Used::Drop(what.clone(), article.clone()));
            }
        }
    }

    fn split(&mut self, splits: &BTreeMap<Part, ActorId>) {
        for (part, to) in splits {
            if !self.is_in(part.article.as_deref()) {
                continue;
            }
            let (merged, text) = (self.merged, &self.entry.article.text);
            let is_whole = |actor: &Option<ActorId>| actor.as_ref().is_some_and(|id| whole(merged, id) == part.from);
            let reading = &mut self.entry.reading;
            let mut moved: Vec<Span> = Vec::new();
            for name in reading.names.iter_mut().filter(|name| is_whole(&name.actor)) {
                if is_form(name.span.of(text), &part.form) {
                    name.actor = Some(to.clone());
                    moved.push(name.span);
                }
            }
            let mut any = !moved.is_empty();
            for (span, actor) in reading.parties_mut() {
                let named = || moved.iter().any(|name| span.cover(*name) == span);
                if is_whole(actor) && (is_form(span.of(text), &part.form) || named()) {
                    *actor = Some(to.clone());
                    any = true;
                }
            }
            // what has no place of its own follows when the whole is named nowhere else in the article
            if !moved.is_empty() && !reading.names.iter().any(|name| is_whole(&name.actor)) {
                reading.change_actors(|id| Some(if whole(merged, id) == part.from { to.clone() } else { id.clone() }));
            }
            if any {
                self.used.insert(Used::Split(part.clone()));
            }
        }
    }

    /// Makes of the other forms of a split actor what they were before: without this, a surname that now two people bear
    /// would stand for neither.
    fn keep_whole(&mut self, splits: &BTreeMap<Part, ActorId>) {
        let (merged, wholes) = (self.merged, splits.keys().map(|part| &part.from).collect::<BTreeSet<_>>());
        let made: BTreeSet<&ActorId> = splits.values().collect();
        self.entry.reading.change_actors(|id| {
            let whole = whole(merged, id);
            Some(if wholes.contains(&whole) && !made.contains(id) { whole } else { id.clone() })
        });
    }

    fn merge(&mut self, groups: &BTreeMap<ActorId, ActorId>) {
        let merged = self.merged;
        self.entry.reading.change_actors(|id| {
            let whole = whole(merged, id);
            Some(groups.get(&whole).filter(|into| **into != whole).unwrap_or(id).clone())
        });
    }

    fn is_in(&self, article: Option<&str>) -> bool {
        article.is_none_or(|article| {
            let path = self.entry.article.path.replace('\\', "/");
            path.strip_suffix(article).is_some_and(|before| before.is_empty() || before.ends_with('/'))
        })
    }
}

/// Returns the actor of the pile that an article's actor is; one that corrections made is itself.
fn whole(merged: &Actors, id: &ActorId) -> ActorId {
    merged.number(id).map_or_else(|| id.clone(), |number| merged.id(number))
}

/// Returns a form with straight apostrophes and single blanks.
fn normal(form: &str) -> String {
    form.replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells whether a text is that form; the case of its first letter does not matter, for a sentence may begin with it.
fn is_form(text: &str, form: &str) -> bool {
    let text = normal(text);
    let (mut a, mut b) = (text.chars(), form.chars());
    match (a.next(), b.next()) {
        (Some(first), Some(other)) => first.to_lowercase().eq(other.to_lowercase()) && a.as_str() == b.as_str(),
        _ => false,
    }
}
