//! The tree, level by level: first `importo`, then `percento`, then the rest over the weights (FORMATO chapter 7).

use super::modello::{Forma, Limite, Riparto, Voce};
use super::numero::{Centesimi, count, exact_euro, exact_number, rational};
use super::parole;
use super::registro::{Nodo, Registro};
use super::risposta::{
    LimiteAttivo, Parita, Perche, RicevutaRiparto, Riporto, RispostaRiparto, TipoForma, VoceRisposta,
};
use super::spartizione::{Fallita, Pesata, Regole, Spartita, by_percent, by_weight, percent_sum};
use super::vincoli;
use crate::denaro::{Frazione, Overflow};
use crate::diagnosi::Diagnostic;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

/// Divides a fund, exact to the cent: at every node the voci and the residue add up to what is available.
///
/// ```
/// let text = r#"
/// formato = 1
/// id = "esempio"
/// natura = "dimostrativo"
/// assegnazione = "50000.00"
/// voce = [
///   { id = "a", peso = "60", massimo = "51000.00" },
///   { id = "b", peso = "24", massimo = "7500.00" },
///   { id = "c", peso = "20", massimo = "600.00" },
///   { id = "d", peso = "10", massimo = "6600.00" },
/// ]
/// "#;
/// let file = soglia::formato::parse_riparto(text, "esempio.toml", &Default::default()).unwrap();
/// let answer = soglia::riparto::calcola(&file).unwrap();
/// let given: Vec<String> = answer.voci.iter().map(|v| v.importo.to_string()).collect();
/// assert_eq!(given, ["35914.29", "7500.00", "600.00", "5985.71"]);
/// assert_eq!(answer.voci[0].quota_esatta, "251400/7");
/// ```
///
/// # Errors
/// Every node whose fixed amounts or minima exceed the money, with the missing amount, or whose bounds cross.
pub fn calcola(riparto: &Riparto) -> Result<RispostaRiparto, Vec<Diagnostic>> {
    let riporto = riparto.precedente.as_deref().map(carried).transpose()?;
    let mut conto = Conto { riparto, registro: Registro::default(), errori: Vec::new() };
    let before = riporto.as_ref().map_or(0, |r| r.importo.0);
    let disponibile = Centesimi(riparto.disponibile().0.saturating_add(before));
    let root = Nodo::root(riparto);
    let (voci, residuo) = conto.level(&root, disponibile.0, &riparto.voci, riparto.contributo_minimo);
    if conto.errori.is_empty() {
        conto.decisions();
    }
    if !conto.errori.is_empty() {
        return Err(conto.errori);
    }
    let vincoli = riparto.vincoli.iter().map(|v| vincoli::check(riparto, v, &voci, disponibile)).collect();
    let Registro { parita, righe: registro, .. } = conto.registro;
    let mut answer = RispostaRiparto {
        id: riparto.id.clone(),
        titolo: riparto.titolo.clone(),
        natura: riparto.natura,
        disponibile,
        riporto,
        residuo: Centesimi(residuo),
        voci,
        vincoli,
        parita,
        registro,
        avvisi: Vec::new(),
        ricevuta: RicevutaRiparto {
            programma: env!("CARGO_PKG_VERSION"),
            riparto: riparto.id.clone(),
            impronta: riparto.impronta.clone(),
        },
    };
    answer.avvisi = parole::warnings(riparto, &answer);
    Ok(answer)
}

/// What another riparto leaves.
fn carried(before: &Riparto) -> Result<Riporto, Vec<Diagnostic>> {
    let answer = calcola(before).map_err(|errors| vec![parole::no_carry(before, &errors)])?;
    let importo = Centesimi(answer.residuo.0.saturating_add(unassigned(&answer.voci)));
    Ok(Riporto { riparto: before.id.clone(), anno: before.anno, importo })
}

/// One level alone, its voci not divided further: what a question about a level asks again and again.
pub(super) fn one_level(
    riparto: &Riparto,
    nodo: &Nodo,
    available: i128,
    voci: &[Voce],
    contributo_minimo: Option<Centesimi>,
) -> Result<Vec<Esito>, Box<Diagnostic>> {
    let mut conto = Conto { riparto, registro: Registro::default(), errori: Vec::new() };
    conto.siblings(nodo, available, voci, contributo_minimo)
}

fn unassigned(voci: &[VoceRisposta]) -> i128 {
    let one = |v: &VoceRisposta| v.residuo.map_or(0, |left| left.0).saturating_add(unassigned(&v.voci));
    voci.iter().map(one).fold(0, i128::saturating_add)
}

struct Conto<'a> {
    riparto: &'a Riparto,
    registro: Registro,
    errori: Vec<Diagnostic>,
}

/// What one sibling gets, in cents, and before the rounding.
#[derive(Clone, Debug)]
pub(super) struct Esito {
    pub importo: i128,
    pub esatta: BigRational,
    pub limite: Option<LimiteAttivo>,
}

impl Conto<'_> {
    /// One level and everything below it; an error leaves the level empty.
    fn level(
        &mut self,
        nodo: &Nodo,
        available: i128,
        voci: &[Voce],
        contributo_minimo: Option<Centesimi>,
    ) -> (Vec<VoceRisposta>, i128) {
        let outcomes = match self.siblings(nodo, available, voci, contributo_minimo) {
            Ok(outcomes) => outcomes,
            Err(d) => {
                self.errori.push(*d);
                return (Vec::new(), available);
            }
        };
        let residuo = outcomes.iter().fold(available, |left, o| left.saturating_sub(o.importo));
        let below = voci.iter().zip(outcomes).enumerate().map(|(i, (voce, outcome))| {
            let (children, left) = if voce.voci.is_empty() {
                (Vec::new(), None)
            } else {
                let here = nodo.child(i, &voce.id);
                let (children, left) = self.level(&here, outcome.importo, &voce.voci, voce.contributo_minimo);
                (children, Some(Centesimi(left)))
            };
            answer(voce, &outcome, children, left)
        });
        (below.collect(), residuo)
    }

    fn siblings(
        &mut self,
        nodo: &Nodo,
        available: i128,
        voci: &[Voce],
        contributo_minimo: Option<Centesimi>,
    ) -> Result<Vec<Esito>, Box<Diagnostic>> {
        let mut outcomes: Vec<Esito> = voci.iter().map(fixed).collect();
        let decided = outcomes.iter().fold(0_i128, |sum, o| sum.saturating_add(o.importo));
        let left = available.saturating_sub(decided);
        let weighted = Pesate::of(available, voci).map_err(|Overflow| parole::too_large(nodo))?;
        let left = self.percentages(nodo, available, left, voci, &weighted.minima(), &mut outcomes)?;
        self.weights(nodo, left, voci, &weighted, contributo_minimo, &mut outcomes)?;
        Ok(outcomes)
    }

    /// The percentages of what is available; what is left for the weights.
    fn percentages(
        &mut self,
        nodo: &Nodo,
        available: i128,
        left: i128,
        voci: &[Voce],
        minima: &BigRational,
        outcomes: &mut [Esito],
    ) -> Result<i128, Box<Diagnostic>> {
        let (who, percents): (Vec<usize>, Vec<Frazione>) = voci.iter().enumerate().filter_map(percent).unzip();
        let unit = cents(self.riparto.unita.0);
        let exact = percent_sum(available, &percents);
        if exact > cents(left) {
            return Err(parole::too_much(nodo, available, &(exact - cents(left))).into());
        }
        if percents.is_empty() {
            Ok(left)
        } else {
            // To the nearest unit, unless that unit is not there, or is promised to a minimum.
            let units = exact / &unit;
            let most = ((cents(left) - minima) / &unit).floor();
            let total: BigInt = units.round().min(most.max(units.floor())).to_integer();
            let scelti = self.chosen(nodo, voci, &who);
            let shares = by_percent(available, &percents, &total, self.rules(&scelti, None))
                .ok_or_else(|| parole::too_large(nodo))?;
            self.registro.write(nodo, self.riparto.unita.0, voci, &who, &shares);
            place(&who, shares, outcomes, |_, _| None);
            let spent = total * self.riparto.unita.0;
            i128::try_from(spent).map(|spent| left.saturating_sub(spent)).map_err(|_| parole::too_large(nodo).into())
        }
    }

    /// The rest over the weights.
    fn weights(
        &mut self,
        nodo: &Nodo,
        rest: i128,
        voci: &[Voce],
        weighted: &Pesate<'_>,
        contributo_minimo: Option<Centesimi>,
        outcomes: &mut [Esito],
    ) -> Result<(), Box<Diagnostic>> {
        let unit = self.riparto.unita.0;
        let scelti = self.chosen(nodo, voci, &weighted.chi);
        let rules = self.rules(&scelti, contributo_minimo);
        let shares = by_weight(rest, &weighted.gruppo, rules).map_err(|e| match e {
            Fallita::Mancano(missing) => parole::minima_too_high(nodo, rest, &missing),
            Fallita::Rovesciati(i) => parole::crossed(nodo, weighted.chi.get(i).copied().unwrap_or_default(), voci),
            Fallita::Numeri => parole::too_large(nodo),
        })?;
        self.registro.write(nodo, unit, voci, &weighted.chi, &shares);
        let waiting = shares.parita.iter().filter(|p| p.a.is_empty()).map(|p| p.unita).sum::<usize>();
        let waiting = count(waiting).saturating_mul(unit);
        let given: i128 = shares.importi.iter().fold(0, |sum, n| sum.saturating_add(*n));
        let idle = rest.saturating_sub(given).saturating_sub(waiting);
        let exact = shares.esatte.iter().fold(BigRational::zero(), |sum, q| sum + q);
        let out: Vec<usize> = shares.esclusi.iter().map(|e| e.chi).collect();
        let why = if weighted.gruppo.iter().all(|p| p.peso.is_zero()) {
            Perche::NessunPeso
        } else if out.len() == weighted.gruppo.len() {
            Perche::ContributoMinimo
        } else if exact < cents(rest) || idle >= unit {
            Perche::Massimi
        } else {
            Perche::Arrotondamento
        };
        self.registro.residue(nodo, idle, why);
        place(&weighted.chi, shares, outcomes, |i, exact| match weighted.gruppo.get(i) {
            _ if out.contains(&i) => Some(LimiteAttivo::ContributoMinimo),
            p => p.and_then(|p| standing(p, exact)),
        });
        Ok(())
    }

    fn rules<'r>(&self, scelti: &'r [usize], contributo_minimo: Option<Centesimi>) -> Regole<'r> {
        let Riparto { unita, spareggio, .. } = *self.riparto;
        Regole { unit: unita.0, spareggio, scelti, contributo_minimo: contributo_minimo.map(|c| c.0) }
    }

    /// Whom a person chose at a node, as positions in a group of its voci.
    fn chosen(&self, nodo: &Nodo, voci: &[Voce], group: &[usize]) -> Vec<usize> {
        let Some(decision) = self.riparto.decisioni.iter().find(|d| d.percorso == nodo.percorso) else {
            return Vec::new();
        };
        let ids = group.iter().filter_map(|who| voci.get(*who)).map(|v| &v.id).enumerate();
        ids.filter(|(_, id)| decision.a.contains(id)).map(|(i, _)| i).collect()
    }

    /// Every decision must have answered a tie, with everybody it names.
    fn decisions(&mut self) {
        for (i, decision) in self.riparto.decisioni.iter().enumerate() {
            let here = |p: &&Parita| p.percorso == decision.percorso;
            for tie in self.registro.parita.iter_mut().filter(|p| p.percorso == decision.percorso && !p.da_decidere) {
                tie.fonte = decision.origine.fonte.clone();
            }
            let mut given: Vec<&String> = self.registro.parita.iter().filter(here).flat_map(|p| &p.a).collect();
            let mut chosen: Vec<&String> = decision.a.iter().collect();
            given.sort_unstable();
            chosen.sort_unstable();
            if given != chosen {
                let tie = self.registro.parita.iter().filter(here).find(|p| p.da_decidere);
                let id = decision.percorso.rsplit('/').next().filter(|id| !id.is_empty());
                let nodo = Nodo {
                    id: id.unwrap_or(&self.riparto.id).to_owned(),
                    percorso: decision.percorso.clone(),
                    chiave: String::new(),
                };
                self.errori.push(parole::bad_decision(&nodo, i, tie));
            }
        }
    }
}

fn cents(n: i128) -> BigRational {
    BigRational::from_integer(n.into())
}

/// An amount already decided, or nothing yet.
fn fixed(voce: &Voce) -> Esito {
    let importo = if let Forma::Importo(amount) = voce.forma { amount.0 } else { 0 };
    Esito { importo, esatta: cents(importo), limite: None }
}

fn percent((i, voce): (usize, &Voce)) -> Option<(usize, Frazione)> {
    match voce.forma {
        Forma::Percento(p) => Some((i, p)),
        _ => None,
    }
}

/// The siblings with a weight, with their bounds in cents.
struct Pesate<'a> {
    chi: Vec<usize>,
    gruppo: Vec<Pesata<'a>>,
}

impl<'a> Pesate<'a> {
    fn of(available: i128, voci: &'a [Voce]) -> Result<Self, Overflow> {
        let bound = |limite: Option<Limite>| -> Result<Option<Frazione>, Overflow> {
            limite
                .map(|l| match l {
                    Limite::Importo(amount) => Ok(Frazione::integer(amount.0)),
                    Limite::Percento(p) => p.mul(Frazione::new(available, 100)?),
                })
                .transpose()
        };
        let mut out = Self { chi: Vec::new(), gruppo: Vec::new() };
        for (i, voce) in voci.iter().enumerate() {
            if let Forma::Peso { peso, minimo, massimo } = &voce.forma {
                out.chi.push(i);
                out.gruppo.push(Pesata { peso, minimo: bound(*minimo)?, massimo: bound(*massimo)? });
            }
        }
        Ok(out)
    }

    fn minima(&self) -> BigRational {
        self.gruppo.iter().filter_map(|p| p.minimo).fold(BigRational::zero(), |sum, m| sum + rational(m))
    }
}

/// The bound that an exact quota stands on.
fn standing(p: &Pesata<'_>, exact: &BigRational) -> Option<LimiteAttivo> {
    let on = |bound: Option<Frazione>| bound.is_some_and(|b| rational(b) == *exact);
    if on(p.minimo) {
        Some(LimiteAttivo::Minimo)
    } else if on(p.massimo) {
        Some(LimiteAttivo::Massimo)
    } else {
        None
    }
}

fn place(
    who: &[usize],
    shares: Spartita,
    outcomes: &mut [Esito],
    limite: impl Fn(usize, &BigRational) -> Option<LimiteAttivo>,
) {
    for (i, ((who, importo), esatta)) in who.iter().zip(shares.importi).zip(shares.esatte).enumerate() {
        if let Some(slot) = outcomes.get_mut(*who) {
            let limite = limite(i, &esatta);
            *slot = Esito { importo, esatta, limite };
        }
    }
}

fn answer(voce: &Voce, outcome: &Esito, voci: Vec<VoceRisposta>, residuo: Option<Centesimi>) -> VoceRisposta {
    let (forma, peso) = match &voce.forma {
        Forma::Importo(_) => (TipoForma::Importo, None),
        Forma::Percento(_) => (TipoForma::Percento, None),
        Forma::Peso { peso, .. } => (TipoForma::Peso, Some(exact_number(peso))),
    };
    VoceRisposta {
        id: voce.id.clone(),
        nome: voce.nome.clone(),
        forma,
        peso,
        importo: Centesimi(outcome.importo),
        quota_esatta: exact_euro(&outcome.esatta),
        limite: outcome.limite,
        residuo,
        voci,
        fonte: voce.origine.fonte.clone(),
        certezza: voce.origine.certezza,
    }
}
