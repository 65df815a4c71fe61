//! Brackets one inside the other, counted before the library reads them.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// As many as the library itself allows. It loses count where brackets are closed by the wrong one (`[{]`), and then
/// goes on until the stack is over.
const MAX: usize = 80;

/// Where a TOML text opens one bracket too many, in bytes.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::LeftSquareBracket => open.push(TokenKind::RightSquareBracket),
            TokenKind::LeftCurlyBracket => open.push(TokenKind::RightCurlyBracket),
            kind if open.last() == Some(&kind) => drop(open.pop()),
            _ => {}
        }
        if open.len() > MAX {
            return Some(token.span().start());
        }
    }
    None
}
