//! The mentions of an article: names, pronouns, and the noun phrases whose head is no part of another's.

use document::Span;
use nlp::Upos;

use super::entity::{Entities, Entity};
use super::grammar::{Rel, Text};
use super::lexicon::{Lexicon, Noun, Pronoun, Use, plain};
use super::{Class, Gender, Mention, MentionKind, Mentions, Number};
use crate::{Name, NameKind};

/// The mentions of an article with what the sieves need beside them.
pub(super) struct Found {
    pub mentions: Mentions,
    /// By mention.
    pub notes: Vec<Note>,
    /// Words that are titles and head no phrase, each with the mention of the name behind it.
    pub titles: Vec<(usize, usize)>,
}

/// What is seen of one mention.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    /// Index of the name, of names.
    pub name: Option<usize>,
    pub noun: Noun,
    /// The lemma of the head in lower case, without the seams of compounds; of nouns.
    pub lemma: String,
    /// Where its gender and number are its own: those of a pronoun as the clause has it, of a noun as the language.
    pub number: Option<Number>,
    /// A noun of a gender that nouns for people seldom have.
    pub neuter: bool,
}

impl Found {
    /// Takes mention `later` to mean what `earlier` means. Tells whether that could be.
    pub fn join(&mut self, later: usize, earlier: usize, rule: &'static str) -> bool {
        let (Some(a), Some(b)) = (self.mentions.all.get(later), self.mentions.all.get(earlier)) else { return false };
        let was_same = self.mentions.is_same(a, b);
        let joined = self.mentions.entities.join(a.entity, b.entity);
        if joined
            && !was_same
            && let Some(mention) = self.mentions.all.get_mut(later)
        {
            (mention.antecedent, mention.rule) = (Some(earlier), Some(rule));
        }
        joined
    }

    /// Lets a pronoun mean what its antecedent means.
    pub fn refer(&mut self, pronoun: usize, antecedent: usize, rule: &'static str) {
        let Some(entity) = self.mentions.all.get(antecedent).map(|mention| mention.entity) else { return };
        if let Some(mention) = self.mentions.all.get_mut(pronoun) {
            (mention.entity, mention.antecedent, mention.rule) = (entity, Some(antecedent), Some(rule));
        }
    }

    pub fn mention(&self, index: usize) -> Option<&Mention> {
        self.mentions.all.get(index)
    }

    pub fn note(&self, index: usize) -> Option<&Note> {
        self.notes.get(index)
    }

    pub fn entity(&self, index: usize) -> Entity {
        self.mention(index).map(|mention| self.mentions.entities.get(mention.entity)).unwrap_or_default()
    }

    pub fn at(&self, word: usize) -> Option<usize> {
        self.mentions.index_at(word)
    }

    fn add(&mut self, mention: Mention, note: Note) {
        self.mentions.all.push(mention);
        self.notes.push(note);
    }
}

/// Returns the mentions, by place of their heads. A coordination follows the mention that heads it.
pub(super) fn find(lexicon: &Lexicon, text: &Text<'_>, names: &[Name]) -> Found {
    let n_words = text.nodes.len();
    let mentions =
        Mentions { all: Vec::new(), entities: Entities::default(), by_word: vec![0; n_words], described: Vec::new() };
    let mut found = Found { mentions, notes: Vec::new(), titles: Vec::new() };
    let phrases = text.phrases();
    let heads = name_heads(text, names);
    let mut next = 0;
    for word in 0..n_words {
        let Some(node) = text.node(word) else { continue };
        let mut mention = Mention {
            span: phrases.get(word).copied().unwrap_or(Span::new(0, 0)),
            head: word,
            sentence: node.sentence,
            kind: MentionKind::Name,
            antecedent: None,
            rule: None,
            entity: super::EntityIdx(0),
            pronoun: None,
            start: text.word(word).map_or(0, |word| word.span.start),
            quotation: node.quotation,
        };
        while heads.get(next).is_some_and(|&(_, last, _)| last < word) {
            next += 1;
        }
        let named = heads.get(next).filter(|&&(first, last, _)| (first..=last).contains(&word));
        let (entity, note) = if let Some(&(first, last, name)) = named {
            if name_head(text, first, last) != word {
                continue;
            }
            let Some(named) = names.get(name) else { continue };
            let class = class_of(named.kind);
            let entity = match &named.actor {
                Some(actor) => found.mentions.entities.of_actor(actor, class),
                None => found.mentions.entities.add(Entity { class, ..Entity::default() }),
            };
            if named.kind == NameKind::Person && last > first {
                found.mentions.entities.tell_gender(entity, lexicon.given_name(text.norm(first)));
            }
            mention.rule = Some("coref.name");
            mention.span = mention.span.cover(named.span);
            let slot = found.mentions.all.len() + 1;
            for slots in found.mentions.by_word.get_mut(first..=last).into_iter().flatten() {
                *slots = u32::try_from(slot).unwrap_or(0);
            }
            (entity, Note { name: Some(name), ..Note::default() })
        } else if let Some(pronoun) = pronoun(lexicon, text, word) {
            mention.kind = MentionKind::Pronoun { person: pronoun.person };
            let number = pronoun.number.or_else(|| clause_number(text, word));
            let entity = Entity { number, gender: pronoun.gender, ..Entity::default() };
            mention.pronoun = Some(Pronoun { number, ..pronoun });
            (found.mentions.entities.add(entity), Note { number, ..Note::default() })
        } else if is_nominal(text, word) {
            let (lemma, noun) = noun(lexicon, text, word);
            let number = noun_number(text, word, noun);
            mention.kind =
                if is_definite(lexicon, text, word) { MentionKind::Description } else { MentionKind::Nominal };
            let gender = noun.gender.or_else(|| gender_by_determiner(text, word, noun));
            let entity = Entity { number, gender, class: noun.class, actor: None };
            (found.mentions.entities.add(entity), {
                let neuter = text.has_feature(word, "Gender=Neut");
                Note { noun, lemma, number, neuter, ..Note::default() }
            })
        } else {
            continue;
        };
        mention.entity = entity;
        if let Some(slot) = found.mentions.by_word.get_mut(word) {
            *slot = u32::try_from(found.mentions.all.len() + 1).unwrap_or(0);
        }
        found.add(mention.clone(), note);
        if let Some(coordination) = coordination(text, &phrases, &mention) {
            let several = Entity { number: Some(Number::Plural), ..Entity::default() };
            let entity = found.mentions.entities.add(several);
            found.add(Mention { entity, ..coordination }, Note { number: Some(Number::Plural), ..Note::default() });
        }
    }
    found
}

fn class_of(kind: NameKind) -> Option<Class> {
    match kind {
        NameKind::Person => Some(Class::Person),
        NameKind::Organisation => Some(Class::Group),
        NameKind::Location => Some(Class::Place),
        NameKind::Other => None,
    }
}

/// Returns the first and last word of every name, and its index.
fn name_heads(text: &Text<'_>, names: &[Name]) -> Vec<(usize, usize, usize)> {
    let words = &text.annotated.words;
    let mut out = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let first = words.partition_point(|word| word.span.end <= name.span.start);
        let end = words.partition_point(|word| word.span.start < name.span.end);
        if first < end {
            out.push((first, end - 1, index));
        }
    }
    out
}

/// Returns the first word of a name whose head stands outside it.
fn name_head(text: &Text<'_>, first: usize, last: usize) -> usize {
    let outside = |&word: &usize| text.head(word).is_none_or(|head| !(first..=last).contains(&head));
    let mut tops = (first..=last).filter(outside);
    let nominal = |&word: &usize| matches!(text.upos(word), Upos::Propn | Upos::Noun | Upos::Pron | Upos::Adj);
    tops.clone().find(nominal).or_else(|| tops.next()).unwrap_or(first)
}

/// Returns the row of the pronoun that a word is, as it is used here.
fn pronoun(lexicon: &Lexicon, text: &Text<'_>, word: usize) -> Option<Pronoun> {
    let upos = text.upos(word);
    if !matches!(upos, Upos::Pron | Upos::Det) || text.rel(word) == Rel::Expletive && upos == Upos::Det {
        return None;
    }
    let rows = lexicon.pronouns(text.norm(word));
    let possessive = text.has_feature(word, "Poss=Yes") || matches!(text.rel(word), Rel::Possessor | Rel::Det);
    let is_used = |row: &&Pronoun| match row.r#use {
        Use::Possessive => possessive,
        Use::Relative => text.has_feature(word, "PronType=Rel"),
        Use::Demonstrative => !text.has_feature(word, "PronType=Rel") && text.rel(word) != Rel::Det,
        Use::Reflexive | Use::Whose => true,
        Use::Bound => text.rel(word) == Rel::Subject,
        Use::Personal => {
            !possessive && (text.rel(word) != Rel::Expletive || is_personal_after_all(lexicon, text, word))
        }
    };
    rows.iter().find(is_used).copied()
}

/// Tells whether the parser took a pronoun for an empty subject of a verb that has none: `il a déclaré`.
fn is_personal_after_all(lexicon: &Lexicon, text: &Text<'_>, word: usize) -> bool {
    let Some(verb) = text.head(word) else { return false };
    let lemma = text.word(verb).map_or("", |word| word.lemma.as_str());
    text.upos(verb) == Upos::Verb && !text.has(verb, Rel::Subject) && !lexicon.is_impersonal(lemma)
}

/// Returns the number of a subject as its verb has it.
fn clause_number(text: &Text<'_>, word: usize) -> Option<Number> {
    if text.rel(word) != Rel::Subject {
        return None;
    }
    let plural = text.is_plural_clause(text.head(word)?)?;
    Some(if plural { Number::Plural } else { Number::Singular })
}

fn is_nominal(text: &Text<'_>, word: usize) -> bool {
    let own = !matches!(text.rel(word), Rel::Flat | Rel::Compound | Rel::Case | Rel::Det | Rel::Amod);
    match text.upos(word) {
        Upos::Noun | Upos::Propn => own,
        // `de betrokkene`
        Upos::Adj => own && text.has(word, Rel::Det) && !text.has(word, Rel::Cop),
        _ => false,
    }
}

/// Returns the name of a noun and what is known of it: by its form, its lemma, or the last part of a compound.
fn noun(lexicon: &Lexicon, text: &Text<'_>, word: usize) -> (String, Noun) {
    let Some(known) = text.word(word) else { return Default::default() };
    let lemma = known.lemma.to_lowercase();
    let last = lemma.rsplit(['_', '-']).next().unwrap_or_default();
    let (form, whole) = (plain(text.norm(word)), plain(&lemma));
    let noun = lexicon.noun(&form).or_else(|| lexicon.noun(&whole)).or_else(|| lexicon.noun(last)).unwrap_or_default();
    // lemmas of compounds have lost what joins their parts
    (if text.has_feature(word, "Number=Plur") { whole } else { form }, noun)
}

fn noun_number(text: &Text<'_>, word: usize, noun: Noun) -> Option<Number> {
    // the tagger takes some nouns for plurals that their verbs do not
    if text.has_feature(word, "Number=Plur") && clause_number(text, word) != Some(Number::Singular) {
        return Some(Number::Plural);
    }
    // a body is one or many
    (noun.class != Some(Class::Group)
        && (text.has_feature(word, "Number=Sing") || text.has_feature(word, "Number=Plur")))
    .then_some(Number::Singular)
}

fn is_definite(lexicon: &Lexicon, text: &Text<'_>, word: usize) -> bool {
    text.children_as(word, Rel::Det).any(|det| lexicon.is_definite(text.norm(det)))
}

/// Returns the gender of a person as the article tells it: `la ministre`.
fn gender_by_determiner(text: &Text<'_>, word: usize, noun: Noun) -> Option<Gender> {
    let feminine = |det| text.has_feature(det, "Gender=Fem");
    (noun.class == Some(Class::Person) && text.children_as(word, Rel::Det).any(feminine)).then_some(Gender::Feminine)
}

/// Returns the coordination that a mention heads.
fn coordination(text: &Text<'_>, phrases: &[Span], mention: &Mention) -> Option<Mention> {
    let nominal = |word: usize| matches!(text.upos(word), Upos::Noun | Upos::Propn | Upos::Pron);
    let last = text.children_as(mention.head, Rel::Conj).filter(|&word| nominal(word)).last()?;
    let end = *phrases.get(last)?;
    let nominal_head = nominal(mention.head) && !text.is_predicate(mention.head);
    nominal_head.then(|| Mention {
        span: mention.span.cover(end),
        kind: MentionKind::Coordination,
        rule: None,
        pronoun: None,
        ..mention.clone()
    })
}
