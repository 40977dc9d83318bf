//! Names made from other names: compounds, demonyms, adjectives.

use super::{Finder, Mention};
use crate::name::{NameKind, article_view::begins_with_capital, lexicon::Prefix};

impl Finder<'_> {
    /// Tells whether a word is a name and a common noun with a hyphen between: `VN-missie`.
    pub(super) fn is_compound(&self, at: usize) -> bool {
        let form = self.view.form(at);
        let last = form.rsplit_once('-').map_or("", |(_, last)| last);
        begins_with_capital(form) && last.chars().next().is_some_and(char::is_lowercase)
    }

    /// Returns what a hyphenated word is and the id of the name inside it, or `None` when its parts say nothing.
    pub(super) fn compound(&self, form: &str) -> Option<(Option<NameKind>, Option<String>)> {
        let lexicon = self.view.lexicon;
        let (first, rest) = form.split_once('-')?;
        let (_, last) = form.rsplit_once('-')?;
        let whole = lexicon.entry(rest);
        let id = whole.map(|entry| entry.id.clone());
        match lexicon.prefix(&first.to_lowercase()) {
            Some(Prefix::Stance) if begins_with_capital(rest) => return Some((Some(NameKind::Other), id)),
            Some(Prefix::Direction) if begins_with_capital(rest) => {
                return Some((whole.map(|entry| entry.kind).or(Some(NameKind::Location)), None));
            }
            _ => {}
        }
        if last.chars().next().is_some_and(char::is_lowercase) && begins_with_capital(form) {
            let starts = last.char_indices().map(|(at, _)| at).filter(|&at| at == 0 || last.len() - at >= 5);
            let kind = starts.filter_map(|at| lexicon.tail(last.get(at..)?)).next().unwrap_or(NameKind::Other);
            // a mission of an organisation is another actor than the organisation
            let part = form.rsplit_once('-').filter(|_| kind != NameKind::Organisation);
            let part = part.and_then(|(name, _)| lexicon.entry(name));
            return Some((Some(kind), part.map(|entry| entry.id.clone())));
        }
        let people = lexicon.entry(last).filter(|entry| entry.kind == NameKind::Other);
        people.map(|entry| (Some(NameKind::Other), Some(entry.id.clone())))
    }

    /// Returns the listed place that a word which no list has is made from with an ending for its people: `Dorpelse`.
    pub(super) fn demonym(&self, form: &str) -> Option<String> {
        let lexicon = self.view.lexicon;
        if !lexicon.listed(form).is_empty() {
            return None;
        }
        lexicon.demonym_endings().iter().find_map(|ending| {
            let base = form.strip_suffix(ending.as_str()).filter(|base| base.chars().count() >= 4)?;
            (lexicon.entry(base).is_some() || lexicon.listed(base).contains('L')).then(|| base.to_owned())
        })
    }

    /// Returns a compound with a listed name of several words as its first part: `New Dorpel-based`.
    pub(super) fn compound_of_several(&self, at: usize) -> Option<Mention> {
        const LONGEST: usize = 3;
        if !begins_with_capital(self.view.form(at)) || !self.view.lexicon.starts_entry(self.view.form(at)) {
            return None;
        }
        let end = (at + 2..=(at + LONGEST).min(self.end)).rev().find(|&end| {
            let form = self.surface(at..end);
            // `New Dorpelse`
            let base = |ending: &String| form.strip_suffix(ending.as_str()).is_some_and(|base| self.is_place(base));
            let lexicon = self.view.lexicon;
            let mut endings = lexicon.demonym_endings().iter().chain(lexicon.adjective_endings());
            if self.known(&form).is_none() && endings.any(base) {
                return true;
            }
            let listed = form.split_once('-').is_some_and(|(name, tail)| {
                tail.chars().next().is_some_and(char::is_lowercase) && self.known(name).is_some()
            });
            listed && self.known(&form).is_none()
        })?;
        let form = self.surface(at..end);
        if !form.contains('-') {
            return Some(self.build(at..end, Some(NameKind::Other), "name.demonym"));
        }
        let (kind, id) = self.compound(&form).unwrap_or((Some(NameKind::Other), None));
        Some(Mention { kind, id, ..self.build(at..end, None, "name.compound") })
    }

    pub(super) fn is_place(&self, form: &str) -> bool {
        self.known(form).is_some_and(|entry| entry.kind == NameKind::Location)
    }
}
