//! Whom pronouns and descriptions mean: links against the chains of MEANTIME, and sources against annotated articles.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use document::{Article, Lang, Span};
use reading::{
    Name,
    coref::{self, Mention, MentionKind, Mentions, SourceAt},
    name,
};
use serde_json::Value;

use crate::{
    corpus::{json_lines, packs},
    statements::Count,
};

/// What reading in one language needs.
struct Reader {
    lang: Lang,
    nlp: nlp::Pipeline,
    names: name::Lexicon,
    coref: coref::Lexicon,
}

impl Reader {
    fn new(language: &str) -> anyhow::Result<Self> {
        let (pack, shared) = packs(language)?;
        Ok(Self {
            lang: pack.lang,
            nlp: nlp::Pipeline::from_pack(&pack)?,
            names: name::Lexicon::from_packs(&pack, &shared)?,
            coref: coref::Lexicon::from_packs(&pack, &shared)?,
        })
    }

    fn read(&self, text: &str) -> (Article, nlp::Annotated, Vec<Name>) {
        let article = Article { language: self.lang, ..Article::plain(text) };
        let annotated = self.nlp.annotate(&article);
        let names = name::names(&self.names, &article, &annotated);
        (article, annotated, names)
    }
}

/// Prints the precision and recall of links on MEANTIME, whole and by sieve; with `show` the wrong ones.
pub fn meantime(language: &str, file: &Path, show: bool) -> anyhow::Result<()> {
    let reader = Reader::new(language)?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for doc in json_lines(file)? {
        let text = doc["text"].as_str().context("a document without text")?;
        let gold = gold_mentions(&doc, text);
        // the corpus has a sentence a line
        let text = &text.replace('\n', "\n\n");
        let (article, annotated, names) = reader.read(text);
        let mentions = coref::mentions(&reader.coref, &article, &annotated, &names);
        let head = |mention: &Mention| annotated.words.get(mention.head).map(|word| word.span);
        let chain = |mention: &Mention| gold_of(&gold, head(mention)?);
        for (index, mention) in mentions.all().iter().enumerate() {
            let Some(kind) = anaphoric_kind(mention) else { continue };
            let Some(own) = chain(mention) else { continue };
            let earlier = mentions.all().get(..index).unwrap_or_default();
            let anaphoric = gold.iter().any(|other| other.chain == own.chain && other.span.end <= own.span.start);
            let mut same = earlier.iter().rev().filter(|other| mentions.is_same(mention, other));
            let found = same.find_map(chain);
            let right = found.is_some_and(|found| found.chain == own.chain);
            let named = mentions.actor(mention).is_some();
            for key in
                [kind.to_owned(), format!("{kind} {}", mention.rule.unwrap_or("-")), format!("{kind} with actor")]
            {
                if key.ends_with("actor") && !named {
                    continue;
                }
                let count = counts.entry(key).or_default();
                count.gold += usize::from(anaphoric);
                count.found += usize::from(found.is_some());
                count.hit += usize::from(right);
            }
            if show && (found.is_some() && !right || anaphoric && found.is_none()) {
                let sentence = annotated.sentences.get(mention.sentence).map_or("", |sentence| sentence.span.of(text));
                let actor = mentions.actor(mention).map_or("-", |actor| &actor.0);
                let what = if found.is_some() { "wrong" } else { "missed" };
                let rule = mention.rule.unwrap_or("-");
                println!("{what} {rule} `{}` -> {actor}, is {} | {sentence}", mention.span.of(text), own.name);
            }
        }
    }
    print(&counts);
    Ok(())
}

/// One mention of the corpus.
struct Gold {
    span: Span,
    chain: String,
    name: String,
}

/// Returns the mentions of the corpus, in bytes of its text with every line a paragraph.
fn gold_mentions(doc: &Value, text: &str) -> Vec<Gold> {
    let mut bytes = Vec::with_capacity(text.len() + 1);
    let mut n_lines = 0;
    for (at, c) in text.char_indices() {
        bytes.push(at + n_lines);
        n_lines += usize::from(c == '\n');
    }
    bytes.push(text.len() + n_lines);
    let mention = |entity: &Value| {
        let at = |index: usize| entity["spans"][0][index].as_u64().and_then(|at| bytes.get(usize::try_from(at).ok()?));
        let chain = entity["instance"].as_str()?.to_owned();
        let name = entity["name"].as_str().unwrap_or_default().to_owned();
        Some(Gold { span: Span::new(*at(0)?, *at(1)?), chain, name })
    };
    doc["entities"].as_array().into_iter().flatten().filter_map(mention).collect()
}

/// Returns the smallest mention of the corpus that holds a word.
fn gold_of(gold: &[Gold], word: Span) -> Option<&Gold> {
    gold.iter().filter(|other| other.span.contains(word)).min_by_key(|other| other.span.len())
}

fn anaphoric_kind(mention: &Mention) -> Option<&'static str> {
    match mention.kind {
        MentionKind::Pronoun { person: 3 } if mention.rule != Some("coref.relative") => Some("pronoun"),
        MentionKind::Description => Some("description"),
        _ => None,
    }
}

fn print(counts: &BTreeMap<String, Count>) {
    println!("{:<45} {:>6} {:>6} {:>6}   right  found  gold", "", "P", "R", "F1");
    for (key, count) in counts {
        let (precision, recall, f1) = count.prf();
        println!(
            "{key:<45} {precision:>6.3} {recall:>6.3} {f1:>6.3}   {:>5} {:>6} {:>5}",
            count.hit, count.found, count.gold
        );
    }
}

/// Prints how many sources of annotated articles get the actor that they have there: given the words of the source,
/// not those of the program.
pub fn seeds(language: &str, gold: &Path, articles: &Path, show: bool) -> anyhow::Result<()> {
    let reader = Reader::new(language)?;
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut files: Vec<_> =
        fs::read_dir(gold)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let gold: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        let article = file.file_stem().map(|stem| articles.join(stem).with_extension("txt")).context("no name")?;
        let (article, annotated, names) = reader.read(&fs::read_to_string(article)?);
        let text = &article.text;
        let mut mentions = coref::mentions(&reader.coref, &article, &annotated, &names);
        let mut sources = Vec::new();
        for statement in gold["statements"].as_array().into_iter().flatten() {
            let Some(source) = statement["source_text"].as_str() else { continue };
            let content = statement["content"].as_str().and_then(|content| text.find(content).map(|at| (at, content)));
            let Some((at, content)) = content else { continue };
            let near = text.match_indices(source).map(|(place, _)| place).min_by_key(|place| place.abs_diff(at));
            let Some(place) = near else { continue };
            let span = Span::new(place, place + source.len());
            let head = mentions.head_in(&annotated, span);
            let quoted = statement["form"].as_str() == Some("direct");
            let content = Span::new(at, at + content.len());
            sources.push((
                place,
                SourceAt { head, content, quoted },
                source,
                statement["source"].as_str().unwrap_or_default(),
            ));
        }
        sources.sort_by_key(|(place, ..)| *place);
        let given: Vec<SourceAt> = sources.iter().map(|(_, source, ..)| *source).collect();
        let actors = mentions.resolve_sources(&given);
        for ((_, source, words, gold), actor) in sources.iter().zip(actors) {
            let kind = source.head.and_then(|head| mentions.at(head)).map_or("no mention", kind);
            let actor = actor.as_ref().map_or("-", |actor| actor.0.as_str());
            let outcome = if actor == *gold {
                0
            } else if actor == "-" {
                2
            } else {
                1
            };
            counts.entry(kind.to_owned()).or_default()[outcome] += 1;
            counts.entry("all".to_owned()).or_default()[outcome] += 1;
            if show && outcome > 0 {
                println!("{}: `{words}` is {gold}, got {actor}", ["right", "wrong", "none"][outcome]);
            }
        }
    }
    println!("{:<16} {:>6} {:>6} {:>6}", "", "right", "wrong", "none");
    for (kind, [right, wrong, none]) in counts {
        println!("{kind:<16} {right:>6} {wrong:>6} {none:>6}");
    }
    Ok(())
}

fn kind(mention: &Mention) -> &'static str {
    match mention.kind {
        MentionKind::Name => "name",
        MentionKind::Pronoun { .. } => "pronoun",
        MentionKind::Description => "description",
        MentionKind::Nominal => "nominal",
        MentionKind::Coordination => "coordination",
    }
}

/// Prints the mentions of a text and whom they mean.
pub fn text(language: &str, file: &Path) -> anyhow::Result<()> {
    let reader = Reader::new(language)?;
    let (article, annotated, names) = reader.read(&fs::read_to_string(file)?);
    let mentions: Mentions = coref::mentions(&reader.coref, &article, &annotated, &names);
    for mention in mentions.all() {
        let actor = mentions.actor(mention).map_or("-", |actor| actor.0.as_str());
        let antecedent =
            mention.antecedent.and_then(|at| mentions.all().get(at)).map_or("", |at| at.span.of(&article.text));
        println!(
            "{:<12} {:<40} {:<25} {:<26} {antecedent}",
            kind(mention),
            mention.span.of(&article.text).chars().take(40).collect::<String>(),
            actor,
            mention.rule.unwrap_or("-"),
        );
    }
    Ok(())
}
