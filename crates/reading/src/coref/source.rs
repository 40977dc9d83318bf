//! Who speaks: pronouns of sources and of what they say, once the statements are known.

use document::Span;

use super::pronoun::can_mean;
use super::{MentionKind, Mentions};
use crate::ActorId;

/// How many sentences back the last speaker may have spoken.
const MEMORY: usize = 2;

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
        for index in pronoun + 1..self.all.len() {
            let follows =
                self.all.get(index).and_then(|mention| mention.antecedent.filter(|_| mention.pronoun.is_some()));
            let entity = follows.filter(|&at| at >= pronoun).and_then(|at| self.all.get(at)).map(|at| at.entity);
            if let (Some(entity), Some(mention)) = (entity, self.all.get_mut(index)) {
                mention.entity = entity;
            }
        }
    }

    /// Lets the pronouns of the first person in a quotation mean its speaker.
    fn speak(&mut self, speaker: usize, content: Span) {
        let Some(entity) = self.all.get(speaker).map(|mention| mention.entity) else { return };
        for (index, mention) in self.all.iter_mut().enumerate() {
            let own = mention.kind == MentionKind::Pronoun { person: 1 } && content.contains(mention.span);
            if own && index != speaker {
                (mention.entity, mention.antecedent, mention.rule) = (entity, Some(speaker), Some("coref.speaker"));
            }
        }
    }
}
