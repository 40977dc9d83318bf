//! Scores of pairs of words: how well one is the head of the other, and by which relation (Dozat and Manning 2017).

use super::machine::Machine;

const LANES: usize = 16;
/// Rows whose sums are formed at once, so that no addition waits for the one before.
const ROWS: usize = 4;
/// Scores become whole numbers of this fraction, so that sums of them are exact.
const UNIT: f32 = 65_536.0;
const LIMIT: f32 = 16_384.0;

/// Writes the product of every row of `dependents` with every row of `heads`, in units of 2⁻¹⁶.
///
/// Both have rows of `width` numbers. `packed` is reused.
pub(super) fn arc_scores(
    machine: Machine,
    width: usize,
    dependents: &[f32],
    heads: &[f32],
    packed: &mut Vec<[f32; LANES]>,
    scores: &mut Vec<i32>,
) {
    let width = width.max(1);
    let n_heads = heads.len() / width;
    pack(width, heads, packed);
    scores.clear();
    scores.resize(dependents.len() / width * n_heads, 0);
    machine.run(
        #[inline(always)]
        || {
            let tiles = dependents.chunks(ROWS * width).zip(scores.chunks_mut((ROWS * n_heads).max(1)));
            for (dependents, scores) in tiles {
                let mut rows = dependents.chunks_exact(width);
                let mut tile: [&[f32]; ROWS] = [&[]; ROWS];
                // What is missing in the last tile is the first row once more, whose sums nobody reads.
                let first = rows.next().unwrap_or_default();
                tile[0] = first;
                for row in tile.iter_mut().skip(1) {
                    *row = rows.next().unwrap_or(first);
                }
                for (block, heads) in packed.chunks_exact(width).enumerate() {
                    let sums = products(tile, heads);
                    for (sums, scores) in sums.iter().zip(scores.chunks_mut(n_heads)) {
                        let scores = scores.get_mut(block * LANES..).unwrap_or_default();
                        for (score, sum) in scores.iter_mut().zip(sums) {
                            *score = (super::math::clamp(*sum, LIMIT) * UNIT) as i32;
                        }
                    }
                }
            }
        },
    );
}

/// Sixteen heads side by side, number by number.
fn pack(width: usize, heads: &[f32], packed: &mut Vec<[f32; LANES]>) {
    packed.clear();
    for block in heads.chunks(LANES * width) {
        for at in 0..width {
            let mut lanes = [0.0; LANES];
            for (lane, head) in lanes.iter_mut().zip(block.chunks_exact(width)) {
                *lane = head.get(at).copied().unwrap_or_default();
            }
            packed.push(lanes);
        }
    }
}

#[inline(always)]
fn products(rows: [&[f32]; ROWS], heads: &[[f32; LANES]]) -> [[f32; LANES]; ROWS] {
    let mut sums = [[0.0; LANES]; ROWS];
    for row in rows {
        if row.len() != heads.len() {
            return sums; // never: it tells the compiler that the indexing below holds
        }
    }
    for (at, heads) in heads.iter().enumerate() {
        for r in 0..ROWS {
            for l in 0..LANES {
                sums[r][l] += rows[r][at] * heads[l];
            }
        }
    }
    sums
}

/// Returns the relation of the largest score; `without` is not looked at.
///
/// `dependent` has for each number of `head`, and for a last one that is 1, the weight of each relation; at least
/// [`PADDING`] numbers of any kind must follow it.
#[inline(always)]
pub(super) fn best_relation(dependent: &[f32], head: &[f32], relations: usize, without: Option<usize>) -> usize {
    let mut best = (0, f32::MIN);
    for from in (0..relations).step_by(PADDING) {
        let weights = |at: usize| dependent.get(at * relations + from..).and_then(|weights| weights.first_chunk());
        let Some(mut sums) = weights(head.len()).copied() else { break };
        for (at, factor) in head.iter().enumerate() {
            let Some(weights) = weights(at) else { break };
            add_product(&mut sums, weights, *factor);
        }
        for (relation, sum) in (from..relations).zip(sums) {
            if sum > best.1 && without != Some(relation) {
                best = (relation, sum);
            }
        }
    }
    best.0
}

#[inline(always)]
fn add_product(sums: &mut [f32; PADDING], weights: &[f32; PADDING], factor: f32) {
    for l in 0..PADDING {
        sums[l] += weights[l] * factor;
    }
}

/// How many relations are scored at once, and so how many numbers must follow what [`best_relation`] reads.
pub(super) const PADDING: usize = 3 * LANES;
