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

/// The line, from 1, of the deepest part of a key path that is there, in JSON that has been read: its reader keeps no
/// positions.
pub(super) fn json_line(text: &str, path: &str) -> u32 {
    let mut here = Cursore { text: text.as_bytes(), at: 0 };
    here.separators();
    let mut found = here.at;
    for part in path.split('.').filter(|p| !p.is_empty()) {
        let (key, indexes) = part.split_once('[').unwrap_or((part, ""));
        let Some(place) = here.enter_key(key) else { break };
        found = place;
        for index in indexes.split(['[', ']']).filter_map(|n| n.parse().ok()) {
            if here.enter_item(index).is_some() {
                found = here.at;
            }
        }
    }
    Lines::new(text).line(found)
}

/// A place in JSON text that is known to be well formed.
struct Cursore<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Cursore<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn separators(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b',' | b':')) {
            self.at += 1;
        }
    }

    /// Passes a text; its bytes as written.
    fn text(&mut self) -> Option<&'a [u8]> {
        let from = self.at + 1;
        self.at = from;
        while self.peek()? != b'"' {
            self.at += if self.peek() == Some(b'\\') { 2 } else { 1 };
        }
        self.at += 1;
        self.text.get(from..self.at - 1)
    }

    /// Passes a whole value.
    fn value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => drop(self.text()?),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            let over = self.peek().is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b',' | b'}' | b']'));
            if depth == 0 && over {
                return Some(());
            }
        }
    }

    /// Goes to the value of a key; the place of the key.
    fn enter_key(&mut self, key: &str) -> Option<usize> {
        if self.peek()? != b'{' {
            return None;
        }
        self.at += 1;
        loop {
            self.separators();
            let place = self.at;
            if self.peek()? != b'"' {
                return None;
            }
            let found = self.text()? == key.as_bytes();
            self.separators();
            if found {
                return Some(place);
            }
            self.value()?;
        }
    }

    /// Goes to an item of a list.
    fn enter_item(&mut self, index: usize) -> Option<()> {
        if self.peek()? != b'[' {
            return None;
        }
        self.at += 1;
        self.separators();
        for _ in 0..index {
            self.value()?;
            self.separators();
        }
        (self.peek()? != b']').then_some(())
    }
}
