// SPDX-License-Identifier: EUPL-1.2
//! The sheets of an `.ods`. Its reader holds a sheet whole: what the text says of repeated cells is looked at before.

use super::contato::Contato;
use super::{MAX_RIGHE, Righe, beyond, damaged, too_large, unite, unreadable, words};
use crate::diagnosi::Diagnostic;
use crate::lingua::chiave;
use calamine::{Data, Ods, Reader};

/// Cells held at once.
const MAX_CELLE: u64 = 20_000_000;

/// A sheet as CSV.
pub(super) fn sheet(book: &mut Ods<Contato<'_>>, content: &str, name: &str) -> Result<String, Diagnostic> {
    look(content, name)?;
    let range = book.worksheet_range(name).map_err(|_| damaged())?;
    let formulas = book.worksheet_formula(name).map_err(|_| damaged())?;
    let Some((top, left)) = range.start() else { return Ok(String::new()) };
    let mut out = Righe::default();
    for (row, column, value) in range.used_cells() {
        let at = (top.saturating_add(small(row)), left.saturating_add(small(column)));
        out.push(at, words(value))?;
    }
    // A formula that nobody computed has no value among the used cells.
    let blank = |(row, column): (u32, u32)| range.get_value((row, column)).is_none_or(|v| *v == Data::Empty);
    let (top, left) = formulas.start().unwrap_or_default();
    let open = formulas.used_cells().map(|(r, c, _)| (top.saturating_add(small(r)), left.saturating_add(small(c))));
    if let Some((row, _)) = open.into_iter().find(|at| blank(*at)) {
        return Err(refused(
            row,
            chiave!("il foglio ha una formula senza valore"),
            chiave!("apri il file, ricalcolalo e salvalo di nuovo"),
        ));
    }
    out.finish()
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn refused(row: u32, what: &str, mend: &str) -> Diagnostic {
    let mut d = unreadable(what).mend(mend);
    d.riga = Some(row.saturating_add(1));
    d
}

/// How many cells all sheets say they have: the reader holds them all.
pub(super) fn small_enough(content: &str) -> Result<(), Diagnostic> {
    walk(content, false)
}

/// Merged cells and percentages of a sheet.
fn look(content: &str, name: &str) -> Result<(), Diagnostic> {
    let mark = format!("table:name=\"{}\"", name.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;"));
    let own = content.split("<table:table ").skip(1).find(|t| head(t).contains(&mark));
    // A name written in a way that is not expected is read anyway, within the limits of the file as a whole.
    walk(own.unwrap_or(content).split("</table:table>").next().unwrap_or_default(), true)
}

/// The rows of a text: never too many cells; where it is `strict`, none merged and no percentage.
fn walk(body: &str, strict: bool) -> Result<(), Diagnostic> {
    let (mut row, mut cells) = (0_u64, 0_u64);
    for text in body.split("<table:table-row").skip(1) {
        let times = repeated(head(text), "table:number-rows-repeated");
        let here = u32::try_from(row).unwrap_or(u32::MAX);
        let (mut width, mut used) = (0_u64, 0_u64);
        for cell in text.split("<table:").skip(1).filter(|c| c.starts_with("table-cell") || c.starts_with("covered-")) {
            let tag = head(cell);
            width = width.saturating_add(repeated(tag, "table:number-columns-repeated"));
            if strict && cell.starts_with("covered-") {
                return Err(unite(here));
            }
            if strict && tag.contains("office:value-type=\"percentage\"") {
                let mend = chiave!("scrivi il valore come numero semplice, senza il segno di percentuale");
                return Err(refused(here, chiave!("il foglio ha una cella in percentuale"), mend));
            }
            if tag.contains("office:value-type") || tag.contains("table:formula") {
                used = width;
            }
        }
        cells = cells.saturating_add(used.saturating_mul(times));
        row = row.saturating_add(times);
        if used > 0 && row > u64::from(MAX_RIGHE) {
            return Err(beyond());
        }
        if cells > MAX_CELLE {
            return Err(too_large());
        }
    }
    Ok(())
}

/// Up to the end of the tag.
fn head(text: &str) -> &str {
    text.split('>').next().unwrap_or_default()
}

fn repeated(tag: &str, key: &str) -> u64 {
    let value = tag.split(key).nth(1).and_then(|t| t.trim_start_matches("=\"").split('"').next());
    value.and_then(|v| v.parse().ok()).unwrap_or(1)
}
