//! The value of a fascia: exactly one form, knots that grow, percentages of a known cost.

use super::Radici;
use super::numeri::{isee, positive_or_zero};
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::grezzo::{FasciaGrezza, RapportoGrezzo};
use crate::formato::scalare::Scalare;
use crate::lingua::tr;
use crate::norma::ValoreFascia;

/// A fascia being read, with what its value may depend on.
pub(super) struct Lettura<'a> {
    pub path: &'a str,
    pub fascia: &'a FasciaGrezza,
    /// Lower bound, when it could be read.
    pub dal: Option<Frazione>,
    /// Upper bound.
    pub al: Option<Frazione>,
    /// Full cost of the service, when it is given.
    pub costo: Option<Frazione>,
}

/// The forms of value that a fascia names.
fn forms(f: &FasciaGrezza) -> Vec<&'static str> {
    [
        ("importo", f.importo.is_some()),
        ("esente", f.esente.is_some()),
        ("percento", f.percento.is_some()),
        ("da, a", f.da.is_some() || f.a.is_some()),
        ("percento_da, percento_a", f.percento_da.is_some() || f.percento_a.is_some()),
        ("rapporto", f.rapporto.is_some()),
        ("eccedenza", f.eccedenza.is_some()),
        ("ignota", f.ignota.is_some()),
    ]
    .into_iter()
    .filter_map(|(name, present)| present.then_some(name))
    .collect()
}

impl Lettura<'_> {
    /// Reads the value.
    pub(super) fn value(&self, r: &mut Radici<'_>) -> Option<ValoreFascia> {
        let f = self.fascia;
        let forms = forms(f);
        let &[form] = forms.as_slice() else {
            let found = if forms.is_empty() { "nessuna".to_owned() } else { forms.join(" e ") };
            return r.esame.fail(
                Diagnostic::error(
                    Code::FormaValore,
                    self.path,
                    tr!("ogni fascia vuole una forma di valore, e una sola"),
                )
                .found(found)
                .expected(
                    "importo | esente | percento | da, a | percento_da, percento_a | rapporto | eccedenza | ignota",
                )
                .mend(tr!("tieni una sola forma")),
            );
        };
        if f.nodi.is_some() && !form.contains(',') {
            return r.esame.fail(knots(self.path, tr!("nodi senza una progressione lineare")));
        }
        match form {
            "importo" => self.amount(r, "importo", f.importo.as_ref()?).map(ValoreFascia::Importo),
            "eccedenza" => self.amount(r, "eccedenza", f.eccedenza.as_ref()?).map(ValoreFascia::Eccedenza),
            "esente" => self.exempt(r, f.esente == Some(true)),
            "percento" => {
                let percento = self.amount(r, "percento", f.percento.as_ref()?)?;
                let costo = known_cost(r, &format!("{}.percento", self.path), self.costo)?;
                Some(ValoreFascia::Percento { percento, costo })
            }
            "rapporto" => self.ratio(r, f.rapporto.as_ref()?),
            "ignota" => self.unknown(r),
            _ => self.linear(r),
        }
    }

    fn amount(&self, r: &mut Radici<'_>, key: &str, s: &Scalare) -> Option<Frazione> {
        r.esame.keep(positive_or_zero(&format!("{}.{key}", self.path), s))
    }

    fn exempt(&self, r: &mut Radici<'_>, yes: bool) -> Option<ValoreFascia> {
        if yes {
            return Some(ValoreFascia::Esente);
        }
        r.esame.fail(
            Diagnostic::error(
                Code::FormaValore,
                format!("{}.esente", self.path),
                tr!("esente si scrive solo quando è vero"),
            )
            .found("false")
            .expected(tr!("esente = true, o un'altra forma"))
            .mend(tr!("togli la chiave e scrivi l'importo")),
        )
    }

    fn ratio(&self, r: &mut Radici<'_>, ratio: &RapportoGrezzo) -> Option<ValoreFascia> {
        let importo = self.amount(r, "rapporto.importo", &ratio.importo);
        let isee = self.amount(r, "rapporto.isee", &ratio.isee)?;
        if isee == Frazione::ZERO {
            return r.esame.fail(knots(&format!("{}.rapporto.isee", self.path), tr!("un ISEE pari a zero")));
        }
        Some(ValoreFascia::Rapporto { importo: importo?, isee })
    }

    fn unknown(&self, r: &mut Radici<'_>) -> Option<ValoreFascia> {
        let limits = self.fascia.ignota.as_ref()?;
        let mut read = |key: &str, s: &Option<Scalare>| match s {
            Some(s) => self.amount(r, &format!("ignota.{key}"), s).map(Some),
            None => Some(None),
        };
        let (minimo, massimo) = (read("minimo", &limits.minimo)?, read("massimo", &limits.massimo)?);
        let minimo = minimo.unwrap_or(Frazione::ZERO);
        if massimo.is_some_and(|m| m < minimo) {
            let path = format!("{}.ignota", self.path);
            return r.esame.fail(
                Diagnostic::error(Code::NumeroFuoriLimite, path, tr!("il massimo è sotto il minimo"))
                    .mend(tr!("scambia i due valori")),
            );
        }
        Some(ValoreFascia::Ignota { minimo, massimo })
    }

    fn linear(&self, r: &mut Radici<'_>) -> Option<ValoreFascia> {
        let f = self.fascia;
        let percent = f.percento_da.is_some() || f.percento_a.is_some();
        let (keys, ends) = if percent {
            (("percento_da", "percento_a"), (&f.percento_da, &f.percento_a))
        } else {
            (("da", "a"), (&f.da, &f.a))
        };
        let (Some(first), Some(second)) = ends else {
            let missing = if ends.0.is_none() { keys.0 } else { keys.1 };
            let path = format!("{}.{missing}", self.path);
            return r.esame.fail(
                Diagnostic::error(Code::FormaValore, path, tr!("la progressione vuole entrambi gli estremi"))
                    .expected(tr!("{} e {}", keys.0, keys.1))
                    .mend(tr!("aggiungi {}", missing)),
            );
        };
        let (da, a) = (self.amount(r, keys.0, first), self.amount(r, keys.1, second));
        let costo = if percent { Some(known_cost(r, &format!("{}.{}", self.path, keys.0), self.costo)?) } else { None };
        let nodi = self.knots(r)?;
        Some(ValoreFascia::Lineare { da: da?, a: a?, nodi, costo })
    }

    /// The two ISEE knots: those written, else the bounds of the fascia.
    fn knots(&self, r: &mut Radici<'_>) -> Option<(Frazione, Frazione)> {
        let path = format!("{}.nodi", self.path);
        let nodi = match self.fascia.nodi.as_deref() {
            None => match (self.dal, self.al) {
                (Some(low), Some(high)) => Some((low, high)),
                (_, None) => r.esame.fail(knots(self.path, tr!("una progressione senza limite superiore"))),
                (None, _) => None,
            },
            Some([low, high]) => {
                let low = r.esame.keep(isee(&format!("{path}[0]"), low));
                let high = r.esame.keep(isee(&format!("{path}[1]"), high));
                low.zip(high)
            }
            Some(list) => r.esame.fail(knots(&path, &tr!("{} valori invece di due", list.len().to_string()))),
        }?;
        if nodi.0 >= nodi.1 {
            // Bounds that do not grow already have their own error.
            return if self.fascia.nodi.is_some() {
                r.esame.fail(knots(&path, tr!("due estremi che non crescono")))
            } else {
                None
            };
        }
        Some(nodi)
    }
}

fn knots(path: &str, found: &str) -> Diagnostic {
    Diagnostic::error(Code::Nodi, path, tr!("gli estremi della progressione non sono validi"))
        .found(found)
        .expected(tr!("due valori di ISEE crescenti, come nodi = [\"4500.01\", \"30000\"]"))
        .mend(tr!("correggi i due estremi, o dai alla fascia un limite superiore"))
}

/// A percentage needs the cost it is of.
pub(super) fn known_cost(r: &mut Radici<'_>, path: &str, cost: Option<Frazione>) -> Option<Frazione> {
    if cost.is_none() {
        r.esame.push(
            Diagnostic::error(Code::PercentoSenzaCosto, path, tr!("una percentuale vuole il costo del servizio"))
                .found(tr!("un servizio senza costo"))
                .expected(tr!("costo = { importo = \"22.00\", per = \"ora\" } nel servizio"))
                .mend(tr!("aggiungi il costo; se non è noto segnalo con certezza = \"dimostrativa\"")),
        );
    }
    cost
}
