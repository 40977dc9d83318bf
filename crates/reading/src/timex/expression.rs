//! The notation of values, `rel(M,-1)` or `date($year,$month,$day)`, and what it means.

use document::{PartialDate, Season};

use super::calendar::{self, Direction, Unit, When};

/// A parsed value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    /// Text that stands for itself: `P1D`, `-1`.
    Text(String),
    /// The value of a capture; nothing when it did not take part.
    Capture(String),
    /// A function of others.
    Call(Function, Vec<Expression>),
}

/// What evaluation looks at besides captures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// When the article was published.
    pub published: Option<PartialDate>,
    /// The date that the text spoke of last.
    pub last: Option<PartialDate>,
    /// `last` stands in the same paragraph.
    pub near: bool,
    /// The quarter that the text spoke of last.
    pub quarter: Option<PartialDate>,
    /// Where the sentence looks, when a word of it tells.
    pub direction: Option<Direction>,
}

/// The result of an evaluation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// An optional capture that did not take part.
    Nothing,
    Text(String),
    When(When),
}

macro_rules! functions {
    ($($variant:ident $name:literal $doc:literal)*) => {
        /// The functions of the notation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Function { $(#[doc = $doc] $variant,)* }

        impl Function {
            fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

functions! {
    Date "date" "`date(year,month,day[,direction])`: year may be a date that lies in it, or nothing."
    Rel "rel" "`rel(unit,n)`: that many units from publication."
    After "after" "`after(unit,n)`: that many units from the date the text spoke of last."
    Ago "ago" "`ago(unit,n)`: that many units before publication, or vaguely the past when `n` is vague."
    SameAgo "sameago" "`sameago(unit,n)`: what the text spoke of last that many units before; a quarter or month stays one over years."
    YearAgo "yearago" "`yearago(unit,n)`: as `ago`, but years before a quarter that the text spoke of last give that quarter."
    LastQuarter "lastquarter" "`lastquarter(n)`: the quarter that the text spoke of last, or the last full one, `n` years on."
    Last "last" "`last(unit)`: the date the text spoke of last, if it is of that unit, or else the one around publication."
    Weekday "weekday" "`weekday(day[,direction])`."
    WeekdayOf "weekdayof" "`weekdayof(week,day)`."
    Season "season" "`season(year,season[,direction])`."
    Quarter "quarter" "`quarter(year,quarter[,direction])`."
    Half "half" "`half(year,half)`."
    Week "week" "`week(year,week)`."
    Decade "decade" "`decade(digits)`: the decade that begins with the year or two-digit year."
    Century "century" "`century(n)`: the n-th century."
    Holiday "holiday" "`holiday(year,code[,direction])`: code is a month and day, or `E` with days from Easter."
    At "at" "`at(date,time)`: a time of a day; the day of publication when there is no date."
    Clock "clock" "`clock(hour,minute,half)`: half is `am` or `pm`, or a part of the day."
    Duration "dur" "`dur(n,unit)`; n may be `X`, unit may be `TH`, `TM`, `TS`."
    Or "or" "`or(a,b)`: a, or b when a is nothing."
    Negative "neg" "`neg(n)`."
    Join "join" "`join(a,b,...)`: the texts together."
    Less "less" "`less(n,m)`: n minus m."
    Repeat "every" "`every(date)`: the date with its year, or its week, unknown."
}

/// Parses a value.
pub(crate) fn parse(source: &str) -> Result<Expression, String> {
    let (expression, rest) = expression(source)?;
    if rest.trim().is_empty() { Ok(expression) } else { Err(format!("`{rest}` behind the value")) }
}

fn expression(source: &str) -> Result<(Expression, &str), String> {
    let source = source.trim_start();
    let end = source.find(['(', ')', ',']).unwrap_or(source.len());
    let (head, rest) = source.split_at(end);
    let head = head.trim();
    let Some(mut rest) = rest.strip_prefix('(') else {
        let leaf =
            head.strip_prefix('$').map_or_else(|| Expression::Text(head.into()), |c| Expression::Capture(c.into()));
        return Ok((leaf, rest));
    };
    let function = Function::from_name(head).ok_or_else(|| format!("no function `{head}`"))?;
    let mut arguments = Vec::new();
    loop {
        let (argument, after) = expression(rest)?;
        arguments.push(argument);
        if let Some(after) = after.strip_prefix(',') {
            rest = after;
        } else {
            let after = after.strip_prefix(')').ok_or_else(|| format!("`{head}(` is not closed"))?;
            return Ok((Expression::Call(function, arguments), after));
        }
    }
}

impl Expression {
    /// Calls `visit` with the name of every capture.
    pub fn captures(&self, visit: &mut impl FnMut(&str)) {
        match self {
            Self::Text(_) => {}
            Self::Capture(name) => visit(name),
            Self::Call(_, arguments) => arguments.iter().for_each(|argument| argument.captures(visit)),
        }
    }

    /// Tells whether the value only looks back from another date, which then stays what the text speaks of.
    pub fn looks_back(&self) -> bool {
        matches!(self, Self::Call(Function::Ago | Function::SameAgo | Function::YearAgo | Function::LastQuarter, _))
    }

    /// Returns the value, or `None` when it makes none: the match is then no time expression.
    pub fn evaluate(&self, captures: &dyn Fn(&str) -> Option<String>, context: &Context) -> Option<Value> {
        match self {
            Self::Text(text) if text.is_empty() => Some(Value::Nothing),
            Self::Text(text) => Some(Value::Text(text.clone())),
            Self::Capture(name) => Some(captures(name).map_or(Value::Nothing, Value::Text)),
            Self::Call(function, arguments) => {
                let values: Option<Vec<Value>> =
                    arguments.iter().map(|argument| argument.evaluate(captures, context)).collect();
                call(*function, &Arguments(values?), context)
            }
        }
    }
}

impl Value {
    /// Returns the TIMEX3 value; nothing gives `None`.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Text(text) => Some(text.clone()),
            Self::When(when) => Some(when.value()),
        }
    }
}

struct Arguments(Vec<Value>);

impl Arguments {
    fn get(&self, index: usize) -> &Value {
        self.0.get(index).unwrap_or(&Value::Nothing)
    }

    fn text(&self, index: usize) -> Option<String> {
        self.get(index).text()
    }

    fn number(&self, index: usize) -> Option<i32> {
        self.text(index)?.parse().ok()
    }

    fn small(&self, index: usize) -> Option<i8> {
        self.text(index)?.parse().ok()
    }

    fn unit(&self, index: usize) -> Option<Unit> {
        Unit::from_code(&self.text(index)?)
    }

    fn direction(&self, index: usize, context: &Context) -> Option<Direction> {
        Some(match self.text(index).as_deref() {
            None => context.direction.unwrap_or(Direction::Past),
            Some("open") => context.direction.unwrap_or(Direction::Near),
            Some("past") => Direction::Past,
            Some("before") => Direction::Before,
            Some("future") => Direction::Future,
            Some("after") => Direction::After,
            Some("near") => Direction::Near,
            Some(_) => return None,
        })
    }

    /// Returns the year, `None` when there is none, or the value with unknown digits that stands in its place.
    fn year(&self, index: usize, context: &Context) -> Option<Year> {
        Some(match self.get(index) {
            Value::Nothing => Year::Unsaid,
            Value::When(When::Known(date)) => Year::Known(date.year()?),
            Value::When(When::Loose(value)) => Year::Loose(value.get(..4).unwrap_or("XXXX").to_owned()),
            Value::Text(text) => Year::Known(full_year(text, context)?),
        })
    }
}

enum Year {
    Unsaid,
    Known(i16),
    Loose(String),
}

/// Returns the year that digits stand for; two digits mean the latest year not far ahead of publication.
fn full_year(text: &str, context: &Context) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    if text.len() != 2 {
        return Some(year);
    }
    let now = context.published.and_then(PartialDate::year).unwrap_or(2030);
    let year = now / 100 * 100 + year;
    Some(if year > now.saturating_add(10) { year - 100 } else { year })
}

fn known(date: PartialDate) -> Option<Value> {
    // What cannot be read back, such as week 53 of a year with 52, is no date.
    date.to_string().parse::<PartialDate>().ok().map(|date| Value::When(When::Known(date)))
}

fn text(value: impl Into<String>) -> Option<Value> {
    Some(Value::Text(value.into()))
}

fn call(function: Function, args: &Arguments, context: &Context) -> Option<Value> {
    let published = context.published;
    match function {
        Function::Date => date(args, context),
        Function::Rel => calendar::shift(published, args.unit(0)?, args.number(1)?).map(Value::When),
        Function::After => after(args, context),
        Function::Ago => ago(args, context),
        Function::SameAgo => {
            let (unit, n) = (args.unit(0)?, args.number(1)?.checked_neg()?);
            let last = context.last.filter(|_| context.near);
            match (unit, context.quarter.or(last)) {
                (Unit::Year, Some(date @ (PartialDate::Quarter(..) | PartialDate::Half(..)))) => {
                    calendar::shift_years(date, n).and_then(known)
                }
                _ => calendar::shift(last.or(published), unit, n).map(Value::When),
            }
        }
        Function::YearAgo => match (args.unit(0), context.quarter, args.number(1)) {
            (Some(Unit::Year), Some(quarter), Some(n)) => {
                calendar::shift_years(quarter, n.checked_neg()?).and_then(known)
            }
            _ => ago(args, context),
        },
        Function::LastQuarter => {
            let over = |date: &PartialDate| published.is_none_or(|published| date.last_day() < published.last_day());
            let quarter = match context.quarter.filter(over) {
                Some(quarter) => quarter,
                None => calendar::shift(published, Unit::Quarter, -1)?.known()?,
            };
            calendar::shift_years(quarter, args.number(0)?).and_then(known)
        }
        Function::Last => {
            let unit = args.unit(0)?;
            match context.last {
                Some(last) if last.year().is_some() => calendar::shift(Some(last), unit, 0).map(Value::When),
                _ => calendar::shift(published, unit, 0).map(Value::When),
            }
        }
        Function::Weekday => calendar::weekday(published, args.small(0)?, args.direction(1, context)?).map(Value::When),
        Function::WeekdayOf => match args.get(0) {
            Value::When(week) => calendar::weekday_of(week, args.small(1)?).map(Value::When),
            _ => None,
        },
        Function::Season => {
            let season = season(&args.text(1)?)?;
            match args.year(0, context)? {
                Year::Unsaid => calendar::season(published, season, args.direction(2, context)?).map(Value::When),
                Year::Known(year) => known(PartialDate::Season(year, season)),
                Year::Loose(year) => text(format!("{year}-{}", args.text(1)?)),
            }
        }
        Function::Quarter => {
            let quarter = args.small(1).filter(|quarter| (1..=4).contains(quarter))?;
            match args.year(0, context)? {
                Year::Unsaid => calendar::quarter(published, quarter, args.direction(2, context)?).map(Value::When),
                Year::Known(year) => known(PartialDate::Quarter(year, quarter)),
                Year::Loose(year) => text(format!("{year}-Q{quarter}")),
            }
        }
        Function::Half => {
            let half = args.small(1).filter(|half| (1..=2).contains(half))?;
            match args.year(0, context)? {
                Year::Unsaid => match published.and_then(PartialDate::year) {
                    Some(year) => known(PartialDate::Half(year, half)),
                    None => text(format!("XXXX-H{half}")),
                },
                Year::Known(year) => known(PartialDate::Half(year, half)),
                Year::Loose(year) => text(format!("{year}-H{half}")),
            }
        }
        Function::Week => {
            let week = args.small(1).filter(|week| (1..=53).contains(week))?;
            match args.year(0, context)? {
                Year::Unsaid => match published.and_then(PartialDate::year) {
                    Some(year) => known(PartialDate::Week(year, week)),
                    None => text(format!("XXXX-W{week:02}")),
                },
                Year::Known(year) => known(PartialDate::Week(year, week)),
                Year::Loose(year) => text(format!("{year}-W{week:02}")),
            }
        }
        Function::Decade => {
            let digits = args.text(0)?;
            let year: i16 = digits.parse().ok()?;
            let year = if digits.len() == 2 { if year < 20 { 2000 + year } else { 1900 + year } } else { year };
            known(PartialDate::Decade(year / 10))
        }
        Function::Century => {
            let n: i16 = args.text(0)?.parse().ok()?;
            known(PartialDate::Century(n.checked_sub(1).filter(|n| (0..=99).contains(n))?))
        }
        Function::Holiday => {
            let code = args.text(1)?;
            match args.year(0, context)? {
                Year::Known(year) => known(PartialDate::Day(calendar::holiday(year, &code)?)),
                Year::Loose(_) => None,
                Year::Unsaid => calendar::holiday_near(published, &code, args.direction(2, context)?).map(Value::When),
            }
        }
        Function::At => at(args, context),
        Function::Clock => clock(args),
        Function::Duration => duration(&args.text(0)?, &args.text(1)?),
        Function::Or => Some(if args.get(0) == &Value::Nothing { args.get(1).clone() } else { args.get(0).clone() }),
        Function::Negative => text(args.number(0)?.checked_neg()?.to_string()),
        Function::Less => text(args.number(0)?.checked_sub(args.number(1)?)?.to_string()),
        Function::Join => text((0..args.0.len()).filter_map(|index| args.text(index)).collect::<String>()),
        Function::Repeat => text(match args.get(0) {
            Value::When(When::Known(PartialDate::Day(day))) => {
                format!("XXXX-WXX-{}", day.weekday().to_monday_one_offset())
            }
            Value::When(when) => format!("XXXX{}", when.value().get(4..)?),
            _ => return None,
        }),
    }
}

fn date(args: &Arguments, context: &Context) -> Option<Value> {
    let month = match args.get(1) {
        Value::Nothing => None,
        _ => Some(args.small(1).filter(|month| (1..=12).contains(month))?),
    };
    let day = match args.get(2) {
        Value::Nothing => None,
        _ => Some(args.small(2).filter(|day| (1..=31).contains(day))?),
    };
    match (args.year(0, context)?, month, day) {
        (Year::Known(year), None, None) => known(PartialDate::Year(year)),
        (Year::Known(year), Some(month), day) => date_in(year, month, day),
        (Year::Loose(year), None, None) => text(year),
        (Year::Loose(year), Some(month), None) => text(format!("{year}-{month:02}")),
        (Year::Loose(year), Some(month), Some(day)) => text(format!("{year}-{month:02}-{day:02}")),
        (Year::Unsaid, Some(month), day) => {
            if let Some(year) = told_year(context) {
                return date_in(year, month, day);
            }
            calendar::month_day(context.published, month, day, args.direction(3, context)?).map(Value::When)
        }
        (_, None, _) => None,
    }
}

fn date_in(year: i16, month: i8, day: Option<i8>) -> Option<Value> {
    match day {
        None => known(PartialDate::Month(year, month)),
        Some(day) => known(PartialDate::Day(jiff::civil::Date::new(year, month, day).ok()?)),
    }
}

/// Returns the year of what a paragraph tells about, when it lies so far back that a day or month without a year hardly
/// means one of late: a month or day with its year stood before in the paragraph, four years or more before publication.
fn told_year(context: &Context) -> Option<i16> {
    let told = context.last.filter(|_| context.near)?;
    let year = told.year().filter(|_| matches!(told, PartialDate::Day(_) | PartialDate::Month(..)))?;
    let now = context.published.and_then(PartialDate::year)?;
    (year <= now.checked_sub(4)?).then_some(year)
}

fn ago(args: &Arguments, context: &Context) -> Option<Value> {
    match (args.unit(0), args.number(1)) {
        (Some(Unit::Year), None) => {
            // One and a half years are eighteen months.
            let half_years: i32 = args.text(1)?.strip_suffix(".5").and_then(|years| years.parse().ok()).unwrap_or(-1);
            match half_years {
                0..=999 => calendar::shift(context.published, Unit::Month, -12 * half_years - 6).map(Value::When),
                _ => text("PAST_REF"),
            }
        }
        (_, None) => text("PAST_REF"),
        (Some(unit), Some(n)) => calendar::shift(context.published, unit, n.checked_neg()?).map(Value::When),
        // Hours and minutes ago were, for what a newspaper knows, on that day.
        (None, Some(_)) => calendar::shift(context.published, Unit::Day, 0).map(Value::When),
    }
}

fn after(args: &Arguments, context: &Context) -> Option<Value> {
    let (unit, n) = (args.unit(0)?, args.number(1)?);
    let base = context.last.or(context.published);
    match base.zip(Some(unit)) {
        // A month or year later than a month or quarter is a month or quarter.
        Some((date, Unit::Year)) if date.year().is_some() && !matches!(date, PartialDate::Day(_)) => {
            calendar::shift_years(date, n).and_then(known)
        }
        _ => calendar::shift(base, unit, n).map(Value::When),
    }
}

fn at(args: &Arguments, context: &Context) -> Option<Value> {
    let time = args.text(1)?;
    let date = match args.get(0) {
        Value::Nothing => match context.published {
            Some(date @ PartialDate::Day(_)) => date.to_string(),
            Some(PartialDate::Month(year, month)) => format!("{year:04}-{month:02}-XX"),
            _ => "XXXX-XX-XX".to_owned(),
        },
        Value::When(When::Known(PartialDate::Month(year, month))) => format!("{year:04}-{month:02}-XX"),
        Value::When(When::Known(PartialDate::Year(year))) => format!("{year:04}-XX-XX"),
        value => value.text()?,
    };
    text(format!("{date}T{time}"))
}

fn clock(args: &Arguments) -> Option<Value> {
    let mut hour = args.number(0).filter(|hour| (0..=24).contains(hour))?;
    match args.text(2).as_deref() {
        Some("pm" | "AF" | "EV") if hour < 12 => hour += 12,
        Some("am") if hour == 12 => hour = 0,
        Some("am" | "pm") if hour > 12 => return None,
        _ => {}
    }
    match args.get(1) {
        Value::Nothing => text(format!("{hour:02}:00")),
        // Minutes before the hour are negative.
        _ => {
            let minute = args.number(1).filter(|minute| (-59..60).contains(minute))?;
            let total = hour * 60 + minute;
            let total = if total < 0 { total + 24 * 60 } else { total };
            text(format!("{:02}:{:02}", total / 60, total % 60))
        }
    }
}

/// Writes a duration; a half of a unit becomes the next smaller one where that is exact.
fn duration(n: &str, unit: &str) -> Option<Value> {
    let prefix = if unit.starts_with('T') { "PT" } else { "P" };
    let unit = unit.trim_start_matches('T');
    if let Some((whole, "5")) = n.split_once('.') {
        let whole: u32 = whole.parse().ok()?;
        let smaller = match (prefix, unit) {
            ("P", "Y") => Some((12, "M")),
            ("P", "D") => Some((24, "H")),
            ("PT", "H") => Some((60, "M")),
            ("PT", "M") => Some((60, "S")),
            _ => None,
        };
        if let Some((size, smaller)) = smaller {
            let amount = whole.checked_mul(size)?.checked_add(size / 2)?;
            let prefix = if prefix == "P" && unit == "D" { "PT" } else { prefix };
            return text(format!("{prefix}{amount}{smaller}"));
        }
    }
    text(format!("{prefix}{n}{unit}"))
}

fn season(code: &str) -> Option<Season> {
    Some(match code {
        "SP" => Season::Spring,
        "SU" => Season::Summer,
        "FA" => Season::Autumn,
        "WI" => Season::Winter,
        _ => return None,
    })
}
