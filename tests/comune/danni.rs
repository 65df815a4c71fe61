// SPDX-License-Identifier: EUPL-1.2
//! Ways to damage a file. Every mutation follows from its number alone, so that a failure can be run again.

use serde_json::Value;

/// Knuth's linear congruential generator: small, ours, and the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }

    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

const NUMBERS: [&str; 16] = [
    "99999999999999999999",
    "-1",
    "-0",
    "1e400",
    "NaN",
    "inf",
    "3.5",
    "",
    "0",
    "1.234,50",
    "999999999999.99",
    "999999999999.999999999",
    "0.000000001",
    "1/3",
    "007",
    "٣",
];
const VALUES: [&str; 18] = [
    "true",
    "false",
    "0",
    "-1",
    "1.5",
    "nan",
    "\"\"",
    "\"x\"",
    "[]",
    "{}",
    "[[[]]]",
    "{ a = {} }",
    "[1, \"2\", true]",
    "1979-05-27T07:32:00Z",
    "0x7fffffffffffffff",
    "9223372036854775808",
    "\"\"\"\n\"\"\"",
    "{ it = 1 }",
];
const PIECES: [&str; 14] =
    ["\0", "\u{7}", "\u{feff}", "\r", "\u{202e}", "\"", "'''", "{", "]", "=", "#", "\u{1f600}", "\t.", "[["];

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Byte ranges of the runs of characters that satisfy a condition.
fn runs(text: &str, inside: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| inside(*c)) {
        match found.last_mut() {
            Some(last) if last.1 == at => last.1 = at + c.len_utf8(),
            _ => found.push((at, at + c.len_utf8())),
        }
    }
    found
}

fn replace(text: &str, (from, to): (usize, usize), with: &str) -> String {
    format!("{}{with}{}", &text[..from], &text[to..])
}

/// A random place between two characters.
pub fn boundary(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// One kind of damage, by number.
#[allow(clippy::too_many_lines, reason = "a plain list of the kinds of damage")]
pub fn damage(text: &str, kind: usize, dice: &mut Dice) -> String {
    let mut rows = lines(text);
    let (i, j) = (dice.below(rows.len()), dice.below(rows.len()));
    let words = runs(text, |c| c.is_ascii_alphanumeric() || c == '_');
    let (word, other) = (words[dice.below(words.len())], words[dice.below(words.len())]);
    match kind {
        0 => {
            rows.remove(i);
            rows.join("\n")
        }
        1 => {
            rows.insert(j, rows[i].clone());
            rows.join("\n")
        }
        2 => {
            rows.swap(i, j);
            rows.join("\n")
        }
        3 => replace(text, word, ""),
        4 => replace(text, word, &format!("{0} {0}", &text[word.0..word.1])),
        5 => replace(text, word, &text[other.0..other.1]),
        6 => {
            let numbers = runs(text, |c| c.is_ascii_digit() || c == '.');
            replace(text, numbers[dice.below(numbers.len())], dice.pick(&NUMBERS))
        }
        7 => {
            // A number loses its quotes.
            let quoted: Vec<(usize, usize)> = runs(text, |c| c.is_ascii_digit() || c == '.' || c == '"')
                .into_iter()
                .filter(|(a, b)| b - a > 2 && text[*a..*b].starts_with('"') && text[*a..*b].ends_with('"'))
                .collect();
            let Some(&(a, b)) = quoted.get(dice.below(quoted.len())) else { return text.replace('"', "") };
            replace(text, (a, b), &text[a + 1..b - 1])
        }
        8 => {
            if let Some((key, _)) = rows[i].clone().split_once('=') {
                rows[i] = format!("{key}= {}", dice.pick(&VALUES));
            }
            rows.join("\n")
        }
        9 => text[..boundary(text, dice)].to_owned(),
        10 => text[boundary(text, dice)..].to_owned(),
        11 => {
            let at = boundary(text, dice);
            replace(text, (at, at), dice.pick(&PIECES))
        }
        12 => text.replace('\n', "\r\n"),
        13 => format!("\u{feff}{text}"),
        14 => {
            let depth = 1 + dice.below(300);
            let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            rows.insert(i, format!("profondo = {deep}"));
            rows.join("\n")
        }
        15 => {
            // A condition nested at will, on the first table that takes one.
            let depth = 1 + dice.below(60);
            let deep = format!(
                "{}{{ fatto = \"residente\", vero = true }}{}",
                "{ nessuna = [ ".repeat(depth),
                " ] }".repeat(depth)
            );
            text.replacen("per = ", &format!("se = {deep}\nper = "), 1)
        }
        16 => text.replace('\n', "\r"),
        _ => {
            // Two wounds at once.
            let (first, second) = (dice.below(16), dice.below(16));
            let once = damage(text, first, dice);
            if once.trim().is_empty() || runs(&once, |c| c.is_ascii_digit()).is_empty() {
                once
            } else {
                damage(&once, second, dice)
            }
        }
    }
}

/// How many kinds of damage there are.
pub const KINDS: usize = 18;

/// Replaces, removes or doubles one value of a JSON document.
pub fn damage_json(value: &mut Value, dice: &mut Dice) {
    let odd = [
        "null",
        "true",
        "-1",
        "1.5",
        "1e300",
        "18446744073709551615",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[[]]",
        "{\"a\":null}",
        "\"99999999999999999999\"",
    ];
    let descend = dice.below(5) > 0;
    match value {
        Value::Array(list) if !list.is_empty() && descend => {
            let i = dice.below(list.len());
            match dice.below(8) {
                0 => drop(list.remove(i)),
                1 => list.push(list[i].clone()),
                _ => damage_json(&mut list[i], dice),
            }
        }
        Value::Object(map) if !map.is_empty() && descend => {
            let key = map.keys().nth(dice.below(map.len())).unwrap().clone();
            match dice.below(8) {
                0 => drop(map.remove(&key)),
                1 => {
                    let moved = map.remove(&key).unwrap();
                    map.insert(format!("{key}_"), moved);
                }
                _ => damage_json(&mut map[&key], dice),
            }
        }
        other => *other = serde_json::from_str(dice.pick(&odd)).unwrap(),
    }
}
