//! The tree.

use super::colonne::{Cercata, Tavola};
use super::criteri::{Livello, Presi, spoken};
use super::grezzo::VoceGrezza;
use super::{Lettura, numeri};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::scalare::Scalare;
use crate::formato::valida::{inherit, non_empty_id, testo};
use crate::lingua::tr;
use crate::norma::{Origine, Testo};
use crate::riparto::{Forma, Limite, Voce};
use std::collections::BTreeSet;

impl Lettura<'_> {
    /// One level; `up` is the key path of the parent, with its final point, or nothing.
    pub(super) fn level(&mut self, up: &str, origine: &Origine, livello: Livello, raw: Vec<VoceGrezza>) -> Vec<Voce> {
        let from_rows = raw.is_empty() && !livello.criteri.is_empty();
        let raw = if from_rows { self.voci_of_rows(up, &livello) } else { raw };
        if livello.nomi.is_some() && !from_rows {
            self.esame.push(names_of_nothing(up));
        }
        let mut seen = BTreeSet::new();
        for (i, v) in raw.iter().enumerate().filter(|(_, v)| !seen.insert(v.id.clone())) {
            self.esame.push(
                Diagnostic::error(
                    Code::IdDoppio,
                    format!("{up}voce[{i}].id"),
                    tr!("due voci sorelle hanno lo stesso identificativo"),
                )
                .found(&v.id)
                .mend(tr!("cambia l'identificativo di una delle due")),
            );
        }
        let weighted = raw.iter().enumerate().filter(|(_, v)| v.importo.is_none() && v.percento.is_none());
        let wanted = |(indice, v): (usize, &VoceGrezza)| Cercata {
            indice,
            id: v.id.clone(),
            chiave: v.riga.clone().unwrap_or_else(|| v.id.clone()),
        };
        let wanted: Vec<Cercata> = weighted.map(wanted).collect();
        let tavola = livello.tavola.clone();
        let weighted = self.origin_of_weights(up, origine, &livello);
        let presi = self.taken(up, livello, &wanted);
        let read = |(i, v): (usize, VoceGrezza)| {
            let own = v.importo.is_some() || v.percento.is_some();
            let above = if own { origine } else { &weighted };
            self.voce(&format!("{up}voce[{i}]"), above, &tavola, &presi, v)
        };
        raw.into_iter().enumerate().filter_map(read).collect()
    }

    fn voce(&mut self, path: &str, up: &Origine, tavola: &Tavola, presi: &Presi, mut v: VoceGrezza) -> Option<Voce> {
        let origine = inherit(&mut self.esame, up, path, v.fonte.take(), v.certezza, v.nota.take());
        let id = non_empty_id(&mut self.esame, &format!("{path}.id"), &v.id);
        let forma = self.forma(path, presi, &v);
        let minimum = v.contributo_minimo.take();
        let contributo_minimo = minimum.and_then(|s| self.minimum(&format!("{path}.contributo_minimo"), &s));
        let below = tavola.below(v.tabella, v.chiave);
        let criteri = spoken(&v.criteri);
        let livello = Livello { tavola: below, criteri: v.criteri, ogni: v.ogni, nomi: v.nomi };
        let voci = self.level(&format!("{path}."), &origine, livello, v.voce);
        let id = id?;
        let nome = v.nome.map_or_else(|| Testo::from(id.as_str()), testo);
        Some(Voce { nome, id, forma: forma?, origine, contributo_minimo, criteri, voci })
    }

    fn forma(&mut self, path: &str, presi: &Presi, v: &VoceGrezza) -> Option<Forma> {
        let written = [("importo", &v.importo), ("percento", &v.percento), ("peso", &v.peso)];
        let mut written = written.iter().filter_map(|(key, s)| s.as_ref().map(|s| (*key, s)));
        let first = written.next();
        if written.next().is_some() {
            return self.esame.fail(one_form(path, tr!("la voce ha una sola regola, e questa ne ha più di una")));
        }
        if !matches!(first, Some(("peso", _)) | None) {
            self.no_bounds(path, v);
        }
        match (first, &presi.pesi) {
            (Some(("importo", s)), _) => {
                self.esame.keep(numeri::cents(&format!("{path}.importo"), s)).map(Forma::Importo)
            }
            (Some(("percento", s)), _) => {
                self.esame.keep(numeri::percent(&format!("{path}.percento"), s)).map(Forma::Percento)
            }
            (Some((_, s)), None) => {
                let peso = self.esame.keep(numeri::weight(&format!("{path}.peso"), s))?;
                self.bounded(path, presi, v, peso)
            }
            (None, None) => {
                self.esame.fail(one_form(path, tr!("la voce ha una sola regola, e questa non ne ha nessuna")))
            }
            (own, Some(table)) => {
                if own.is_some() {
                    self.avvisi.push(replaced(path));
                }
                let peso = table.get(&v.id)?.clone();
                self.bounded(path, presi, v, peso)
            }
        }
    }

    fn no_bounds(&mut self, path: &str, v: &VoceGrezza) {
        let bounds = [
            ("minimo", &v.minimo),
            ("massimo", &v.massimo),
            ("minimo_percento", &v.minimo_percento),
            ("massimo_percento", &v.massimo_percento),
        ];
        for (key, _) in bounds.iter().filter(|(_, s)| s.is_some()) {
            self.esame.push(
                Diagnostic::error(
                    Code::FormaValore,
                    format!("{path}.{key}"),
                    tr!("minimi e massimi valgono solo per le voci con un peso"),
                )
                .expected(tr!("nessun limite accanto a importo e percento"))
                .mend(tr!("togli {}, o usa un peso", key)),
            );
        }
    }

    fn bounded(&mut self, path: &str, presi: &Presi, v: &VoceGrezza, peso: num_rational::BigRational) -> Option<Forma> {
        let found = self.esame.trovati.len();
        let minimo = self.bound(path, "minimo", v.minimo.as_ref(), v.minimo_percento.as_ref());
        let massimo = self.bound(path, "massimo", v.massimo.as_ref(), v.massimo_percento.as_ref());
        let (minimo, massimo) = (minimo.or(presi.minimo.of(&v.id)), massimo.or(presi.massimo.of(&v.id)));
        let crossed = match (minimo, massimo) {
            (Some(Limite::Importo(min)), Some(Limite::Importo(max))) => max < min,
            (Some(Limite::Percento(min)), Some(Limite::Percento(max))) => max < min,
            _ => false,
        };
        if crossed {
            self.esame.push(
                Diagnostic::error(Code::LimitiRovesciati, path, tr!("il massimo di «{}» è sotto il suo minimo", v.id))
                    .expected(tr!("un massimo non più piccolo del minimo"))
                    .mend(tr!("correggi uno dei due")),
            );
        }
        (self.esame.trovati.len() == found).then_some(Forma::Peso { peso, minimo, massimo })
    }

    pub(super) fn bound(
        &mut self,
        path: &str,
        key: &str,
        amount: Option<&Scalare>,
        percent: Option<&Scalare>,
    ) -> Option<Limite> {
        match (amount, percent) {
            (None, None) => None,
            (Some(s), None) => self.esame.keep(numeri::cents(&format!("{path}.{key}"), s)).map(Limite::Importo),
            (None, Some(s)) => {
                self.esame.keep(numeri::percent(&format!("{path}.{key}_percento"), s)).map(Limite::Percento)
            }
            (Some(_), Some(_)) => self.esame.fail(
                Diagnostic::error(
                    Code::FormaValore,
                    format!("{path}.{key}_percento"),
                    tr!("il {} è scritto due volte, in euro e in percentuale", key),
                )
                .expected(format!("{key} oppure {key}_percento"))
                .mend(tr!("tienine uno solo")),
            ),
        }
    }
}

fn names_of_nothing(up: &str) -> Diagnostic {
    Diagnostic::error(
        Code::FormaValore,
        format!("{up}nomi"),
        tr!("nomi vale solo quando le voci vengono dalla tabella, cioè con i criteri e senza voci scritte"),
    )
    .expected(tr!("criteri, e nessuna voce"))
    .mend(tr!("togli nomi, o togli le voci"))
}

fn one_form(path: &str, sentence: &str) -> Diagnostic {
    Diagnostic::error(Code::FormaValore, path, sentence)
        .expected(tr!("una sola tra importo, percento e peso"))
        .mend(tr!("scrivi, per esempio, peso = \"1\""))
}

fn replaced(path: &str) -> Diagnostic {
    Diagnostic::new(
        crate::diagnosi::Severity::Avviso,
        Code::PesoSostituito,
        format!("{path}.peso"),
        tr!("il peso scritto in {} non si usa: lo sostituiscono i criteri", path),
    )
    .mend(tr!("togli il peso, o i criteri di sopra"))
}
