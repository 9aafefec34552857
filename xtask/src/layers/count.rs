//! How many passed and failed, read from what test programs print.

use std::{fmt, ops::Add};

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Count {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Count {
    /// One thing that failed.
    pub(crate) fn failure() -> Self {
        Self { passed: 0, failed: 1 }
    }

    /// One thing that went well, or did not.
    pub(crate) fn one(passed: bool) -> Self {
        if passed { Self { passed: 1, failed: 0 } } else { Self::failure() }
    }

    /// Nothing at all is a failure.
    pub(crate) fn or_nothing_ran(self) -> Self {
        if self == Self::default() { Self::failure() } else { self }
    }

    /// Adds what one line of output says, if it is a summary: `test result: ok. 3 passed; 0 failed; …` of a
    /// Rust test program, or Playwright's `  3 passed (2s)`, `  1 failed`.
    pub(crate) fn read(self, line: &str) -> Self {
        let words: Vec<&str> = line.split([' ', ';', ',']).filter(|word| !word.is_empty()).collect();
        let rust = words.starts_with(&["test", "result:"]);
        let playwright = words.len() <= 3 && words.first().is_some_and(|word| word.parse::<u32>().is_ok());
        if !rust && !playwright {
            return self;
        }
        let of = |what: &[&str]| -> u32 {
            words.windows(2).filter(|pair| what.contains(&pair[1])).filter_map(|pair| pair[0].parse::<u32>().ok()).sum()
        };
        self + Self { passed: of(&["passed"]), failed: of(&["failed", "flaky", "interrupted"]) }
    }
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[track_caller]
    fn check(output: &str, passed: u32, failed: u32) {
        assert_eq!(output.lines().fold(Count::default(), Count::read), Count { passed, failed });
    }

    #[test]
    fn summaries_of_rust_test_programs_are_added() {
        check(
            "running 3 tests\ntest a ... ok\n\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 9 filtered out; \
             finished in 0.01s\n\ntest result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            4,
            2,
        );
    }

    #[test]
    fn the_summary_of_playwright_is_read() {
        check(
            "  ✓  1 [plain] › sign-in.spec.ts:3:1 › signs in (1.2s)\n\n  2 failed\n  1 flaky\n  40 passed (1.3m)",
            40,
            3,
        );
    }

    #[test]
    fn ordinary_output_counts_nothing() {
        check("3 people passed the door\ntest result of somebody: 4 passed", 0, 0);
    }

    #[test]
    fn a_layer_without_tests_has_failed() {
        assert_eq!(Count::default().or_nothing_ran(), Count::failure());
    }
}
