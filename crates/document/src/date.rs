//! Calendar dates known to some precision.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A calendar date known to some precision, written as TimeML's TIMEX3 (ISO 8601 with seasons) writes it.
///
/// `2021`, `2021-Q3`, `2021-H1`, `2022-SU`, `2021-10`, `2021-W39`, `2021-W39-WE`, `2021-10-04`, `202` (the 2020s),
/// `20` (the years 2000-2099). Values with unknown digits (`XXXX-02`) are not dates: they do not parse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// A century: 20 is 2000-2099.
    Century(i16),
    /// A decade: 202 is the 2020s.
    Decade(i16),
    /// A year.
    Year(i16),
    /// A half of a year, 1 or 2.
    Half(i16, i8),
    /// A quarter of a year, 1 to 4.
    Quarter(i16, i8),
    /// A meteorological season; winter begins in December of the year before.
    Season(i16, Season),
    /// A month, 1 to 12.
    Month(i16, i8),
    /// An ISO 8601 week.
    Week(i16, i8),
    /// The weekend of an ISO 8601 week.
    Weekend(i16, i8),
    /// A day.
    Day(Date),
}

/// A season of the northern hemisphere, whole months as in meteorology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May, `SP`.
    Spring,
    /// June to August, `SU`.
    Summer,
    /// September to November, `FA`.
    Autumn,
    /// December of the year before to February, `WI`.
    Winter,
}

impl Season {
    const CODES: [(Season, &'static str); 4] =
        [(Season::Spring, "SP"), (Season::Summer, "SU"), (Season::Autumn, "FA"), (Season::Winter, "WI")];

    fn code(self) -> &'static str {
        Self::CODES.iter().find(|(season, _)| *season == self).expect("every season has a code").1
    }
}

/// The string is not a date in a form that [`PartialDate`] knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date such as `2021`, `2021-10`, `2021-W39` or `2021-10-04`")]
pub struct DateError(pub String);

impl PartialDate {
    /// Returns the first day it may be.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.days().0
    }

    /// Returns the last day it may be.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.days().1
    }

    /// Returns the first and the last day it may be.
    #[must_use]
    pub fn days(self) -> (Date, Date) {
        let months = |year: i16, first: i8, last: i8| (day(year, first, 1), day(year, last, 1).last_of_month());
        match self {
            Self::Century(century) => (day(century * 100, 1, 1), day(century * 100 + 99, 12, 31)),
            Self::Decade(decade) => (day(decade * 10, 1, 1), day(decade * 10 + 9, 12, 31)),
            Self::Year(year) => months(year, 1, 12),
            Self::Half(year, half) => months(year, half * 6 - 5, half * 6),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, quarter * 3),
            Self::Season(year, season) => match season {
                Season::Spring => months(year, 3, 5),
                Season::Summer => months(year, 6, 8),
                Season::Autumn => months(year, 9, 11),
                Season::Winter => (day(year - 1, 12, 1), day(year, 2, 1).last_of_month()),
            },
            Self::Month(year, month) => months(year, month, month),
            Self::Week(year, week) => (week_day(year, week, Weekday::Monday), week_day(year, week, Weekday::Sunday)),
            Self::Weekend(year, week) => {
                (week_day(year, week, Weekday::Saturday), week_day(year, week, Weekday::Sunday))
            }
            Self::Day(date) => (date, date),
        }
    }

    /// Returns the year, or `None` for decades and centuries.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            Self::Year(year)
            | Self::Half(year, _)
            | Self::Quarter(year, _)
            | Self::Season(year, _)
            | Self::Month(year, _)
            | Self::Week(year, _)
            | Self::Weekend(year, _) => Some(year),
            Self::Day(date) => Some(date.year()),
        }
    }

    /// Tells whether every day of `other` may be this date: a month contains its days, a year its weeks.
    #[must_use]
    pub fn contains(self, other: PartialDate) -> bool {
        let ((first, last), (other_first, other_last)) = (self.days(), other.days());
        first <= other_first && other_last <= last
    }

    /// Tells whether some day may be both dates.
    #[must_use]
    pub fn overlaps(self, other: PartialDate) -> bool {
        let ((first, last), (other_first, other_last)) = (self.days(), other.days());
        first <= other_last && other_first <= last
    }

    /// Orders by first day, and at the same first day the wider date first.
    #[must_use]
    pub fn sort_key(self) -> (Date, std::cmp::Reverse<Date>) {
        let (first, last) = self.days();
        (first, std::cmp::Reverse(last))
    }
}

/// The day, where one exists; the parser lets only valid months and years of four digits through.
fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year.clamp(0, 9999), month, day).unwrap_or(Date::ZERO)
}

fn week_day(year: i16, week: i8, weekday: Weekday) -> Date {
    ISOWeekDate::new(year, week, weekday).map_or(Date::ZERO, ISOWeekDate::date)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(century) => write!(f, "{century:02}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Season(year, season) => write!(f, "{year:04}-{}", season.code()),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Self::Weekend(year, week) => write!(f, "{year:04}-W{week:02}-WE"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    /// Parses a date as [`PartialDate`] writes it. A time of day behind a `T` is dropped.
    ///
    /// ```
    /// # use document::PartialDate;
    /// let week: PartialDate = "2021-W39".parse()?;
    /// assert_eq!(week.first_day().to_string(), "2021-09-27");
    /// assert!("2021-13".parse::<PartialDate>().is_err());
    /// # Ok::<(), document::DateError>(())
    /// ```
    fn from_str(s: &str) -> Result<Self, DateError> {
        parse(s).ok_or_else(|| DateError(s.to_owned()))
    }
}

fn parse(s: &str) -> Option<PartialDate> {
    let s = s.split_once('T').map_or(s, |(date, _)| date);
    if !s.is_ascii() {
        return None;
    }
    let mut parts = s.split('-');
    let head = parts.next()?;
    let year: i16 = digits(head)?;
    let (second, third, more) = (parts.next(), parts.next(), parts.next());
    if more.is_some() {
        return None;
    }
    let date = match (head.len(), second, third) {
        (2, None, None) => PartialDate::Century(year),
        (3, None, None) => PartialDate::Decade(year),
        (4, None, None) => PartialDate::Year(year),
        (4, Some(week), rest) if week.len() == 3 && week.starts_with('W') => {
            let number: i8 = digits(&week[1..])?;
            ISOWeekDate::new(year, number, Weekday::Monday).ok()?;
            match rest {
                None => PartialDate::Week(year, number),
                Some("WE") => PartialDate::Weekend(year, number),
                Some(weekday) => {
                    let weekday = Weekday::from_monday_one_offset(digits(weekday)?).ok()?;
                    PartialDate::Day(ISOWeekDate::new(year, number, weekday).ok()?.date())
                }
            }
        }
        (4, Some(part), None) if part.len() == 2 => match part.split_at(1) {
            ("Q", n) => PartialDate::Quarter(year, digits(n).filter(|n| (1..=4).contains(n))?),
            ("H", n) => PartialDate::Half(year, digits(n).filter(|n| (1..=2).contains(n))?),
            _ => match Season::CODES.iter().find(|(_, code)| *code == part) {
                Some((season, _)) => PartialDate::Season(year, *season),
                None => PartialDate::Month(year, digits(part).filter(|n| (1..=12).contains(n))?),
            },
        },
        (4, Some(month), Some(day)) if month.len() == 2 && day.len() == 2 => {
            PartialDate::Day(Date::new(year, digits(month)?, digits(day)?).ok()?)
        }
        _ => return None,
    };
    Some(date)
}

fn digits<T: FromStr>(s: &str) -> Option<T> {
    if s.is_empty() || !s.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    s.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, first: &str, last: &str) {
        let date: PartialDate = value.parse().expect("a date");
        assert_eq!(date.to_string(), value);
        assert_eq!((date.first_day().to_string(), date.last_day().to_string()), (first.to_owned(), last.to_owned()));
    }

    #[test]
    fn every_precision_knows_its_days() {
        check("20", "2000-01-01", "2099-12-31");
        check("199", "1990-01-01", "1999-12-31");
        check("2021", "2021-01-01", "2021-12-31");
        check("2021-H2", "2021-07-01", "2021-12-31");
        check("2021-Q1", "2021-01-01", "2021-03-31");
        check("2022-WI", "2021-12-01", "2022-02-28");
        check("2022-SU", "2022-06-01", "2022-08-31");
        check("2024-02", "2024-02-01", "2024-02-29");
        check("2021-W39", "2021-09-27", "2021-10-03");
        check("2021-W39-WE", "2021-10-02", "2021-10-03");
        check("2021-10-04", "2021-10-04", "2021-10-04");
    }

    #[test]
    fn what_is_not_a_date_is_an_error() {
        for bad in
            ["", "2", "20211", "2021-13", "2021-W54", "2021-02-30", "XXXX-02", "2021-1", "2021-Q5", "2021-", "é", "20é"]
        {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_time_of_day_is_dropped() {
        assert_eq!("2022-02-16TEV".parse::<PartialDate>().expect("a date").to_string(), "2022-02-16");
    }

    #[test]
    fn wide_dates_contain_narrow_ones() {
        let date = |s: &str| s.parse::<PartialDate>().expect("a date");
        assert!(date("2021").contains(date("2021-10-04")));
        assert!(!date("2021-10").contains(date("2021-W39")));
        assert!(date("2021-10").overlaps(date("2021-W39")));
        assert!(!date("2021").overlaps(date("2022-02")));
    }
}
