// SPDX-License-Identifier: EUPL-1.2
//! The code of a printed case: as it is, or, after a first byte that is no digit, the JSON inside it. What is read is
//! written the same and gives the same result.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::caso::{leggi, riapri};
use soglia::diagnosi::Code;
use soglia_fuzz::{clear, text};

/// The code that holds a text, as the format says: a zlib stream of stored blocks, in base64url.
fn code(inside: &str) -> String {
    const LETTERE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let body = inside.as_bytes();
    let len = u16::try_from(body.len()).unwrap_or_default();
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in body {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let mut out = vec![0x78, 0x01, 0x01];
    out.extend(len.to_le_bytes());
    out.extend((!len).to_le_bytes());
    out.extend(body);
    out.extend(((b << 16) | a).to_be_bytes());
    let mut written = "1.".to_owned();
    for group in out.chunks(3) {
        let n = group.iter().fold(0_u32, |n, byte| (n << 8) | u32::from(*byte)) << (8 * (3 - group.len()));
        let letters = (0..=group.len()).map(|i| LETTERE[(n >> (18 - 6 * i)) as usize & 63]);
        written.extend(letters.map(char::from));
    }
    written
}

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let given = match text.strip_prefix('{') {
        Some(_) if text.len() < 3000 => code(text),
        _ => text.to_owned(),
    };
    match leggi(&given) {
        Err(d) => {
            assert_eq!(d.codice, Code::CodiceDelCaso);
            clear(text, &[d]);
        }
        Ok(caso) => {
            let written = caso.codice();
            let again = leggi(&written).unwrap_or_else(|d| panic!("{d}: {written}"));
            assert_eq!(again, caso);
            match (riapri(&caso), riapri(&again)) {
                (Ok(one), Ok(two)) => assert_eq!(one, two),
                (Err(one), Err(_)) => clear(text, &[one]),
                (one, two) => panic!("{one:?} {two:?}"),
            }
        }
    }
});
