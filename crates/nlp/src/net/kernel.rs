//! The inner loop: sums of products of `i16` in tiles that stay in registers.

use super::machine::{Kind, Machine};
use pulp::NullaryFnOnce;
use std::ops::Range;

/// Columns of a block.
pub(super) const COLUMNS: usize = 16;

/// Two rows of the matrix for [`COLUMNS`] outputs, side by side: what one instruction multiplies with a pair of
/// activations. One cache line.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Block(pub(super) [i16; 2 * COLUMNS]);

/// What [`multiply`] reads.
pub(super) struct Product<'a> {
    /// Pairs of activations in a row.
    pub pairs: usize,
    pub rows: &'a [[i16; 2]],
    pub row_scales: &'a [f32],
    pub blocks: &'a [Block],
    pub scales: &'a [[f32; COLUMNS]],
    pub bias: &'a [[f32; COLUMNS]],
    /// Numbers in a row of the result.
    pub outputs: usize,
}

/// Returns the blocks of columns that are packed side by side.
pub(super) fn panels(machine: Machine, columns: usize) -> impl Iterator<Item = Range<usize>> {
    let widest = panel_width(machine);
    let mut from = 0;
    std::iter::from_fn(move || {
        let width = [4, 2, 1].into_iter().find(|width| *width <= widest && *width <= columns - from)?;
        from += width;
        Some(from - width..from)
    })
}

fn panel_width(machine: Machine) -> usize {
    match machine.0 {
        Kind::Plain => 1,
        #[cfg(target_arch = "x86_64")]
        Kind::V3(_) => 1, // twelve of sixteen registers hold the sums of six rows
        #[cfg(target_arch = "x86_64")]
        Kind::V4(_) | Kind::Vnni(..) => 4, // twenty-four of thirty-two
    }
}

/// Writes `activations × weights · scales + bias`.
pub(super) fn multiply(machine: Machine, product: &Product, output: &mut [f32]) {
    match machine.0 {
        Kind::Plain => Run { simd: Plain, machine, product, output }.call(),
        #[cfg(target_arch = "x86_64")]
        Kind::V3(simd) => machine.call(Run { simd, machine, product, output }),
        #[cfg(target_arch = "x86_64")]
        Kind::V4(simd) | Kind::Vnni(simd, _) => machine.call(Run { simd, machine, product, output }),
    }
}

struct Run<'a, M> {
    simd: M,
    machine: Machine,
    product: &'a Product<'a>,
    output: &'a mut [f32],
}

impl<M: Madd> NullaryFnOnce for Run<'_, M> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { simd, machine, product, output } = self;
        let mut blocks = product.blocks;
        for columns in panels(machine, product.scales.len()) {
            let (panel, rest) = blocks.split_at((columns.len() * product.pairs).min(blocks.len()));
            blocks = rest;
            match columns.len() {
                4 => panel_product::<M, 4>(simd, product, columns.start, panel, output),
                2 => panel_product::<M, 2>(simd, product, columns.start, panel, output),
                _ => panel_product::<M, 1>(simd, product, columns.start, panel, output),
            }
        }
    }
}

/// All rows with one panel of weights, which stays in the nearest cache meanwhile.
#[inline(always)]
fn panel_product<M: Madd, const B: usize>(
    simd: M,
    product: &Product,
    column: usize,
    panel: &[Block],
    output: &mut [f32],
) {
    let panel = panel.as_chunks::<B>().0;
    let outputs = product.outputs;
    let Some(scales) = product.scales.get(column..).and_then(|scales| scales.first_chunk::<B>()) else { return };
    let Some(bias) = product.bias.get(column..).and_then(|bias| bias.first_chunk::<B>()) else { return };
    let mut rows = product.rows;
    let mut row_scales = product.row_scales;
    let mut output = output;
    macro_rules! tiles {
        ($count:literal) => {
            while let Some((tile_scales, other_scales)) = row_scales.split_first_chunk::<$count>() {
                let (tile_rows, other_rows) = rows.split_at($count * product.pairs);
                let (tile_output, other_output) = std::mem::take(&mut output).split_at_mut($count * outputs);
                let sums = tile::<M, $count, B>(simd, tile_rows, panel);
                for ((sums, row_scale), row) in sums.iter().zip(tile_scales).zip(tile_output.chunks_exact_mut(outputs))
                {
                    let Some(row) = row.get_mut(column * COLUMNS..) else { continue };
                    for (((sums, scales), bias), out) in sums.iter().zip(scales).zip(bias).zip(row.chunks_mut(COLUMNS))
                    {
                        scale(simd.sums(*sums), *row_scale, scales, bias, out);
                    }
                }
                (rows, row_scales, output) = (other_rows, other_scales, other_output);
            }
        };
    }
    tiles!(6);
    tiles!(4);
    tiles!(2);
    tiles!(1);
}

#[inline(always)]
fn scale(sums: [i32; COLUMNS], row: f32, scales: &[f32; COLUMNS], bias: &[f32; COLUMNS], out: &mut [f32]) {
    let mut scaled = [0.0; COLUMNS];
    for (((scaled, sum), scale), bias) in scaled.iter_mut().zip(sums).zip(scales).zip(bias) {
        *scaled = sum as f32 * (row * scale) + bias;
    }
    match out.first_chunk_mut::<COLUMNS>() {
        Some(out) => *out = scaled,
        None => out.iter_mut().zip(scaled).for_each(|(out, scaled)| *out = scaled),
    }
}

/// The sums of `R` rows with `B` blocks of columns.
#[inline(always)]
fn tile<M: Madd, const R: usize, const B: usize>(
    simd: M,
    rows: &[[i16; 2]],
    panel: &[[Block; B]],
) -> [[M::Sums; B]; R] {
    let pairs = panel.len();
    let mut rows = rows.chunks_exact(pairs);
    let rows: [&[[i16; 2]]; R] = std::array::from_fn(|_| rows.next().map_or(&[][..], |row| &row[..pairs]));
    let mut sums = [[simd.zero(); B]; R];
    if rows.iter().any(|row| row.len() != pairs) {
        return sums; // never: it tells the compiler that the indexing below holds
    }
    for (pair, blocks) in panel.iter().enumerate() {
        for r in 0..R {
            let pair = rows[r][pair];
            for b in 0..B {
                sums[r][b] = simd.madd(sums[r][b], pair, &blocks[b]);
            }
        }
    }
    sums
}

/// Multiplies a pair of activations with a block and adds both products to each column's sum.
trait Madd: Copy {
    type Sums: Copy;
    fn zero(self) -> Self::Sums;
    fn madd(self, sums: Self::Sums, pair: [i16; 2], block: &Block) -> Self::Sums;
    fn sums(self, sums: Self::Sums) -> [i32; COLUMNS];
}

#[derive(Clone, Copy)]
struct Plain;

impl Madd for Plain {
    type Sums = [i32; COLUMNS];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; COLUMNS]
    }

    #[inline(always)]
    fn madd(self, mut sums: Self::Sums, [first, second]: [i16; 2], block: &Block) -> Self::Sums {
        for (sum, [one, two]) in sums.iter_mut().zip(block.0.as_chunks::<2>().0) {
            let product = i32::from(first) * i32::from(*one) + i32::from(second) * i32::from(*two);
            *sum = sum.wrapping_add(product);
        }
        sums
    }

    #[inline(always)]
    fn sums(self, sums: Self::Sums) -> [i32; COLUMNS] {
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Block, COLUMNS, Madd};
    use pulp::{
        cast, i16x16, i16x32, i32x8, i32x16,
        x86::{V3, V4},
    };

    /// Both activations as one `i32`, to be copied to every lane.
    #[inline(always)]
    fn joined(pair: [i16; 2]) -> i32 {
        cast(pair)
    }

    impl Madd for V3 {
        type Sums = [i32x8; 2];

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            [self.splat_i32x8(0); 2]
        }

        #[inline(always)]
        fn madd(self, [low, high]: Self::Sums, pair: [i16; 2], block: &Block) -> Self::Sums {
            let pair: i16x16 = cast(self.splat_i32x8(joined(pair)));
            let [one, two]: [i16x16; 2] = cast(block.0);
            [
                self.wrapping_add_i32x8(low, self.multiply_wrapping_add_adjacent_i16x16(pair, one)),
                self.wrapping_add_i32x8(high, self.multiply_wrapping_add_adjacent_i16x16(pair, two)),
            ]
        }

        #[inline(always)]
        fn sums(self, sums: Self::Sums) -> [i32; COLUMNS] {
            cast(sums)
        }
    }

    impl Madd for V4 {
        type Sums = i32x16;

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            self.splat_i32x16(0)
        }

        #[inline(always)]
        fn madd(self, sums: Self::Sums, pair: [i16; 2], block: &Block) -> Self::Sums {
            let pair: i16x32 = cast(self.splat_i32x16(joined(pair)));
            let block: i16x32 = cast(block.0);
            self.wrapping_add_i32x16(sums, self.multiply_wrapping_add_adjacent_i16x32(pair, block))
        }

        #[inline(always)]
        fn sums(self, sums: Self::Sums) -> [i32; COLUMNS] {
            cast(sums)
        }
    }
}
