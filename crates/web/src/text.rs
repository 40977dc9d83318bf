//! The words of the interface, in every language that it speaks.
//!
//! All languages stand in the page, each in an element with its `lang`; the stylesheet shows the chosen one, so that
//! the choice works without script. Words live in `text/<code>.toml`, never here.

use std::collections::BTreeMap;

use maud::{Markup, html};

/// The languages of the interface: code and table.
const TABLES: [(&str, &str); 2] = [("nl", include_str!("text/nl.toml")), ("en", include_str!("text/en.toml"))];

/// The table of one language: `act.deny` to its words.
pub(crate) struct Language {
    pub(crate) code: &'static str,
    words: BTreeMap<String, String>,
}

/// The tables of all languages.
pub(crate) struct Texts {
    pub(crate) languages: Vec<Language>,
}

/// Something to fill into a sentence of the interface.
#[derive(Clone, Copy)]
pub(crate) enum Arg<'a> {
    /// A count; where the key has `one` and `other`, it chooses.
    Count(usize),
    /// Anything that is the same in all languages.
    Plain(&'a str),
    /// A TIMEX3 date, put in words.
    Date(&'a str),
}

impl Language {
    /// Returns the words of a key, or nothing when the table does not have it.
    pub(crate) fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// Returns the words of a key with its places filled in.
    pub(crate) fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let count = args.iter().find_map(|(_, arg)| if let Arg::Count(n) = arg { Some(*n) } else { None });
        let plural = count.and_then(|n| self.find(&format!("{key}.{}", if n == 1 { "one" } else { "other" })));
        let words = plural.or_else(|| self.find(key)).unwrap_or(key);
        debug_assert!(words != key, "no words for `{key}` in `{}`", self.code);
        let mut out = words.to_owned();
        for (name, arg) in args {
            let value = match arg {
                Arg::Count(n) => self.whole(&n.to_string()),
                Arg::Plain(text) => (*text).to_owned(),
                Arg::Date(value) => crate::date::words(self, value),
            };
            out = out.replace(&format!("{{{name}}}"), &value);
        }
        out
    }

    /// Returns a number as this language writes it, with at most three decimals; from a million on in words, where
    /// that loses nothing: `2,5 miljoen`.
    pub(crate) fn number(&self, value: f64) -> String {
        for (key, size) in [("number.billion", 1e9), ("number.million", 1e6)] {
            let part = value / size;
            if part.abs() >= 1.0 && (part * 1000.0).fract() == 0.0 {
                return self.say(key, &[("n", Arg::Plain(&self.digits(part)))]);
            }
        }
        self.digits(value)
    }

    /// Returns a range as this language writes it: `55–60 miljoen`, `2500–3000`.
    pub(crate) fn range(&self, low: f64, high: f64) -> String {
        let (from, to) = (self.number(low), self.number(high));
        match (from.split_once('\u{a0}'), to.split_once('\u{a0}')) {
            (Some((from, unit)), Some((_, same))) if unit == same => format!("{from}–{to}"),
            _ => format!("{from}–{to}"),
        }
    }

    fn digits(&self, value: f64) -> String {
        let fixed = format!("{value:.3}");
        let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, ""));
        let decimals = decimals.trim_end_matches('0');
        let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("−", whole));
        let mark = if decimals.is_empty() { "" } else { self.find("number.decimal").unwrap_or(".") };
        format!("{sign}{}{mark}{decimals}", self.whole(whole))
    }

    /// Puts group marks between the thousands of a row of digits; four digits stay together.
    fn whole(&self, digits: &str) -> String {
        if digits.len() < 5 {
            return digits.to_owned();
        }
        let mark = self.find("number.group").unwrap_or_default();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(mark);
            }
            out.push(digit);
        }
        out
    }
}

impl Texts {
    /// Returns the tables that are compiled in.
    pub(crate) fn embedded() -> Self {
        let languages = TABLES
            .iter()
            .map(|&(code, table)| {
                let table: toml::Table = toml::from_str(table).expect("a test parses every table");
                let mut words = BTreeMap::new();
                flatten("", &toml::Value::Table(table), &mut words);
                Language { code, words }
            })
            .collect();
        Self { languages }
    }

    /// Returns the words of a key.
    pub(crate) fn t(&self, key: &str) -> Markup {
        self.say(key, &[])
    }

    /// Returns the words of a key, filled in.
    pub(crate) fn say(&self, key: &str, args: &[(&str, Arg)]) -> Markup {
        self.each(|language| language.say(key, args))
    }

    /// Returns the words of a key with a count.
    pub(crate) fn count(&self, key: &str, n: usize) -> Markup {
        self.say(key, &[("n", Arg::Count(n))])
    }

    /// Returns the words for a name from the JSON, such as an act, or the name itself when the tables do not know it.
    pub(crate) fn name(&self, group: &str, name: &str) -> Markup {
        let key = format!("{group}.{name}");
        self.each(|language| language.find(&key).unwrap_or(name).to_owned())
    }

    /// Returns a date in words inside a `time` element, or says that it is unknown.
    pub(crate) fn date(&self, value: Option<&str>) -> Markup {
        let Some(value) = value else { return self.t("date.unknown") };
        let words = self.each(|language| crate::date::words(language, value));
        match crate::date::machine(value) {
            Some(machine) => html! { time datetime=(machine) { (words) } },
            None => words,
        }
    }

    /// Returns what `form` makes in each language, each in an element of its own unless they are all the same.
    pub(crate) fn each(&self, form: impl Fn(&Language) -> String) -> Markup {
        let forms: Vec<_> = self.languages.iter().map(|language| (language.code, form(language))).collect();
        if forms.windows(2).all(|pair| pair[0].1 == pair[1].1) {
            return html! { (forms.first().map_or("", |(_, form)| form.as_str())) };
        }
        html! { @for (code, form) in &forms { span class={ "u-" (code) } lang=(code) { (form) } } }
    }
}

fn flatten(prefix: &str, value: &toml::Value, words: &mut BTreeMap<String, String>) {
    let at = |key: &str| if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| flatten(&at(key), value, words)),
        toml::Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| flatten(&at(&(index + 1).to_string()), value, words));
        }
        toml::Value::String(text) => {
            words.insert(prefix.to_owned(), text.clone());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_key_and_the_same_places() {
        let texts = Texts::embedded();
        let places = |words: &str| {
            let mut found: Vec<_> = words.split('{').skip(1).filter_map(|s| s.split_once('}')).map(|p| p.0).collect();
            found.sort_unstable();
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let keys = |language: &Language| {
            language.words.iter().map(|(key, words)| (key.clone(), places(words))).collect::<Vec<_>>()
        };
        for language in &texts.languages {
            assert_eq!(keys(language), keys(&texts.languages[0]), "{}", language.code);
        }
        assert!(texts.languages[0].words.len() > 150);
    }

    #[test]
    fn counts_choose_singular_and_plural() {
        let texts = Texts::embedded();
        assert_eq!(texts.languages[0].say("count.copies", &[("n", Arg::Count(1))]), "1 kopie");
        assert_eq!(texts.languages[1].say("count.copies", &[("n", Arg::Count(12_345))]), "12,345 copies");
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let texts = Texts::embedded();
        let both = |value: f64| texts.languages.iter().map(|l| l.number(value)).collect::<Vec<_>>().join(" ");
        assert_eq!(both(30000.0), "30.000 30,000");
        assert_eq!(both(2.5), "2,5 2.5");
        assert_eq!(both(2400.0), "2400 2400");
        assert_eq!(both(-1_234_567.25), "−1.234.567,25 −1,234,567.25");
        assert_eq!(both(40e6), "40\u{a0}mln. 40\u{a0}million");
        assert_eq!(texts.languages[0].range(55e6, 60e6), "55–60\u{a0}mln.");
        assert_eq!(texts.languages[0].range(500_000.0, 2e6), "500.000–2\u{a0}mln.");
        assert_eq!(both(1.5e9), "1,5\u{a0}mld. 1.5\u{a0}billion");
    }

    #[test]
    fn unknown_names_are_shown_as_they_are() {
        assert_eq!(Texts::embedded().name("act", "<wink>").into_string(), "&lt;wink&gt;");
    }
}
