//! From words to parties: their phrases and the actors that they stand for.

use document::Span;

use super::{Party, Scene};
use crate::{ActorId, Name, NameKind, Timex3};

impl Scene<'_, '_> {
    /// Returns the first name that overlaps a stretch.
    fn name_over(&self, span: Span) -> Option<&Name> {
        let names = self.context.names;
        let from = names.partition_point(|name| name.span.end <= span.start);
        names.get(from).filter(|name| name.span.overlap(span) > 0)
    }

    /// Returns the first time expression that overlaps a stretch.
    pub fn time_over(&self, span: Span) -> Option<&Timex3> {
        let times = self.context.times;
        let from = times.partition_point(|time| time.span.end <= span.start);
        times.get(from).filter(|time| time.span.overlap(span) > 0)
    }

    /// Returns the actor whose name a word is part of.
    fn actor_at(&self, at: usize) -> Option<&ActorId> {
        self.name_over(self.syntax.word(at)?.span)?.actor.as_ref()
    }

    /// Tells whether a word is part of the name of an actor.
    pub fn has_actor(&self, at: usize) -> bool {
        self.actor_at(at).is_some()
    }

    /// Returns the place that a word names.
    pub fn place_at(&self, at: usize) -> Option<&ActorId> {
        let name = self.name_over(self.syntax.word(at)?.span)?;
        name.actor.as_ref().filter(|_| name.kind == NameKind::Location)
    }

    /// Returns the actor that a phrase stands for: the one it names, or the one whose government, army or people it is.
    fn actor(&self, head: usize) -> Option<ActorId> {
        let children = || self.syntax.tree.children(head).iter().copied();
        let named = || children().filter(|&child| self.syntax.is_any(child, &["appos", "flat"])).find_map(at(self));
        let collective = || {
            if self.lexicon.classes_of(self.syntax, head) & self.lexicon.collective == 0 {
                return None;
            }
            children().filter(|&child| self.syntax.is_any(child, &["amod", "nmod", "compound"])).find_map(at(self))
        };
        let meant = || self.context.mentions.actor_of(head);
        meant().or_else(|| self.actor_at(head)).or_else(named).or_else(collective).cloned()
    }
}

fn at<'s>(scene: &'s Scene<'_, '_>) -> impl Fn(usize) -> Option<&'s ActorId> {
    |word| scene.actor_at(word)
}

/// Returns the parties of a phrase: one for each of the phrases joined in it.
pub(super) fn parties(scene: &Scene<'_, '_>, head: Option<usize>) -> Vec<Party> {
    let Some(head) = head else { return Vec::new() };
    let joined = scene.syntax.children(head, "conj").filter(|&other| {
        use nlp::Upos::{Noun, Pron, Propn};
        matches!(scene.syntax.upos(other), Noun | Propn | Pron)
    });
    let heads = std::iter::once(head).chain(joined);
    let party = |head: usize| Some(Party { span: scene.syntax.phrase(head)?, actor: scene.actor(head) });
    heads.filter_map(party).collect()
}
