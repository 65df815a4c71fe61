//! Changes one value of a TOML file and leaves the rest as its author wrote it: comments, order, blank lines.
//!
//! Values are named as [`crate::diagnosi::Diagnostic::percorso`] names them, so an error and the field that mends it
//! have the same name.

use super::MAX_FILE;
use super::annidati::too_deep;
use std::str::FromStr;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// A file being written.
///
/// ```
/// let text = "# di prova\nassegnazione = \"10.00\" # assegnati\n[[voce]]\nid = \"a\"\npeso = \"1\"\n";
/// let mut file = soglia::formato::Documento::parse(text).unwrap();
/// assert_eq!(file.text("voce[0].peso").as_deref(), Some("1"));
/// file.set("assegnazione", "12.50");
/// file.add("voce", &[("id", "b"), ("peso", "2")]);
/// assert_eq!(
///     file.to_string(),
///     "# di prova\nassegnazione = \"12.50\" # assegnati\n[[voce]]\nid = \"a\"\npeso = \"1\"\n\n[[voce]]\nid = \"b\"\npeso = \"2\"\n"
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Documento(DocumentMut);

/// The text of the file.
impl std::fmt::Display for Documento {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// One step of a key path: a key, and which item of its list.
type Step<'a> = (&'a str, Option<usize>);

impl Documento {
    /// Reads TOML; none when it is not TOML. What it means is read by [`super::parse_riparto`].
    ///
    /// ```
    /// assert!(soglia::formato::Documento::parse("voce = [").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let readable = text.len() <= MAX_FILE && too_deep(text).is_none();
        readable.then(|| DocumentMut::from_str(text).ok().map(Self))?
    }

    /// A text or a number as written; none for what is missing or is neither.
    ///
    /// ```
    /// let file = soglia::formato::Documento::parse("anno = 2018\nvoce = [{ id = 'a' }]").unwrap();
    /// assert_eq!(file.text("anno").as_deref(), Some("2018"));
    /// assert_eq!(file.text("voce[0].id").as_deref(), Some("a"));
    /// assert_eq!(file.text("voce[1].id"), None);
    /// ```
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        match self.value(path)? {
            Value::String(s) => Some(s.value().clone()),
            Value::Integer(n) => Some(n.value().to_string()),
            Value::Float(n) => Some(n.display_repr().trim().to_owned()),
            _ => None,
        }
    }

    /// The texts of a list of texts; empty for anything else.
    ///
    /// ```
    /// let file = soglia::formato::Documento::parse("a = ['x', 'y']").unwrap();
    /// assert_eq!(file.texts("a"), ["x", "y"]);
    /// ```
    #[must_use]
    pub fn texts(&self, path: &str) -> Vec<String> {
        let list = self.value(path).and_then(Value::as_array);
        list.map(|a| a.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()).unwrap_or_default()
    }

    /// Whether something is written there, of any kind.
    ///
    /// ```
    /// let file = soglia::formato::Documento::parse("ogni = { minimo = '1' }").unwrap();
    /// assert!(file.has("ogni") && !file.has("ogni.massimo"));
    /// ```
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.item(path).is_some()
    }

    /// How many tables a list has.
    ///
    /// ```
    /// let file = soglia::formato::Documento::parse("[[voce]]\n[[voce.voce]]\n[[voce.voce]]").unwrap();
    /// assert_eq!((file.count("voce"), file.count("voce[0].voce"), file.count("vincolo")), (1, 2, 0));
    /// ```
    #[must_use]
    pub fn count(&self, path: &str) -> usize {
        match self.item(path) {
            Some(Item::ArrayOfTables(list)) => list.len(),
            Some(Item::Value(Value::Array(list))) => list.len(),
            _ => 0,
        }
    }

    /// Writes a text; a whole number stays one where one stood. Nothing happens below a table that is not there.
    ///
    /// ```
    /// let mut file = soglia::formato::Documento::parse("anno = 2018").unwrap();
    /// file.set("anno", "2019");
    /// file.set("residui", "5.00");
    /// assert_eq!(file.to_string(), "anno = 2019\nresidui = \"5.00\"\n");
    /// ```
    pub fn set(&mut self, path: &str, text: &str) {
        let whole = matches!(self.value(path), Some(Value::Integer(_)));
        let number = whole.then(|| text.parse::<i64>().ok()).flatten();
        self.put(path, number.map_or_else(|| Value::from(text), Value::from));
    }

    /// Writes a list of texts.
    ///
    /// ```
    /// let mut file = soglia::formato::Documento::parse("").unwrap();
    /// file.set_list("a", &["x".to_owned()]);
    /// assert_eq!(file.to_string(), "a = [\"x\"]\n");
    /// ```
    pub fn set_list(&mut self, path: &str, texts: &[String]) {
        self.put(path, Value::Array(texts.iter().collect()));
    }

    /// Writes `true`.
    ///
    /// ```
    /// let mut file = soglia::formato::Documento::parse("fasce = [{ importo = '1' }]").unwrap();
    /// file.set_true("fasce[0].esente");
    /// assert_eq!(file.to_string(), "fasce = [{ importo = '1' , esente = true }]\n");
    /// ```
    pub fn set_true(&mut self, path: &str) {
        self.put(path, Value::from(true));
    }

    /// Writes a table of texts inside a line, in place of whatever stood there.
    ///
    /// ```
    /// let mut file = soglia::formato::Documento::parse("").unwrap();
    /// file.set_table("senza_isee", &[("importo", "11.00")]);
    /// assert_eq!(file.to_string(), "senza_isee = { importo = \"11.00\" }\n");
    /// ```
    pub fn set_table(&mut self, path: &str, pairs: &[(&str, &str)]) {
        self.put(path, pairs.iter().map(|(key, text)| (*key, Value::from(*text))).collect::<InlineTable>().into());
    }

    /// Puts a table of texts into a list, before the item that has this place; the lists of tables with a header of
    /// their own take it at the end.
    ///
    /// ```
    /// let mut file = soglia::formato::Documento::parse("fasce = [\n  { a = '1' },\n  { a = '3' },\n]\n").unwrap();
    /// file.insert("fasce", 1, &[("a", "2")]);
    /// assert_eq!(file.to_string(), "fasce = [\n  { a = '1' },\n  { a = \"2\" },\n  { a = '3' },\n]\n");
    /// ```
    pub fn insert(&mut self, list: &str, place: usize, pairs: &[(&str, &str)]) {
        let steps = steps(list);
        let Some(((key, None), above)) = steps.split_last() else { return };
        let parent = table_mut(self.0.as_table_mut(), above);
        if let Some(Item::Value(Value::Array(items))) = parent.and_then(|t| t.get_mut(key))
            && let Some(next) = items.get(place)
        {
            let decor = next.decor().clone();
            let mut table: Value =
                pairs.iter().map(|(key, text)| (*key, Value::from(*text))).collect::<InlineTable>().into();
            *table.decor_mut() = decor;
            items.insert_formatted(place, table);
            return;
        }
        self.add(list, pairs);
    }

    pub(super) fn put(&mut self, path: &str, mut value: Value) {
        let steps = steps(path);
        let Some(((key, None), above)) = steps.split_last() else { return };
        let Some(table) = table_mut(self.0.as_table_mut(), above) else { return };
        match table.get_mut(key).and_then(Item::as_value_mut) {
            Some(old) => {
                *value.decor_mut() = old.decor().clone();
                *old = value;
            }
            None => drop(table.insert(key, Item::Value(value))),
        }
    }

    /// Takes away a key, or an item of a list; the last item takes its list with it.
    ///
    /// ```
    /// let mut file = soglia::formato::Documento::parse("a = 1\n[[voce]]\nid = 'x'\n").unwrap();
    /// file.remove("a");
    /// file.remove("voce[0]");
    /// assert_eq!(file.to_string(), "");
    /// ```
    pub fn remove(&mut self, path: &str) {
        let steps = steps(path);
        let Some(((key, index), above)) = steps.split_last() else { return };
        let Some(table) = table_mut(self.0.as_table_mut(), above) else { return };
        let Some(index) = *index else { return drop(table.remove(key)) };
        let left = match table.get_mut(key) {
            Some(Item::ArrayOfTables(list)) if index < list.len() => {
                list.remove(index);
                list.len()
            }
            Some(Item::Value(Value::Array(list))) if index < list.len() => {
                list.remove(index);
                list.len()
            }
            _ => return,
        };
        if left == 0 {
            table.remove(key);
        }
    }

    /// Exchanges two items of a list of tables, each with its comments and with what is below it.
    ///
    /// ```
    /// let text = "# prima\n[[voce]]\nid = 'a'\n[[voce.voce]]\nid = 'c'\n# seconda\n[[voce]]\nid = 'b'\n";
    /// let mut file = soglia::formato::Documento::parse(text).unwrap();
    /// file.swap("voce", 0, 1);
    /// assert_eq!(file.to_string(), "# seconda\n[[voce]]\nid = 'b'\n# prima\n[[voce]]\nid = 'a'\n[[voce.voce]]\nid = 'c'\n");
    /// ```
    pub fn swap(&mut self, list: &str, one: usize, other: usize) {
        let steps = steps(list);
        let Some(((key, None), above)) = steps.split_last() else { return };
        let Some(parent) = table_mut(self.0.as_table_mut(), above) else { return };
        let (low, high) = (one.min(other), one.max(other));
        match parent.get_mut(key) {
            Some(Item::ArrayOfTables(list)) if high < list.len() && low < high => {
                let mut tables: Vec<Table> = std::mem::take(list).into_iter().collect();
                tables.swap(low, high);
                list.extend(tables);
                // Tables are written in the order of their places in the file: count them again.
                number(self.0.as_table_mut(), &mut 0);
            }
            Some(Item::Value(Value::Array(list))) if high < list.len() && low < high => {
                let mut items: Vec<Value> = std::mem::take(list).into_iter().collect();
                items.swap(low, high);
                items.into_iter().for_each(|v| list.push_formatted(v));
            }
            _ => {}
        }
    }

    /// Adds a table of texts at the end of a list, which is made if need be. The index it has.
    ///
    /// ```
    /// let mut file = soglia::formato::Documento::parse("voce = [{ id = 'a' }]").unwrap();
    /// assert_eq!(file.add("voce", &[("id", "b")]), Some(1));
    /// assert_eq!(file.add("voce[1].voce", &[("id", "c")]), Some(0));
    /// assert_eq!(file.to_string(), "voce = [{ id = 'a' }, { id = \"b\", voce = [{ id = \"c\" }] }]\n");
    /// ```
    pub fn add(&mut self, list: &str, pairs: &[(&str, &str)]) -> Option<usize> {
        let steps = steps(list);
        let ((key, None), above) = steps.split_last()? else { return None };
        let inline = self.is_inline(above);
        let parent = table_mut(self.0.as_table_mut(), above)?;
        if parent.get(key).is_none() {
            let empty = if inline {
                Item::Value(Value::Array(Array::new()))
            } else {
                Item::ArrayOfTables(ArrayOfTables::new())
            };
            parent.insert(key, empty);
        }
        match parent.get_mut(key)? {
            Item::ArrayOfTables(list) => {
                let mut table = Table::new();
                table.decor_mut().set_prefix("\n");
                for (key, text) in pairs {
                    table.insert(key, Item::Value(Value::from(*text)));
                }
                list.push(table);
                list.len().checked_sub(1)
            }
            Item::Value(Value::Array(list)) => {
                list.push(pairs.iter().map(|(key, text)| (*key, Value::from(*text))).collect::<InlineTable>());
                list.len().checked_sub(1)
            }
            _ => None,
        }
    }

    /// Whether the table at these steps is written inside a line.
    fn is_inline(&self, steps: &[Step]) -> bool {
        let mut table: &dyn TableLike = self.0.as_table();
        for (key, index) in steps {
            match (table.get(key), index) {
                (Some(Item::ArrayOfTables(list)), Some(i)) => match list.get(*i) {
                    Some(below) => table = below,
                    None => return false,
                },
                (Some(Item::Table(below)), None) => table = below,
                (Some(Item::Value(_)), _) => return true,
                _ => return false,
            }
        }
        false
    }

    fn value(&self, path: &str) -> Option<&Value> {
        self.item(path)?.as_value()
    }

    pub(super) fn item(&self, path: &str) -> Option<&Item> {
        let steps = steps(path);
        let ((key, None), above) = steps.split_last()? else { return None };
        let mut table: &dyn TableLike = self.0.as_table();
        for (key, index) in above {
            let item = table.get(key)?;
            table = match index {
                None => item.as_table_like()?,
                Some(i) => match item {
                    Item::ArrayOfTables(list) => list.get(*i)?,
                    Item::Value(Value::Array(list)) => list.get(*i)?.as_inline_table()?,
                    _ => return None,
                },
            };
        }
        table.get(key).filter(|item| !item.is_none())
    }
}

/// `voce[0].peso` → `voce` 0, `peso`; nothing when a part is neither a key nor a key with an index.
fn steps(path: &str) -> Vec<Step<'_>> {
    let step = |part: &'_ str| -> Option<(usize, Option<usize>)> {
        if !part.contains(['[', ']']) {
            return Some((part.len(), None));
        }
        let (key, index) = part.strip_suffix(']')?.split_once('[')?;
        Some((key.len(), Some(index.parse().ok()?)))
    };
    let named = |part| step(part).and_then(|(end, index)| Some((part.get(..end)?, index)));
    path.split('.').map(named).collect::<Option<_>>().unwrap_or_default()
}

fn table_mut<'a>(root: &'a mut dyn TableLike, steps: &[Step]) -> Option<&'a mut dyn TableLike> {
    let mut table = root;
    for (key, index) in steps {
        let item = table.get_mut(key)?;
        table = match index {
            None => item.as_table_like_mut()?,
            Some(i) => match item {
                Item::ArrayOfTables(list) => list.get_mut(*i)?,
                Item::Value(Value::Array(list)) => list.get_mut(*i)?.as_inline_table_mut()?,
                _ => return None,
            },
        };
    }
    Some(table)
}

/// Gives every table its place in the order in which the tree has them.
fn number(table: &mut Table, next: &mut isize) {
    for (_, item) in table.iter_mut() {
        let mut one = |below: &mut Table| {
            *next = next.saturating_add(1);
            below.set_position(Some(*next));
            number(below, next);
        };
        match item {
            Item::Table(below) => one(below),
            Item::ArrayOfTables(list) => list.iter_mut().for_each(one),
            _ => {}
        }
    }
}
