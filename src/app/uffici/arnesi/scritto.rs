// SPDX-License-Identifier: EUPL-1.2
//! Numbers between the file, which writes `1234.5`, and the person, who writes `1.234,5`. What cannot be read stays as
//! typed: the engine says what is wrong with it. Pure: no browser, no engine.

/// What is typed, as the file writes it.
#[must_use]
pub fn per_il_file(typed: &str) -> String {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '€' | '%' | '\u{a0}')).collect();
    let parts: Option<Vec<String>> = bare.split('/').map(decimal).collect();
    parts.map_or_else(|| typed.trim().to_owned(), |parts| parts.join("/"))
}

fn decimal(text: &str) -> Option<String> {
    let (whole, decimals) = match text.split_once(',') {
        Some((whole, decimals)) => (whole.to_owned(), Some(decimals)),
        None => (text.to_owned(), None),
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let (first, others) = groups.split_first()?;
    let grouped = !others.is_empty() && (1..=3).contains(&first.len()) && others.iter().all(|g| g.len() == 3);
    if !groups.iter().all(|g| digits(g)) || decimals.is_some_and(|d| !digits(d)) {
        return None;
    }
    match decimals {
        Some(decimals) if grouped || others.is_empty() => Some([&groups.concat(), ".", decimals].concat()),
        None if grouped || others.is_empty() => Some(groups.concat()),
        // One point that does not group is a decimal mark: «0.5».
        None if others.len() == 1 => Some(whole),
        _ => None,
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// What the file writes, as people read it.
#[must_use]
pub fn per_chi_legge(written: &str) -> String {
    written.split('/').map(italian).collect::<Vec<_>>().join("/")
}

fn italian(text: &str) -> String {
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(w, d)| (w, Some(d)));
    if !digits(whole) || decimals.is_some_and(|d| !digits(d)) {
        return text.to_owned();
    }
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    if let Some(decimals) = decimals {
        out.push(',');
        out.push_str(decimals);
    }
    out
}

/// A fraction as people can weigh it, to four decimals: «437900/231091» is about «1.8949». None for what is already short.
#[must_use]
pub fn circa(written: &str) -> Option<String> {
    const PLACES: i128 = 10_000;
    let (above, below) = written.split_once('/')?;
    let (above, below): (i128, i128) = (above.parse().ok()?, below.parse().ok()?);
    let doubled = above.checked_mul(2 * PLACES)?.checked_add(below)?;
    let rounded = doubled.checked_div(below.checked_mul(2)?)?;
    let text = [(rounded / PLACES).to_string(), ".".to_owned(), format!("{:04}", rounded % PLACES)].concat();
    (above >= 0 && below > 0).then_some(text)
}

/// A cell of a CSV file: quoted where needed, and never read as a formula by a spreadsheet.
#[must_use]
pub fn cella(text: &str) -> String {
    let plain = text.strip_prefix('-').unwrap_or(text);
    let number = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let formula = !number && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if formula { ["'", text].concat() } else { text.to_owned() };
    if safe.contains([';', '"', '\n', '\r']) { ["\"", &safe.replace('"', "\"\""), "\""].concat() } else { safe }
}

/// A CSV file that Italian spreadsheets open by themselves: separator `;`, UTF-8 with its mark.
#[must_use]
pub fn csv(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| row.iter().map(|c| cella(c)).collect::<Vec<_>>().join(";");
    ["\u{feff}", &rows.iter().map(line).collect::<Vec<_>>().join("\r\n"), "\r\n"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_files_write_numbers_differently() {
        let cases = [
            ("1.185.143,00", "1185143.00"),
            ("€ 15.000", "15000"),
            ("12,5 %", "12.5"),
            ("0.5", "0.5"),
            ("1.234", "1234"),
            ("3/7", "3/7"),
            ("1,5/7", "1.5/7"),
            ("", ""),
            ("12,", "12,"),
            ("-5", "-5"),
            ("1.23,4", "1.23,4"),
            ("quasi 3", "quasi 3"),
        ];
        for (typed, file) in cases {
            assert_eq!(per_il_file(typed), file, "{typed}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back_the_same() {
        for file in ["0", "0.125", "1234.567", "1185143.00", "999999999999.99", "3/7", "1000/3", "non un numero"] {
            assert_eq!(per_il_file(&per_chi_legge(file)), file);
        }
        assert_eq!(per_chi_legge("1185143.00"), "1.185.143,00");
    }

    #[test]
    fn a_long_fraction_is_about_a_number() {
        assert_eq!(circa("437900/231091").as_deref(), Some("1.8949"));
        assert_eq!(circa("30000001/2").as_deref(), Some("15000000.5000"));
        assert_eq!(circa("1/60000").as_deref(), Some("0.0000"));
        let none = ["3", "1.5", "1/0", "x/2", "170141183460469231731687303715884105727/3"];
        assert!(none.iter().all(|text| circa(text).is_none()));
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cella("=1+1"), "'=1+1");
        assert_eq!(cella("@a;b"), "\"'@a;b\"");
        assert_eq!(cella("-12,50"), "-12,50");
        assert_eq!(cella("-nidi"), "'-nidi");
        assert_eq!(csv(&[vec!["a \"b\"".to_owned(), "1".to_owned()]]), "\u{feff}\"a \"\"b\"\"\";1\r\n");
    }
}
