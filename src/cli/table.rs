//! Columns that line up, also in Devanagari. Here: widths and wrapping. Not here: what stands in them.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::style::{FAINT, PLAIN, paint};

/// The space between two columns.
const GAP: usize = 2;
/// A last column narrower than this goes below its row: a word a line can't be read.
const NARROWEST: usize = 24;
/// How far it is moved to the right there.
const BELOW: usize = 4;

/// One place in a table.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    text: String,
    style: Style,
    right: bool,
}

impl Cell {
    pub(crate) fn styled(style: Style, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style,
            right: false,
        }
    }

    /// An amount, which lines up at its end.
    pub(crate) fn right(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: PLAIN,
            right: true,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::styled(PLAIN, text)
    }
}

/// Rows of cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Vec<Cell>>,
    indent: usize,
}

impl Table {
    /// A table with headings.
    pub(crate) fn new<const N: usize>(headings: [&str; N]) -> Self {
        let headings = headings.map(|heading| Cell::styled(FAINT, heading));
        Self {
            rows: vec![headings.into()],
            indent: 0,
        }
    }

    /// The same, moved to the right.
    pub(crate) fn indented(mut self, indent: usize) -> Self {
        self.indent = indent;
        self
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        if let [headings] = self.rows.as_mut_slice() {
            // A heading stands where its amounts stand.
            for (heading, cell) in headings.iter_mut().zip(&cells) {
                heading.right = cell.right;
            }
        }
        self.rows.push(cells.into());
    }

    /// All rows. Where `width` (of the terminal) is known the last column is wrapped, or goes below its row if there is no room beside it.
    pub(crate) fn render(&self, width: Option<usize>) -> String {
        let widths = self.widths();
        let mut text = String::new();
        for row in &self.rows {
            let Some((last, others)) = row.split_last() else {
                continue;
            };
            let mut line = " ".repeat(self.indent);
            for (cell, width) in others.iter().zip(&widths) {
                line.push_str(&padded(cell, *width));
                line.push_str(&" ".repeat(GAP));
            }
            let start = self.indent
                + widths
                    .iter()
                    .take(others.len())
                    .map(|width| width + GAP)
                    .sum::<usize>();
            let room = width.map(|width| width.saturating_sub(start));
            let below = room.is_some_and(|room| room < NARROWEST && last.text.width() > room);
            let (start, room) = if below {
                (
                    self.indent + BELOW,
                    width.map(|width| width.saturating_sub(self.indent + BELOW)),
                )
            } else {
                (start, room)
            };
            if below {
                let _ = writeln!(text, "{}", line.trim_end());
                line = " ".repeat(start);
            }
            for part in wrap(&last.text, room) {
                let cell = Cell {
                    text: part,
                    ..last.clone()
                };
                let width = if cell.right {
                    widths.get(others.len()).copied().unwrap_or_default()
                } else {
                    0
                };
                line.push_str(&padded(&cell, width));
                let _ = writeln!(text, "{}", line.trim_end());
                line = " ".repeat(start);
            }
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            self.rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.text.width())
                .max()
        };
        (0..columns)
            .map(|column| width(column).unwrap_or_default())
            .collect()
    }
}

fn padded(cell: &Cell, width: usize) -> String {
    let space = " ".repeat(width.saturating_sub(cell.text.width()));
    let text = paint(cell.style, &cell.text);
    if cell.right { space + &text } else { text + &space }
}

/// `text` in lines of at most `room` columns, broken between words.
pub(crate) fn wrap(text: &str, room: Option<usize>) -> Vec<String> {
    let Some(room) = room else {
        return vec![text.to_owned()];
    };
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines
            .last_mut()
            .expect("there is a first line, and more are only added");
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Columns of the terminal; none where the answer goes somewhere else.
pub(crate) fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Table {
        let mut table = Table::new(["NAME", "USD", "WHAT FOR"]).indented(2);
        table.row([
            "Table".into(),
            Cell::right("0.10"),
            "keeps your orders, and gives them back when asked".into(),
        ]);
        table.row(["टेबल".into(), Cell::right("12.00"), "डेटा रखता है".into()]);
        table
    }

    #[test]
    fn columns_line_up_in_both_scripts() {
        insta::assert_snapshot!(anstream::adapter::strip_str(&example().render(None)).to_string());
    }

    #[test]
    fn the_last_column_is_wrapped_to_the_terminal() {
        insta::assert_snapshot!(anstream::adapter::strip_str(&example().render(Some(48))).to_string());
    }

    #[test]
    fn on_a_narrow_terminal_the_last_column_goes_below() {
        insta::assert_snapshot!(anstream::adapter::strip_str(&example().render(Some(36))).to_string());
    }

    #[test]
    fn nothing_is_lost_by_wrapping() {
        let text = "एक दो तीन चार a-word-that-is-longer-than-the-line पाँच";
        for room in 1..60 {
            assert_eq!(wrap(text, Some(room)).join(" "), text);
        }
    }
}
