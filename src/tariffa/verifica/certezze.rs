//! Missing sources and values that are not certain. A mark is reported where it is written, not again below.

use super::{Trovati, with_paths};
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::lingua::tr;
use crate::norma::{Certezza, Natura, Origine, Quota, Regolamento, Servizio};

pub(super) fn look(rules: &Regolamento, found: &mut Trovati) {
    if rules.natura == Natura::Dimostrativo {
        found.push(
            Diagnostic::new(
                Severity::Avviso,
                Code::Dimostrativo,
                "natura",
                tr!("il file è dimostrativo: i suoi valori non impegnano nessuno"),
            )
            .mend(tr!("sostituisci i valori con quelli approvati e scrivi natura = \"pubblicato\"")),
        );
    }
    mark(found, "", Certezza::Certa, &rules.origine);
    if let Some(o) = &rules.vigenza_origine {
        mark(found, "vigenza", rules.origine.certezza, o);
    }
    for (servizio, path) in with_paths(rules) {
        service(found, &path, rules.origine.certezza, servizio);
    }
}

fn service(found: &mut Trovati, path: &str, up: Certezza, s: &Servizio) {
    let here = s.origine.certezza;
    mark(found, path, up, &s.origine);
    if s.origine.fonte.is_none() && s.quote.iter().any(|q| q.origine.fonte.is_none()) {
        found.push(
            Diagnostic::new(
                Severity::Avviso,
                Code::FonteMancante,
                path,
                tr!("il servizio «{}» non dice da dove vengono i suoi valori", s.id),
            )
            .expected(tr!("fonte = { titolo = \"…\", articolo = \"…\" } qui o più in alto"))
            .mend(tr!("aggiungi la fonte")),
        );
    }
    if let Some(costo) = &s.costo {
        mark(found, &format!("{path}.costo"), here, &costo.origine);
    }
    for (i, r) in s.requisiti.iter().enumerate() {
        mark(found, &format!("{path}.requisito[{i}]"), here, &r.origine);
    }
    for (i, q) in s.quote.iter().enumerate() {
        quota(found, &format!("{path}.quota[{i}]"), here, q);
    }
    if let Some(o) = &s.arrotonda_totale.origine {
        mark(found, &format!("{path}.arrotonda_totale"), here, o);
    }
    for (i, c) in s.correzioni.iter().enumerate() {
        mark(found, &format!("{path}.correzione[{i}]"), here, &c.origine);
    }
}

fn quota(found: &mut Trovati, path: &str, up: Certezza, q: &Quota) {
    mark(found, path, up, &q.origine);
    for (i, f) in q.fasce.iter().enumerate() {
        mark(found, &format!("{path}.fasce[{i}]"), q.origine.certezza, &f.origine);
    }
    if let Some(o) = &q.arrotonda.origine {
        mark(found, &format!("{path}.arrotonda"), q.origine.certezza, o);
    }
    if let Some(s) = &q.senza_isee {
        mark(found, &format!("{path}.senza_isee"), q.origine.certezza, &s.origine);
    }
}

fn mark(found: &mut Trovati, path: &str, up: Certezza, here: &Origine) {
    if here.certezza == up {
        return;
    }
    let (code, severity, sentence) = match here.certezza {
        Certezza::Certa => return,
        Certezza::DaVerificare => (Code::DaVerificare, Severity::Nota, tr!("un valore è da verificare")),
        Certezza::Dimostrativa => (Code::Dimostrativo, Severity::Avviso, tr!("un valore è dimostrativo")),
    };
    let mut d = Diagnostic::new(severity, code, format!("{path}.certezza").trim_start_matches('.'), sentence)
        .mend(tr!("controlla l'atto, poi togli certezza"));
    d.trovato = here.nota.as_ref().map(|n| n.tradotto().to_owned());
    found.push(d);
}
