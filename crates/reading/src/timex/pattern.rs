//! The notation of patterns, and its programs.
//!
//! | Notation | Matches |
//! |---|---|
//! | `van` | that word, in any case |
//! | `=Mei` | that word, written so |
//! | `<month>` | a form of the class `month` of `values.tsv`, captured as `month`; or the pattern of that name |
//! | `<from:month>` | the same, captured as `from` |
//! | `#day`, `#from:day` | digits of that kind, see [`Digits`] |
//! | `[a b]` | `a b` or nothing |
//! | `(a\|b)` | `a` or `b` |
//! | `\(` | that sign |
//!
//! Elements written together must stand together in the text (`#day-#month`); a blank allows white space or none.

use std::collections::BTreeMap;

use super::lex::{self, Vocabulary, WordId};

/// Kinds of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digits {
    /// `day`: 1 to 31.
    Day,
    /// `monthnum`: 1 to 12.
    Month,
    /// `year`: four digits, 1000 to 2199.
    Year,
    /// `plainyear`: a year that needs no preposition to be one, 1800 to 2049 and not a multiple of 50.
    PlainYear,
    /// `yy`: two digits.
    ShortYear,
    /// `hour`: 0 to 24.
    Hour,
    /// `minute`: two digits, 00 to 59.
    Minute,
    /// `int`: any number of up to six digits.
    Int,
}

impl Digits {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "monthnum" => Self::Month,
            "year" => Self::Year,
            "plainyear" => Self::PlainYear,
            "yy" => Self::ShortYear,
            "hour" => Self::Hour,
            "minute" => Self::Minute,
            "int" => Self::Int,
            _ => return None,
        })
    }

    /// Tells whether digits of that value and length are of this kind.
    pub fn admits(self, value: u32, length: usize) -> bool {
        match self {
            Self::Day => length <= 2 && (1..=31).contains(&value),
            Self::Month => length <= 2 && (1..=12).contains(&value),
            Self::Year => length == 4 && (1000..2200).contains(&value),
            Self::PlainYear => length == 4 && (1800..2050).contains(&value) && !value.is_multiple_of(50),
            Self::ShortYear => length == 2,
            Self::Hour => length <= 2 && value <= 24,
            Self::Minute => length == 2 && value <= 59,
            Self::Int => true,
        }
    }
}

/// One instruction of a program.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Inst {
    /// That word, glued to the atom before or not caring.
    Word { word: WordId, glued: bool },
    /// That word, written exactly so.
    Exact { word: WordId, form: Box<str>, glued: bool },
    /// A form of a class, captured in a slot.
    Class { class: usize, slot: u8, glued: bool },
    /// Digits, captured in a slot.
    Digits { kind: Digits, slot: u8, glued: bool },
    /// Try the first, then the second.
    Split(usize, usize),
    /// Go on there.
    Jump(usize),
    /// The pattern has matched.
    Match,
}

/// What a pattern may refer to.
pub(crate) struct Names<'a> {
    /// Classes of forms with values, by name.
    pub classes: &'a BTreeMap<String, usize>,
    /// Named patterns.
    pub patterns: &'a BTreeMap<String, String>,
}

/// Compiles `source`. Captures get the slots of their names in `slots`, which learns new ones.
pub(crate) fn compile(
    source: &str,
    names: &Names<'_>,
    vocabulary: &mut Vocabulary,
    slots: &mut Vec<String>,
) -> Result<Vec<Inst>, String> {
    let nodes = Parser { rest: source }.alternatives(false)?;
    let mut compiler = Compiler { names, vocabulary, slots, program: Vec::new(), depth: 0 };
    compiler.alternatives(&nodes, false)?;
    compiler.program.push(Inst::Match);
    Ok(compiler.program)
}

enum Node {
    Literal(String),
    Exact(String),
    Named { slot: Option<String>, name: String },
    Digits { slot: String, kind: Digits },
    Optional(Vec<Sequence>),
    Choice(Vec<Sequence>),
}

/// Nodes, each with whether it is glued to the one before.
type Sequence = Vec<(bool, Node)>;

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    /// Parses up to the bracket that closes, or to the end.
    fn alternatives(&mut self, inside: bool) -> Result<Vec<Sequence>, String> {
        let mut out = vec![Sequence::new()];
        let mut glued = false;
        while let Some(c) = self.rest.chars().next() {
            match c {
                ' ' => {
                    self.rest = &self.rest[1..];
                    glued = false;
                    continue;
                }
                '|' => {
                    self.rest = &self.rest[1..];
                    out.push(Sequence::new());
                    glued = false;
                    continue;
                }
                ')' | ']' if inside => return Ok(out),
                _ => {}
            }
            let node = self.node(c)?;
            let sequence = out.last_mut().ok_or("no alternative")?;
            let glue = glued && !sequence.is_empty();
            sequence.push((glue, node));
            glued = true;
        }
        if inside { Err("a bracket is not closed".to_owned()) } else { Ok(out) }
    }

    fn node(&mut self, first: char) -> Result<Node, String> {
        match first {
            '(' | '[' => {
                self.rest = &self.rest[1..];
                let inner = self.alternatives(true)?;
                let close = if first == '(' { ')' } else { ']' };
                self.rest = self.rest.strip_prefix(close).ok_or_else(|| format!("expected `{close}`"))?;
                Ok(if first == '(' { Node::Choice(inner) } else { Node::Optional(inner) })
            }
            '<' => {
                let (name, rest) = self.rest[1..].split_once('>').ok_or("`<` without `>`")?;
                self.rest = rest;
                Ok(match name.split_once(':') {
                    Some((slot, name)) => Node::Named { slot: Some(slot.to_owned()), name: name.to_owned() },
                    None => Node::Named { slot: None, name: name.to_owned() },
                })
            }
            '#' => {
                let slot = self.name(1);
                let named =
                    self.rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
                let name = if named { self.name(1) } else { slot.clone() };
                let kind = Digits::from_name(&name).ok_or_else(|| format!("no digits `#{name}`"))?;
                Ok(Node::Digits { slot, kind })
            }
            '=' => Ok(Node::Exact(self.literal(1))),
            '\\' => {
                let escaped = self.rest.chars().nth(1).ok_or("`\\` at the end")?;
                self.rest = &self.rest[1 + escaped.len_utf8()..];
                Ok(Node::Literal(escaped.to_string()))
            }
            ')' | ']' => Err(format!("`{first}` closes nothing")),
            _ => Ok(Node::Literal(self.literal(0))),
        }
    }

    fn literal(&mut self, skip: usize) -> String {
        self.take(skip, |c| !" |()[]<>#=\\".contains(c))
    }

    fn name(&mut self, skip: usize) -> String {
        self.take(skip, |c| c.is_ascii_alphanumeric())
    }

    fn take(&mut self, skip: usize, keep: impl Fn(char) -> bool) -> String {
        let rest = &self.rest[skip..];
        let end = rest.find(|c| !keep(c)).unwrap_or(rest.len()).max(usize::from(skip == 0));
        let (taken, rest) = rest.split_at(end);
        self.rest = rest;
        taken.to_owned()
    }
}

struct Compiler<'a> {
    names: &'a Names<'a>,
    vocabulary: &'a mut Vocabulary,
    slots: &'a mut Vec<String>,
    program: Vec<Inst>,
    depth: usize,
}

impl Compiler<'_> {
    fn alternatives(&mut self, sequences: &[Sequence], glued: bool) -> Result<(), String> {
        let mut jumps = Vec::new();
        for (index, sequence) in sequences.iter().enumerate() {
            let split = self.program.len();
            if index + 1 < sequences.len() {
                self.program.push(Inst::Split(split + 1, 0));
            }
            self.sequence(sequence, glued)?;
            if index + 1 < sequences.len() {
                jumps.push(self.program.len());
                self.program.push(Inst::Jump(0));
                self.program[split] = Inst::Split(split + 1, self.program.len());
            }
        }
        let end = self.program.len();
        for jump in jumps {
            self.program[jump] = Inst::Jump(end);
        }
        Ok(())
    }

    fn sequence(&mut self, sequence: &Sequence, glued: bool) -> Result<(), String> {
        for (index, (own, node)) in sequence.iter().enumerate() {
            self.node(node, if index == 0 { glued } else { *own })?;
        }
        Ok(())
    }

    fn node(&mut self, node: &Node, glued: bool) -> Result<(), String> {
        match node {
            Node::Literal(text) => {
                for (index, (form, own)) in lex::literal(text).into_iter().enumerate() {
                    let word = self.vocabulary.learn(&form);
                    self.program.push(Inst::Word { word, glued: if index == 0 { glued } else { own } });
                }
            }
            Node::Exact(text) => {
                let (form, _) = lex::literal(text).into_iter().next().ok_or("`=` without a word")?;
                let word = self.vocabulary.learn(&form);
                self.program.push(Inst::Exact { word, form: text.as_str().into(), glued });
            }
            Node::Digits { slot, kind } => {
                let slot = self.slot(slot)?;
                self.program.push(Inst::Digits { kind: *kind, slot, glued });
            }
            Node::Named { slot, name } => match (self.names.classes.get(name), self.names.patterns.get(name)) {
                (Some(&class), _) => {
                    let slot = self.slot(slot.as_deref().unwrap_or(name))?;
                    self.program.push(Inst::Class { class, slot, glued });
                }
                (None, Some(source)) => {
                    self.depth += 1;
                    if self.depth > 8 {
                        return Err(format!("`<{name}>` refers to itself"));
                    }
                    let nodes = Parser { rest: source }.alternatives(false)?;
                    self.alternatives(&nodes, glued)?;
                    self.depth -= 1;
                }
                (None, None) => return Err(format!("no class or pattern `<{name}>`")),
            },
            Node::Optional(inner) => {
                let split = self.program.len();
                self.program.push(Inst::Split(split + 1, 0));
                self.alternatives(inner, glued)?;
                self.program[split] = Inst::Split(split + 1, self.program.len());
            }
            Node::Choice(inner) => self.alternatives(inner, glued)?,
        }
        Ok(())
    }

    fn slot(&mut self, name: &str) -> Result<u8, String> {
        let index = self.slots.iter().position(|slot| slot == name).unwrap_or_else(|| {
            self.slots.push(name.to_owned());
            self.slots.len() - 1
        });
        u8::try_from(index).map_err(|_| "too many captures".to_owned())
    }
}
