//! The models that ship say the same on every instruction set, alone or among others, and tell damage.

use document::{Article, Lang};
use nlp::{
    Pipeline,
    conllu::{Document, Origin},
    net::{Analysis, Grammar, Machine, ModelFile},
};
use pack::PackSource;

const TEXTS: [(&str, &str); 3] = [
    (
        "nl",
        "Burgemeester Anna de Wit van Dorpel ontkende dinsdag dat de brug “onveilig” is. Het bedrijf hield vol \
         dat het 2.400 euro had betaald, maar belde niemand op! Wie weet nog waarom?\n\nBRUG DICHT\n\nEen boze \
         menigte, aldus het persbureau, trok om 17.30 uur naar het stadhuis toe…",
    ),
    (
        "en",
        "Mayor Anna White didn't say the bridge was \"unsafe\". The so-called experts, who'd been paid $2,400, \
         kept quiet. Who knows why?\n\nBRIDGE CLOSED\n\nAn angry crowd went to the town hall at 5:30pm...",
    ),
    (
        "fr",
        "La maire du village a-t-elle démenti l'information ? « Le pont n'est pas dangereux », a déclaré mardi la \
         porte-parole des experts, qui auraient reçu 2 400 euros.\n\nPONT FERMÉ\n\nUne foule s'est rendue au château.",
    ),
];

fn pack(lang: &str) -> PackSource {
    languages::embedded()[&Lang::new(lang).expect("a language code")].clone()
}

fn grammar(lang: &str, machine: Machine) -> Grammar {
    let bytes = pack(lang).bytes("model/grammar.bin").expect("a model");
    Grammar::read(&ModelFile::parse(bytes).expect("a model file"), machine).expect("a grammar")
}

/// Returns the forms of each sentence.
fn sentences(lang: &str, text: &str) -> Vec<Vec<String>> {
    let annotated = Pipeline::from_pack(&pack(lang)).expect("a pack").annotate(&Article::plain(text));
    let forms = |sentence| annotated.words_of(sentence).iter().map(|word| word.form_in(text).to_owned()).collect();
    annotated.sentences.iter().map(forms).collect()
}

#[test]
fn labels_are_the_same_on_every_instruction_set() {
    let machines = Machine::all();
    for (lang, text) in TEXTS {
        let sentences = sentences(lang, text);
        let expected = grammar(lang, Machine::PLAIN).analyse(&sentences);
        assert!(expected.len() > 20);
        for machine in &machines {
            assert_eq!(grammar(lang, *machine).analyse(&sentences), expected, "{lang} on {}", machine.name());
        }
    }
}

#[test]
fn a_sentence_is_read_alike_alone_and_among_others() {
    for (lang, text) in TEXTS {
        let grammar = grammar(lang, Machine::detect());
        let sentences = sentences(lang, text);
        let alone: Vec<Analysis> = sentences.iter().flat_map(|sentence| grammar.analyse(&[sentence])).collect();
        let repeated: Vec<_> = std::iter::repeat_n(&sentences, 40).flatten().collect();
        let among = grammar.analyse(&repeated);
        assert!(among.chunks(alone.len()).all(|chunk| chunk == alone), "{lang}");
    }
}

#[test]
fn every_sentence_is_a_tree_with_one_root() {
    for (lang, text) in TEXTS {
        let annotated = Pipeline::from_pack(&pack(lang)).expect("a pack").annotate(&Article::plain(text));
        for sentence in &annotated.sentences {
            assert!(annotated.tree(sentence).is_tree(), "{lang}: {}", sentence.span.of(text));
            for word in annotated.words_of(sentence) {
                assert!(!word.lemma.is_empty() && !annotated.label(word.deprel).is_empty(), "{lang}: {word:?}");
                assert_eq!(word.head.is_none(), annotated.label(word.deprel) == "root", "{lang}: {word:?}");
            }
        }
        let written = Document::of(text, &annotated, Origin::default()).to_string();
        assert_eq!(Document::parse(&written).map(|document| document.to_string()), Ok(written));
    }
}

#[test]
fn a_damaged_or_foreign_model_is_named_with_the_reason() {
    let good = pack("nl").bytes("model/grammar.bin").expect("a model").into_owned();
    let mut flipped = good.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    for bad in [flipped, good[..good.len() - 7].to_vec(), b"PK\x03\x04 something else".to_vec(), Vec::new()] {
        let pack = PackSource::new(Lang::new("nl").expect("a code"), [].into()).with_bytes("model/grammar.bin", bad);
        let error = Pipeline::from_pack(&pack).expect_err("a bad model").to_string();
        assert!(error.starts_with("pack `nl`, file `model/grammar.bin`: "), "{error}");
    }
}
