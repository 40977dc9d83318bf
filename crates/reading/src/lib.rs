//! What one article alone says: times, figures, names, statements and events.
//!
//! Every item carries its [`Span`](document::Span) and the [`Rule`] that made it. The engine knows no word of any
//! language: words come from packs. Reading never fails on strange text; only loading a pack can fail.

pub mod attribution;
pub mod coref;
pub mod event;
pub mod factuality;
pub mod metonymy;
pub mod name;
pub mod quantity;
pub mod timex;

mod reader;
mod rule;
mod syntax;

pub use attribution::{Act, Attribution, Form, Source};
pub use event::{Event, Party, Plover};
pub use factuality::{Clause, Factuality, Tense};
pub use name::{ActorId, Name, NameKind};
pub use quantity::{Approximation, Quantity, QuantityKind};
pub use reader::{Note, Reader, Reading, read};
pub use rule::Rule;
pub use timex::{Modifier, Timex3, TimexKind};
