//! The tree, level by level: first `importo`, then `percento`, then the rest over the weights (FORMATO chapter 7).

use super::modello::{Forma, Limite, Riparto, Spareggio, Voce};
use super::numero::{Centesimi, exact_euro, exact_number, rational};
use super::parole;
use super::registro::{Nodo, Registro};
use super::risposta::{LimiteAttivo, Perche, RicevutaRiparto, RispostaRiparto, TipoForma, VoceRisposta};
use super::spartizione::{Fallita, Pesata, Spartita, by_percent, by_weight, percent_sum};
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
    let mut conto = Conto {
        unit: riparto.unita.0,
        spareggio: riparto.spareggio,
        registro: Registro::default(),
        errori: Vec::new(),
    };
    let disponibile = riparto.disponibile();
    let root = Nodo { id: riparto.id.clone(), percorso: String::new(), chiave: String::new() };
    let (voci, residuo) = conto.level(&root, disponibile.0, &riparto.voci);
    if !conto.errori.is_empty() {
        return Err(conto.errori);
    }
    let vincoli = riparto.vincoli.iter().map(|v| vincoli::check(v, &voci, disponibile)).collect();
    let Registro { parita, righe: registro, .. } = conto.registro;
    let mut answer = RispostaRiparto {
        id: riparto.id.clone(),
        titolo: riparto.titolo.clone(),
        natura: riparto.natura,
        disponibile,
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

struct Conto {
    unit: i128,
    spareggio: Spareggio,
    registro: Registro,
    errori: Vec<Diagnostic>,
}

/// What one sibling gets.
struct Esito {
    importo: i128,
    esatta: BigRational,
    limite: Option<LimiteAttivo>,
}

impl Conto {
    /// One level and everything below it; an error leaves the level empty.
    fn level(&mut self, nodo: &Nodo, available: i128, voci: &[Voce]) -> (Vec<VoceRisposta>, i128) {
        let outcomes = match self.siblings(nodo, available, voci) {
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
                let (children, left) = self.level(&nodo.child(i, &voce.id), outcome.importo, &voce.voci);
                (children, Some(Centesimi(left)))
            };
            answer(voce, &outcome, children, left)
        });
        (below.collect(), residuo)
    }

    fn siblings(&mut self, nodo: &Nodo, available: i128, voci: &[Voce]) -> Result<Vec<Esito>, Box<Diagnostic>> {
        let mut outcomes: Vec<Option<Esito>> = voci.iter().map(fixed).collect();
        let decided = outcomes.iter().flatten().fold(0_i128, |sum, o| sum.saturating_add(o.importo));
        let left = available.saturating_sub(decided);
        let weighted = Pesate::of(available, voci).map_err(|Overflow| parole::too_large(nodo))?;
        let left = self.percentages(nodo, available, left, voci, &weighted.minima(), &mut outcomes)?;
        self.weights(nodo, left, voci, &weighted, &mut outcomes)?;
        Ok(outcomes.into_iter().map(|o| o.unwrap_or_else(|| Esito::none())).collect())
    }

    /// The percentages of what is available; what is left for the weights.
    fn percentages(
        &mut self,
        nodo: &Nodo,
        available: i128,
        left: i128,
        voci: &[Voce],
        minima: &BigRational,
        outcomes: &mut [Option<Esito>],
    ) -> Result<i128, Box<Diagnostic>> {
        let (who, percents): (Vec<usize>, Vec<Frazione>) = voci.iter().enumerate().filter_map(percent).unzip();
        let unit = BigRational::from_integer(self.unit.into());
        let exact = percent_sum(available, &percents);
        let floor = (&exact / &unit).floor();
        if &floor * &unit > cents(left) {
            return Err(parole::too_much(nodo, available, &(exact - cents(left))).into());
        }
        if percents.is_empty() {
            return Ok(left);
        }
        // To the nearest unit, unless that unit is not there, or is promised to a minimum.
        let nearest = (&exact / &unit).round();
        let most = ((cents(left) - minima) / &unit).floor();
        let total: BigInt = nearest.min(most.max(floor)).to_integer();
        let shares = by_percent(available, self.unit, &percents, &total, self.spareggio)
            .ok_or_else(|| parole::too_large(nodo))?;
        self.registro.write(nodo, self.unit, voci, &who, &shares);
        place(&who, shares, outcomes, |_, _| None);
        let spent = total * self.unit;
        i128::try_from(spent).map(|spent| left.saturating_sub(spent)).map_err(|_| parole::too_large(nodo).into())
    }

    /// The rest over the weights.
    fn weights(
        &mut self,
        nodo: &Nodo,
        rest: i128,
        voci: &[Voce],
        weighted: &Pesate<'_>,
        outcomes: &mut [Option<Esito>],
    ) -> Result<(), Box<Diagnostic>> {
        let shares = by_weight(rest, self.unit, &weighted.gruppo, self.spareggio).map_err(|e| match e {
            Fallita::Mancano(missing) => parole::minima_too_high(nodo, rest, &missing),
            Fallita::Rovesciati(i) => parole::crossed(nodo, weighted.chi.get(i).copied().unwrap_or_default(), voci),
            Fallita::Numeri => parole::too_large(nodo),
        })?;
        self.registro.write(nodo, self.unit, voci, &weighted.chi, &shares);
        let waiting = shares.parita.iter().filter(|p| p.a.is_empty()).map(|p| p.unita).sum::<usize>();
        let waiting = i128::try_from(waiting).unwrap_or(0).saturating_mul(self.unit);
        let given: i128 = shares.importi.iter().fold(0, |sum, n| sum.saturating_add(*n));
        let idle = rest.saturating_sub(given).saturating_sub(waiting);
        let exact = shares.esatte.iter().fold(BigRational::zero(), |sum, q| sum + q);
        let why = if weighted.gruppo.iter().all(|p| p.peso.is_zero()) {
            Perche::NessunPeso
        } else if exact < cents(rest) || idle >= self.unit {
            Perche::Massimi
        } else {
            Perche::Arrotondamento
        };
        self.registro.residue(nodo, idle, why);
        place(&weighted.chi, shares, outcomes, |i, exact| weighted.gruppo.get(i).and_then(|p| standing(p, exact)));
        Ok(())
    }
}

impl Esito {
    /// Never needed: every voce has one of the three forms.
    fn none() -> Self {
        Self { importo: 0, esatta: BigRational::zero(), limite: None }
    }
}

fn cents(n: i128) -> BigRational {
    BigRational::from_integer(n.into())
}

fn fixed(voce: &Voce) -> Option<Esito> {
    match &voce.forma {
        Forma::Importo(amount) => Some(Esito { importo: amount.0, esatta: cents(amount.0), limite: None }),
        _ => None,
    }
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
    outcomes: &mut [Option<Esito>],
    limite: impl Fn(usize, &BigRational) -> Option<LimiteAttivo>,
) {
    for (i, ((who, importo), esatta)) in who.iter().zip(shares.importi).zip(shares.esatte).enumerate() {
        if let Some(slot) = outcomes.get_mut(*who) {
            let limite = limite(i, &esatta);
            *slot = Some(Esito { importo, esatta, limite });
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
