//! Dates in words, at the precision known.

use document::PartialDate;
use jiff::civil::Date;

use crate::text::{Arg, Language};

/// Returns a TIMEX3 date in words: `week 39 van 2021 (27 sep – 3 okt)`. Vague times have words of their own; a value
/// that no words exist for is returned as it is.
pub(crate) fn words(language: &Language, value: &str) -> String {
    match value.parse::<PartialDate>() {
        Ok(date) => date_words(language, date),
        Err(_) => language.find(&format!("date.{value}")).unwrap_or(value).to_owned(),
    }
}

/// Returns what a `datetime` attribute may hold, or `None` where HTML has no form for the precision.
pub(crate) fn machine(value: &str) -> Option<String> {
    match value.parse().ok()? {
        date @ (PartialDate::Year(_) | PartialDate::Month(..) | PartialDate::Week(..) | PartialDate::Day(_)) => {
            Some(date.to_string())
        }
        _ => None,
    }
}

/// Returns the name of the precision, `None` for a day.
pub(crate) fn precision(date: PartialDate) -> Option<&'static str> {
    match date {
        PartialDate::Century(_) => Some("century"),
        PartialDate::Decade(_) => Some("decade"),
        PartialDate::Year(_) => Some("year"),
        PartialDate::Half(..) => Some("half"),
        PartialDate::Quarter(..) => Some("quarter"),
        PartialDate::Season(..) => Some("season"),
        PartialDate::Month(..) => Some("month"),
        PartialDate::Week(..) => Some("week"),
        PartialDate::Weekend(..) => Some("weekend"),
        PartialDate::Day(_) => None,
    }
}

/// Returns the day's number, counted from the year 0.
pub(crate) fn day_number(date: Date) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "fewer than four million days")]
    let hours = date.duration_since(jiff::civil::date(0, 1, 1)).as_hours() as f64;
    hours / 24.0
}

/// Returns the name of a month, 1 to 12.
pub(crate) fn month_name(language: &Language, month: i8, length: &str) -> String {
    language.find(&format!("month.{length}.{month}")).unwrap_or_default().to_owned()
}

fn date_words(language: &Language, date: PartialDate) -> String {
    let say = |key: &str, args: &[(&str, &str)]| {
        let args: Vec<_> = args.iter().map(|&(name, value)| (name, Arg::Plain(value))).collect();
        language.say(&format!("date.{key}"), &args)
    };
    let (first, last) = date.days();
    let year = last.year().to_string();
    let short = |day: Date| {
        let month = month_name(language, day.month(), "short");
        say("day_month", &[("day", &day.day().to_string()), ("month", &month)])
    };
    match date {
        PartialDate::Century(_) => {
            say("century", &[("from", &first.year().to_string()), ("to", &last.year().to_string())])
        }
        PartialDate::Decade(_) => say("decade", &[("year", &first.year().to_string())]),
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Half(_, half) => {
            let n = Arg::Count(usize::from(half.unsigned_abs()));
            language.say("date.half", &[("n", n), ("year", Arg::Plain(&year))])
        }
        PartialDate::Quarter(_, n) => say("quarter", &[("n", &n.to_string()), ("year", &year)]),
        PartialDate::Season(_, season) => {
            let name = match season {
                document::Season::Spring => "spring",
                document::Season::Summer => "summer",
                document::Season::Autumn => "autumn",
                document::Season::Winter => "winter",
            };
            say(name, &[("year", &year), ("before", &first.year().to_string())])
        }
        PartialDate::Month(_, month) => {
            say("month", &[("month", &month_name(language, month, "long")), ("year", &year)])
        }
        PartialDate::Week(week_year, n) => say(
            "week",
            &[("n", &n.to_string()), ("year", &week_year.to_string()), ("from", &short(first)), ("to", &short(last))],
        ),
        PartialDate::Weekend(..) => say("weekend", &[("from", &short(first)), ("to", &short(last)), ("year", &year)]),
        PartialDate::Day(day) => say(
            "day",
            &[("day", &day.day().to_string()), ("month", &month_name(language, day.month(), "long")), ("year", &year)],
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Texts;

    fn check(value: &str, dutch: &str, english: &str) {
        let texts = Texts::embedded();
        let both: Vec<_> = texts.languages.iter().map(|language| super::words(language, value)).collect();
        assert_eq!(both, [dutch, english], "{value}");
    }

    #[test]
    fn every_precision_has_words() {
        check("2021-W39", "week 39 van 2021 (27 sep – 3 okt)", "week 39 of 2021 (27 Sep – 3 Oct)");
        check("2021-W39-WE", "weekend van 2 okt – 3 okt 2021", "weekend of 2 Oct – 3 Oct 2021");
        check("2021-10-04", "4 oktober 2021", "4 October 2021");
        check("2021-10", "oktober 2021", "October 2021");
        check("2021", "2021", "2021");
        check("2021-H2", "tweede helft van 2021", "second half of 2021");
        check("2021-Q3", "kwartaal 3 van 2021", "quarter 3 of 2021");
        check("2022-WI", "winter 2021–2022", "winter 2021–2022");
        check("199", "de jaren 1990", "the 1990s");
        check("20", "de jaren 2000–2099", "the years 2000–2099");
        check("PAST_REF", "in het verleden", "in the past");
        check("XXXX-02", "XXXX-02", "XXXX-02");
    }

    #[test]
    fn days_are_numbered_without_gaps() {
        let number = |y, m, d| super::day_number(jiff::civil::date(y, m, d));
        assert_eq!(number(2024, 3, 1) - number(2024, 2, 28), 2.0);
        assert_eq!(number(0, 1, 1), 0.0);
    }
}
