//! Where names are: runs of capitalised words, the names of the tables, and what small words join.

mod derived;
mod neighbour;

use std::{collections::BTreeSet, ops::Range};

use document::Span;
use nlp::TokenKind;

use super::{
    NameKind, actor,
    article_view::{ArticleView, begins_with_capital},
    evidence,
    lexicon::{self, Entry, Head, LONGEST_ENTRY, Particle, Prefix},
};

/// One mention of a name, not yet typed.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) tokens: Range<usize>,
    /// What it is beyond doubt.
    pub(super) kind: Option<NameKind>,
    /// The id that a table gives it.
    pub(super) id: Option<String>,
    pub(super) rule: &'static str,
    /// The place that an adjective or demonym is made from.
    pub(super) base: Option<String>,
    /// It stands where reports name the place they come from.
    pub(super) dateline: bool,
}

/// Words more common than this are not names at the beginning of a sentence, whatever stands elsewhere
/// (binary logarithm of a count over 1.5 million words).
const FUNCTION_WORD: u32 = 8;

/// Words more common than this are not names even where nothing else explains their capital: a heading that ran into
/// the text, a caption without a full stop.
const COMMON_WORD: u32 = 10;

/// Returns the mentions of an article, in order; they do not overlap.
pub(super) fn mentions(view: &ArticleView) -> Vec<Mention> {
    let mut out = Vec::new();
    for sentence in &view.annotated.sentences {
        let finder = Finder { view, end: sentence.tokens.end };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match finder.mention(at) {
                Some(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    out.push(mention);
                }
                None => at += 1,
            }
        }
    }
    derive(view, &mut out);
    out
}

/// Marks words that are made from the name of a place in the same article: `Dorpelse` beside `Dorpel`.
fn derive(view: &ArticleView, mentions: &mut [Mention]) {
    let places: BTreeSet<&str> = mentions
        .iter()
        .filter(|mention| matches!(mention.kind, None | Some(NameKind::Location)))
        .map(|mention| view.text(mention.span))
        .filter(|surface| {
            let listed = view.lexicon.listed(surface);
            listed.contains('L') || !listed.contains(['F', 'S'])
        })
        .collect();
    for mention in mentions.iter_mut().filter(|mention| mention.kind.is_none() && mention.tokens.len() == 1) {
        let form = view.text(mention.span);
        let other = |base: &str| places.get(base).copied().filter(|base| *base != form);
        if !view.lexicon.listed(form).is_empty() {
            continue;
        }
        if let Some(base) = evidence::demonym_of(view.lexicon, form, other) {
            mention.kind = Some(NameKind::Other);
            mention.rule = "name.demonym";
            mention.id = Some(actor::slug(base));
            mention.base = Some(base.to_owned());
        }
    }
}

struct Finder<'a> {
    view: &'a ArticleView<'a>,
    /// The end of the sentence.
    end: usize,
}

impl Finder<'_> {
    fn mention(&self, at: usize) -> Option<Mention> {
        let token = self.view.token(at).filter(|token| token.kind == TokenKind::Word)?;
        if let Some(end) = self.dateline(at) {
            let mention = match self.entry(at).filter(|&entry| entry == end) {
                Some(_) => self.entry_mention(at, end),
                None => self.build(at..end, None, "name.dateline"),
            };
            return Some(Mention { dateline: true, ..mention });
        }
        if self.is_byline(at) {
            return Some(self.build(at..at + 1, Some(NameKind::Person), "name.byline"));
        }
        if let Some(mention) = self.compound_of_several(at) {
            return Some(mention);
        }
        if let Some(end) = self.entry(at) {
            return Some(self.entry_mention(at, end));
        }
        if self.view.lexicon.head(&token.norm) == Some(Head::Before)
            && let Some(end) = self.behind_particles(at + 1, |particle| particle != Particle::Person)
        {
            let end = self.entry(end).unwrap_or_else(|| self.run_end(end, true));
            return Some(self.build(at..end, Some(NameKind::Organisation), "name.head"));
        }
        if !self.is_name_word(at) {
            return None;
        }
        let end = if self.is_compound(at) { at + 1 } else { self.run_end(at, false) };
        if self.is_role(at, end) {
            return None;
        }
        if end > at + 1 && self.is_adjective(at) {
            return Some(self.build(at..at + 1, Some(NameKind::Other), "name.adjective"));
        }
        if let Some(end) = self.department(at, end) {
            return Some(self.build(at..end, Some(NameKind::Organisation), "name.department"));
        }
        Some(self.typed(at..end))
    }

    /// Returns the end of the place that a report says it comes from: `LISSANE (PDL) -`, `PORT AVERIN, Aug. 24`.
    fn dateline(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 4;
        let lines = self.view.article.text.get(..self.view.token(at)?.span.start)?;
        if !(lines.is_empty() || lines.ends_with('\n')) {
            return None;
        }
        let is_loud = |index: usize| {
            let form = self.view.form(index);
            form.chars().count() >= 3 && form.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '.'))
        };
        let end = (at..self.end.min(at + LONGEST)).find(|&index| !is_loud(index)).unwrap_or(at + LONGEST);
        let ordinary = (at..end).all(|index| self.view.lexicon.frequency(self.view.norm(index)).is_some());
        let is_dash = |index: usize| matches!(self.view.form(index), "-" | "–" | "—");
        let behind = match self.view.form(end) {
            // what stands between brackets is an agency
            "(" => (end + 1..end + 6).any(|index| self.view.form(index) == ")" && is_dash(index + 1)),
            "," => {
                let number = |index: usize| self.view.form(index).starts_with(|c: char| c.is_ascii_digit());
                number(end + 1) || number(end + 2) || number(end + 3)
            }
            // `DORPEL 1996-08-30`
            form if form.starts_with(|c: char| c.is_ascii_digit()) => form.contains('-') && form.len() == 10,
            _ => is_dash(end) && self.view.token(end).is_some_and(|token| token.space_before),
        };
        (end > at && !ordinary && behind).then_some(end)
    }

    /// Returns the end of the longest name of the tables that begins at `at`.
    fn entry(&self, at: usize) -> Option<usize> {
        let lexicon = self.view.lexicon;
        let first = self.view.form(at);
        let several =
            lexicon.starts_entry(first) || first.contains('-') && lexicon.starts_entry(first.split('-').next()?);
        let longest = if several { LONGEST_ENTRY } else { 1 };
        (at + 1..=(at + longest).min(self.end)).rev().find(|&end| {
            let form = self.surface(at..end);
            self.known(&form).is_some() && (end > at + 1 || self.stands_alone(at, &form))
        })
    }

    /// Returns the entry of a form, also when it is written in capitals: `LONDON`.
    fn known(&self, form: &str) -> Option<&Entry> {
        self.view.lexicon.entry(form).or_else(|| self.view.lexicon.entry(&lexicon::in_title_case(form)?))
    }

    /// Tells whether a single word of the tables is meant as a name here.
    fn stands_alone(&self, at: usize, form: &str) -> bool {
        if !self.view.is_initial(at) || self.view.is_capital_elsewhere(form) {
            return true;
        }
        form.chars().nth(1).is_some_and(char::is_uppercase) || self.view.lexicon.frequency(self.view.norm(at)).is_none()
    }

    /// Joins words by single blanks where there is space between them.
    fn surface(&self, tokens: Range<usize>) -> String {
        let mut out = String::new();
        for index in tokens {
            if !out.is_empty() && self.view.token(index).is_some_and(|token| token.space_before) {
                out.push(' ');
            }
            out.push_str(&self.view.form(index).replace('’', "'"));
        }
        out
    }

    fn entry_mention(&self, at: usize, end: usize) -> Mention {
        let entry = self.known(&self.surface(at..end));
        let kind = entry.map(|entry| entry.kind);
        let run = self.run_end_from(at, end, true);
        let organised = (end..run).any(|index| self.is_head(index));
        // `Bank X Securities`, `PSV Dorpel`; what follows an organisation may also be somebody in it
        let belongs = kind == Some(NameKind::Organisation)
            && end == at + 1
            && run == end + 1
            && !self.view.lexicon.listed(self.view.form(end)).contains('F');
        // `the Dorpel War`
        let makes_other = |index: usize| self.view.lexicon.head(self.view.norm(index)) == Some(Head::Other);
        if run > end && kind != Some(NameKind::Other) && makes_other(run - 1) && self.entry(end).is_none() {
            return self.build(at..run, Some(NameKind::Other), "name.head");
        }
        // `Dorpel Daily`, `Dorpel Democratic Party`: the place is part of the name, also where the rest is listed
        let placed = kind == Some(NameKind::Location)
            && self.entry(end).is_none_or(|second| second == run && (end..run).any(|index| self.is_head(index)));
        // `de Dorpelse ABC Groep`
        let apart = kind == Some(NameKind::Other)
            && self.view.form(end).chars().count() >= 2
            && self.view.form(end).chars().all(char::is_uppercase)
            && !self.view.is_shouted(end);
        if run > end && !apart && (organised || belongs) && (placed || self.entry(end).is_none()) {
            return self.build(at..run, Some(NameKind::Organisation), "name.head");
        }
        let id = entry.map(|entry| entry.id.clone());
        if run > end && end == at + 1 && self.is_first_name(at) {
            return self.typed(at..self.run_end(at, false));
        }
        let ordinal = end < self.end && is_ordinal(self.view.form(end));
        if ordinal {
            // a second meeting is no place
            let kind = kind.map(|kind| if kind == NameKind::Location { NameKind::Other } else { kind });
            return self.build(at..end + 1, kind, "name.capitals");
        }
        let mention = self.build(at..end, kind, "name.gazetteer");
        // the table has the form with its ending: `Israëli's`
        let span = self.view.token(end - 1).map_or(mention.span, |token| mention.span.cover(token.span));
        Mention { id, span, ..mention }
    }

    /// Returns the end of the run of name words that begins at `at`.
    fn run_end(&self, at: usize, organisation: bool) -> usize {
        self.run_end_from(at, at + 1, organisation)
    }

    fn run_end_from(&self, at: usize, mut end: usize, organisation: bool) -> usize {
        while end < self.end {
            let organisation = organisation || (at..end).any(|index| self.is_head(index));
            if self.follows_head(at, end) {
                end += 1;
                continue;
            }
            if self.continues(end, organisation) {
                let several = self.entry(end).filter(|&entry| entry > end + 1);
                match several {
                    Some(_) if !organisation => break,
                    Some(entry) => end = entry,
                    None => end += 1,
                }
                continue;
            }
            let joins = |particle| match particle {
                Particle::Organisation => organisation,
                Particle::Both => organisation || self.may_be_first_names(at..end),
                Particle::Person => self.may_be_first_names(at..end),
            };
            match self.behind_particles(end, joins) {
                Some(next) if organisation => end = self.entry(next).unwrap_or(next + 1),
                Some(next) if self.entry(next).is_none() && !self.is_head(next) && !self.holds(at..end, next) => {
                    end = next + 1
                }
                _ => break,
            }
        }
        end
    }

    /// Returns the index of the name word behind one to three particles that begin at `at`.
    fn behind_particles(&self, at: usize, joins: impl Fn(Particle) -> bool) -> Option<usize> {
        let lexicon = self.view.lexicon;
        let particle = |index: usize| lexicon.particle(self.view.norm(index)).filter(|_| index < self.end);
        let mut next = at;
        while next < at + 3 && particle(next).is_some() && !begins_with_capital(self.view.form(next)) {
            if next == at && !particle(next).is_some_and(&joins) {
                return None;
            }
            next += 1;
        }
        let token = self.view.token(next).filter(|token| next < self.end && token.kind == TokenKind::Word)?;
        let form = token.span.of(&self.view.article.text);
        (next > at && begins_with_capital(form) && !lexicon.is_no_name(&token.norm)).then_some(next)
    }

    /// Tells whether words are first names or initials only, so that `van` goes on with the same name.
    fn may_be_first_names(&self, tokens: Range<usize>) -> bool {
        let lexicon = self.view.lexicon;
        let Some(last) = tokens.clone().next_back() else { return false };
        let form = self.view.form(last);
        let listed = lexicon.listed(form);
        let initial = form.ends_with('.') && form.chars().count() <= 6;
        if tokens.clone().all(|index| lexicon.particle(self.view.norm(index)).is_some()) {
            return true;
        }
        let unknown = tokens.len() == 1
            && listed.is_empty()
            && !form.chars().all(char::is_uppercase)
            && lexicon.entry(form).is_none()
            && lexicon.frequency(self.view.norm(last)).is_none();
        tokens.len() <= 3 && (initial || listed.contains('F') || unknown)
    }

    /// Tells whether the word at `at` goes on with the name before it.
    fn continues(&self, at: usize, organisation: bool) -> bool {
        let Some(token) = self.view.token(at) else { return false };
        let form = token.span.of(&self.view.article.text);
        let before = self.view.norm(at.saturating_sub(1));
        if token.norm == "&" {
            return begins_with_capital(self.view.form(at + 1));
        }
        if is_ordinal(form) && token.space_before && at > 0 {
            return true;
        }
        if token.kind != TokenKind::Word || !(token.space_before || before.ends_with('.') || before == "&") {
            return false;
        }
        let article = form
            .split_once('-')
            .is_some_and(|(article, name)| self.view.lexicon.particle(article).is_some() && begins_with_capital(name));
        if article {
            return !organisation;
        }
        let opens_sentence = self.view.is_initial(at) && self.view.lexicon.frequency(&token.norm).is_some();
        begins_with_capital(form)
            && !self.view.lexicon.is_no_name(&token.norm)
            && !self.is_compound(at)
            && !opens_sentence
            && !self.is_shouted_word(at)
            && (organisation || self.is_surname(at) || !self.is_people(at) && !self.is_title(at))
    }

    /// Tells whether a name can begin with the word at `at`.
    fn is_name_word(&self, at: usize) -> bool {
        let (form, norm) = (self.view.form(at), self.view.norm(at));
        let lexicon = self.view.lexicon;
        let inner = form.split('-').skip(1).any(begins_with_capital) || has_inner_capital(form);
        let initial = form.len() == 2 && form.ends_with('.') && begins_with_capital(self.view.form(at + 1));
        let no_name = lexicon.is_no_name(norm) && !initial;
        if !begins_with_capital(form) && !inner || no_name || form.chars().count() < 2 {
            return false;
        }
        // `Pro Dorpel-aanhangers` is `pro-Dorpel` written apart
        let stance = lexicon.prefix(norm) == Some(Prefix::Stance) && at + 1 < self.end && self.is_compound(at + 1);
        if self.is_title(at) || stance || self.is_shouted_word(at) {
            return false;
        }
        let frequency = lexicon.frequency(norm);
        if !self.view.is_initial(at) {
            return frequency.is_none_or(|frequency| frequency < COMMON_WORD) || lexicon.particle(norm).is_some();
        }
        if frequency.is_some_and(|frequency| frequency >= FUNCTION_WORD) {
            return self.is_known_surname(at);
        }
        if self.view.is_shouted(at) {
            return true;
        }
        let number = |index: usize| self.view.form(index).bytes().all(|b| b.is_ascii_digit()) && index < self.end;
        if frequency.is_none() && number(at + 1) && (number(at + 2) || begins_with_capital(self.view.form(at + 2))) {
            return true;
        }
        let bare = self.view.bare(at);
        let elsewhere = self.view.is_capital_elsewhere(bare) || self.view.is_name_elsewhere(bare);
        if elsewhere && !self.view.is_lower_elsewhere(norm) {
            return true;
        }
        let next = self.continues(at + 1, false) && at + 1 < self.end && !self.view.is_initial(at + 1);
        let listed = lexicon.listed(form);
        if frequency.is_some() {
            return next && listed.contains('F') && self.view.lexicon.entry(self.view.form(at + 1)).is_none();
        }
        let prefix = norm.split('-').next().unwrap_or_default();
        if form.contains('-') && !inner && lexicon.frequency(prefix).is_some() {
            return false;
        }
        let shouted = form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let next = next && (listed.contains('F') || self.entry(at + 1).is_none());
        next || inner
            || shouted && form.chars().count() <= 6
            || !listed.is_empty()
            || self.compound(form).is_some()
            || self.demonym(form).is_some()
    }

    /// Tells whether a particle with a capital begins a surname: `Van der Dorpel`.
    fn is_known_surname(&self, at: usize) -> bool {
        let lexicon = self.view.lexicon;
        let particle = lexicon.particle(self.view.norm(at)).filter(|&particle| particle != Particle::Organisation);
        if particle.is_none() || at + 1 >= self.end {
            return false;
        }
        if self.behind_particles(at + 1, |particle| particle != Particle::Organisation).is_some() {
            return particle == Some(Particle::Both) && self.entry(at + 2).is_none();
        }
        let next = self.view.form(at + 1);
        let listed = lexicon.listed(next);
        self.continues(at + 1, false) && lexicon.entry(next).is_none() && listed.contains('S') && !listed.contains('L')
    }

    /// Tells whether a capitalised word is a title, or a word before one (`Foreign Minister`).
    fn is_title(&self, at: usize) -> bool {
        let lexicon = self.view.lexicon;
        let norm = self.view.norm(at);
        lexicon.is_listed_title(norm)
            || lexicon.frequency(norm).is_some() && at + 1 < self.end && lexicon.is_listed_title(self.view.norm(at + 1))
    }

    fn is_people(&self, at: usize) -> bool {
        self.view.lexicon.entry(self.view.form(at)).is_some_and(|entry| entry.kind == NameKind::Other)
    }

    fn is_head(&self, at: usize) -> bool {
        let head = self.view.lexicon.head(self.view.norm(at));
        begins_with_capital(self.view.form(at)) && matches!(head, Some(Head::Inside | Head::Before))
    }

    /// Tells whether the word at `next` is an adjective behind the head that the name began with: `Parti vert`.
    fn follows_head(&self, at: usize, next: usize) -> bool {
        let lexicon = self.view.lexicon;
        let follows = || lexicon.is_follower(self.view.norm(next)) || self.view.is_adjective(next);
        lexicon.is_head_first()
            && self.is_head(at)
            && self.view.token(next).is_some_and(|token| token.kind == TokenKind::Word && token.space_before)
            && !begins_with_capital(self.view.form(next))
            && follows()
    }

    /// Builds a mention and gives it the kind that its own words make certain.
    fn typed(&self, tokens: Range<usize>) -> Mention {
        let makes_other = |index: usize| self.view.lexicon.head(self.view.norm(index)) == Some(Head::Other);
        if tokens.len() > 1 && tokens.clone().any(makes_other) {
            return self.build(tokens, Some(NameKind::Other), "name.head");
        }
        let several = tokens.len() > 1 || self.view.lexicon.is_head_first();
        if several && tokens.clone().any(|index| self.is_head(index)) {
            return self.build(tokens, Some(NameKind::Organisation), "name.head");
        }
        if self.has_initial(&tokens) {
            return self.build(tokens, Some(NameKind::Person), "name.initial");
        }
        let mention = self.build(tokens.clone(), None, "name.capitals");
        let form = self.view.text(mention.span);
        if tokens.len() == 1 {
            if let Some(entry) = self.view.lexicon.entry(form) {
                return Mention { kind: Some(entry.kind), id: Some(entry.id.clone()), ..mention };
            }
            if let Some(base) = self.demonym(form) {
                let id = Some(actor::slug(&base));
                let kind = Some(NameKind::Other);
                return Mention { kind, id, rule: "name.demonym", base: Some(base), ..mention };
            }
            if let Some((kind, id)) = self.compound(form) {
                return Mention { kind, id, rule: "name.compound", ..mention };
            }
        }
        mention
    }

    fn build(&self, tokens: Range<usize>, kind: Option<NameKind>, rule: &'static str) -> Mention {
        let span = |index: usize| self.view.token(index).map_or(Span::new(0, 0), |token| token.span);
        let last = tokens.end.saturating_sub(1);
        let mut span = Span::new(span(tokens.start).start, span(last).end);
        let ending = self.view.lexicon.possessive_len(self.view.norm(last));
        if ending > 0 {
            let form = self.view.text(span);
            let cut = form.char_indices().rev().nth(ending - 1).map_or(form.len(), |(cut, _)| cut);
            span.end = span.start + cut;
        }
        Mention { span, tokens, kind, id: None, rule, base: None, dateline: false }
    }
}

/// Tells whether a form is a Roman number of two letters or more, as behind names: `Camp Dorpel II`.
fn is_ordinal(form: &str) -> bool {
    form.len() >= 2 && form.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

fn has_inner_capital(form: &str) -> bool {
    let mut chars = form.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}
