//! Who did what to whom, over time: dyads after PLOVER, from the events of all articles.
//!
//! An event makes a relation when both parties are actors of the pile, it has a root code, and the text tells it as a
//! fact or as likely. It is dated by its clause, or else, where it is told in the past or present, by the publication.
//! The same parties, code and date in several articles make one relation, with the first sentence that tells it.

use std::collections::BTreeMap;

use document::PartialDate;
use reading::{ActorId, Event, Factuality, Plover, Tense};

use crate::{Quote, Relation, pile::Pile, sentence};

/// What makes two events one relation.
type Key = (Option<(jiff::civil::Date, std::cmp::Reverse<jiff::civil::Date>)>, ActorId, ActorId, Plover);

/// Returns the relations of all articles, by date (unknown last), then parties and code.
pub(crate) fn relations(pile: &Pile) -> Vec<Relation> {
    let mut found: BTreeMap<(bool, Key), Relation> = BTreeMap::new();
    for (article, entry) in pile.entries.iter().enumerate() {
        let told = entry.reading.events.iter().filter(|event| is_told(event));
        for event in told {
            let Some(plover) = event.plover else { continue };
            let Some(span) = sentence::covering(&entry.annotated, [event.trigger]) else { continue };
            let date = date(event, pile.published(article));
            for (actor, recipient) in dyads(event, pile) {
                let key = (date.map(PartialDate::sort_key), actor.clone(), recipient.clone(), plover);
                found.entry((date.is_none(), key)).or_insert_with(|| Relation {
                    actor,
                    recipient,
                    date,
                    plover: plover.as_str().to_owned(),
                    quote: Quote { article, span },
                    rule: event.rule.clone(),
                });
            }
        }
    }
    found.into_values().collect()
}

fn is_told(event: &Event) -> bool {
    matches!(event.factuality, Factuality::Certain | Factuality::Probable)
}

/// Returns when: what the clause says, or else the publication of an article that tells it as news.
fn date(event: &Event, published: Option<PartialDate>) -> Option<PartialDate> {
    let told = event.when.as_deref().and_then(|value| value.parse().ok());
    told.or_else(|| published.filter(|_| matches!(event.tense, Tense::Past | Tense::Present)))
}

/// Returns the pairs of different actors of the pile that are parties of an event.
fn dyads(event: &Event, pile: &Pile) -> Vec<(ActorId, ActorId)> {
    let known = |parties: &[reading::Party]| -> Vec<usize> {
        parties.iter().filter_map(|party| pile.actors.number(party.actor.as_ref()?)).collect()
    };
    let (actors, recipients) = (known(&event.actors), known(&event.recipients));
    let pairs = actors.iter().flat_map(|&actor| recipients.iter().map(move |&other| (actor, other)));
    let different = pairs.filter(|(actor, other)| actor != other);
    different.map(|(actor, other)| (pile.actors.id(actor), pile.actors.id(other))).collect()
}

#[cfg(test)]
mod tests {
    use document::Span;
    use reading::{Party, Rule};

    use super::*;
    use crate::{Entry, testing};

    /// Adds an event: `trigger`, by the actor, to the recipient.
    fn happen(entry: &mut Entry, trigger: &str, parties: (&str, &str), factuality: Factuality, when: Option<&str>) {
        let start = entry.article.text.find(trigger).expect("in the text");
        let span = Span::new(start, start + trigger.len());
        let party = |id: &str| vec![Party { span, actor: Some(ActorId(id.to_owned())) }];
        entry.reading.events.push(Event {
            trigger: span,
            actors: party(parties.0),
            recipients: party(parties.1),
            place: None,
            when: when.map(str::to_owned),
            frame: "aid".into(),
            plover: Some(Plover::Aid),
            mode: None,
            cameo: None,
            factuality,
            tense: Tense::Past,
            rule: Rule::new("test"),
        });
    }

    fn lines(entries: &mut [Entry]) -> Vec<String> {
        let dossier = crate::build(entries);
        let line = |relation: &Relation| {
            let date = relation.date.map_or("-".to_owned(), |date| date.to_string());
            format!(
                "{date} {} {} {} {}",
                relation.actor.0, relation.plover, relation.recipient.0, relation.quote.article
            )
        };
        dossier.relations.iter().map(line).collect()
    }

    const TEXT: &str = "@2031-03-05 NOS\n[LOC Oostland] helpt [LOC Westland]. De regering betaalt.";

    #[test]
    fn the_same_help_in_two_articles_is_one_relation() {
        let mut pile = testing::pile(&[TEXT, &TEXT.replace("03-05", "03-06")]);
        for entry in &mut pile {
            happen(entry, "helpt", ("oostland", "westland"), Factuality::Certain, Some("2031-03-04"));
        }
        assert_eq!(lines(&mut pile), ["2031-03-04 oostland AID westland 0"]);
    }

    #[test]
    fn without_a_date_of_its_own_news_is_dated_by_its_article() {
        let mut pile = testing::pile(&[TEXT]);
        happen(&mut pile[0], "helpt", ("oostland", "westland"), Factuality::Probable, None);
        assert_eq!(lines(&mut pile), ["2031-03-05 oostland AID westland 0"]);
    }

    #[test]
    fn what_is_denied_planned_or_done_by_strangers_is_no_relation() {
        let mut pile = testing::pile(&[TEXT]);
        happen(&mut pile[0], "helpt", ("oostland", "westland"), Factuality::Denied, None);
        happen(&mut pile[0], "helpt", ("oostland", "westland"), Factuality::Planned, None);
        happen(&mut pile[0], "betaalt", ("stranger", "westland"), Factuality::Certain, None);
        happen(&mut pile[0], "betaalt", ("oostland", "oostland"), Factuality::Certain, None);
        assert_eq!(lines(&mut pile), [""; 0]);
    }
}
