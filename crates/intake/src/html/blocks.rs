//! A page as a list of blocks of text.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::meta::Meta;
use crate::lexicon::{HtmlRole, Lexicon};

/// Elements deeper than this are read as if they were not there.
const MAX_DEPTH: usize = 512;
/// So many open elements are searched for the one that an end tag closes.
const MAX_SEARCH: usize = 128;

/// What was read from a page.
#[derive(Debug, Default)]
pub struct Page {
    /// Stretches of text between the tags that break lines, in order.
    pub blocks: Vec<Block>,
    /// What the page says about itself.
    pub meta: Meta,
    /// The first time element that has a date.
    pub time: Option<String>,
    /// The first text marked as saying who wrote it.
    pub byline: Option<String>,
}

/// A stretch of text.
#[derive(Debug)]
pub struct Block {
    /// The text; a line break in it is one that the page makes.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// How much of the text is in links, in bytes.
    pub link_length: usize,
    /// The number of the innermost `article` element around it; 0 outside.
    pub region: usize,
    /// It stands in the `main` element.
    pub in_main: bool,
    /// An element around it is not part of an article, or its class says so.
    pub skip: bool,
    /// An element around it is never part of an article.
    pub furniture: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading of that level.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A caption.
    Caption,
    /// Who wrote it.
    Byline,
    /// Text outside all of these.
    Loose,
}

impl Block {
    /// Tells whether it is running text rather than links and labels.
    pub fn is_prose(&self) -> bool {
        matches!(self.kind, Kind::Paragraph | Kind::Item | Kind::Loose)
            && !self.skip
            && self.text.len() >= 60
            && self.link_length * 2 < self.text.len()
    }

    /// Tells whether it belongs into the text of an article that it stands in.
    pub fn is_wanted(&self) -> bool {
        let linked = self.link_length * 3 > self.text.len() * 2;
        match self.kind {
            Kind::Heading(_) | Kind::Caption | Kind::Byline => !linked,
            Kind::Paragraph => !linked || self.text.len() > 300,
            Kind::Item => !linked && self.text.len() >= 40,
            Kind::Loose => !linked && self.text.len() >= 60 && self.text.contains(['.', '!', '?']),
        }
    }
}

/// Reads a page. Broken markup is read as far as it goes; nothing is an error.
pub fn read(lexicon: &Lexicon, text: &str) -> Page {
    let mut reader = Reader {
        lexicon,
        page: Page::default(),
        open: Vec::new(),
        overflow: 0,
        text: Pending::default(),
        regions: 0,
        byline_depth: None,
        raw: None,
    };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => reader.start(&tag),
            Ok(Token::EndTag(tag)) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => reader.string(&String::from_utf8_lossy(&text)),
            Ok(_) | Err(_) => {}
        }
    }
    reader.flush();
    reader.page
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    page: Page,
    open: Vec<Open>,
    overflow: usize,
    text: Pending,
    regions: usize,
    /// The place in `open` of the element that says who wrote it, while it is open.
    byline_depth: Option<usize>,
    /// The content of an element that is not text of the page.
    raw: Option<Raw>,
}

/// An open element and what holds inside it.
#[derive(Clone, Debug)]
struct Open {
    name: String,
    kind: Kind,
    region: usize,
    in_main: bool,
    skip: bool,
    furniture: bool,
    in_link: bool,
}

#[derive(Debug)]
struct Raw {
    name: String,
    text: String,
    is_linked_data: bool,
}

/// Text that waits for the end of its block.
#[derive(Debug, Default)]
struct Pending {
    text: String,
    link_length: usize,
}

const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
const INLINE: [&str; 28] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
];
const FURNITURE: [&str; 20] = [
    "nav", "footer", "aside", "form", "button", "select", "noscript", "iframe", "template", "svg", "math", "object",
    "dialog", "menu", "video", "audio", "canvas", "label", "head", "map",
];
/// Elements whose content is not markup.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "noframes", "xmp"];

impl Reader<'_> {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |wanted: &str| {
            tag.attributes.get(wanted.as_bytes()).map(|value| String::from_utf8_lossy(value).trim().to_owned())
        };
        match name.as_str() {
            "br" => return self.text.push_break(),
            "meta" => return self.page.meta.element(self.lexicon, attribute),
            "link" => return self.page.meta.link(attribute),
            "html" => self.page.meta.set_language(attribute("lang").or_else(|| attribute("xml:lang"))),
            "time" if self.page.time.is_none() && !self.context().skip => self.page.time = attribute("datetime"),
            _ => {}
        }
        if RAW.contains(&name.as_str()) {
            let is_linked_data = attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
            self.raw = Some(Raw { name, text: String::new(), is_linked_data });
            return;
        }
        let is_inline = INLINE.contains(&name.as_str());
        if !is_inline {
            self.flush();
        }
        if VOID.contains(&name.as_str()) {
            return;
        }
        let closes = |top: &str| match name.as_str() {
            "li" | "dt" | "dd" | "tr" | "td" | "th" | "option" => top == name || top == "p",
            "noscript" | "template" => top == "p",
            // Neither `</head>` nor `<body>` need be written.
            _ => !is_inline && (top == "p" || top == "head"),
        };
        if self.open.last().is_some_and(|top| closes(&top.name)) {
            self.open.pop();
        }
        if self.open.len() >= MAX_DEPTH {
            self.overflow += 1;
            return;
        }
        let mut element = Open { name: name.clone(), ..self.context() };
        match name.as_str() {
            "p" | "blockquote" | "pre" if element.kind != Kind::Caption => element.kind = Kind::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                element.kind = Kind::Heading(name.as_bytes().get(1).map_or(6, |digit| digit.saturating_sub(b'0')));
            }
            "li" | "dd" | "dt" => element.kind = Kind::Item,
            "figcaption" | "caption" => element.kind = Kind::Caption,
            "a" => element.in_link = true,
            "main" => element.in_main = true,
            "body" => (element.skip, element.furniture) = (false, false),
            _ => {}
        }
        element.in_main |= attribute("role").is_some_and(|role| role == "main");
        let is_body = || attribute("itemprop").is_some_and(|property| property == "articleBody");
        if name == "article" || (element.region == 0 && is_body()) {
            self.regions += 1;
            element.region = self.regions;
        }
        if FURNITURE.contains(&name.as_str()) || attribute("hidden").is_some() {
            (element.skip, element.furniture) = (true, true);
        }
        if !matches!(name.as_str(), "html" | "body" | "main" | "article") {
            for role in self.roles([
                attribute("class"),
                attribute("id"),
                attribute("role"),
                attribute("itemprop"),
                attribute("rel"),
            ]) {
                match role {
                    HtmlRole::Skip => element.skip = true,
                    HtmlRole::Caption => element.kind = Kind::Caption,
                    HtmlRole::Byline if !matches!(element.kind, Kind::Heading(_)) => element.kind = Kind::Byline,
                    HtmlRole::Byline => {}
                }
            }
        }
        if element.kind == Kind::Byline && !element.furniture && self.page.byline.is_none() {
            self.page.byline = Some(String::new());
            self.byline_depth = Some(self.open.len());
        }
        self.open.push(element);
    }

    /// What the words in these attributes say: `article-share_buttons` has the words `article`, `share`, `buttons`.
    fn roles(&self, attributes: [Option<String>; 5]) -> Vec<HtmlRole> {
        let mut roles = Vec::new();
        for value in attributes.iter().flatten().filter(|value| value.len() <= 400) {
            for word in value.split(|c: char| !c.is_alphanumeric()) {
                roles.extend(self.lexicon.html_words.get(&word.to_lowercase()).copied());
            }
        }
        roles
    }

    fn context(&self) -> Open {
        self.open.last().cloned().unwrap_or(Open {
            name: String::new(),
            kind: Kind::Loose,
            region: 0,
            in_main: false,
            skip: false,
            furniture: false,
            in_link: false,
        })
    }

    fn end(&mut self, name: &str) {
        if self.raw.as_ref().is_some_and(|raw| raw.name == name) {
            if let Some(raw) = self.raw.take() {
                match raw.name.as_str() {
                    "title" => {
                        self.page.meta.title_element.get_or_insert(raw.text);
                    }
                    "script" if raw.is_linked_data => self.page.meta.linked_data.push(raw.text),
                    _ => {}
                }
            }
            return;
        }
        if !INLINE.contains(&name) {
            self.flush();
        }
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        let depth = self.open.iter().rev().take(MAX_SEARCH).position(|open| open.name == name);
        if let Some(depth) = depth {
            let left = self.open.len() - depth - 1;
            self.open.truncate(left);
            self.byline_depth = self.byline_depth.filter(|depth| *depth < left);
        }
    }

    fn string(&mut self, text: &str) {
        if let Some(raw) = &mut self.raw {
            if raw.text.len() + text.len() <= 4 << 20 {
                raw.text.push_str(text);
            }
            return;
        }
        let in_link = self.open.last().is_some_and(|open| open.in_link);
        if self.byline_depth.is_some()
            && let Some(byline) = self.page.byline.as_mut().filter(|byline| byline.len() <= 1000)
        {
            byline.push_str(text);
        }
        self.text.push(text, in_link);
        if self.text.is_two_blocks() {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let pending = std::mem::take(&mut self.text);
        let context = self.open.last();
        let kind = context.map_or(Kind::Loose, |open| open.kind);
        for part in pending.text.split("\n\n") {
            let text = part.trim();
            if text.is_empty() {
                continue;
            }
            self.page.blocks.push(Block {
                text: text.to_owned(),
                kind,
                link_length: pending.link_length.min(text.len()),
                region: context.map_or(0, |open| open.region),
                in_main: context.is_some_and(|open| open.in_main),
                skip: context.is_some_and(|open| open.skip),
                furniture: context.is_some_and(|open| open.furniture),
            });
        }
    }
}

impl Pending {
    /// Adds text, with white space as a browser shows it.
    fn push(&mut self, text: &str, in_link: bool) {
        let before = self.text.len();
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else {
                self.text.push(c);
            }
        }
        if in_link {
            self.link_length += self.text.len() - before;
        }
    }

    fn push_break(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Keeps endless text in breaks from piling up in one buffer.
    fn is_two_blocks(&self) -> bool {
        self.text.len() > 1 << 20 && self.text.contains("\n\n")
    }
}
