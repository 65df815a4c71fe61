// SPDX-License-Identifier: EUPL-1.2
//! Finds in a source every change of one token.

use crate::genera::{Come, Mutante};
use crate::scambi;
use crate::vicini::Vicini;
use proc_macro2::Span;
use std::ops::Range;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Lit, Stmt, Token, UnOp};

pub struct Cerca<'a> {
    pub modulo: &'a str,
    pub file: &'a str,
    pub text: &'a str,
    pub vicini: &'a Vicini,
    pub first: usize,
    pub found: Vec<Mutante>,
    /// Where the last statements of `let … else` begin: without them the block would go on.
    pub ultimi: Vec<usize>,
    /// Fields already seen within what uses them, and those that are assigned to.
    pub luoghi: Vec<Range<usize>>,
}

impl Cerca<'_> {
    pub fn source(&self, span: Span) -> &str {
        &self.text[span.byte_range()]
    }

    /// A change of `whole`, seen at `at`.
    pub fn change(&mut self, whole: Span, at: Span, che: String, come: Come) {
        self.found.push(Mutante {
            id: self.first + self.found.len(),
            modulo: self.modulo.to_owned(),
            file: self.file.to_owned(),
            riga: at.start().line,
            colonna: at.start().column + 1,
            che,
            range: whole.byte_range(),
            come,
            svista: false,
        });
    }

    /// A change of the token at `at` within `whole`.
    pub fn swap(&mut self, whole: Span, at: Span, with: &str) {
        let (outer, inner) = (whole.byte_range(), at.byte_range());
        let invece = format!("{}{with}{}", &self.text[outer.start..inner.start], &self.text[inner.end..outer.end]);
        let che = format!("`{}` → `{with}`", self.source(at));
        self.change(whole, at, che, Come::Invece(invece));
    }

    /// The opposite of a condition.
    fn negate(&mut self, condition: &Expr, what: &str) {
        let span = condition.span();
        let invece = format!("!({})", self.source(span));
        self.change(span, span, format!("{what} negato"), Come::Invece(invece));
    }

    pub fn condition(&mut self, condition: &Expr, what: &str) {
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
            self.change(whole, call.method.span(), format!("`{name}` negato"), Come::Invece(invece));
        }
        if scambi::tolto(&name) {
            let invece = self.source(call.receiver.span()).to_owned();
            self.change(whole, call.method.span(), format!("`{name}` tolto"), Come::Invece(invece));
        }
    }

    /// `Type::Name`, another of its kind.
    fn named_value(&mut self, path: &syn::Path, whole: Span) {
        let last: Vec<&syn::Ident> = path.segments.iter().rev().take(2).map(|s| &s.ident).collect();
        let (of, name) = (last[1].to_string(), last[0].to_string());
        if let Some(other) = scambi::valore(&format!("{of}::{name}")).or_else(|| self.vicini.variante(&of, &name)) {
            self.swap(whole, last[0].span(), other);
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

pub fn is_matches(e: &Expr) -> bool {
    matches!(e, Expr::Macro(m) if m.mac.path.is_ident("matches"))
}

/// `if let`, and chains of it.
pub fn has_let(e: &Expr) -> bool {
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

    fn visit_expr_match(&mut self, m: &'ast syn::ExprMatch) {
        self.arms_left_out(m);
        visit::visit_expr_match(self, m);
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
                    Expr::MethodCall(_)
                        | Expr::Call(_)
                        | Expr::Assign(_)
                        | Expr::Return(_)
                        | Expr::Continue(_)
                        | Expr::Break(_)
                )
            {
                let words: Vec<&str> = self.source(e.span()).split_whitespace().collect();
                let words = words.join(" ");
                let short: String = words.chars().take(40).collect();
                let dots = if short.len() < words.len() { "…" } else { "" };
                self.change(s.span(), e.span(), format!("`{short}{dots};` tolto"), Come::Tolta);
            }
        }
        visit::visit_stmt(self, s);
    }

    fn visit_expr(&mut self, e: &'ast Expr) {
        match e {
            Expr::Const(_) => return,
            Expr::Binary(b) if !has_let(e) => {
                if matches!(b.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) {
                    self.condition(&b.left, "lato");
                    self.condition(&b.right, "lato");
                }
                if scambi::operatori(&b.op).1.iter().any(|other| ["+=", "-=", "*=", "/="].contains(other)) {
                    self.assigned(&b.left);
                }
                for other in scambi::operatori(&b.op).1 {
                    self.swap(e.span(), b.op.span(), other);
                }
            }
            Expr::Unary(u) if matches!(u.op, UnOp::Not(_) | UnOp::Neg(_)) => {
                let sign = if matches!(u.op, UnOp::Not(_)) { "!" } else { "-" };
                let invece = self.source(u.expr.span()).to_owned();
                self.change(e.span(), u.op.span(), format!("`{sign}` tolto"), Come::Invece(invece));
            }
            Expr::If(i) => self.condition(&i.cond, "`if`"),
            Expr::While(w) => self.condition(&w.cond, "`while`"),
            Expr::Let(l) => self.never(l),
            Expr::Assign(a) => self.assigned(&a.left),
            Expr::Reference(r) => self.borrowed(r),
            Expr::Field(f) => self.guess(|c| c.field(f, e.span())),
            Expr::Struct(s) => self.left_as_they_were(s),
            Expr::MethodCall(m) => {
                self.method(m);
                self.receiver(m);
                self.guess(|c| c.exchanged(e.span(), &m.args));
            }
            Expr::Call(c) => {
                self.guess(|it| it.exchanged(e.span(), &c.args));
                if matches!(&*c.func, Expr::Path(p) if p.path.is_ident("Some")) {
                    self.change(e.span(), e.span(), "`Some(…)` → `None`".to_owned(), Come::Invece("None".to_owned()));
                }
            }
            Expr::Path(p) if p.path.segments.len() >= 2 => self.named_value(&p.path, e.span()),
            Expr::Path(p) if p.path.get_ident().is_some_and(|i| self.vicini.intero(&i.to_string())) => {
                self.swap(e.span(), e.span(), &format!("({} + 1)", self.source(e.span())));
            }
            Expr::Lit(l) => self.literal(l),
            _ => {}
        }
        visit::visit_expr(self, e);
    }
}
