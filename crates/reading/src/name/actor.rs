//! Which actor a name stands for.

use std::collections::BTreeMap;

use document::Span;

use super::{ActorId, NameKind, acronym, article_view::ArticleView, find::Mention};

/// Returns the actor of every mention: the id of the tables, or one made of the longest form of the same name; of an
/// acronym that the article introduces, what it stands for.
pub(super) fn actors(view: &ArticleView, mentions: &[Mention], kinds: &[NameKind]) -> Vec<Option<ActorId>> {
    let mut longest: BTreeMap<&str, &str> = BTreeMap::new();
    let organisations = mentions.iter().zip(kinds).filter(|(_, kind)| **kind == NameKind::Organisation);
    for surface in organisations.map(|(mention, _)| view.text(mention.span)) {
        for form in surface.match_indices(' ').filter_map(|(at, _)| surface.get(..at)) {
            longest.entry(form).or_insert(surface);
        }
    }
    let people = People::new(view, mentions, kinds);
    let ids: BTreeMap<&str, &String> =
        mentions.iter().filter_map(|mention| Some((view.text(mention.span), mention.id.as_ref()?))).collect();
    let actor = |mention: &Mention, kind: NameKind| {
        if let Some(id) = &mention.id {
            return Some(ActorId(id.clone()));
        }
        let surface = view.text(mention.span);
        let full = match kind {
            NameKind::Person => people.full(without_ordinary_words(view, surface), mention.span),
            NameKind::Organisation => longest.get(surface).copied().unwrap_or(surface),
            NameKind::Location | NameKind::Other => surface,
        };
        if let Some(id) = ids.get(full) {
            return Some(ActorId((*id).clone()));
        }
        if let (NameKind::Organisation, Some(id)) = (kind, view.lexicon.shortened(full)) {
            return Some(ActorId(id.to_owned()));
        }
        // `Noord- en Zuid-Dorpel`: half a name is no actor's
        let slug = if surface.ends_with('-') { String::new() } else { slug(full) };
        (!slug.is_empty() && kind != NameKind::Other).then_some(ActorId(slug))
    };
    let mut actors: Vec<Option<ActorId>> =
        mentions.iter().zip(kinds).map(|(mention, &kind)| actor(mention, kind)).collect();
    for (long, short) in acronym::introduced(view, mentions, kinds) {
        let (Some(name), Some(acronym)) = (mentions.get(long), mentions.get(short)) else { continue };
        let listed = acronym
            .id
            .as_ref()
            .filter(|id| name.id.is_none() && view.lexicon.organisation_shares_word(id, view.text(name.span)));
        // the acronym of the tables may be somebody else's
        let id = listed.map(|id| ActorId(id.clone())).or_else(|| actors.get(long).cloned().flatten());
        for (mention, actor) in mentions.iter().zip(&mut actors) {
            if [name, acronym].iter().any(|known| view.text(known.span) == view.text(mention.span)) {
                actor.clone_from(&id);
            }
        }
    }
    actors
}

/// Who is named in full where.
struct People<'a> {
    view: &'a ArticleView<'a>,
    /// By the end of their names: full names, in the order of the text.
    bearers: BTreeMap<&'a str, Vec<(&'a str, Span)>>,
}

impl<'a> People<'a> {
    fn new(view: &'a ArticleView<'a>, mentions: &[Mention], kinds: &[NameKind]) -> Self {
        let mut bearers: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (mention, _) in mentions.iter().zip(kinds).filter(|(_, kind)| **kind == NameKind::Person) {
            let surface = without_ordinary_words(view, view.text(mention.span));
            for form in surface.match_indices(' ').filter_map(|(at, _)| surface.get(at + 1..)) {
                bearers.entry(form).or_default().push((surface, mention.span));
            }
        }
        Self { view, bearers }
    }

    /// Returns the full name of the person whom `form` at `span` means: of the only one who bears it, or else of the one
    /// named last before it, when no other was named in that paragraph. Where that does not tell, the form itself.
    fn full(&self, form: &'a str, span: Span) -> &'a str {
        let Some(bearers) = self.bearers.get(form) else { return form };
        let longest =
            |names: &mut dyn Iterator<Item = &'a str>| names.reduce(|a, b| if b.len() > a.len() { b } else { a });
        let Some(full) = longest(&mut bearers.iter().map(|(name, _)| *name)) else { return form };
        if bearers.iter().all(|(name, _)| may_be_one(name, full)) {
            return full;
        }
        let before = || bearers.iter().filter(|(_, place)| place.start < span.start);
        let Some(&(nearest, place)) = before().next_back() else { return form };
        let apart = |other: Span| self.view.text(Span::new(other.end, place.start)).contains("\n\n");
        if before().any(|&(name, other)| !may_be_one(name, nearest) && !apart(other)) {
            return form;
        }
        let same = &mut bearers.iter().map(|(name, _)| *name).filter(|name| may_be_one(name, nearest));
        longest(same).unwrap_or(nearest)
    }
}

/// Returns the part of a person's name from the first name on, when only ordinary words stand before it: `Visser Pieter
/// Zandstra`, where no table has the role.
fn without_ordinary_words<'a>(view: &ArticleView, name: &'a str) -> &'a str {
    let is_first = |word: &str| view.lexicon.listed(word).contains('F');
    let mut rest = name;
    while let Some((word, behind)) = rest.split_once(' ') {
        if is_first(word) || view.lexicon.frequency(&word.to_lowercase()).is_none() {
            break;
        }
        rest = behind;
    }
    let first = rest.split_once(' ').is_some_and(|(word, _)| is_first(word));
    if first { rest } else { name }
}

/// Tells whether two names that end alike may be of one person: one is the end of the other, or the first names are the same,
/// or one of them the initial of the other.
fn may_be_one(a: &str, b: &str) -> bool {
    if a.ends_with(b) || b.ends_with(a) {
        return true;
    }
    let first = |name: &'_ str| name.split(' ').next().unwrap_or_default().trim_end_matches('.').to_owned();
    let (a, b) = (first(a), first(b));
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || initial(&a, &b) || initial(&b, &a)
}

/// Returns lower-case ASCII words joined by hyphens; letters that have no ASCII form of their own are dropped.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        let folded = fold(c);
        if !folded.is_empty() {
            out.push_str(folded);
        } else if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() && !matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’' | '.') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// Returns the ASCII letters of a Latin letter with a diacritic, or nothing.
fn fold(c: char) -> &'static str {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' | 'ĝ' => "g",
        'ħ' => "h",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' | 'ŕ' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' | 'ţ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_ascii_words() {
        assert_eq!(slug("Zoë d'Aubérac-Öst"), "zoe-dauberac-ost");
        assert_eq!(slug("J.K. Smit"), "jk-smit");
        assert_eq!(slug("東京"), "");
    }
}
