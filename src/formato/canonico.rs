//! The fingerprint of a rule file: sha-256 of its content as canonical JSON.
//!
//! Canonical: keys sorted by bytes, no white space, strings as JSON writes them. Comments, layout, order of
//! keys and TOML against JSON do not change it; every value does.

use super::nodo::{Contenuto, Nodo};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// `sha256:` and 64 hexadecimal digits.
pub(super) fn fingerprint(tree: &Nodo) -> String {
    let mut text = String::new();
    write_node(tree, &mut text);
    let mut out = String::from("sha256:");
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn write_node(node: &Nodo, out: &mut String) {
    match &node.valore {
        Contenuto::Nulla => out.push_str("null"),
        Contenuto::Booleano(b) => out.push_str(if *b { "true" } else { "false" }),
        Contenuto::Intero(n) => {
            let _ = write!(out, "{n}");
        }
        Contenuto::Virgola(s) => out.push_str(s),
        Contenuto::Testo(s) => write_text(s, out),
        Contenuto::Lista(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_node(item, out);
            }
            out.push(']');
        }
        Contenuto::Tabella(rows) => {
            let mut sorted: Vec<&(String, u32, Nodo)> = Vec::new();
            for row in rows {
                sorted.insert(sorted.partition_point(|before| before.0 < row.0), row);
            }
            out.push('{');
            for (i, (key, _, value)) in sorted.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write_node(value, out);
            }
            out.push('}');
        }
    }
}

fn write_text(s: &str, out: &mut String) {
    // A string always serialises.
    out.push_str(&serde_json::to_string(s).unwrap_or_default());
}
