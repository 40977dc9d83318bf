//! What a word beside a name, or in one, is: a role, an adjective, an initial, a word of a headline in capitals.

use std::ops::Range;

use super::Finder;
use crate::name::{article_view::begins_with_capital, lexicon};

impl Finder<'_> {
    /// Tells whether a word with a capital at the start of a sentence is the role of the person named behind it:
    /// `Triatleet Anna Dorpel`.
    pub(super) fn is_role(&self, at: usize, end: usize) -> bool {
        let lexicon = self.view.lexicon;
        let form = self.view.form(at);
        end >= at + 3
            && self.view.is_initial(at)
            && !self.view.is_initial(at + 1)
            && form.chars().count() >= 6
            && form.chars().skip(1).all(char::is_lowercase)
            && !lexicon.listed(form).contains(['F', 'S', 'L'])
            && !self.view.is_capital_elsewhere(form)
            && lexicon.head(self.view.norm(at)).is_none()
            && lexicon.listed(self.view.form(at + 1)).contains('F')
            && !(at..end).any(|index| self.is_head(index))
    }

    /// Tells whether a word with a capital at the start of a sentence is a noun that says what the name behind it is:
    /// `Vakbond Dorpel`, `Boerenpartij Dorpel`.
    pub(super) fn is_described(&self, at: usize, end: usize) -> bool {
        let lexicon = self.view.lexicon;
        let (form, norm) = (self.view.form(at), self.view.norm(at));
        end >= at + 2
            && self.view.is_initial(at)
            && !self.view.is_initial(at + 1)
            && self.view.form(at + 1) != "&"
            // `Zandbouw NV`: what says that it is a firm is no name by itself
            && (end > at + 2 || lexicon.head(self.view.norm(at + 1)).is_none())
            && form.chars().count() >= 5
            && form.chars().skip(1).all(char::is_lowercase)
            && lexicon.listed(form).is_empty()
            && lexicon.head(norm).is_none()
            && !self.view.is_capital_elsewhere(form)
            && (lexicon.cue(norm).is_some() || self.view.is_noun(at))
    }

    /// Returns the end of the rest of a name in which ordinary words with capitals are coordinated before one that makes an
    /// organisation: `Food and Farm Workers' Union`.
    pub(super) fn coordinated_head(&self, tokens: Range<usize>) -> Option<usize> {
        const LONGEST: usize = 4;
        let lexicon = self.view.lexicon;
        let ordinary = |index: usize| lexicon.frequency(self.view.norm(index)).is_some() && self.entry(index).is_none();
        let next = tokens.end + 1;
        if !lexicon.is_coordinator(self.view.norm(tokens.end))
            || begins_with_capital(self.view.form(tokens.end))
            || next >= self.end
            || !tokens.clone().all(ordinary)
            || !ordinary(next)
        {
            return None;
        }
        let run = (next..self.end.min(next + LONGEST)).take_while(|&index| {
            begins_with_capital(self.view.form(index)) || self.view.form(index).starts_with(['\'', '’'])
        });
        run.filter(|&index| index > next && self.is_head(index)).last().map(|head| head + 1)
    }

    /// Tells whether a title begins the name of a street or square: `Pastoor Dorpelplein`.
    pub(super) fn is_street(&self, at: usize) -> bool {
        let next = self.view.norm(at + 1);
        at + 1 < self.end
            && !self.view.is_initial(at)
            && self.view.lexicon.is_listed_title(self.view.norm(at))
            && self.continues(at + 1, true)
            && self.view.lexicon.ending(next) == Some(crate::name::NameKind::Location)
            && self.view.lexicon.listed(self.view.form(at + 1)).is_empty()
    }

    /// Tells whether a name is a single compound that names an organisation: `Persdienst`.
    pub(super) fn is_body(&self, tokens: Range<usize>) -> bool {
        let lexicon = self.view.lexicon;
        let norm = self.view.norm(tokens.start);
        tokens.len() == 1
            && !self.view.is_initial(tokens.start)
            && lexicon.ending(norm) == Some(crate::name::NameKind::Organisation)
    }

    /// Tells whether an article with a capital, or a word that makes an organisation, belongs to the name behind it: no
    /// sentence begins with it, or the name is all there is on its line.
    pub(super) fn begins_name(&self, at: usize) -> bool {
        let lexicon = self.view.lexicon;
        let next = at + 1;
        let article = lexicon.is_determiner(self.view.norm(at));
        if !(article || self.is_head(at) && self.view.is_initial(at)) || next >= self.end || self.view.begins_line(next)
        {
            return false;
        }
        if lexicon.is_determiner(self.view.norm(next)) || !self.continues(next, true) {
            return false;
        }
        if !self.view.is_initial(at) {
            return self.view.form(at).chars().skip(1).all(char::is_lowercase);
        }
        if !self.view.begins_line(at) {
            return false;
        }
        let end = self.run_end(next, true);
        end >= self.end
            || self.view.begins_line(end)
            || matches!(self.view.form(end), "|" | "•" | "·" | "-" | "–" | "—")
    }

    /// Tells whether a word behind a determiner has an adjective's ending, is not known as a name, and another name follows
    /// that can stand alone: `het Dorpelse Sint-Annaziekenhuis`.
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        const SHORTEST: usize = 4;
        let lexicon = self.view.lexicon;
        let form = self.view.form(at);
        let determiner = at.checked_sub(1).is_some_and(|before| lexicon.is_determiner(self.view.norm(before)));
        let base =
            |ending: &String| form.strip_suffix(ending.as_str()).is_some_and(|base| base.chars().count() >= SHORTEST);
        determiner
            && !self.view.is_initial(at)
            && lexicon.listed(form).is_empty()
            && lexicon.adjective_endings().iter().any(base)
            && lexicon.head(self.view.norm(at + 1)).is_none()
            && self.view.form(at + 1) != "&"
    }

    /// Returns the end of what somebody is minister of, where their name follows without a comma: `minister van Cultuur
    /// Anna Dorpel`.
    pub(super) fn department(&self, at: usize, end: usize) -> Option<usize> {
        let lexicon = self.view.lexicon;
        let role = at.checked_sub(2).is_some_and(|role| lexicon.is_title(self.view.norm(role)));
        if !role || !lexicon.is_genitive(self.view.norm(at - 1)) {
            return None;
        }
        let first = |index: usize| {
            let form = self.view.form(index);
            lexicon.listed(form).contains('F') || form.ends_with('.') && form.chars().count() <= 5
        };
        // what is listed as a first name or place is a person or a place: `president of Jordan`
        (!first(at) && !lexicon.listed(self.view.form(at)).contains('L'))
            .then(|| (at + 1..end.saturating_sub(1)).find(|&index| first(index)))
            .flatten()
    }

    /// Tells whether the word stands alone between brackets in its paragraph, as the initials of an author do: `(ADB)`.
    pub(super) fn is_byline(&self, at: usize) -> bool {
        let form = self.view.form(at);
        let initials = (2..=4).contains(&form.len()) && form.chars().all(|c| c.is_ascii_uppercase());
        let text = &self.view.article.text;
        let (Some(open), Some(close)) = (at.checked_sub(1), self.view.token(at + 1)) else { return false };
        let Some(open) = self.view.token(open).filter(|_| initials && self.view.form(open) == "(") else {
            return false;
        };
        self.view.form(at + 1) == ")"
            && text.get(..open.span.start).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
            && text.get(close.span.end..).is_some_and(|after| after.is_empty() || after.starts_with('\n'))
    }

    /// Tells whether a name of the tables is also a first name and a surname that is nothing else follows.
    pub(super) fn is_first_name(&self, at: usize) -> bool {
        let lexicon = self.view.lexicon;
        let next = self.view.form(at + 1);
        lexicon.listed(self.view.form(at)).contains('F')
            && lexicon.listed(next) == "S"
            && lexicon.entry(next).is_none()
            && lexicon.frequency(self.view.norm(at + 1)).is_none()
            && lexicon.head(self.view.norm(at + 1)).is_none()
            && !self.is_title(at + 1)
    }

    /// Tells whether a single word behind a title is followed by the place of the office: `burgemeester Smit van Dorpel`.
    pub(super) fn holds(&self, tokens: Range<usize>, next: usize) -> bool {
        let listed = self.view.lexicon.listed(self.view.form(next));
        tokens.len() == 1
            && tokens.start.checked_sub(1).is_some_and(|role| self.view.lexicon.is_title(self.view.norm(role)))
            && listed.contains('L')
            && !listed.contains('S')
    }

    /// Tells whether a title or demonym is the surname of the first name before it: `John Major said`.
    pub(super) fn is_surname(&self, at: usize) -> bool {
        let listed = |index: usize| self.view.lexicon.listed(self.view.form(index));
        at.checked_sub(1).is_some_and(|before| {
            listed(before).contains('F') && self.view.lexicon.entry(self.view.form(before)).is_none()
        }) && listed(at).contains('S')
            && !begins_with_capital(self.view.form(at + 1))
    }

    /// Tells whether a word of a headline in capitals is not known to be a name.
    pub(super) fn is_shouted_word(&self, at: usize) -> bool {
        if !self.view.is_shouted(at) {
            return false;
        }
        let form = self.view.form(at);
        if self.entry(at).is_some() {
            return false;
        }
        let quiet = lexicon::in_title_case(form);
        let elsewhere = quiet.as_deref().is_some_and(|quiet| self.view.is_capital_elsewhere(quiet));
        !elsewhere
            && (self.view.lexicon.frequency(self.view.norm(at)).is_some() || self.view.lexicon.listed(form).is_empty())
    }

    /// Tells whether a name is an initial and one or two words that no table has: `J. Dorpel`, `J.A. de Dorpel`.
    pub(super) fn has_initial(&self, tokens: &Range<usize>) -> bool {
        let first = self.view.form(tokens.start);
        let letters = first.split_terminator('.').all(|part| part.chars().count() == 1 && begins_with_capital(part));
        (2..=4).contains(&tokens.len())
            && first.ends_with('.')
            && letters
            && !tokens.clone().any(|index| self.view.form(index) == "&" || self.is_head(index))
            && !tokens.clone().skip(1).any(|index| self.view.lexicon.entry(self.view.form(index)).is_some())
    }
}
