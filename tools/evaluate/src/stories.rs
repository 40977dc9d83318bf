//! Stories against gold groups of articles, by B-cubed (Bagga and Baldwin 1998).

use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
};

use anyhow::Context;

use crate::{corpus, pile::Rooms};

/// What to score.
#[derive(clap::Args)]
pub struct Options {
    /// Articles as JSON lines, packed or not, or a folder of `testdata/stories`
    file: PathBuf,
    /// The field of each line that names its group
    #[arg(long, default_value = "cluster")]
    gold_field: String,
    /// Score the events within stories instead
    #[arg(long)]
    events: bool,
    /// List the stories that hold several groups and the groups in several stories
    #[arg(long)]
    show: bool,
}

/// B-cubed precision and recall of a partition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BCubed {
    /// Mean share of an article's story that belongs to its group.
    pub precision: f64,
    /// Mean share of an article's group that stands in its story.
    pub recall: f64,
}

impl BCubed {
    /// Scores one label of each article against another.
    #[must_use]
    pub fn of<S: Eq + std::hash::Hash, G: Eq + std::hash::Hash>(pairs: &[(S, G)]) -> Self {
        let mut stories: HashMap<&S, f64> = HashMap::new();
        let mut groups: HashMap<&G, f64> = HashMap::new();
        let mut both: HashMap<&(S, G), f64> = HashMap::new();
        for pair in pairs {
            *stories.entry(&pair.0).or_default() += 1.0;
            *groups.entry(&pair.1).or_default() += 1.0;
            *both.entry(pair).or_default() += 1.0;
        }
        let n = pairs.len().max(1) as f64;
        Self {
            precision: pairs.iter().map(|pair| both[pair] / stories[&pair.0]).sum::<f64>() / n,
            recall: pairs.iter().map(|pair| both[pair] / groups[&pair.1]).sum::<f64>() / n,
        }
    }

    /// The harmonic mean.
    #[must_use]
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }
}

/// Builds the stories of a file and prints their scores.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let rooms = Rooms::load()?;
    let gold = gold(options)?;
    let mut entries = rooms.read(rooms.articles(&options.file)?);
    let dossier = dossier::build_with(&rooms.dossier, &mut entries);
    let mut pairs: Vec<(usize, &str)> = Vec::new();
    let stories = dossier.stories.iter();
    let sets: Vec<&Vec<usize>> = if options.events {
        stories.flat_map(|story| &story.events).collect()
    } else {
        stories.map(|story| &story.articles).collect()
    };
    for (number, set) in sets.iter().enumerate() {
        for &article in *set {
            let line = entries[article].article.path.rsplit('#').next().and_then(|line| line.parse::<usize>().ok());
            let group = line.and_then(|line| gold.get(line.checked_sub(1)?)).context("an article without a line")?;
            pairs.push((number, group));
        }
    }
    let score = BCubed::of(&pairs);
    println!(
        "{} articles, {} groups, {} stories: B-cubed P {:.3} R {:.3} F1 {:.3}",
        pairs.len(),
        pairs.iter().map(|pair| pair.1).collect::<std::collections::BTreeSet<_>>().len(),
        sets.len(),
        score.precision,
        score.recall,
        score.f1()
    );
    if options.show {
        show(&pairs);
    }
    Ok(())
}

fn show(pairs: &[(usize, &str)]) {
    let mut of_story: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut of_group: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for &(story, group) in pairs {
        *of_story.entry(story).or_default().entry(group).or_default() += 1;
        *of_group.entry(group).or_default().entry(story).or_default() += 1;
    }
    for (story, groups) in of_story.iter().filter(|(_, groups)| groups.len() > 1) {
        println!("story {story} holds {groups:?}");
    }
    for (group, stories) in of_group.iter().filter(|(_, stories)| stories.len() > 1) {
        println!("group {group} lies in {stories:?}");
    }
}

/// The group of each line.
fn gold(options: &Options) -> anyhow::Result<Vec<String>> {
    let records = corpus::json_lines(&options.file)?;
    let field = |record: &serde_json::Value| {
        let value = record.get(&options.gold_field)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let groups: Option<Vec<String>> = records.iter().map(field).collect();
    groups.with_context(|| format!("a line without `{}`", options.gold_field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_story_of_two_groups_costs_precision_only() {
        let score = BCubed::of(&[(0, 'a'), (0, 'a'), (0, 'b'), (1, 'c')]);
        assert!((score.precision - (2.0 / 3.0 * 2.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
        assert!((score.recall - 1.0).abs() < 1e-9);
    }
}
