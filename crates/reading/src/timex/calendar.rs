//! Arithmetic on calendar dates that are known to some precision.
//!
//! Every step is taken from the first and from the last day that the base may be. When both give the same date, that is
//! the answer; when they do not, the answer is what they share, unknown digits as `X`: nothing is made up.

use document::{PartialDate, Season};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// A calendar unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Returns the unit of that code: `D W WE M Q H Y DE CE`.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "D" => Self::Day,
            "W" => Self::Week,
            "WE" => Self::Weekend,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "H" => Self::Half,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            _ => return None,
        })
    }

    /// Returns the value of a date of this unit of which nothing is known.
    fn unknown(self) -> &'static str {
        match self {
            Self::Day => "XXXX-XX-XX",
            Self::Week => "XXXX-WXX",
            Self::Weekend => "XXXX-WXX-WE",
            Self::Month => "XXXX-XX",
            Self::Quarter => "XXXX-QX",
            Self::Half => "XXXX-HX",
            Self::Year => "XXXX",
            Self::Decade => "XXX",
            Self::Century => "XX",
        }
    }
}

/// A date, or as much of one as is known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When {
    /// A date.
    Known(PartialDate),
    /// A value with unknown digits.
    Loose(String),
}

impl When {
    /// Returns the TIMEX3 value.
    pub fn value(&self) -> String {
        match self {
            Self::Known(date) => date.to_string(),
            Self::Loose(value) => value.clone(),
        }
    }

    /// Returns the date when it is one.
    pub fn known(&self) -> Option<PartialDate> {
        match self {
            Self::Known(date) => Some(*date),
            Self::Loose(_) => None,
        }
    }
}

/// Which of the dates that look alike is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The last one that has begun.
    Past,
    /// The last one that is over.
    Before,
    /// The next one that is not over, today's included.
    Future,
    /// The next one that has not begun.
    After,
    /// The one whose first day is nearest.
    Near,
}

/// Returns the date of `unit` that lies `n` units from `base`.
pub(crate) fn shift(base: Option<PartialDate>, unit: Unit, n: i32) -> Option<When> {
    let Some(base) = base else { return Some(When::Loose(unit.unknown().to_owned())) };
    let (first, last) = base.days();
    let (a, b) = (shift_day(first, unit, n)?, shift_day(last, unit, n)?);
    Some(common(a, b, unit, base, n))
}

/// Returns the date of `unit` that holds the day `n` units from `day`.
fn shift_day(day: Date, unit: Unit, n: i32) -> Option<PartialDate> {
    let n = i64::from(n);
    let months = |count: i64| -> Option<Date> { day.first_of_month().checked_add(count.checked_mul(n)?.months()).ok() };
    let years = |size: i16| -> Option<i16> {
        let at = i64::from(day.year().checked_div(size)?).checked_add(n)?;
        let year = at.checked_mul(i64::from(size))?;
        (0..=9999).contains(&year).then(|| i16::try_from(at).ok())?
    };
    if n.abs() > 200_000 {
        return None;
    }
    let moved = match unit {
        Unit::Day => PartialDate::Day(day.checked_add(n.days()).ok()?),
        Unit::Week | Unit::Weekend => {
            let week = day.checked_add(n.weeks()).ok()?.iso_week_date();
            if unit == Unit::Week {
                PartialDate::Week(week.year(), week.week())
            } else {
                PartialDate::Weekend(week.year(), week.week())
            }
        }
        Unit::Month => months(1).map(|date| PartialDate::Month(date.year(), date.month()))?,
        Unit::Quarter => months(3).map(|date| PartialDate::Quarter(date.year(), (date.month() - 1) / 3 + 1))?,
        Unit::Half => months(6).map(|date| PartialDate::Half(date.year(), (date.month() - 1) / 6 + 1))?,
        Unit::Year => PartialDate::Year(years(1)?),
        Unit::Decade => PartialDate::Decade(years(10)?),
        Unit::Century => PartialDate::Century(years(100)?),
    };
    in_range(moved).then_some(moved)
}

/// Years before 0 and after 9999 have no TIMEX3 form here.
fn in_range(date: PartialDate) -> bool {
    (0..=9999).contains(&date.first_day().year()) && (0..=9999).contains(&date.last_day().year())
}

/// Returns what two dates of a unit have in common.
fn common(a: PartialDate, b: PartialDate, unit: Unit, base: PartialDate, n: i32) -> When {
    if a == b {
        return When::Known(a);
    }
    let year = a.year().filter(|year| b.year() == Some(*year));
    match unit {
        Unit::Day => {
            let month = |date: PartialDate| (date.first_day().year(), date.first_day().month());
            // The day before or after a day of a month lies in that month, but for one day in thirty.
            if n.abs() <= 1 && matches!(base, PartialDate::Month(..) | PartialDate::Week(..)) {
                return When::Known(base);
            }
            if month(a) == month(b) {
                return When::Known(PartialDate::Month(month(a).0, month(a).1));
            }
            year.map_or_else(|| When::Loose(unit.unknown().to_owned()), |year| When::Known(PartialDate::Year(year)))
        }
        _ => {
            let unknown = unit.unknown();
            match year {
                Some(year) => When::Loose(unknown.replacen("XXXX", &format!("{year:04}"), 1)),
                None => When::Loose(unknown.to_owned()),
            }
        }
    }
}

/// Returns the same stretch of the calendar `n` years on: a quarter gives a quarter, a month a month.
pub(crate) fn shift_years(date: PartialDate, n: i32) -> Option<PartialDate> {
    let n = i16::try_from(n).ok()?;
    let year = |year: i16| year.checked_add(n).filter(|year| (0..=9999).contains(year));
    Some(match date {
        PartialDate::Year(y) => PartialDate::Year(year(y)?),
        PartialDate::Half(y, half) => PartialDate::Half(year(y)?, half),
        PartialDate::Quarter(y, quarter) => PartialDate::Quarter(year(y)?, quarter),
        PartialDate::Season(y, season) => PartialDate::Season(year(y)?, season),
        PartialDate::Month(y, month) => PartialDate::Month(year(y)?, month),
        _ => PartialDate::Year(year(date.year()?)?),
    })
}

/// Returns the day or month of which the year is not said.
pub(crate) fn month_day(base: Option<PartialDate>, month: i8, day: Option<i8>, direction: Direction) -> Option<When> {
    let make = |year: i16| match day {
        Some(day) => Date::new(year, month, day).ok().map(PartialDate::Day),
        None => Some(PartialDate::Month(year, month)),
    };
    let loose = match day {
        Some(day) => format!("XXXX-{month:02}-{day:02}"),
        None => format!("XXXX-{month:02}"),
    };
    // A day that exists in no year is no date.
    make(2024)?;
    yearly(base, direction, make, loose)
}

/// Returns the season of which the year is not said.
pub(crate) fn season(base: Option<PartialDate>, season: Season, direction: Direction) -> Option<When> {
    let make = |year| Some(PartialDate::Season(year, season));
    let loose = PartialDate::Season(2000, season).to_string().replacen("2000", "XXXX", 1);
    yearly(base, direction, make, loose)
}

/// Returns the quarter of which the year is not said.
pub(crate) fn quarter(base: Option<PartialDate>, quarter: i8, direction: Direction) -> Option<When> {
    let make = |year| Some(PartialDate::Quarter(year, quarter));
    yearly(base, direction, make, format!("XXXX-Q{quarter}"))
}

/// Returns the day of a holiday: its code is a month and day (`12-25`), `E` with the days from Easter Sunday (`E+1`), or
/// `N` with month, weekday and which of them it is (`N9-2-3`: the third Tuesday of September).
pub(crate) fn holiday(year: i16, code: &str) -> Option<Date> {
    if let Some(offset) = code.strip_prefix('E') {
        return easter(year)?.checked_add(offset.parse::<i64>().ok()?.days()).ok();
    }
    if let Some(code) = code.strip_prefix('N') {
        let mut parts = code.split('-').map(|part| part.parse::<i8>().ok());
        let (month, weekday, nth) = (parts.next()??, parts.next()??, parts.next()??);
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        return Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok();
    }
    let (month, day) = code.split_once('-')?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Returns the holiday of which the year is not said.
pub(crate) fn holiday_near(base: Option<PartialDate>, code: &str, direction: Direction) -> Option<When> {
    let loose = if code.starts_with(['E', 'N']) { "XXXX".to_owned() } else { format!("XXXX-{code}") };
    yearly(base, direction, |year| holiday(year, code).map(PartialDate::Day), loose)
}

/// Returns Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

/// Picks the year in which a yearly date is meant.
fn yearly(
    base: Option<PartialDate>,
    direction: Direction,
    make: impl Fn(i16) -> Option<PartialDate>,
    loose: String,
) -> Option<When> {
    let Some(base) = base else { return Some(When::Loose(loose)) };
    let pick = |day: Date| -> Option<PartialDate> {
        // Eight years hold every day of the calendar.
        let year = day.year();
        let mut candidates = (year.saturating_sub(8)..=year.saturating_add(8))
            .filter_map(&make)
            .filter(|date| in_range(*date))
            .collect::<Vec<_>>();
        candidates.sort_by_key(|date| date.first_day());
        let mut early = candidates.iter().rev();
        let mut late = candidates.iter();
        match direction {
            Direction::Past => early.find(|date| date.first_day() <= day),
            Direction::Before => early.find(|date| date.last_day() < day),
            Direction::Future => late.find(|date| date.last_day() >= day),
            Direction::After => late.find(|date| date.first_day() > day),
            Direction::Near => candidates.iter().min_by_key(|date| distance(**date, day)),
        }
        .copied()
    };
    let (first, last) = base.days();
    let (a, b) = (pick(first)?, pick(last)?);
    if a == b {
        return Some(When::Known(a));
    }
    // Within the month of publication the day is that month's, whichever day it is.
    let inside = [a, b].into_iter().find(|date| matches!(base, PartialDate::Month(..)) && base.overlaps(*date));
    Some(inside.map_or(When::Loose(loose), When::Known))
}

fn distance(date: PartialDate, day: Date) -> i32 {
    let days = |other: Date| other.since(day).map_or(i32::MAX, |span| span.get_days().abs());
    if date.first_day() <= day && day <= date.last_day() {
        0
    } else {
        days(date.first_day()).min(days(date.last_day()))
    }
}

/// Returns the day of a weekday, 1 for Monday, near `base`.
pub(crate) fn weekday(base: Option<PartialDate>, weekday: i8, direction: Direction) -> Option<When> {
    let day_of_week = Weekday::from_monday_one_offset(weekday).ok()?;
    let Some(PartialDate::Day(day)) = base else { return Some(When::Loose(format!("XXXX-WXX-{weekday}"))) };
    let ahead = i32::from(day.weekday().until(day_of_week));
    let offset = match direction {
        Direction::Past if ahead == 0 => 0,
        Direction::Past | Direction::Before => ahead - 7,
        Direction::Future => ahead,
        Direction::After if ahead == 0 => 7,
        Direction::After => ahead,
        Direction::Near => {
            if ahead > 3 {
                ahead - 7
            } else {
                ahead
            }
        }
    };
    day.checked_add(i64::from(offset).days()).ok().map(|day| When::Known(PartialDate::Day(day)))
}

/// Returns the weekday of a week.
pub(crate) fn weekday_of(week: &When, weekday: i8) -> Option<When> {
    let day_of_week = Weekday::from_monday_one_offset(weekday).ok()?;
    Some(match week {
        When::Known(PartialDate::Week(year, week)) => {
            let date = jiff::civil::ISOWeekDate::new(*year, *week, day_of_week).ok()?.date();
            When::Known(PartialDate::Day(date))
        }
        When::Loose(value) if value.ends_with("-WXX") => When::Loose(format!("{value}-{weekday}")),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(value: &str) -> Option<PartialDate> {
        (!value.is_empty()).then(|| value.parse().expect("a date"))
    }

    fn check(base: &str, unit: Unit, n: i32, expected: &str) {
        assert_eq!(shift(date(base), unit, n).expect("a date").value(), expected, "{base} {unit:?} {n}");
    }

    #[test]
    fn what_the_base_does_not_tell_stays_unknown() {
        check("2021-10-04", Unit::Week, -1, "2021-W39");
        check("2021-10", Unit::Week, -1, "2021-WXX");
        check("2021-01", Unit::Week, -1, "XXXX-WXX");
        check("2021-10", Unit::Month, -1, "2021-09");
        check("2021-01", Unit::Month, -1, "2020-12");
        check("2021", Unit::Month, -1, "XXXX-XX");
        check("2021-10", Unit::Day, 0, "2021-10");
        check("2021-10", Unit::Year, -1, "2020");
        check("", Unit::Year, -1, "XXXX");
        check("2021-10-04", Unit::Quarter, -1, "2021-Q3");
        check("2021-10-04", Unit::Decade, -1, "201");
    }

    #[test]
    fn far_shifts_are_no_dates() {
        assert_eq!(shift(date("2021"), Unit::Year, -9000), None);
        assert_eq!(shift(date("2021-10-04"), Unit::Day, i32::MIN), None);
        assert_eq!(shift(date("2021-10-04"), Unit::Month, i32::MAX), None);
    }

    #[test]
    fn months_without_a_year_resolve_when_the_base_tells_which() {
        let month = |base, direction| month_day(date(base), 2, None, direction).expect("a date").value();
        assert_eq!(month("2021-10", Direction::Past), "2021-02");
        assert_eq!(month("2022-02", Direction::Past), "2022-02");
        assert_eq!(month("2021-10", Direction::Future), "2022-02");
        assert_eq!(month("2021", Direction::Past), "XXXX-02");
        assert_eq!(month("", Direction::Past), "XXXX-02");
        assert_eq!(month_day(date("2021"), 2, Some(30), Direction::Past), None);
        assert_eq!(month_day(date("2021"), 2, Some(29), Direction::Past).expect("a date").value(), "2020-02-29");
    }

    #[test]
    fn easter_moves() {
        for day in ["1999-04-04", "2018-04-01", "2019-04-21", "2021-04-04", "2038-04-25"] {
            let easter = easter(day[..4].parse().expect("a year")).expect("a day");
            assert_eq!(easter.to_string(), day);
        }
        assert_eq!(holiday(2019, "E+1").expect("a day").to_string(), "2019-04-22");
        assert_eq!(holiday(2022, "N9-2-3").expect("a day").to_string(), "2022-09-20");
        assert_eq!(holiday(2019, "02-30"), None);
        assert_eq!(holiday(2019, "N13-9-9"), None);
    }

    #[test]
    fn weekdays_need_a_day() {
        let monday = |base, direction| weekday(date(base), 1, direction).expect("a date").value();
        assert_eq!(monday("2022-02-16", Direction::Past), "2022-02-14");
        assert_eq!(monday("2022-02-14", Direction::Past), "2022-02-14");
        assert_eq!(monday("2022-02-14", Direction::Before), "2022-02-07");
        assert_eq!(monday("2022-02-16", Direction::Future), "2022-02-21");
        assert_eq!(monday("2022-02", Direction::Past), "XXXX-WXX-1");
    }
}
