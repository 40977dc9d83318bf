use super::*;
use crate::net::file::{Bytes, ModelError, ModelFile};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// A tiny network with random weights, and what PyTorch makes of some sentences with it: both by
/// `python -m wederhoor_train.fixture`.
const MODEL: &[u8] = include_bytes!("../../../testdata/net/grammar.bin");
const EXPECTED: &str = include_str!("../../../testdata/net/grammar.json");

#[derive(Deserialize)]
struct Expected {
    forms: Vec<String>,
    /// Vectors of the words as they enter the first layer.
    x: Vec<Vec<f32>>,
    /// What leaves the last.
    states: Vec<Vec<f32>>,
    upos: Vec<Vec<f32>>,
    xpos: Vec<Vec<f32>>,
    feats: Vec<Vec<f32>>,
    bio: Vec<Vec<f32>>,
    /// By word and head, the root first.
    arcs: Vec<Vec<f32>>,
    /// By word, head and relation.
    rels: Vec<Vec<Vec<f32>>>,
}

fn grammar(machine: Machine) -> Grammar {
    Grammar::read(&ModelFile::parse(MODEL).unwrap(), machine).unwrap()
}

fn expected() -> Vec<Expected> {
    serde_json::from_str(EXPECTED).unwrap()
}

fn near(found: &[f32], wanted: &[f32], slack: f32, what: &str) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (at, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        assert!((found - wanted).abs() <= slack, "{what} {at}: {found}, PyTorch has {wanted}");
    }
}

/// Asserts that the label is PyTorch's, or one that PyTorch scores nearly as high.
fn chosen(found: usize, scores: &[f32], what: &str) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    assert!(scores[found] >= most - 0.02, "{what}: {found} of {scores:?}");
}

#[test]
fn the_network_is_that_of_pytorch() {
    let grammar = grammar(Machine::detect());
    for sentence in expected() {
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        let n = forms.len();
        let mut scratch = Scratch::default();
        let mut x = Vec::new();
        forms.iter().for_each(|form| grammar.features.push(form, &mut x, &mut scratch.features));
        near(&x, &sentence.x.concat(), 1e-4, "x");

        grammar.encode(&forms, std::slice::from_ref(&(0..n)), &mut scratch);
        let states = scratch.states[0].data.as_flattened().iter().map(|x| f32::from(*x) / 4095.0);
        near(&states.collect::<Vec<_>>(), &sentence.states.concat(), 4e-3, "states");

        let mut found = Vec::new();
        grammar.batch(&forms, std::slice::from_ref(&(0..n)), &mut found, &mut scratch);
        let arcs: Vec<f32> = scratch.scores.iter().map(|score| *score as f32 / 65_536.0).collect();
        near(&arcs, &sentence.arcs.concat(), 2e-2, "arcs");
        let columns = &grammar.columns;
        for (at, row) in scratch.maps.chunks(grammar.heads.outputs()).enumerate() {
            near(&row[columns.upos.clone()], &sentence.upos[at], 1e-2, "upos");
            near(&row[columns.xpos.clone()], &sentence.xpos[at], 1e-2, "xpos");
            near(&row[columns.feats.clone()], &sentence.feats[at], 1e-2, "feats");
            near(&row[columns.bio.clone()], &sentence.bio[at], 1e-2, "bio");
            let head = found[at].head.map_or(0, |head| head + 1);
            let relation = grammar.deprels.iter().position(|id| *id == found[at].deprel).unwrap();
            let root = grammar.root_relation.unwrap();
            assert_eq!(relation == root, head == 0, "roots are called root, and nothing else is");
            if head > 0 {
                let mut scores = sentence.rels[at][head].clone();
                scores[root] = f32::MIN;
                chosen(relation, &scores, "relation");
            }
            let tag = grammar.upos.iter().position(|tag| *tag == found[at].upos).unwrap();
            chosen(tag, &sentence.upos[at], "upos");
        }
    }
}

/// Sentences of invented words, of lengths from 1 to 90.
fn sentences() -> Vec<Vec<String>> {
    let lengths = [7, 1, 30, 12, 90, 2, 2, 25, 18, 9, 41, 3];
    let form = |sentence: usize, word: usize| match (sentence * 7 + word * 13) % 11 {
        0 => ",".to_owned(),
        n => format!("{}{}", ["Zo", "mér", "QX", "ba", "7"][n % 5], "lo".repeat(word % 4)),
    };
    lengths.iter().enumerate().map(|(s, length)| (0..*length).map(|word| form(s, word)).collect()).collect()
}

#[test]
fn every_machine_says_the_same() {
    let sentences = sentences();
    let plain = grammar(Machine::PLAIN).analyse(&sentences);
    for machine in Machine::all() {
        assert_eq!(grammar(machine).analyse(&sentences), plain, "{}", machine.name());
    }
}

/// The states of all words and the scores of all arcs, as bytes.
fn numbers(machine: Machine) -> Vec<u8> {
    let (grammar, mut scratch, mut numbers) = (grammar(machine), Scratch::default(), Vec::new());
    for sentence in sentences() {
        let forms: Vec<&str> = sentence.iter().map(String::as_str).collect();
        grammar.batch(&forms, std::slice::from_ref(&(0..forms.len())), &mut Vec::new(), &mut scratch);
        numbers.extend(scratch.states[0].data.as_flattened().iter().flat_map(|x| x.to_le_bytes()));
        numbers.extend(scratch.scores.iter().flat_map(|x| x.to_le_bytes()));
        numbers.extend(scratch.maps.iter().flat_map(|x| x.to_le_bytes()));
    }
    numbers
}

#[test]
fn every_machine_has_the_same_numbers() {
    let plain = numbers(Machine::PLAIN);
    for machine in Machine::all() {
        assert!(numbers(machine) == plain, "{}", machine.name());
    }
    // Taken from an x86-64; on another processor it must be the same too.
    let sum: String = Sha256::digest(&plain).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(sum, "8829171aeb45907d7d009b8a13185fc57a7e8213dce1f658f760f0badd8991c0");
}

#[test]
fn a_sentence_does_not_depend_on_its_neighbours() {
    let grammar = grammar(Machine::detect());
    let sentences: Vec<Vec<String>> = sentences().into_iter().cycle().take(100).collect();
    let together = grammar.analyse(&sentences);
    let alone: Vec<Analysis> = sentences.iter().flat_map(|sentence| grammar.analyse(&[sentence])).collect();
    assert_eq!(together, alone);
}

#[test]
fn a_very_long_sentence_is_one_tree_all_the_same() {
    let words: Vec<String> = sentences().concat().into_iter().cycle().take(950).collect();
    let analyses = grammar(Machine::detect()).analyse(&[&words[..], &words[..3]]);
    assert_eq!(analyses.len(), 953);
    let (long, short) = analyses.split_at(950);
    for sentence in [long, short] {
        assert_eq!(sentence.iter().filter(|word| word.head.is_none()).count(), 1);
        for start in 0..sentence.len() {
            let mut at = start;
            let steps = std::iter::from_fn(|| {
                at = sentence[at].head?;
                Some(at)
            });
            assert!(steps.take(sentence.len() + 1).count() < sentence.len(), "word {start} does not lead to the root");
        }
    }
}

#[test]
fn nothing_gives_nothing() {
    let grammar = grammar(Machine::detect());
    assert_eq!(grammar.analyse::<&str, Vec<&str>>(&[]), []);
    assert_eq!(grammar.analyse::<&str, _>(&[vec![], vec![]]), []);
    assert_eq!(grammar.analyse(&[vec![""], vec![], vec!["a"]]).len(), 2);
}

#[test]
fn long_sentences_are_cut_after_signs() {
    let mut forms = vec!["a"; 500];
    forms[150] = ";";
    assert_eq!(cut(&forms, 0..500), [0..151, 151..351, 351..500]);
}

/// The model with one text of its header replaced by another as long, and sealed anew.
fn patched(from: &str, to: &str) -> Result<Grammar, ModelError> {
    assert_eq!(from.len(), to.len());
    let mut bytes = MODEL[..MODEL.len() - 32].to_vec();
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    let sum = Sha256::digest(&bytes);
    bytes.extend(sum);
    Grammar::read(&ModelFile::parse(bytes)?, Machine::PLAIN)
}

#[test]
fn what_does_not_fit_is_named() {
    let error = |from: &str, to: &str| patched(from, to).unwrap_err().to_string();
    assert_eq!(error("\"grammar\"", "\"grampus\""), "model file of kind `grampus` where `grammar` is needed");
    assert_eq!(error("arc_u.weight", "arc_x.weight"), "model file without the table `arc_u.weight`");
    assert_eq!(
        error("\"hidden\": 16", "\"hidden\": 17"),
        "model file with a header that does not fit: `hidden` is 17, not a multiple of 16"
    );
    assert_eq!(
        error("\"arc\": 12", "\"arc\": 13"),
        "table `arc_dep.weight` of the model file: is I8 [12, 32] where I8 [13, 32] is needed"
    );
    assert_eq!(error("\"PROPN\"", "\"PROPX\""), "model file with a header that does not fit: unknown tag `PROPX`");
    assert_eq!(
        error("\"layers\": 2", "\"layers\": 0"),
        "model file with a header that does not fit: `layers` is 0, not between 1 and 8"
    );
    assert!(error("\"buckets\": 256", "\"buckets\": 255").contains("table `gram`"));
}

proptest! {
    #[test]
    fn no_text_is_too_strange(words in prop::collection::vec(".{0,60}", 0..12)) {
        let analyses = grammar(Machine::detect()).analyse(std::slice::from_ref(&words));
        prop_assert_eq!(analyses.len(), words.len());
        prop_assert_eq!(analyses.iter().filter(|word| word.head.is_none()).count(), usize::from(!words.is_empty()));
    }

    #[test]
    fn no_changed_byte_goes_unseen(at in any::<prop::sample::Index>(), with in 1u8..) {
        let mut bytes = MODEL.to_vec();
        let at = at.index(bytes.len());
        bytes[at] ^= with;
        prop_assert!(ModelFile::parse(Bytes::from(bytes)).is_err());
    }
}
