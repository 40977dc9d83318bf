//! Which actor a name stands for.

use std::collections::BTreeMap;

use super::{ActorId, NameKind, article_view::ArticleView, find::Mention};

/// Returns the actor of every mention: the id of the tables, or one made of the longest form of the same name.
pub(super) fn actors(view: &ArticleView, mentions: &[Mention], kinds: &[NameKind]) -> Vec<Option<ActorId>> {
    let mut longest: BTreeMap<(NameKind, &str), &str> = BTreeMap::new();
    for (mention, &kind) in mentions.iter().zip(kinds) {
        let surface = view.text(mention.span);
        let shorter: Vec<&str> = match kind {
            NameKind::Person => surface.match_indices(' ').filter_map(|(at, _)| surface.get(at + 1..)).collect(),
            NameKind::Organisation => surface.match_indices(' ').filter_map(|(at, _)| surface.get(..at)).collect(),
            NameKind::Location | NameKind::Other => Vec::new(),
        };
        for form in shorter {
            let known = longest.entry((kind, form)).or_insert(surface);
            // of two people with one surname, the one named most fully; of two as full, the first
            if surface.len() > known.len() && surface.ends_with(*known) {
                *known = surface;
            }
        }
    }
    let ids: BTreeMap<&str, &String> =
        mentions.iter().filter_map(|mention| Some((view.text(mention.span), mention.id.as_ref()?))).collect();
    mentions
        .iter()
        .zip(kinds)
        .map(|(mention, &kind)| {
            if let Some(id) = &mention.id {
                return Some(ActorId(id.clone()));
            }
            let surface = view.text(mention.span);
            let full = longest.get(&(kind, surface)).copied().unwrap_or(surface);
            if let Some(id) = ids.get(full) {
                return Some(ActorId((*id).clone()));
            }
            if let (NameKind::Organisation, Some(id)) = (kind, view.lexicon.shortened(full)) {
                return Some(ActorId(id.to_owned()));
            }
            // `Noord- en Zuid-Dorpel`: half a name is no actor's
            let slug = if surface.ends_with('-') { String::new() } else { slug(full) };
            (!slug.is_empty() && kind != NameKind::Other).then_some(ActorId(slug))
        })
        .collect()
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
