//! Who speaks: pronouns of sources and of what they say, once the statements are known.

use document::Span;

use super::pronoun::can_mean;
use super::{MentionKind, Mentions};
use crate::ActorId;

/// How many sentences back the last speaker may have spoken.
const MEMORY: usize = 2;
/// How many sentences lie at most between a pronoun and its antecedent.
const REACH: usize = super::pronoun::MEMORY;

/// One statement as the resolver needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceAt {
    /// The head of the source, as index into the words; `None` where the sentence names none.
    pub head: Option<usize>,
    /// What is said.
    pub content: Span,
    /// The words are the speaker's own, so that `I` in them is the source.
    pub quoted: bool,
}

impl Mentions {
    /// Returns the actors of the sources of statements, given in order of the text, and lets the pronouns in what they
    /// say mean what the speakers mean by them: `I` and `we` are the speaker. A pronoun that opens a statement is
    /// whoever spoke last, if that can be.
    pub fn resolve_sources(&mut self, sources: &[SourceAt]) -> Vec<Option<ActorId>> {
        let mut last: Option<usize> = None;
        let mut actors = Vec::with_capacity(sources.len());
        for source in sources {
            let Some(index) = source.head.and_then(|head| self.index_at(head)) else {
                actors.push(None);
                continue;
            };
            if let Some(speaker) = last.filter(|&speaker| self.may_go_on(index, speaker)) {
                self.refer_again(index, speaker, "coref.last-speaker");
            }
            if source.quoted {
                self.speak(index, source.content);
            }
            let mention = self.all.get(index);
            if mention.is_some_and(|mention| mention.quotation.is_none()) {
                last = Some(index);
            }
            actors.push(mention.and_then(|mention| self.actor(mention)).cloned());
        }
        actors
    }

    /// Tells whether a pronoun whose own sentence does not say what it means can be the last speaker.
    fn may_go_on(&self, index: usize, speaker: usize) -> bool {
        let (Some(mention), Some(last)) = (self.all.get(index), self.all.get(speaker)) else { return false };
        let near = mention.antecedent.and_then(|at| self.all.get(at)).is_some_and(|at| at.sentence == mention.sentence);
        let ago = mention.sentence.checked_sub(last.sentence);
        mention.kind == MentionKind::Pronoun { person: 3 }
            && !near
            && ago.is_some_and(|ago| (1..=MEMORY).contains(&ago))
            && can_mean(self, mention, last)
    }

    /// Lets a pronoun, and those that were taken to mean the same as it, mean what another mention does.
    fn refer_again(&mut self, pronoun: usize, antecedent: usize, rule: &'static str) {
        let Some(entity) = self.all.get(antecedent).map(|mention| mention.entity) else { return };
        if let Some(mention) = self.all.get_mut(pronoun) {
            (mention.entity, mention.antecedent, mention.rule) = (entity, Some(antecedent), Some(rule));
        }
        // those far behind the last that was changed cannot hang on it
        let mut reach = self.all.get(pronoun).map_or(0, |mention| mention.sentence) + REACH;
        for index in pronoun + 1..self.all.len() {
            let Some(mention) = self.all.get(index).filter(|mention| mention.sentence <= reach) else { break };
            let follows = mention.antecedent.filter(|&at| mention.pronoun.is_some() && at >= pronoun);
            let Some(entity) = follows.and_then(|at| self.all.get(at)).map(|at| at.entity) else { continue };
            if entity != mention.entity {
                reach = mention.sentence + REACH;
            }
            if let Some(mention) = self.all.get_mut(index) {
                mention.entity = entity;
            }
        }
    }

    /// Lets the pronouns of the first person in a quotation mean its speaker.
    fn speak(&mut self, speaker: usize, content: Span) {
        let Some(entity) = self.all.get(speaker).map(|mention| mention.entity) else { return };
        let from = self.all.partition_point(|mention| mention.start < content.start);
        let to = self.all.partition_point(|mention| mention.start < content.end).max(from);
        for (index, mention) in self.all.iter_mut().enumerate().take(to).skip(from) {
            if mention.kind == (MentionKind::Pronoun { person: 1 }) && index != speaker {
                (mention.entity, mention.antecedent, mention.rule) = (entity, Some(speaker), Some("coref.speaker"));
            }
        }
    }
}
