// SPDX-License-Identifier: EUPL-1.2
//! What stands beside a name where it was declared: another field of the same type, another variant of the same enum, and
//! which constants are whole numbers. A slip of the hand takes the one for the other.

use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};
use syn::{Fields, Type};

/// The declarations of the engine.
#[derive(Default)]
pub struct Vicini {
    campi: BTreeMap<String, BTreeSet<String>>,
    varianti: BTreeMap<(String, String), String>,
    interi: BTreeSet<String>,
}

impl Vicini {
    /// Adds what a source declares.
    pub fn leggi(&mut self, text: &str) {
        if let Ok(parsed) = syn::parse_file(text) {
            self.visit_file(&parsed);
        }
    }

    /// The fields that a person could have meant: the next of the same type in each struct that has this one.
    pub fn campi(&self, name: &str) -> impl Iterator<Item = &str> {
        self.campi.get(name).into_iter().flatten().map(String::as_str)
    }

    /// The next variant of the same enum.
    pub fn variante(&self, of: &str, name: &str) -> Option<&str> {
        self.varianti.get(&(of.to_owned(), name.to_owned())).map(String::as_str)
    }

    /// Whether it is a constant with a whole number.
    pub fn intero(&self, name: &str) -> bool {
        self.interi.contains(name)
    }
}

fn of_type(t: &Type) -> String {
    let tokens = |p: &syn::PathSegment| format!("{}{}", p.ident, generics(&p.arguments));
    match t {
        Type::Path(p) => p.path.segments.iter().map(tokens).collect::<Vec<_>>().join("::"),
        Type::Reference(r) => format!("&{}", of_type(&r.elem)),
        Type::Slice(s) => format!("[{}]", of_type(&s.elem)),
        _ => String::new(),
    }
}

fn generics(arguments: &syn::PathArguments) -> String {
    let syn::PathArguments::AngleBracketed(list) = arguments else { return String::new() };
    let one = |g: &syn::GenericArgument| if let syn::GenericArgument::Type(t) = g { of_type(t) } else { String::new() };
    format!("<{}>", list.args.iter().map(one).collect::<Vec<_>>().join(","))
}

impl<'ast> Visit<'ast> for Vicini {
    fn visit_item_struct(&mut self, s: &'ast syn::ItemStruct) {
        let Fields::Named(named) = &s.fields else { return };
        let list: Vec<(String, String)> = named
            .named
            .iter()
            .filter_map(|f| Some((f.ident.as_ref()?.to_string(), of_type(&f.ty))))
            // Words are left alone: what counts here are amounts, bounds, yes and no.
            .filter(|(_, t)| !t.is_empty() && !t.contains("String") && !t.contains("str"))
            .collect();
        for (n, (name, t)) in list.iter().enumerate() {
            let after = list[n + 1..].iter().chain(&list[..n]).find(|(_, other)| other == t);
            if let Some((other, _)) = after {
                self.campi.entry(name.clone()).or_default().insert(other.clone());
            }
        }
    }

    fn visit_item_enum(&mut self, e: &'ast syn::ItemEnum) {
        let plain: Vec<String> =
            e.variants.iter().filter(|v| matches!(v.fields, Fields::Unit)).map(|v| v.ident.to_string()).collect();
        for (n, name) in plain.iter().enumerate().filter(|_| plain.len() > 1) {
            let next = plain[(n + 1) % plain.len()].clone();
            self.varianti.insert((e.ident.to_string(), name.clone()), next);
        }
    }

    fn visit_item_const(&mut self, c: &'ast syn::ItemConst) {
        if ["i128", "u128", "u64", "i64", "u32", "i32", "u8", "usize"].contains(&of_type(&c.ty).as_str()) {
            self.interi.insert(c.ident.to_string());
        }
        visit::visit_item_const(self, c);
    }
}
