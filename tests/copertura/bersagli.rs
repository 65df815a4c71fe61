// SPDX-License-Identifier: EUPL-1.2
//! What there is to exercise in a service: each requirement both ways, each condition on both sides of what it
//! compares with, each fascia at its first and last cent, each correction with and without effect.

use crate::ingenuo::{
    Condizione, Fatto, Forma, Ignota, Q, Quota, Regole, Richiesta, Servizio, Stato, Valore, calcola, centesimi,
    centesimo, intero, isee_corretto, mosse, vale,
};
use std::collections::BTreeMap;

/// A thing to exercise, and whether a household does.
pub struct Bersaglio<'a> {
    /// In Italian: it stands in the files and in the table.
    pub nome: String,
    colpito: Box<dyn Fn(&Stato) -> bool + 'a>,
}

impl Bersaglio<'_> {
    pub fn colpito(&self, stato: &Stato) -> bool {
        (self.colpito)(stato)
    }
}

/// The household of a request whose facts are all there.
pub fn stato(s: &Servizio, r: &Richiesta) -> Stato {
    let presented = s.isee.iter().find_map(|t| r.isee.get(t)).cloned();
    // Where one fascia holds for everybody, any ISEE has its value.
    let indifferent = s.quote.iter().all(|q| q.senza.is_none() && q.fasce.len() == 1 && flat(&q.fasce[0].forma));
    Stato {
        fatti: r.tutti_i_fatti(),
        presentato: presented.is_some(),
        x: presented.or_else(|| indifferent.then(|| intero(0))),
        quantita: r.quantita.clone(),
        ignota: Ignota::Minimo,
        sempre: None,
        arrotonda: true,
    }
}

fn flat(forma: &Forma) -> bool {
    matches!(forma, Forma::Importo(_) | Forma::Percento(_) | Forma::Ignota { .. })
}

/// Everything to exercise in a service.
pub fn bersagli<'a>(regole: &'a Regole, s: &'a Servizio) -> Vec<Bersaglio<'a>> {
    let mut out = Elenco { fatti: &regole.fatti, lista: Vec::new() };
    for (n, c) in s.requisiti.iter().enumerate() {
        out.both(&format!("requisito {}", n + 1), c);
    }
    for quota in &s.quote {
        if let Some(c) = &quota.se {
            out.both(&format!("quota {}", quota.id), c);
        }
        out.quota(s, quota);
    }
    for n in 0..s.correzioni.len() {
        out.correzione(s, n);
    }
    out.lista
}

struct Elenco<'a> {
    fatti: &'a BTreeMap<String, Fatto>,
    lista: Vec<Bersaglio<'a>>,
}

impl<'a> Elenco<'a> {
    /// The same condition stands in many places: once is enough.
    fn add(&mut self, nome: String, colpito: impl Fn(&Stato) -> bool + 'a) {
        if self.lista.iter().all(|b| b.nome != nome) {
            self.lista.push(Bersaglio { nome, colpito: Box::new(colpito) });
        }
    }

    fn both(&mut self, nome: &str, c: &'a Condizione) {
        self.add(format!("{nome}: sì"), |s| vale(c, &s.fatti) == Some(true));
        self.add(format!("{nome}: no"), |s| vale(c, &s.fatti) == Some(false));
        self.leaves(c);
    }

    fn leaves(&mut self, c: &'a Condizione) {
        match c {
            Condizione::Tutte(list) | Condizione::AlmenoUna(list) | Condizione::Nessuna(list) => {
                list.iter().for_each(|c| self.leaves(c));
            }
            Condizione::Foglia { fatto, confronto, valori } => self.leaf(c, fatto, confronto, valori),
        }
    }

    fn leaf(&mut self, c: &'a Condizione, id: &'a str, confronto: &str, valori: &'a [Valore]) {
        let shown: Vec<String> = valori.iter().map(word).collect();
        let nome = format!("{id} {confronto} {}", shown.join(", "));
        let numbers: Vec<&Q> =
            valori.iter().filter_map(|v| if let Valore::Numero(n) = v { Some(n) } else { None }).collect();
        if !matches!(confronto, "almeno" | "al_massimo" | "oltre" | "meno_di" | "tra") || numbers.is_empty() {
            self.add(format!("{nome}: vero"), |s| vale(c, &s.fatti) == Some(true));
            self.add(format!("{nome}: falso"), |s| vale(c, &s.fatti) == Some(false));
            return;
        }
        // The two values nearest to the bound that the comparison tells apart.
        for (n, bound) in numbers.into_iter().enumerate() {
            let step = self.step(id);
            let (last, first) = match (confronto, n) {
                ("almeno", _) | ("meno_di", _) | ("tra", 0) => (bound - &step, bound.clone()),
                _ => (bound.clone(), bound + &step),
            };
            for x in [last, first] {
                if self.possible(id, &x) {
                    let at = word(&Valore::Numero(x.clone()));
                    self.add(format!("{nome}: a {at}"), move |s| s.fatti.get(id) == Some(&Valore::Numero(x.clone())));
                }
            }
        }
    }

    fn step(&self, id: &str) -> Q {
        if self.fatti.get(id).is_some_and(|f| f.tipo == "intero") { intero(1) } else { centesimo() }
    }

    fn possible(&self, id: &str, x: &Q) -> bool {
        let (low, high) = self.fatti.get(id).map_or((None, None), |f| (f.minimo.clone(), f.massimo.clone()));
        *x >= low.unwrap_or_else(|| intero(0)) && high.is_none_or(|h| *x <= h)
    }

    fn quota(&mut self, s: &'a Servizio, quota: &'a Quota) {
        let nome = format!("quota {}", quota.id);
        let counts = |stato: &Stato| quota.se.as_ref().is_none_or(|c| vale(c, &stato.fatti) == Some(true));
        if quota.senza.is_some() {
            self.add(format!("{nome}: senza ISEE"), move |stato| counts(stato) && !stato.presentato);
        }
        let mut limiti = Vec::new();
        let last = quota.fasce.len() - 1;
        for (k, f) in quota.fasce.iter().enumerate() {
            self.add(format!("{nome}: fascia {}", k + 1), move |stato| {
                counts(stato) && reached(s, quota, stato).is_some_and(|here| here == k)
            });
            if let Some((fine, included)) = f.fine.as_ref().filter(|_| k < last) {
                limiti.push((fine, *included));
            }
            match &f.forma {
                Forma::Lineare { nodi, .. } => limiti.extend([(&nodi.0, true), (&nodi.1, true)]),
                Forma::Eccedenza(soglia) => limiti.push((soglia, true)),
                _ => {}
            }
        }
        for (limite, included) in limiti {
            let at = word(&Valore::Numero(limite.clone()));
            let within = move |stato: &Stato, cents: i64| corrected_within(s, stato, cents, limite, included);
            self.add(format!("{nome}: ultimo centesimo entro {at}"), move |stato| {
                counts(stato) && within(stato, 0) == Some(true) && within(stato, 1) == Some(false)
            });
            self.add(format!("{nome}: primo centesimo oltre {at}"), move |stato| {
                counts(stato) && within(stato, 0) == Some(false) && within(stato, -1) == Some(true)
            });
        }
    }

    fn correzione(&mut self, s: &'a Servizio, n: usize) {
        let c = &s.correzioni[n];
        let nome = format!("correzione {} ({} {})", n + 1, c.operazione, c.su);
        if let Some(se) = &c.se {
            self.both(&nome, se);
        }
        let applies = |stato: &Stato| c.se.as_ref().is_none_or(|se| vale(se, &stato.fatti) == Some(true));
        let mut without = s.clone();
        without.correzioni.remove(n);
        let changes = move |stato: &Stato| {
            // A value that the act does not print may be zero at its least.
            let most = Stato { ignota: Ignota::Massimo, ..stato.clone() };
            decided(s, stato) && calcola(s, &most) != calcola(&without, &most)
        };
        if matches!(c.operazione.as_str(), "tetto" | "minimo") {
            let idle = changes.clone();
            self.add(format!("{nome}: non serve"), move |stato| applies(stato) && decided(s, stato) && !idle(stato));
        }
        self.add(format!("{nome}: cambia il risultato"), move |stato| applies(stato) && changes(stato));
    }
}

/// Whether the ISEE presented, some cents aside, is on the near side of a bound once corrected.
fn corrected_within(s: &Servizio, stato: &Stato, cents: i64, limite: &Q, included: bool) -> Option<bool> {
    let x = stato.x.as_ref()? + centesimi(cents);
    let x = isee_corretto(s, &Stato { x: Some(x), ..stato.clone() })?;
    Some(if included { x <= *limite } else { x < *limite })
}

/// The fascia whose value is used.
fn reached(s: &Servizio, quota: &Quota, stato: &Stato) -> Option<usize> {
    let x = isee_corretto(s, stato)?;
    let inside = |f: &crate::ingenuo::Fascia| match &f.fine {
        None => true,
        Some((fine, true)) => x <= *fine,
        Some((fine, false)) => x < *fine,
    };
    let here = quota.fasce.iter().position(inside)?;
    let last = i64::try_from(quota.fasce.len() - 1).ok()?;
    usize::try_from((i64::try_from(here).ok()? + mosse(s, stato)).clamp(0, last)).ok()
}

/// Nothing that the fee depends on is missing.
fn decided(s: &Servizio, stato: &Stato) -> bool {
    let conditions =
        s.quote.iter().filter_map(|q| q.se.as_ref()).chain(s.correzioni.iter().filter_map(|c| c.se.as_ref()));
    let known = conditions.into_iter().all(|c| vale(c, &stato.fatti).is_some());
    known && (stato.x.is_some() || s.quote.iter().all(|q| q.senza.is_some() || q.fasce.is_empty()))
}

fn word(v: &Valore) -> String {
    match v {
        Valore::Booleano(b) => if *b { "vero" } else { "falso" }.to_owned(),
        Valore::Numero(n) => crate::ingenuo::decimale(n),
        Valore::Parola(w) => w.clone(),
    }
}
