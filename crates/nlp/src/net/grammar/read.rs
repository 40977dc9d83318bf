//! From a model file to a [`Grammar`].

use super::{Columns, Grammar, Root, Sizes, Spare};
use crate::{
    LabelId, Labels, Upos,
    net::{
        features::{Features, Scales},
        file::{ModelError, ModelFile},
        lstm::BiLstm,
        machine::Machine,
        math,
        matrix::{Activations, Weights},
    },
};
use serde::Deserialize;
use std::{ops::Range, sync::Arc};

const KIND: &str = "grammar";
/// What a piece of a sentence that was cut is to the piece before.
const JOINED: &str = "parataxis";
/// The relation of the word that has no head, in every treebank of Universal Dependencies.
const ROOT: &str = "root";

#[derive(Deserialize)]
struct Header {
    kind: String,
    sizes: Sizes,
    table_scales: Scales,
    labels: LabelLists,
}

#[derive(Deserialize)]
struct LabelLists {
    upos: Vec<String>,
    xpos: Vec<String>,
    feats: Vec<String>,
    rels: Vec<String>,
    bio: Vec<String>,
}

impl Grammar {
    /// Returns the network in a model file.
    ///
    /// # Errors
    /// When the file holds another kind of model, or a table or a label of it does not fit.
    pub fn read(file: &ModelFile, machine: Machine) -> Result<Self, ModelError> {
        let header: Header = file.header()?;
        if header.kind != KIND {
            return Err(ModelError::Kind { found: header.kind, wanted: KIND });
        }
        let (sizes, lists) = (header.sizes, header.labels);
        for (name, size) in [("dim", sizes.dim), ("hidden", sizes.hidden), ("arc", sizes.arc), ("rel", sizes.rel)] {
            if !(1..=2048).contains(&size) {
                return Err(ModelError::Sizes(format!("`{name}` is {size}, not between 1 and 2048")));
            }
        }
        if !(1..=8).contains(&sizes.layers) {
            return Err(ModelError::Sizes(format!("`layers` is {}, not between 1 and 8", sizes.layers)));
        }
        let layers = (0..sizes.layers).map(|layer| {
            let inputs = if layer == 0 { sizes.dim } else { 2 * sizes.hidden };
            BiLstm::read(file, machine, &format!("layer{layer}"), inputs, sizes.hidden)
        });
        let layers = layers.collect::<Result<_, _>>()?;
        let maps = [
            ("upos", lists.upos.len()),
            ("xpos", lists.xpos.len()),
            ("feats", lists.feats.len()),
            ("bio", lists.bio.len()),
            ("arc_dep", sizes.arc),
            ("arc_head", sizes.arc),
            ("rel_dep", sizes.rel),
            ("rel_head", sizes.rel),
        ];
        let present: Vec<_> = maps.into_iter().filter(|(_, outputs)| *outputs > 0).collect();
        let heads = Weights::read(file, machine, &present, 2 * sizes.hidden)?;
        let mut to = 0;
        let [upos, xpos, feats, bio, arc_dep, arc_head, rel_dep, rel_head] = maps.map(|(_, outputs)| {
            to += outputs;
            to - outputs..to
        });
        let columns = Columns { upos, xpos, feats, bio, arc_dep, arc_head, rel_dep, rel_head };
        let mut labels = Labels::default();
        let mut ids = |list: &[String]| -> Result<Vec<LabelId>, ModelError> {
            list.iter().map(|label| intern(&mut labels, label)).collect()
        };
        let (xpos, feats, deprels) = (ids(&lists.xpos)?, ids(&lists.feats)?, ids(&lists.rels)?);
        let joined = ids(&[JOINED.into()])?.first().copied().unwrap_or_default();
        Ok(Self {
            machine,
            features: Features::read(file, machine, sizes.dim, sizes.buckets, header.table_scales)?,
            layers,
            arc: one_sided(file, machine, "arc_u", sizes.arc, sizes.arc, |row| row)?,
            relation: {
                let (rels, units) = (lists.rels.len(), sizes.rel + 1);
                // Stored by relation; read by unit of the head.
                one_sided(file, machine, "rel_u", rels * units, sizes.rel, |row| row % rels * units + row / rels)?
            },
            root: Root::read(file, machine, &heads, &columns)?,
            heads,
            columns,
            labels: Arc::new(labels),
            upos: lists.upos.iter().map(|tag| known(tag, Upos::parse(tag))).collect::<Result<_, _>>()?,
            names: lists.bio.iter().map(|tag| known(tag, tag.parse().ok())).collect::<Result<_, _>>()?,
            xpos,
            feats,
            deprels,
            root_relation: lists.rels.iter().position(|relation| relation == ROOT),
            joined,
            spare: Spare::default(),
            sizes,
        })
    }
}

impl Root {
    fn read(file: &ModelFile, machine: Machine, heads: &Weights, columns: &Columns) -> Result<Self, ModelError> {
        let vector = file.f32s("root", &[heads.inputs()])?;
        let (mut quantized, mut maps) = (Activations::default(), Vec::new());
        quantized.quantize(machine, &vector, heads.inputs());
        heads.apply(&quantized, &mut maps);
        let part = |columns: &Range<usize>| {
            maps.get(columns.clone()).unwrap_or_default().iter().map(|x| math::relu(*x)).collect()
        };
        Ok(Self { arc: part(&columns.arc_head), relation: part(&columns.rel_head) })
    }
}

/// Reads a map of which the last input is always 1: what it gives becomes the bias.
///
/// Output `n` is row `order(n)` of the table.
fn one_sided(
    file: &ModelFile,
    machine: Machine,
    name: &str,
    outputs: usize,
    inputs: usize,
    order: impl Fn(usize) -> usize,
) -> Result<Weights, ModelError> {
    let table = file.i8s(&format!("{name}.weight"), &[outputs, inputs + 1])?;
    let table_scales = file.f32s(&format!("{name}.scale"), &[outputs])?;
    let (mut weights, mut scales, mut bias) = (Vec::new(), Vec::new(), Vec::new());
    for row in (0..outputs).map(order) {
        let scale = table_scales.get(row).copied().unwrap_or_default();
        let numbers = table.get(row * (inputs + 1)..(row + 1) * (inputs + 1)).unwrap_or_default();
        let Some((last, others)) = numbers.split_last() else { continue };
        weights.extend_from_slice(others);
        scales.push(scale);
        bias.push(f32::from(*last) * scale);
    }
    Weights::pack(machine, inputs, &weights, &scales, &bias)
        .ok_or_else(|| ModelError::Sizes(format!("`{name}` has no outputs")))
}

fn intern(labels: &mut Labels, label: &str) -> Result<LabelId, ModelError> {
    let label = if label == "_" { "" } else { label };
    labels.intern(label).ok_or_else(|| ModelError::Sizes("more than 65,536 labels".into()))
}

fn known<T>(tag: &str, found: Option<T>) -> Result<T, ModelError> {
    found.ok_or_else(|| ModelError::Sizes(format!("unknown tag `{tag}`")))
}
