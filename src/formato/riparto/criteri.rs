// SPDX-License-Identifier: EUPL-1.2
//! What voci take from a table: weights, the sum over the criteria of quota × value / column total; minima and maxima
//! by formula; the voci themselves, one a row, when none is written.

use super::colonne::{Cercata, Righe, Tavola, at};
use super::formula::{self, Formula};
use super::grezzo::{CriterioGrezzo, OgniGrezzo, VoceGrezza};
use super::{Lettura, numeri};
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::formato::scalare::{Scalare, TestoGrezzo};
use crate::formato::tabelle::Tabella;
use crate::formato::valida::{Esame, inherit_up};
use crate::lingua::tr;
use crate::norma::Origine;
use crate::riparto::{Centesimi, Criterio, Limite};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// What stands on a level for all of its voci.
#[derive(Default)]
pub(super) struct Livello {
    pub tavola: Tavola,
    pub criteri: Vec<CriterioGrezzo>,
    pub ogni: Option<OgniGrezzo>,
    pub nomi: Option<String>,
}

/// The criteria as people read them.
pub(super) fn spoken(criteri: &[CriterioGrezzo]) -> Vec<Criterio> {
    let plain = |s: &Scalare| s.to_string().trim_matches('"').to_owned();
    let what = |c: &CriterioGrezzo| c.colonna.clone().or_else(|| c.formula.clone()).unwrap_or_default();
    criteri.iter().map(|c| Criterio { che_cosa: what(c), quota: plain(&c.quota) }).collect()
}

/// What the voci of a level take from it. A voce that is not in `pesi` has already been refused.
#[derive(Default)]
pub(super) struct Presi {
    /// By id, when there are criteria.
    pub pesi: Option<BTreeMap<String, BigRational>>,
    /// The minimum of a voce that writes none: the same for all, or by id.
    pub minimo: Comune,
    pub massimo: Comune,
}

/// A bound shared by the voci of a level.
#[derive(Default)]
pub(super) enum Comune {
    #[default]
    Nessuno,
    Uguale(Limite),
    PerRiga(BTreeMap<String, Limite>),
}

impl Comune {
    pub fn of(&self, id: &str) -> Option<Limite> {
        match self {
            Self::Nessuno => None,
            Self::Uguale(limit) => Some(*limit),
            Self::PerRiga(all) => all.get(id).copied(),
        }
    }
}

/// Which way an amount that a formula gives is brought to the cent.
#[derive(Clone, Copy)]
enum Verso {
    Su,
    Giu,
}

impl Lettura<'_> {
    /// What the level gives to the wanted voci.
    pub(super) fn taken(&mut self, up: &str, livello: Livello, wanted: &[Cercata]) -> Presi {
        let Livello { tavola, criteri, ogni, .. } = livello;
        let by_row = |o: &OgniGrezzo| o.minimo_formula.is_some() || o.massimo_formula.is_some();
        let righe = if criteri.is_empty() && !ogni.as_ref().is_some_and(by_row) {
            None
        } else {
            self.table(up, &tavola).and_then(|(table, key)| self.rows(up, table, key, wanted))
        };
        let pesi = (!criteri.is_empty())
            .then(|| righe.as_ref().and_then(|righe| self.weights(up, righe, &criteri, wanted)).unwrap_or_default());
        let (mut minimo, mut massimo) = (Comune::Nessuno, Comune::Nessuno);
        if let Some(o) = &ogni {
            let path = format!("{up}ogni");
            let low =
                Limiti(&path, "minimo", o.minimo.as_ref(), o.minimo_percento.as_ref(), o.minimo_formula.as_deref());
            minimo = self.common(&low, righe.as_ref(), Verso::Su);
            let high =
                Limiti(&path, "massimo", o.massimo.as_ref(), o.massimo_percento.as_ref(), o.massimo_formula.as_deref());
            massimo = self.common(&high, righe.as_ref(), Verso::Giu);
        }
        Presi { pesi, minimo, massimo }
    }

    /// What the criteria and the common bounds say of their source belongs to the voci that use them.
    pub(super) fn origin_of_weights(&mut self, up: &str, origine: &Origine, livello: &Livello) -> Origine {
        let mut own = origine.clone();
        for (i, c) in livello.criteri.iter().enumerate() {
            let path = format!("{up}criteri[{i}]");
            own = inherit_up(&mut self.esame, &own, &path, c.fonte.clone(), c.certezza, c.nota.clone());
        }
        if let Some(o) = &livello.ogni {
            own = inherit_up(&mut self.esame, &own, &format!("{up}ogni"), o.fonte.clone(), o.certezza, o.nota.clone());
        }
        own
    }

    /// A voce for each row of the table.
    pub(super) fn voci_of_rows(&mut self, up: &str, livello: &Livello) -> Vec<VoceGrezza> {
        let Some((table, key)) = self.table(up, &livello.tavola) else { return Vec::new() };
        let names = match &livello.nomi {
            Some(column) => match self.find(&format!("{up}nomi"), &table, column) {
                Some(names) => Some(names),
                None => return Vec::new(),
            },
            None => None,
        };
        let mut out = Vec::new();
        for row in &table.righe {
            let id = row.celle.get(key).cloned().unwrap_or_default();
            let mut own = Esame::default();
            if crate::formato::valida::non_empty_id(&mut own, "", &id).is_none() {
                let column = table.colonne.get(key).cloned().unwrap_or_default();
                let bad =
                    own.trovati.into_iter().map(|d| at(&table, row, Diagnostic { percorso: column.clone(), ..d }));
                self.esame.trovati.extend(bad);
                return Vec::new();
            }
            let nome = names.and_then(|n| row.celle.get(n)).filter(|n| !n.is_empty());
            let nome = nome.map(|n| TestoGrezzo::italian(n));
            out.push(VoceGrezza::named(id, nome));
        }
        out
    }

    /// The weight of each wanted voce.
    fn weights(
        &mut self,
        up: &str,
        righe: &Righe,
        criteri: &[CriterioGrezzo],
        wanted: &[Cercata],
    ) -> Option<BTreeMap<String, BigRational>> {
        let mut weights: BTreeMap<String, BigRational> =
            wanted.iter().map(|w| (w.id.clone(), BigRational::zero())).collect();
        let mut quotas = BigRational::zero();
        for (i, c) in criteri.iter().enumerate() {
            let path = format!("{up}criteri[{i}]");
            let quota = self.esame.keep(numeri::weight(&format!("{path}.quota"), &c.quota))?;
            let values = self.criterion(&path, &righe.tabella, c)?;
            let total = values.iter().fold(BigRational::zero(), |sum, v| sum + v);
            if !total.is_positive() {
                return self.esame.fail(all_zero(&path, &righe.tabella, c));
            }
            for (id, row) in &righe.righe {
                if let (Some(weight), Some(value)) = (weights.get_mut(id), values.get(*row)) {
                    *weight += &quota * value / &total;
                }
            }
            quotas += quota;
        }
        self.remark(up, righe, &quotas);
        Some(weights)
    }

    /// The values of a criterion, one for each row of the table.
    fn criterion(&mut self, path: &str, table: &Tabella, c: &CriterioGrezzo) -> Option<Vec<BigRational>> {
        match (&c.colonna, &c.formula) {
            (Some(column), None) => self.numbers(&format!("{path}.colonna"), table, column),
            (None, Some(text)) => self.computed(&format!("{path}.formula"), table, text),
            _ => self.esame.fail(
                Diagnostic::error(Code::FormaValore, path, tr!("il criterio è una colonna oppure una formula"))
                    .expected(tr!("una sola tra colonna e formula"))
                    .mend(tr!("scrivi, per esempio, colonna = \"utenti\"")),
            ),
        }
    }

    /// The values of a formula, one for each row of the table; none is negative.
    fn computed(&mut self, path: &str, table: &Tabella, text: &str) -> Option<Vec<BigRational>> {
        let unread = |expected: String| {
            Diagnostic::error(Code::FormulaNonValida, path, tr!("la formula non si può leggere"))
                .found(text)
                .expected(expected)
                .mend(tr!("per esempio max(0, costi - rette - contributi) * occupati / posti"))
        };
        let formula: Formula = self.esame.keep(formula::parse(text).map_err(unread))?;
        let mut columns = BTreeMap::new();
        for name in formula.columns() {
            columns.insert(name, self.numbers(path, table, name)?);
        }
        let mut values = Vec::with_capacity(table.righe.len());
        for (i, row) in table.righe.iter().enumerate() {
            let cell = |name: &str| columns.get(name).and_then(|c| c.get(i)).cloned().unwrap_or_default();
            match formula.value(&cell) {
                Ok(value) if !value.is_negative() => values.push(value),
                outcome => return self.esame.fail(at(table, row, no_value(text, outcome.ok().as_ref()))),
            }
        }
        Some(values)
    }

    /// A bound for every voce of the level.
    fn common(&mut self, limiti: &Limiti<'_>, righe: Option<&Righe>, verso: Verso) -> Comune {
        let Limiti(path, key, amount, percent, formula) = *limiti;
        let Some(text) = formula else {
            return self.bound(path, key, amount, percent).map_or(Comune::Nessuno, Comune::Uguale);
        };
        if amount.is_some() || percent.is_some() {
            self.esame.push(
                Diagnostic::error(
                    Code::FormaValore,
                    format!("{path}.{key}_formula"),
                    tr!("il {} è scritto più volte", key),
                )
                .expected(tr!("uno tra {}, {}_percento e {}_formula", key, key, key))
                .mend(tr!("tienine uno solo")),
            );
            return Comune::Nessuno;
        }
        let Some(righe) = righe else { return Comune::Nessuno };
        let path = format!("{path}.{key}_formula");
        let Some(values) = self.computed(&path, &righe.tabella, text) else { return Comune::Nessuno };
        let mut out = BTreeMap::new();
        for (id, row) in &righe.righe {
            match values.get(*row).and_then(|v| in_cents(v, verso)) {
                Some(limit) => out.insert(id.clone(), Limite::Importo(limit)),
                None => {
                    self.esame.push(too_much(&path, id));
                    return Comune::Nessuno;
                }
            };
        }
        Comune::PerRiga(out)
    }

    /// What is allowed but deserves a word.
    fn remark(&mut self, up: &str, righe: &Righe, quotas: &BigRational) {
        let mut say = |code, path: String, sentence: String, how: &str| {
            self.avvisi.push(Diagnostic::new(Severity::Avviso, code, path, sentence).mend(how));
        };
        if *quotas != BigRational::from_integer(100.into()) {
            let sum = crate::riparto::exact_number(quotas);
            let sentence = tr!("le quote dei criteri non fanno 100 ma {}: contano in proporzione", sum);
            say(Code::QuoteDeiCriteri, format!("{up}criteri"), sentence, tr!("porta la somma a 100"));
        }
        let table = &righe.tabella;
        let used: BTreeSet<usize> = righe.righe.iter().map(|(_, row)| *row).collect();
        let extra: Vec<usize> = (0..table.righe.len()).filter(|i| !used.contains(i)).collect();
        if let Some(first) = extra.first().and_then(|i| table.righe.get(*i)) {
            let sentence = tr!(
                "{} righe della tabella «{}» non sono voci (la prima è la riga {}): contano solo nei totali delle colonne",
                extra.len().to_string(),
                table.nome,
                first.riga.to_string(),
            );
            say(Code::RigheSenzaVoce, format!("{up}tabella"), sentence, tr!("togli le righe, o aggiungi le voci"));
        }
    }
}

/// A bound as written: path of its table, key, amount, percentage, formula.
struct Limiti<'a>(&'a str, &'a str, Option<&'a Scalare>, Option<&'a Scalare>, Option<&'a str>);

/// Euro to whole cents; at most the digits of an amount.
fn in_cents(euro: &BigRational, verso: Verso) -> Option<Centesimi> {
    let cents = euro * BigRational::from_integer(BigInt::from(100));
    let whole = match verso {
        Verso::Su => cents.ceil(),
        Verso::Giu => cents.floor(),
    };
    whole.to_integer().to_i128().filter(|c| *c < 100_000_000_000_000).map(Centesimi)
}

fn too_much(path: &str, id: &str) -> Diagnostic {
    Diagnostic::error(Code::NumeroTroppoGrande, path, tr!("per «{}» la formula dà un importo troppo grande", id))
        .expected(tr!("meno di mille miliardi di euro"))
        .mend(tr!("controlla la formula e la riga della tabella"))
}

fn no_value(text: &str, value: Option<&BigRational>) -> Diagnostic {
    let d = |sentence: &str| Diagnostic::error(Code::FormulaSenzaValore, "formula", sentence);
    match value {
        Some(negative) => d(tr!("su questa riga la formula dà un numero negativo"))
            .found(format!("{text} = {}", crate::riparto::exact_number(negative)))
            .expected(tr!("zero o più"))
            .mend(tr!("se vuol dire «nulla», scrivi max(0, …)")),
        None => d(tr!("su questa riga la formula divide per zero"))
            .found(text)
            .expected(tr!("un divisore diverso da zero"))
            .mend(tr!("per esempio se(posti > 0, occupati / posti, 0)")),
    }
}

fn all_zero(path: &str, table: &Tabella, c: &CriterioGrezzo) -> Diagnostic {
    let (key, what) = match (&c.colonna, &c.formula) {
        (Some(column), _) => ("colonna", tr!("la colonna «{}»", column)),
        (None, formula) => ("formula", tr!("la formula «{}»", formula.as_deref().unwrap_or_default())),
    };
    let sentence = tr!("{} della tabella «{}» è tutta a zero", what, table.nome);
    Diagnostic::error(Code::NumeroFuoriLimite, format!("{path}.{key}"), sentence)
        .found(tr!("un totale di zero"))
        .expected(tr!("almeno un valore maggiore di zero"))
        .mend(tr!("controlla la colonna, o togli il criterio"))
}
