//! Articles built by hand for tests: a text with marked names, dates and figures.

use document::{Article, ArticleId, Lang, PartialDate, PublishedFrom, Span};
use reading::{
    Act, ActorId, Approximation, Attribution, Clause, Factuality, Form, Name, NameKind, Party, Quantity, QuantityKind,
    Reading, Rule, Source, Tense, Timex3, TimexKind,
};

use crate::{Entry, Lexicon};

/// The lexicon of the packs that ship.
pub(crate) fn lexicon() -> Lexicon {
    Lexicon::from_packs(languages::embedded().values()).expect("the packs are well-formed")
}

/// Returns the entries of these texts, see [`entry`]; the second one's path sorts behind the first one's.
pub(crate) fn pile(texts: &[&str]) -> Vec<Entry> {
    texts.iter().enumerate().map(|(number, text)| entry(&format!("{number:03}.txt"), text)).collect()
}

/// Returns the entry of a text in which `[PER Ada Blom]`, `[LOC:mali Malinese]`, `[DATE:2021-10 oktober]` and
/// `[FIG:troops:2400 2.400] soldaten` mark names (with the actor, when it is not the name itself), times and figures
/// (low-high; the next word is the unit). A first line `@2021-10-04 NOS ^AFP` gives date, outlet and agencies.
pub(crate) fn entry(path: &str, marked: &str) -> Entry {
    let (head, body) = match marked.split_once('\n') {
        Some((head, body)) if head.starts_with(['@', '^']) => (head, body),
        _ => ("", marked),
    };
    let mut reading = Reading::default();
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, mark)) = rest.split_once('[') {
        let (mark, after) = mark.split_once(']').expect("a closed mark");
        let (label, words) = mark.split_once(' ').expect("a label and words");
        text.push_str(before);
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        add(&mut reading, label, words, span, after);
        rest = after;
    }
    text.push_str(rest);
    let mut article = Article {
        id: ArticleId::of(&[&text, path]),
        path: path.to_owned(),
        language: Lang::new("nl").expect("a code"),
        ..Article::plain(text)
    };
    for part in head.split_whitespace() {
        if let Some(date) = part.strip_prefix('@') {
            article.published = Some(date.parse().expect("a date"));
            article.published_from = Some(PublishedFrom::Given);
        } else if let Some(agency) = part.strip_prefix('^') {
            article.agencies.push(agency.to_owned());
        } else {
            article.outlet = Some(part.to_owned());
        }
    }
    reading.published = article.published.map(|date: PartialDate| (date, PublishedFrom::Given));
    let annotated = nlp::annotate(&nlp::Lexicon::default(), &article);
    Entry { article, annotated, reading }
}

fn add(reading: &mut Reading, label: &str, words: &str, span: Span, after: &str) {
    let rule = Rule::new("test");
    let parts: Vec<&str> = label.split(':').collect();
    let kind = match parts[0] {
        "PER" => NameKind::Person,
        "ORG" => NameKind::Organisation,
        "LOC" => NameKind::Location,
        "MISC" => NameKind::Other,
        "DATE" => {
            let value = Some(parts[1].to_owned());
            reading.times.push(Timex3 { span, kind: TimexKind::Date, value, modifier: None, rule });
            return;
        }
        "FIG" => {
            let (low, high) = parts[2].split_once('-').unwrap_or((parts[2], parts[2]));
            let unit = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().expect("a unit");
            let start = span.end + after.len() - after.trim_start().len();
            let kind = match parts[1] {
                "troops" => QuantityKind::Troops,
                "killed" => QuantityKind::Killed,
                "people" => QuantityKind::People,
                "money" => QuantityKind::Money,
                _ => QuantityKind::Other,
            };
            reading.figures.push(Quantity {
                span,
                low: low.parse().ok(),
                high: high.parse().ok(),
                approximation: Approximation::Exact,
                unit: Some(Span::new(start, start + unit.len())),
                kind,
                of: None,
                as_of: None,
                rule,
            });
            return;
        }
        other => panic!("no such mark: {other}"),
    };
    let actor = parts.get(1).map_or_else(|| slug(words), |id| ActorId((*id).to_owned()));
    reading.names.push(Name { span, kind, actor: Some(actor), rule });
}

fn slug(words: &str) -> ActorId {
    let words = words.to_lowercase().replace(['.', '\''], "");
    ActorId(words.split_whitespace().collect::<Vec<_>>().join("-"))
}

/// Adds a statement: the first `content` in the text, the `source` nearest to it, and what lies between them as the cue.
pub(crate) fn say(entry: &mut Entry, act: Act, (source, actor): (&str, &str), content: &str, target: Option<&str>) {
    let text = &entry.article.text;
    let start = text.find(content).unwrap_or_else(|| panic!("`{content}` stands in the text"));
    let content = Span::new(start, start + content.len());
    let nearest = text.match_indices(source).min_by_key(|(at, _)| at.abs_diff(start));
    let (at, _) = nearest.unwrap_or_else(|| panic!("`{source}` stands in the text"));
    let span = Span::new(at, at + source.len());
    let source = Some(Source { span, actor: (!actor.is_empty()).then(|| ActorId(actor.to_owned())) });
    let cue = if span.end <= content.start {
        Some(Span::new(span.end, content.start))
    } else {
        (content.end <= span.start).then(|| Span::new(content.end, span.start))
    };
    let quoted = entry.annotated.quotations.iter().any(|quotation| quotation.span.overlap(content) > 0);
    entry.reading.statements.push(Attribution {
        source,
        speaker: None,
        cue,
        content,
        rest: Vec::new(),
        act,
        form: if quoted { Form::Mixed } else { Form::Indirect },
        target: target.map(|id| ActorId(id.to_owned())),
        via: Vec::new(),
        said_at: None,
        rule: Rule::new("test"),
    });
}

/// Adds a clause: the first `words` in the text, on the verb `head` of that `lemma`, about `subject`.
pub(crate) fn clause(entry: &mut Entry, words: &str, (head, lemma): (&str, &str), subject: &str, told: Factuality) {
    let text = &entry.article.text;
    let start = text.find(words).unwrap_or_else(|| panic!("`{words}` stands in the text"));
    let within = |part: &str| {
        let at = start + words.find(part).unwrap_or_else(|| panic!("`{part}` stands in `{words}`"));
        Span::new(at, at + part.len())
    };
    let party = Party { span: within(subject), actor: None };
    entry.reading.clauses.push(Clause {
        head: within(head),
        lemma: lemma.into(),
        span: Span::new(start, start + words.len()),
        subject: (!subject.is_empty()).then_some(party),
        object: None,
        factuality: told,
        bare: Factuality::Certain,
        tense: Tense::Past,
        finite: true,
    });
}
