// SPDX-License-Identifier: EUPL-1.2
//! A population: the first byte says how it is cut into pieces. However cut, the same rows and the same refusals; then
//! every question about it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soglia::chiamate::Sessione;
use soglia::diagnosi::Diagnostic;
use soglia::formato::popolazione::{Attese, Cella, Lettore, Riga, anteprima};
use soglia::semi;
use soglia_fuzz::{MAX, is_json};

type Famiglia = (u64, Vec<Option<i64>>, Vec<(i64, u8)>, Vec<Cella>);

fn read(data: &[u8], piece: usize) -> (Vec<Famiglia>, Result<String, Vec<Diagnostic>>) {
    let mut rows = Vec::new();
    let mut keep = |r: &Riga<'_>| {
        rows.push((r.riga, r.isee.to_vec(), r.quantita.to_vec(), r.fatti.to_vec()));
        Ok(())
    };
    let mut lettore = Lettore::new(Attese::new(semi::fatti().clone()));
    for part in data.chunks(piece.max(1)) {
        if let Err(found) = lettore.leggi(part, &mut keep) {
            return (rows, Err(found));
        }
    }
    let end = lettore.fine(&mut keep).map(|l| {
        assert_eq!(l.scartate == 0, l.scarti.is_empty());
        format!("{} {} {:?} {} {} {}", l.righe, l.scartate, l.scarti, l.separatore, l.decimali, l.codifica)
    });
    (rows, end)
}

fuzz_target!(|data: &[u8]| {
    let Some((cut, data)) = data.split_first() else { return };
    if data.len() > MAX {
        return;
    }
    let whole = read(data, data.len());
    if !data.contains(&0) {
        assert_eq!(read(data, usize::from(*cut)), whole, "tagliato ogni {cut} byte");
    }
    if let Err(found) = &whole.1 {
        assert!(found.iter().all(|d| !d.messaggio.is_empty()), "{found:?}");
    }
    // The questions cost a hundred times the reading.
    if cut % 8 != 0 || !whole.1.as_ref().is_ok_and(|_| !whole.0.is_empty()) {
        return;
    }
    let _ = anteprima(data, &Attese::new(semi::fatti().clone()));
    let mut s = Sessione::default();
    is_json(&s.inizia("{}"));
    is_json(&s.pezzo(data));
    is_json(&s.fine());
    for nome in ["quadro", "scalini"] {
        is_json(&s.chiedi(nome, r#"{ "servizio": "sad", "regole": ["dairago-sad", "monopoli-sad"] }"#));
    }
});
