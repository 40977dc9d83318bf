//! What is done by saying something, and in which form it is given.

use std::collections::BTreeSet;

use document::Span;
use nlp::Annotated;

use super::lexicon::{ContentRule, Lexicon, NEGATION};
use super::{Act, Attribution, Form};
use crate::ActorId;

/// A longer content does more than one thing: a single phrase in it does not tell what is done by saying it.
const WORDS_OF_ONE_ACT: usize = 60;

/// Returns whether content is quoted, reported, or reported with quoted parts.
pub(super) fn form(annotated: &Annotated, content: Span) -> Form {
    const NESTED: usize = 8;
    let from = annotated.quotations.partition_point(|quotation| quotation.span.start < content.start);
    let near = annotated.quotations.get(from.saturating_sub(NESTED)..).unwrap_or_default();
    let near = || near.iter().take_while(|quotation| quotation.span.start < content.end);
    if near().any(|quotation| quotation.depth == 0 && quotation.inner.contains(content)) {
        Form::Direct
    } else if near().any(|quotation| content.contains(quotation.inner)) {
        Form::Mixed
    } else {
        Form::Indirect
    }
}

/// Returns what a statement does by what is said, where its cue tells no more than that something was said: `we will
/// rebuild it` promises, `that is a disgrace` criticises. The first row of `attribution/acts.tsv` that fits decides.
pub(super) fn by_content(lexicon: &Lexicon, text: &str, statement: &Attribution) -> Act {
    if statement.act != Act::Say || lexicon.content_rules.is_empty() {
        return statement.act;
    }
    let content = plain(statement.content.of(text));
    if content.split(' ').count() > WORDS_OF_ONE_ACT {
        return statement.act;
    }
    let cue = statement.cue.map(|cue| plain(cue.of(text))).unwrap_or_default();
    let fits = |rule: &&ContentRule| {
        let direct = !rule.direct || statement.form == Form::Direct;
        let cued = rule.cues.is_empty() || rule.cues.iter().any(|word| cue.contains(word.as_str()));
        direct && cued && rule.phrases.iter().any(|phrase| content.contains(phrase.as_str()))
    };
    lexicon.content_rules.iter().find(fits).map_or(statement.act, |rule| rule.act)
}

/// Makes denials of what the accused say with a negation: `geen van onze schepen was daar`.
pub(super) fn answers(lexicon: &Lexicon, text: &str, statements: &mut [Attribution]) {
    const NEAR_WORDS: usize = 12;
    let mut accused: BTreeSet<ActorId> = BTreeSet::new();
    for statement in statements {
        let speaker = statement.said_by().and_then(|source| source.actor.as_ref());
        if statement.act == Act::Say && speaker.is_some_and(|speaker| accused.contains(speaker)) {
            let content = plain(statement.content.of(text));
            let negated = content.split(' ').take(NEAR_WORDS).any(|word| lexicon.classes(word).any(NEGATION));
            statement.act = if negated { Act::Deny } else { Act::Say };
        }
        if statement.act == Act::Accuse {
            accused.extend(statement.target.clone());
        }
    }
}

/// Returns the words of a stretch in lower case, each between single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::from(" ");
    for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'))) {
        let word = word.trim_matches(['-', '\'', '’']);
        if !word.is_empty() {
            out.push_str(&word.to_lowercase().replace('’', "'"));
            out.push(' ');
        }
    }
    out
}
