//! Dates of publication as headers, metadata and paths write them. Times in running text are the business of `reading`.

use std::collections::BTreeMap;

use document::PartialDate;
use jiff::civil::Date;
use regex::{Captures, Regex};

/// How dates are printed: month names of all packs and the orders of day, month and year.
#[derive(Clone, Debug, Default)]
pub struct DateForms {
    months: BTreeMap<String, i8>,
    forms: Vec<(Order, Regex)>,
    path: Vec<(Order, Regex)>,
    /// A pattern without groups for any full date with its year, to build others from.
    pub pattern: String,
    /// A pattern without groups for a day and a month name.
    pub day_month: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}

/// How `10/04/2021` is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlashDates {
    /// The day comes first.
    DayFirst,
    /// The day or the month comes first: only the year is known when both are possible.
    Ambiguous,
}

impl DateForms {
    /// Returns the forms for these month names, given in lower case without a full stop.
    ///
    /// # Errors
    /// When a pattern made of the names cannot be compiled.
    pub fn new(months: BTreeMap<String, i8>) -> Result<Self, regex::Error> {
        let mut names: Vec<&String> = months.keys().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        // With and without a capital; folding all of Unicode is slow to compile.
        let cased = names.iter().flat_map(|name| {
            let mut chars = name.chars();
            let title: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
            [regex::escape(name), regex::escape(&title)]
        });
        let month = format!("(?:{})\\.?", cased.collect::<Vec<_>>().join("|"));
        let ordinal = r"(?:\.|[\p{Ll}º]{1,2})?";
        let linking = r"(?: ?\p{Ll}{2})?";
        let time = r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?Z| ?[+-]\d{2}:?\d{2})?)?";
        let shapes = [
            (Order::YearMonthDay, format!(r"(\d{{4}})-(\d{{2}})(?:-(\d{{2}}){time})?")),
            (Order::YearMonthDay, r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))".to_owned()),
            (Order::DayMonthYear, r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})".to_owned()),
            (Order::DayMonthYear, r"(\d{2})[-/](\d{2})[-/](\d{2})".to_owned()),
            (Order::DayMonthYear, format!(r"(\d{{1,2}}){ordinal}{linking}[ -]({month}),?{linking}[ -](\d{{4}})")),
            (Order::MonthDayYear, format!(r"({month}) (\d{{1,2}}){ordinal},? (\d{{4}})")),
            (Order::DayMonthYear, format!(r"()({month}),?{linking} (\d{{4}})")),
        ];
        let forms = shapes
            .iter()
            .map(|(order, shape)| Ok((*order, Regex::new(&format!(r"\b{shape}\b"))?)))
            .collect::<Result<_, regex::Error>>()?;
        let open = shapes
            .map(|(_, shape)| shape.replace("()", "").replace("(\\d", "(?:\\d").replace(&format!("({month})"), &month));
        let path = [
            r"(?:^|[^\p{L}\d])((?:19|20)\d{2})[-_/.]?(\d{2})[-_/.]?(\d{2})(?:[^\p{L}\d]|$)",
            r"(?:^|[^\p{L}\d])((?:19|20)\d{2})[-_/.](\d{2})(?:[^\p{L}\d]|$)",
            r"(?:^|/)((?:19|20)\d{2})(?:/)",
        ];
        let path =
            path.iter().map(|p| Ok((Order::YearMonthDay, Regex::new(p)?))).collect::<Result<_, regex::Error>>()?;
        let day_month = format!(r"(?:\d{{1,2}}{ordinal}{linking} {month}|{month} \d{{1,2}}{ordinal})");
        Ok(Self { months, forms, path, pattern: format!(r"\b(?:{})\b", open.join("|")), day_month })
    }

    /// Returns the first date in `text` that is known at least to its year.
    pub fn find(&self, text: &str, slashes: SlashDates) -> Option<PartialDate> {
        let found = self.forms.iter().flat_map(|(order, form)| {
            form.captures_iter(text).filter_map(move |groups| {
                let date = self.value(*order, &groups, slashes)?;
                Some((groups.get(0)?.start(), date))
            })
        });
        // At the same place the form that says more was listed first.
        found.min_by_key(|(start, _)| *start).map(|(_, date)| date)
    }

    /// Returns the date that a metadata value gives: any printed form, `20211004`, a year alone, seconds or
    /// milliseconds since 1970 (the day in UTC).
    pub fn parse(&self, value: &str, slashes: SlashDates) -> Option<PartialDate> {
        let value = value.trim();
        if value.len() > 200 {
            return None;
        }
        if value.bytes().all(|b| b.is_ascii_digit()) {
            return match value.len() {
                4 => plausible(PartialDate::Year(value.parse().ok()?)),
                8 => day(value.get(..4)?, value.get(4..6)?, value.get(6..)?),
                10 => epoch(value.parse().ok()?),
                13 => epoch(value.parse::<i64>().ok()? / 1000),
                _ => None,
            };
        }
        self.find(value, slashes)
    }

    /// Returns the date that a path contains, the part nearest to the file name first.
    pub fn in_path(&self, path: &str) -> Option<PartialDate> {
        self.path.iter().find_map(|(order, form)| {
            // Overlapping separators hide neighbours from `captures_iter`: look again from each digit.
            let starts = path.char_indices().filter(|(at, c)| {
                c.is_ascii_digit() && !path[..*at].ends_with(|before: char| before.is_alphanumeric())
            });
            let mut last = None;
            for (at, _) in starts {
                let from = path[..at].char_indices().next_back().map_or(0, |(before, _)| before);
                if let Some(groups) = form.captures(&path[from..])
                    && groups.get(1).is_some_and(|year| year.start() + from == at)
                {
                    last = self.value(*order, &groups, SlashDates::DayFirst).or(last);
                }
            }
            last
        })
    }

    fn value(&self, order: Order, groups: &Captures<'_>, slashes: SlashDates) -> Option<PartialDate> {
        let part = |index: usize| groups.get(index).map(|m| m.as_str()).filter(|s| !s.is_empty());
        let (year, month, day_of_month) = match order {
            Order::YearMonthDay => (part(1), part(2), part(3)),
            Order::DayMonthYear => (part(3), part(2), part(1)),
            Order::MonthDayYear => (part(3), part(1), part(2)),
        };
        let year = match year? {
            short if short.len() == 2 => format!("20{short}"),
            year => year.to_owned(),
        };
        let year = year.as_str();
        let Some(month) = month else { return plausible(PartialDate::Year(year.parse().ok()?)) };
        let month = match self.months.get(month.to_lowercase().trim_end_matches('.')) {
            Some(number) => number.to_string(),
            None => month.to_owned(),
        };
        let Some(day_of_month) = day_of_month else {
            return plausible(format!("{year}-{month:0>2}").parse().ok()?);
        };
        let slashed = groups.get(0).is_some_and(|m| m.as_str().contains('/')) && order == Order::DayMonthYear;
        if slashed && slashes == SlashDates::Ambiguous {
            return ambiguous(year, &month, day_of_month);
        }
        day(year, &month, day_of_month)
    }
}

/// `10/04/2021` where either number may be the month: the day when only one reading exists or both agree.
fn ambiguous(year: &str, second: &str, first: &str) -> Option<PartialDate> {
    match (day(year, second, first), day(year, first, second)) {
        (Some(a), Some(b)) if a != b => plausible(PartialDate::Year(year.parse().ok()?)),
        (a, b) => a.or(b),
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    plausible(PartialDate::Day(Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?))
}

fn epoch(seconds: i64) -> Option<PartialDate> {
    let date = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    plausible(PartialDate::Day(date))
}

/// Newspapers are not older than 1600, and later than 2199 is a misreading.
fn plausible(date: PartialDate) -> Option<PartialDate> {
    date.year().filter(|year| (1600..2200).contains(year)).map(|_| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms() -> DateForms {
        let months = [("oktober", 10), ("october", 10), ("oct", 10), ("maart", 3), ("mrt", 3), ("octobre", 10)];
        DateForms::new(months.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect()).expect("forms")
    }

    fn check(text: &str, expected: &str) {
        let found = forms().parse(text, SlashDates::DayFirst).map_or("none".to_owned(), |date| date.to_string());
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn printed_forms_are_known() {
        for text in [
            "2021-10-04",
            "2021-10-04T19:21:00Z",
            "2021-10-04 19:21:00+02:00",
            "2021/10/04",
            "4 oktober 2021",
            "4 Oct. 2021",
            "4th October 2021",
            "4. Oktober 2021",
            "4 de octobre de 2021",
            "October 4, 2021",
            "Oct 4th 2021",
            "Mon, 04 Oct 2021 19:21:00 +0200",
            "04-10-2021",
            "04-10-21, 06:30",
            "4.10.2021",
            "4/10/2021",
            "maandag 4 oktober 2021, 19:21",
            "20211004",
            "1633370000",
            "1633370000000",
        ] {
            check(text, "2021-10-04");
        }
        check("2021-10", "2021-10");
        check("oktober 2021", "2021-10");
        check("2021", "2021");
        check("3 mrt 2021 om 12:30", "2021-03-03");
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for text in ["", "gisteren, 19:21", "31-02-2021", "99999999", "0000-10-04", "4 brumaire 2021", "9999999999999"]
        {
            check(text, "none");
        }
    }

    #[test]
    fn slashes_that_may_be_american_give_the_year_only() {
        let parse = |text| forms().parse(text, SlashDates::Ambiguous).map(|date| date.to_string());
        assert_eq!(parse("10/04/2021").as_deref(), Some("2021"));
        assert_eq!(parse("10/24/2021").as_deref(), Some("2021-10-24"));
        assert_eq!(parse("24/10/2021").as_deref(), Some("2021-10-24"));
        assert_eq!(parse("03/03/2021").as_deref(), Some("2021-03-03"));
    }

    #[test]
    fn paths_give_the_date_nearest_to_the_file() {
        let path = |text: &str| forms().in_path(text).map_or("none".to_owned(), |date| date.to_string());
        assert_eq!(path("news/2021/10/04/bridge.txt"), "2021-10-04");
        assert_eq!(path("2021-10-04-bridge.txt"), "2021-10-04");
        assert_eq!(path("2020-01-01/20211004_bridge.txt"), "2021-10-04");
        assert_eq!(path("archive/2021-10/bridge.txt"), "2021-10");
        assert_eq!(path("archive/2021/bridge.txt"), "2021");
        assert_eq!(path("seeds/000_744bafa943ee8020.txt"), "none");
        assert_eq!(path("a2021-10-04b.txt"), "none");
        assert_eq!(path("20211004123.txt"), "none");
        assert_eq!(path("é2021-10-04é/1999-13-45.txt"), "none");
    }
}
