// SPDX-License-Identifier: EUPL-1.2
//! The slips that put a name for its neighbour, or forget a case: another field of the same type, two arguments in the
//! wrong order, an arm of a `match` or an `if let` that is never taken, a field left as it was.

use crate::cerca::{Cerca, has_let};
use crate::genera::Come;
use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Pat, Token};

/// Methods that ask something of each item with a closure.
const CHIEDONO: [&str; 10] =
    ["filter", "any", "all", "find", "position", "retain", "take_while", "is_some_and", "is_none_or", "partition"];

impl Cerca<'_> {
    /// Changes that may not compile.
    pub fn guess(&mut self, work: impl FnOnce(&mut Self)) {
        let from = self.found.len();
        work(self);
        self.found[from..].iter_mut().for_each(|m| m.svista = true);
    }

    /// Arms that are never taken, where a last one takes everything.
    pub fn arms_left_out(&mut self, m: &syn::ExprMatch) {
        let all = |p: &Pat| match p {
            Pat::Wild(_) => true,
            Pat::Ident(i) => i.subpat.is_none() && i.ident.to_string().starts_with(char::is_lowercase),
            _ => false,
        };
        if !m.arms.last().is_some_and(|arm| arm.guard.is_none() && all(&arm.pat)) {
            return;
        }
        for arm in &m.arms[..m.arms.len() - 1] {
            let pat = arm.pat.span();
            let words = self.source(pat).split_whitespace().collect::<Vec<_>>().join(" ");
            let short: String = words.chars().take(40).collect();
            let che = format!("ramo `{short}` tolto");
            match &arm.guard {
                Some((_, guard)) if has_let(guard) => self.before(guard.span(), pat, che, ("", " && ")),
                Some((_, guard)) => self.change(guard.span(), pat, che, Come::Invece("false".to_owned())),
                None => self.after(pat, che),
            }
        }
    }

    /// `let` in a condition, as if it did not match.
    pub fn never(&mut self, l: &syn::ExprLet) {
        let words = self.source(l.pat.span()).split_whitespace().collect::<Vec<_>>().join(" ");
        self.before(l.span(), l.span(), format!("`let {words}` mai"), ("", " && "));
    }

    fn before(&mut self, whole: Span, at: Span, che: String, pieces: (&'static str, &'static str)) {
        self.change(whole, at, che, Come::Prima(pieces.0, pieces.1));
        if let Some(m) = self.found.last_mut() {
            m.range.end = m.range.start;
        }
    }

    fn after(&mut self, pat: Span, che: String) {
        self.change(pat, pat, che, Come::Prima(" if ", ""));
        if let Some(m) = self.found.last_mut() {
            m.range.start = m.range.end;
        }
    }

    /// What is assigned to has no other value to take.
    pub fn assigned(&mut self, e: &Expr) {
        self.luoghi.push(e.span().byte_range());
    }

    /// `&a.x`.
    pub fn borrowed(&mut self, r: &syn::ExprReference) {
        match &*r.expr {
            inner if r.mutability.is_some() => self.assigned(inner),
            Expr::Field(f) => self.guess(|c| c.field(f, r.span())),
            _ => {}
        }
    }

    /// `a.x.method()`, and what a closure answers.
    pub fn receiver(&mut self, m: &syn::ExprMethodCall) {
        if let Expr::Field(f) = &*m.receiver {
            self.guess(|c| c.field(f, m.span()));
        }
        if let Some(Expr::Closure(c)) = m.args.first()
            && CHIEDONO.contains(&m.method.to_string().as_str())
            && !matches!(&*c.body, Expr::Block(_) | Expr::Closure(_))
        {
            self.condition(&c.body, "risposta");
        }
        if ["then", "then_some"].contains(&m.method.to_string().as_str()) {
            self.condition(&m.receiver, "condizione");
        }
    }

    /// A field, and another of the same type in its place.
    pub fn field(&mut self, f: &syn::ExprField, whole: Span) {
        let syn::Member::Named(name) = &f.member else { return };
        let range = f.span().byte_range();
        if self.luoghi.contains(&range) {
            return;
        }
        self.luoghi.push(range);
        // `a.x.y` is changed in `y`; `a.x` alone would be taken away from `a`.
        if let Expr::Field(inner) = &*f.base {
            self.luoghi.push(inner.span().byte_range());
        }
        let vicini = self.vicini;
        for other in vicini.campi(&name.to_string()) {
            self.swap(whole, name.span(), other);
        }
    }

    /// Two arguments that follow each other, exchanged.
    pub fn exchanged(&mut self, whole: Span, args: &Punctuated<Expr, Token![,]>) {
        let list: Vec<&Expr> = args.iter().collect();
        for pair in list.windows(2) {
            let (a, b) = (pair[0].span(), pair[1].span());
            let simple = |e: &Expr| !matches!(e, Expr::Closure(_) | Expr::Lit(_));
            if !simple(pair[0]) || !simple(pair[1]) || self.source(a) == self.source(b) {
                continue;
            }
            let (from, all) = (whole.byte_range().start, self.source(whole));
            let place = |s: Span| (s.byte_range().start - from, s.byte_range().end - from);
            let ((a0, a1), (b0, b1)) = (place(a), place(b));
            let invece = [&all[..a0], &all[b0..b1], &all[a1..b0], &all[a0..a1], &all[b1..]].concat();
            let short = |s: Span| self.source(s).split_whitespace().collect::<Vec<_>>().join(" ");
            let che = format!("`{}` e `{}` scambiati", short(a), short(b));
            self.change(whole, a, che, Come::Invece(invece));
        }
    }

    /// `S { a, b, ..other }`: `a` or `b` as it is in `other`.
    pub fn left_as_they_were(&mut self, s: &syn::ExprStruct) {
        if s.rest.is_none() {
            return;
        }
        let (from, all) = (s.span().byte_range().start, self.source(s.span()).to_owned());
        for f in &s.fields {
            let (start, end) = (f.span().byte_range().start - from, f.span().byte_range().end - from);
            let comma = all[end..].find(',').map_or(end, |n| end + n + 1);
            let invece = [&all[..start], &all[comma..]].concat();
            let syn::Member::Named(name) = &f.member else { continue };
            self.change(s.span(), f.span(), format!("`{name}` com'era"), Come::Invece(invece));
        }
    }
}
