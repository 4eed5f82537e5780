//! [`ProgressBar`]: how far something has come, on a terminal and elsewhere.

use std::io::{IsTerminal, Write};

/// A bar that is drawn over itself on a terminal; elsewhere, such as in a log, a line for each quarter.
pub struct ProgressBar<W> {
    output: W,
    is_terminal: bool,
    quarters: usize,
}

const WIDTH: usize = 40;

impl<W: Write + IsTerminal> ProgressBar<W> {
    /// A bar on this output.
    pub fn new(output: W) -> Self {
        let is_terminal = output.is_terminal();
        Self { output, is_terminal, quarters: 0 }
    }

    /// Shows that so much is done.
    pub fn show(&mut self, done: usize, total: usize) {
        let of = |parts: usize| (done * parts).checked_div(total).unwrap_or(parts);
        let text = format!("{} of {}", thousands(done), thousands(total));
        // An output that has gone away is no reason to stop what is shown on it.
        let _ = if self.is_terminal {
            let end = if done == total { "\n" } else { "" };
            let (full, empty) = ("█".repeat(of(WIDTH)), "░".repeat(WIDTH - of(WIDTH).min(WIDTH)));
            write!(self.output, "\r{full}{empty}  {text}{end}").and_then(|()| self.output.flush())
        } else if of(4) > self.quarters {
            self.quarters = of(4);
            writeln!(self.output, "{text}")
        } else {
            Ok(())
        };
    }
}

/// `20,000`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
