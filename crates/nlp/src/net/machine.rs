//! The vector instructions of the processor at hand, found when the program runs.

use pulp::NullaryFnOnce;
#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};

#[cfg(target_arch = "x86_64")]
pulp::simd_type! {
    /// What the compiler needs to merge a multiplication and an addition of [`V4`] into `vpdpwssd`.
    pub struct Vnni {
        avx512f: "avx512f",
        avx512bw: "avx512bw",
        avx512cd: "avx512cd",
        avx512dq: "avx512dq",
        avx512vl: "avx512vl",
        avx512vnni: "avx512vnni",
    }
}

/// An instruction set that this processor has. All of them give the same bits.
#[derive(Clone, Copy, Debug)]
pub struct Machine(pub(super) Kind);

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// What every processor of the target has.
    Plain,
    /// AVX2.
    #[cfg(target_arch = "x86_64")]
    V3(V3),
    /// AVX-512.
    #[cfg(target_arch = "x86_64")]
    V4(V4),
    /// AVX-512 with products that are added up in one step.
    #[cfg(target_arch = "x86_64")]
    Vnni(V4, Vnni),
}

impl Machine {
    /// Returns the widest instruction set of this processor.
    #[must_use]
    pub fn detect() -> Self {
        Self::all().into_iter().next_back().unwrap_or(Self::PLAIN)
    }

    /// What every processor has: the measure of all others.
    pub const PLAIN: Self = Self(Kind::Plain);

    /// Returns every instruction set that this processor has, the widest last.
    #[must_use]
    pub fn all() -> Vec<Self> {
        #[cfg_attr(not(target_arch = "x86_64"), expect(unused_mut, reason = "only x86 adds to it"))]
        let mut all = vec![Self::PLAIN];
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(V3::try_new().map(|v3| Self(Kind::V3(v3))));
            if let Some(v4) = V4::try_new() {
                all.push(Self(Kind::V4(v4)));
                all.extend(Vnni::try_new().map(|vnni| Self(Kind::Vnni(v4, vnni))));
            }
        }
        all
    }

    /// Returns its name, for reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Plain => "plain",
            #[cfg(target_arch = "x86_64")]
            Kind::V3(_) => "avx2",
            #[cfg(target_arch = "x86_64")]
            Kind::V4(_) => "avx512",
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni(..) => "avx512vnni",
        }
    }

    /// Runs `step` compiled for this instruction set; what it calls must be `#[inline(always)]` to take part.
    #[inline(always)]
    pub(super) fn run<R>(self, step: impl FnMut() -> R) -> R {
        self.call(Step(step))
    }

    /// [`run`](Self::run) for a step that is a type.
    #[inline(always)]
    pub(super) fn call<F: NullaryFnOnce>(self, step: F) -> F::Output {
        match self.0 {
            Kind::Plain => step.call(),
            #[cfg(target_arch = "x86_64")]
            Kind::V3(v3) => v3.vectorize(step),
            #[cfg(target_arch = "x86_64")]
            Kind::V4(v4) => v4.vectorize(step),
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni(_, vnni) => vnni.vectorize(step),
        }
    }
}

/// A closure that is called without `FnOnce`: going through it hides the closure's body from the instruction set.
struct Step<F>(F);

impl<R, F: FnMut() -> R> NullaryFnOnce for Step<F> {
    type Output = R;

    #[inline(always)]
    fn call(mut self) -> R {
        (self.0)()
    }
}
