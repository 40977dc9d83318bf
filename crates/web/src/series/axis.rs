//! Scales of plots: where a value falls, and which ticks to write.

use jiff::civil::Date;

use crate::date::{day_number, month_name};
use crate::text::Language;

/// A scale of days onto 0 to 100 per cent of the width.
pub(crate) struct Days {
    first: Date,
    last: Date,
    from: f64,
    to: f64,
}

impl Days {
    /// Returns the scale on which all dates lie, with a margin, or `None` without dates.
    pub(crate) fn new(days: impl Iterator<Item = (Date, Date)>) -> Option<Self> {
        let (first, last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let (from, to) = (day_number(first), day_number(last));
        let margin = ((to - from) * 0.05).max(2.0);
        Some(Self { first, last, from: from - margin, to: to + margin })
    }

    /// Returns where a day falls, in per cent.
    pub(crate) fn at(&self, day: Date) -> f64 {
        round((day_number(day) - self.from) / (self.to - self.from) * 100.0)
    }

    /// Returns at most five ticks, with the way to write them in a language.
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        const MOST: usize = 5;
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
        let (first, last) = (months(self.first), months(self.last));
        for step in [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000] {
            let start = first + (step - first.rem_euclid(step)) % step;
            let ticks: Vec<_> = (start..=last).step_by(usize::try_from(step).unwrap_or(1)).collect();
            if ticks.len() <= MOST {
                let days = ticks.into_iter().filter_map(|month| {
                    let year = i16::try_from(month.div_euclid(12)).ok()?;
                    let date = Date::new(year, i8::try_from(month.rem_euclid(12)).ok()? + 1, 1).ok()?;
                    (date >= self.first || day_number(date) >= self.from).then_some(Tick::Month { date, step })
                });
                let days: Vec<_> = days.collect();
                return if days.len() < 2 { vec![Tick::Day(self.first), Tick::Day(self.last)] } else { days };
            }
        }
        vec![Tick::Day(self.first), Tick::Day(self.last)]
    }
}

/// A place on the axis of days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tick {
    /// The beginning of a month, or of a year where the step is twelve months or more.
    Month {
        /// Its first day.
        date: Date,
        /// Months from tick to tick.
        step: i32,
    },
    /// A day.
    Day(Date),
}

impl Tick {
    pub(crate) fn date(self) -> Date {
        match self {
            Self::Month { date, .. } | Self::Day(date) => date,
        }
    }

    pub(crate) fn words(self, language: &Language) -> String {
        let month = |date: Date| month_name(language, date.month(), "short");
        match self {
            Self::Month { date, step } if step >= 12 => date.year().to_string(),
            Self::Month { date, .. } => format!("{} {}", month(date), date.year()),
            Self::Day(date) => format!("{} {} {}", date.day(), month(date), date.year()),
        }
    }
}

/// Returns round numbers from 0 (or below) to at least `most`: at most six.
pub(crate) fn round_steps(least: f64, most: f64) -> Vec<f64> {
    let range = (most - least.min(0.0)).max(f64::MIN_POSITIVE);
    if !range.is_finite() {
        return vec![0.0];
    }
    let power = 10f64.powf((range / 5.0).log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| range / step <= 5.0)
        .unwrap_or(10.0 * power);
    let start = (least.min(0.0) / step).floor();
    let mut steps = Vec::new();
    for n in 0..12_u8 {
        let value = (start + f64::from(n)) * step;
        steps.push(value);
        if value >= most {
            break;
        }
    }
    steps
}

/// Rounds for writing: two decimals are finer than any screen.
pub(crate) fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn steps_are_round_and_reach_the_top() {
        assert_eq!(round_steps(0.0, 5100.0), [0.0, 2000.0, 4000.0, 6000.0]);
        assert_eq!(round_steps(0.0, 3.0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(round_steps(-3.0, 4.0), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        assert_eq!(round_steps(0.0, 0.0).first(), Some(&0.0));
        assert!(round_steps(0.0, f64::MAX).len() < 13);
    }

    #[test]
    fn ticks_are_few_at_every_range() {
        for (from, to) in [
            (date(2021, 3, 4), date(2021, 3, 4)),
            (date(2021, 3, 4), date(2021, 5, 30)),
            (date(2021, 3, 4), date(2023, 5, 30)),
            (date(2000, 1, 1), date(2099, 12, 31)),
            (date(0, 1, 1), date(9999, 12, 31)),
        ] {
            let days = Days::new([(from, to)].into_iter()).expect("dates");
            let ticks = days.ticks();
            assert!((2..=5).contains(&ticks.len()), "{from} {to}: {ticks:?}");
            assert!(ticks.iter().all(|tick| (0.0..=100.0).contains(&days.at(tick.date()))), "{ticks:?}");
        }
    }
}
