//! From a byte offset to a line number, and from a line to the key path it belongs to.

/// The starts of the lines of a text.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// Finds the lines once.
    #[must_use]
    pub(super) fn new(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i).collect())
    }

    /// The line, from 1, of a byte offset.
    #[must_use]
    pub(super) fn line(&self, offset: usize) -> u32 {
        let before = self.0.partition_point(|newline| *newline < offset);
        u32::try_from(before).unwrap_or(u32::MAX - 1) + 1
    }
}

/// The key path that a line (from 1) most likely belongs to, for text that does not parse: the tables opened
/// before it, counted, and the key at its beginning; empty before the first key.
///
/// ```
/// let text = "[[servizio]]\nid = 'sad'\n[[servizio.quota]]\nper = ora";
/// assert_eq!(soglia::formato::path_at(text, 4), "servizio[0].quota[0].per");
/// ```
#[must_use]
pub fn path_at(text: &str, line: u32) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut table = String::new();
    let wanted = usize::try_from(line).unwrap_or(usize::MAX);
    let mut key = "";
    for here in text.lines().take(wanted) {
        let here = here.trim();
        if let Some(header) = here.strip_prefix("[[").and_then(|h| h.split("]]").next()) {
            table = opened(header, true, &mut counts);
            key = "";
        } else if let Some(header) = here.strip_prefix('[').and_then(|h| h.split(']').next()).filter(|h| is_key(h)) {
            table = opened(header, false, &mut counts);
            key = "";
        } else if let Some((name, _)) = here.split_once('=').filter(|(name, _)| is_key(name)) {
            key = name.trim();
        }
    }
    [table.as_str(), key].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(".")
}

fn is_key(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}

/// `servizio.quota` under the second servizio and its first quota: `servizio[1].quota[0]`.
fn opened(header: &str, list: bool, counts: &mut Vec<(String, usize)>) -> String {
    let parts: Vec<&str> = header.split('.').map(str::trim).collect();
    let mut path = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            path.push('.');
        }
        path.push_str(part);
        let last = i + 1 == parts.len();
        let known = counts.iter_mut().find(|(p, _)| *p == path);
        match known {
            Some((_, index)) => {
                *index += usize::from(last && list);
                path = format!("{path}[{index}]");
            }
            None if last && list => {
                counts.push((path.clone(), 0));
                path.push_str("[0]");
            }
            None => {}
        }
    }
    path
}
