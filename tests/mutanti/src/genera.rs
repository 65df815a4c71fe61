// SPDX-License-Identifier: EUPL-1.2
//! Finds in a source every change of one token, and writes the source with all of them behind a switch.

use crate::scambi;
use proc_macro2::Span;
use std::collections::BTreeSet;
use std::ops::Range;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Lit, Stmt, Token, UnOp};

/// One change.
#[derive(Clone, Debug)]
pub struct Mutante {
    pub id: usize,
    pub modulo: String,
    pub file: String,
    pub riga: usize,
    pub colonna: usize,
    /// What becomes what, for people.
    pub che: String,
    /// The piece of source that it stands for.
    range: Range<usize>,
    /// What stands there instead; none = the statement is left out.
    invece: Option<String>,
}

impl Mutante {
    /// «src/denaro/frazione.rs:94:18 `==` → `!=`», the same as long as the source is.
    pub fn nome(&self) -> String {
        format!("{}:{}:{} {}", self.file, self.riga, self.colonna, self.che)
    }

    /// Whether it is of this module, `denaro`, or file, `tariffa/quanto.rs`.
    pub fn sta_in(&self, name: &str) -> bool {
        name == self.modulo || self.file.strip_prefix("src/") == Some(name)
    }
}

/// The changes of one source, numbered from `first`.
pub fn mutanti(modulo: &str, file: &str, text: &str, first: usize) -> Vec<Mutante> {
    let parsed = syn::parse_file(text).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut cerca = Cerca { modulo, file, text, first, found: Vec::new(), ultimi: Vec::new() };
    cerca.visit_file(&parsed);
    cerca.found
}

/// A source with switches, and where in it each change has been written.
pub struct Scritto {
    pub text: String,
    /// For each change: id, the place of what it puts there (empty for a statement left out), that of the whole switch.
    pub luoghi: Vec<(usize, Range<usize>, Range<usize>)>,
}

/// Writes the switches of all changes but those left out.
pub fn scrivi(text: &str, mutanti: &[Mutante], fuori: &BTreeSet<usize>) -> Scritto {
    let mut nodes: Vec<(Range<usize>, Vec<&Mutante>)> = Vec::new();
    for m in mutanti.iter().filter(|m| !fuori.contains(&m.id)) {
        match nodes.iter_mut().find(|(range, list)| *range == m.range && list[0].invece.is_some() == m.invece.is_some())
        {
            Some((_, list)) => list.push(m),
            None => nodes.push((m.range.clone(), vec![m])),
        }
    }
    // The outer before the inner; a statement before an expression of the same extent.
    nodes.sort_by_key(|(r, list)| (r.start, std::cmp::Reverse(r.end), list[0].invece.is_some()));
    let mut out = Scritto { text: String::new(), luoghi: Vec::new() };
    let mut next = 0;
    write(text, 0..text.len(), &nodes, &mut next, &mut out);
    out
}

fn write(
    text: &str,
    range: Range<usize>,
    nodes: &[(Range<usize>, Vec<&Mutante>)],
    next: &mut usize,
    out: &mut Scritto,
) {
    let mut at = range.start;
    while let Some((inner, list)) = nodes.get(*next).filter(|(inner, _)| inner.start < range.end) {
        *next += 1;
        out.text.push_str(&text[at..inner.start]);
        let begin = out.text.len();
        let from = out.luoghi.len();
        let mut close = "})";
        for (n, m) in list.iter().enumerate() {
            let Some(invece) = &m.invece else {
                out.text.push_str(&format!("if !crate::mutante::attivo({}) {{", m.id));
                out.luoghi.push((m.id, begin..begin, begin..begin));
                close = "}";
                continue;
            };
            out.text.push_str(if n == 0 { "(if " } else { "} else if " });
            out.text.push_str(&format!("crate::mutante::attivo({}) {{", m.id));
            let start = out.text.len();
            out.text.push_str(invece);
            out.luoghi.push((m.id, start..out.text.len(), begin..begin));
        }
        let to = out.luoghi.len();
        if close == "})" {
            out.text.push_str("} else {");
        }
        write(text, inner.clone(), nodes, next, out);
        out.text.push_str(close);
        for place in &mut out.luoghi[from..to] {
            place.2 = begin..out.text.len();
        }
        at = inner.end;
    }
    out.text.push_str(&text[at..range.end]);
}

struct Cerca<'a> {
    modulo: &'a str,
    file: &'a str,
    text: &'a str,
    first: usize,
    found: Vec<Mutante>,
    /// Where the last statements of `let … else` begin: without them the block would go on.
    ultimi: Vec<usize>,
}

impl Cerca<'_> {
    fn source(&self, span: Span) -> &str {
        &self.text[span.byte_range()]
    }

    /// A change of `whole`, seen at `at`.
    fn change(&mut self, whole: Span, at: Span, che: String, invece: Option<String>) {
        self.found.push(Mutante {
            id: self.first + self.found.len(),
            modulo: self.modulo.to_owned(),
            file: self.file.to_owned(),
            riga: at.start().line,
            colonna: at.start().column + 1,
            che,
            range: whole.byte_range(),
            invece,
        });
    }

    /// A change of the token at `at` within `whole`.
    fn swap(&mut self, whole: Span, at: Span, with: &str) {
        let (outer, inner) = (whole.byte_range(), at.byte_range());
        let invece = format!("{}{with}{}", &self.text[outer.start..inner.start], &self.text[inner.end..outer.end]);
        let che = format!("`{}` → `{with}`", self.source(at));
        self.change(whole, at, che, Some(invece));
    }

    /// The opposite of a condition.
    fn negate(&mut self, condition: &Expr, what: &str) {
        let span = condition.span();
        let invece = format!("!({})", self.source(span));
        self.change(span, span, format!("{what} negato"), Some(invece));
    }

    fn condition(&mut self, condition: &Expr, what: &str) {
        // A comparison and a negation have their own changes, which say the same.
        let own = match condition {
            Expr::Binary(b) => !matches!(b.op, syn::BinOp::And(_) | syn::BinOp::Or(_)),
            Expr::Unary(_) => true,
            Expr::MethodCall(m) => {
                let name = m.method.to_string();
                scambi::negato(&name) || ["is_some", "is_none", "is_ok", "is_err"].contains(&name.as_str())
            }
            other => is_matches(other),
        };
        if !own && !has_let(condition) {
            self.negate(condition, what);
        }
    }

    fn literal(&mut self, lit: &syn::ExprLit) {
        let span = lit.span();
        match &lit.lit {
            Lit::Bool(b) => self.swap(span, span, if b.value { "false" } else { "true" }),
            Lit::Int(n) => {
                let Ok(value) = n.base10_parse::<u128>() else { return };
                self.swap(span, span, &format!("{}{}", value + 1, n.suffix()));
                if value == 1 {
                    self.swap(span, span, &format!("0{}", n.suffix()));
                }
            }
            _ => {}
        }
    }

    fn method(&mut self, call: &syn::ExprMethodCall) {
        let (name, whole) = (call.method.to_string(), call.span());
        if let Some(other) = scambi::metodo(&name) {
            self.swap(whole, call.method.span(), other);
        }
        if scambi::negato(&name) {
            let invece = format!("!({})", self.source(whole));
            self.change(whole, call.method.span(), format!("`{name}` negato"), Some(invece));
        }
        if scambi::tolto(&name) {
            let invece = self.source(call.receiver.span()).to_owned();
            self.change(whole, call.method.span(), format!("`{name}` tolto"), Some(invece));
        }
    }

    /// What the arguments of a macro hold, where they are expressions.
    fn inside_macro(&mut self, mac: &syn::Macro) {
        let name = mac.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
        match name.as_str() {
            "format" | "vec" | "tr" => {
                let list = mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
                for e in list.iter().flatten() {
                    match e {
                        Expr::Assign(named) => self.visit_expr(&named.right),
                        other => self.visit_expr(other),
                    }
                }
            }
            "matches" => {
                let parsed = mac.parse_body_with(|input: syn::parse::ParseStream<'_>| {
                    let e: Expr = input.parse()?;
                    input.parse::<Token![,]>()?;
                    syn::Pat::parse_multi_with_leading_vert(input)?;
                    let guard: Option<Expr> =
                        if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
                    input.parse::<Option<Token![,]>>()?;
                    Ok((e, guard))
                });
                if let Ok((e, guard)) = parsed {
                    self.visit_expr(&e);
                    guard.iter().for_each(|g| self.visit_expr(g));
                }
            }
            _ => {}
        }
    }
}

fn is_matches(e: &Expr) -> bool {
    matches!(e, Expr::Macro(m) if m.mac.path.is_ident("matches"))
}

/// `if let`, and chains of it.
fn has_let(e: &Expr) -> bool {
    match e {
        Expr::Let(_) => true,
        Expr::Binary(b) => has_let(&b.left) || has_let(&b.right),
        _ => false,
    }
}

fn only_for_tests(attrs: &[syn::Attribute]) -> bool {
    attrs.iter().any(|a| a.path().is_ident("cfg"))
}

impl<'ast> Visit<'ast> for Cerca<'_> {
    // Nothing of these is computed while the program runs.
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    fn visit_generic_argument(&mut self, _: &'ast syn::GenericArgument) {}
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_variant(&mut self, _: &'ast syn::Variant) {}
    fn visit_item_macro(&mut self, _: &'ast syn::ItemMacro) {}

    fn visit_item_mod(&mut self, m: &'ast syn::ItemMod) {
        if !only_for_tests(&m.attrs) {
            visit::visit_item_mod(self, m);
        }
    }
    fn visit_item_fn(&mut self, f: &'ast syn::ItemFn) {
        if f.sig.constness.is_none() && !only_for_tests(&f.attrs) {
            visit::visit_item_fn(self, f);
        }
    }
    fn visit_impl_item_fn(&mut self, f: &'ast syn::ImplItemFn) {
        if f.sig.constness.is_none() && !only_for_tests(&f.attrs) {
            visit::visit_impl_item_fn(self, f);
        }
    }

    fn visit_expr_macro(&mut self, m: &'ast syn::ExprMacro) {
        if is_matches(&Expr::Macro(m.clone())) {
            self.negate(&Expr::Macro(m.clone()), "`matches!`");
        }
        self.inside_macro(&m.mac);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        if let Some((_, guard)) = &arm.guard {
            self.condition(guard, "`if` di un ramo");
        }
        visit::visit_arm(self, arm);
    }

    fn visit_local(&mut self, l: &'ast syn::Local) {
        if let Some(syn::LocalInit { diverge: Some((_, block)), .. }) = &l.init
            && let Expr::Block(b) = &**block
        {
            self.ultimi.extend(b.block.stmts.last().map(|s| s.span().byte_range().start));
        }
        visit::visit_local(self, l);
    }

    fn visit_stmt(&mut self, s: &'ast Stmt) {
        if let Stmt::Expr(e, Some(_)) = s
            && !self.ultimi.contains(&s.span().byte_range().start)
        {
            let inner = if let Expr::Try(t) = e { &*t.expr } else { e };
            let assigns = matches!(inner, Expr::Binary(b) if scambi::operatori(&b.op).0.ends_with("+=") );
            if assigns
                || matches!(
                    inner,
                    Expr::MethodCall(_) | Expr::Call(_) | Expr::Assign(_) | Expr::Return(_) | Expr::Continue(_)
                )
            {
                let words: Vec<&str> = self.source(e.span()).split_whitespace().collect();
                let words = words.join(" ");
                let short: String = words.chars().take(40).collect();
                let dots = if short.len() < words.len() { "…" } else { "" };
                self.change(s.span(), e.span(), format!("`{short}{dots};` tolto"), None);
            }
        }
        visit::visit_stmt(self, s);
    }

    fn visit_expr(&mut self, e: &'ast Expr) {
        match e {
            Expr::Const(_) => return,
            Expr::Binary(b) if !has_let(e) => {
                for other in scambi::operatori(&b.op).1 {
                    self.swap(e.span(), b.op.span(), other);
                }
            }
            Expr::Unary(u) if matches!(u.op, UnOp::Not(_) | UnOp::Neg(_)) => {
                let sign = if matches!(u.op, UnOp::Not(_)) { "!" } else { "-" };
                let invece = self.source(u.expr.span()).to_owned();
                self.change(e.span(), u.op.span(), format!("`{sign}` tolto"), Some(invece));
            }
            Expr::If(i) => self.condition(&i.cond, "`if`"),
            Expr::MethodCall(m) => self.method(m),
            Expr::Call(c) => {
                if matches!(&*c.func, Expr::Path(p) if p.path.is_ident("Some")) {
                    self.change(e.span(), e.span(), "`Some(…)` → `None`".to_owned(), Some("None".to_owned()));
                }
            }
            Expr::Path(p) if p.path.segments.len() >= 2 => {
                let names: Vec<String> = p.path.segments.iter().rev().take(2).map(|s| s.ident.to_string()).collect();
                if let (Some(other), Some(last)) =
                    (scambi::valore(&format!("{}::{}", names[1], names[0])), p.path.segments.last())
                {
                    self.swap(e.span(), last.ident.span(), other);
                }
            }
            Expr::Lit(l) => self.literal(l),
            _ => {}
        }
        visit::visit_expr(self, e);
    }
}
