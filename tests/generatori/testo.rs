// SPDX-License-Identifier: EUPL-1.2
//! Tables with ordered keys, written as TOML or JSON.

use std::fmt::Write;

#[derive(Clone, Debug, PartialEq)]
pub enum V {
    T(String),
    N(i64),
    B(bool),
    L(Vec<V>),
    M(Tab),
}

pub type Tab = Vec<(String, V)>;

pub fn t(s: impl Into<String>) -> V {
    V::T(s.into())
}

pub fn m<const N: usize>(rows: [(&str, V); N]) -> V {
    V::M(rows.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

/// Tables that a file writes as `[[…]]`.
const SEZIONI: [&str; 6] = ["fatto", "servizio", "misura", "requisito", "quota", "correzione"];

/// A whole file as people write it.
pub fn toml(tab: &Tab) -> String {
    let mut out = String::new();
    section(tab, "", &mut out);
    out
}

fn section(tab: &Tab, path: &str, out: &mut String) {
    for (key, v) in tab.iter().filter(|(k, _)| !SEZIONI.contains(&k.as_str())) {
        match (key.as_str(), v) {
            ("fasce", V::L(items)) => {
                out.push_str("fasce = [\n");
                for item in items {
                    let _ = writeln!(out, "  {},", inline(item));
                }
                out.push_str("]\n");
            }
            _ => {
                let _ = writeln!(out, "{} = {}", chiave(key), inline(v));
            }
        }
    }
    for (key, v) in tab.iter().filter(|(k, _)| SEZIONI.contains(&k.as_str())) {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let V::L(items) = v else { panic!("{key} is a list of tables") };
        for item in items {
            let V::M(rows) = item else { panic!("{key} is a list of tables") };
            let _ = writeln!(out, "\n[[{path}]]");
            section(rows, &path, out);
        }
    }
}

fn chiave(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if bare { key.to_owned() } else { serde_json::to_string(key).unwrap() }
}

/// On one line; a JSON string is also a TOML string.
pub fn inline(v: &V) -> String {
    match v {
        V::T(s) => serde_json::to_string(s).unwrap(),
        V::N(n) => n.to_string(),
        V::B(b) => b.to_string(),
        V::L(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        V::M(rows) => {
            let rows: Vec<String> = rows.iter().map(|(k, v)| format!("{} = {}", chiave(k), inline(v))).collect();
            if rows.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", rows.join(", ")) }
        }
    }
}

pub fn json(v: &V) -> String {
    match v {
        V::T(s) => serde_json::to_string(s).unwrap(),
        V::N(n) => n.to_string(),
        V::B(b) => b.to_string(),
        V::L(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        V::M(rows) => {
            let rows: Vec<String> =
                rows.iter().map(|(k, v)| format!("{}:{}", serde_json::to_string(k).unwrap(), json(v))).collect();
            format!("{{{}}}", rows.join(","))
        }
    }
}

/// The tree of a TOML text.
pub fn albero(text: &str) -> V {
    fn from(v: &toml::Value) -> V {
        match v {
            toml::Value::String(s) => V::T(s.clone()),
            toml::Value::Integer(n) => V::N(*n),
            toml::Value::Boolean(b) => V::B(*b),
            toml::Value::Array(items) => V::L(items.iter().map(from).collect()),
            toml::Value::Table(rows) => V::M(rows.iter().map(|(k, v)| (k.clone(), from(v))).collect()),
            other => panic!("{other:?} in a rule file"),
        }
    }
    from(&toml::Value::Table(toml::from_str(text).unwrap()))
}

/// The same content with the keys of every table in another order.
pub fn mescola(v: &V, state: &mut u64) -> V {
    match v {
        V::L(items) => V::L(items.iter().map(|v| mescola(v, state)).collect()),
        V::M(rows) => {
            let mut rows: Tab = rows.iter().map(|(k, v)| (k.clone(), mescola(v, state))).collect();
            for i in (1..rows.len()).rev() {
                *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                rows.swap(i, usize::try_from(*state >> 33).unwrap() % (i + 1));
            }
            V::M(rows)
        }
        other => other.clone(),
    }
}
