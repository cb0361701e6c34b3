//! How much processor and memory a container gets. Fargate takes fixed pairs alone; what was said is rounded up to one.

use cloudwhisper_api::requirements::Requirements;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::wishes;
use crate::catalog::ecs;

/// Processor units, then the least, the most and the step of memory in megabytes.
const PAIRS: [(i64, [i64; 3]); 6] = [
    (256, [512, 2048, 512]),
    (512, [1024, 4096, 1024]),
    (1024, [2048, 8192, 1024]),
    (2048, [4096, 16_384, 1024]),
    (4096, [8192, 30_720, 1024]),
    (8192, [16_384, 61_440, 4096]),
];
const UNIT: i64 = 1024;
/// Up to here a bare number of processors is in vCPU, and one of memory in gigabytes.
const MOST_VCPU: i64 = 16;
const MOST_GIGABYTES: i64 = 120;

/// The size that was said, else the smallest.
pub(super) fn said(requirements: &Requirements) -> (i64, i64) {
    let word = |word| {
        let kinds = [ecs::FargateService::KIND, ecs::TaskDefinition::KIND];
        kinds
            .into_iter()
            .find_map(|kind| wishes::said(requirements, kind, &[word]))
    };
    of(word("cpu"), word("memory"))
}

/// The smallest pair for these words of processor and memory.
pub(crate) fn of(cpu: Option<&str>, megabytes: Option<&str>) -> (i64, i64) {
    fitting(cpu.and_then(processor), megabytes.and_then(memory))
}

/// The smallest pair with at least so much of both; the largest where there is none.
fn fitting(cpu: Option<i64>, memory: Option<i64>) -> (i64, i64) {
    let (cpu, memory) = (cpu.unwrap_or(0), memory.unwrap_or(0));
    let large_enough = |(units, [_, most, _]): &(i64, [i64; 3])| *units >= cpu && *most >= memory;
    let (units, [least, most, step]) = PAIRS
        .into_iter()
        .find(large_enough)
        .unwrap_or(PAIRS[PAIRS.len() - 1]);
    let steps = ((memory - least).max(0) + step - 1) / step;
    // 1,536 is no step of the smallest pair.
    let fitting = match (units, least + steps * step) {
        (256, 1536) => 2048,
        (_, memory) => memory,
    };
    (units, fitting.min(most))
}

/// `0.5`, `1 vCPU` or `512`, in units.
fn processor(text: &str) -> Option<i64> {
    let (number, _) = number(text)?;
    let vcpu = number <= Decimal::from(MOST_VCPU);
    if vcpu {
        (number * Decimal::from(UNIT)).ceil().to_i64()
    } else {
        number.ceil().to_i64()
    }
}

/// `1GB`, `2` or `512 MB`, in megabytes.
fn memory(text: &str) -> Option<i64> {
    let (number, unit) = number(text)?;
    let gigabytes = unit.starts_with('g') || (unit.is_empty() && number <= Decimal::from(MOST_GIGABYTES));
    if gigabytes {
        (number * Decimal::from(UNIT)).ceil().to_i64()
    } else {
        number.ceil().to_i64()
    }
}

/// A number and, in lower case, what stands behind it.
fn number(text: &str) -> Option<(Decimal, String)> {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit.trim().to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{fitting, memory, processor};

    fn check(cpu: &str, asked: &str, expected: (i64, i64)) {
        assert_eq!(
            fitting(processor(cpu), memory(asked)),
            expected,
            "{cpu} and {asked}"
        );
    }

    #[test]
    fn sizes_are_rounded_up_to_a_pair_that_fargate_takes() {
        check("", "", (256, 512));
        check("0.5", "1GB", (512, 1024));
        check("1 vCPU", "", (1024, 2048));
        check("256", "3 GB", (512, 3072));
        check("256", "1536 MB", (256, 2048));
        check("0.25", "1200", (256, 2048));
        check("2", "5", (2048, 5120));
        check("8", "17GB", (8192, 20_480));
        check("999999", "999999", (8192, 61_440));
    }
}
