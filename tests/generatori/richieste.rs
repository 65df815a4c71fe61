// SPDX-License-Identifier: EUPL-1.2
//! Requests: ISEE on and just beside the bounds of the file, answers around its thresholds, some of them missing.

use crate::ingenuo::mondi::{centesimi_intorno, limiti_presentati, rappresentanti, tutti_i_nominati};
use crate::ingenuo::{Q, Regole, Richiesta, Servizio, centesimi};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Random choices that become a request once the rules are known.
#[derive(Clone, Debug)]
pub struct RichiestaCasuale {
    /// 0..14 everything is answered, 14..19 one answer is missing, else any of them.
    modo: u8,
    manca: u8,
    maschera: u32,
    isee: Vec<(u8, u16, u32)>,
    tipi: u8,
    valori: Vec<u16>,
    quantita: Vec<Option<u8>>,
}

pub fn richiesta_casuale() -> impl Strategy<Value = RichiestaCasuale> {
    (
        (0..20_u8, any::<u8>(), any::<u32>(), any::<u8>()),
        vec((0..5_u8, any::<u16>(), 0..5_000_000_u32), 6),
        vec(any::<u16>(), 16),
        vec(option::weighted(0.6, any::<u8>()), 9),
    )
        .prop_map(|((modo, manca, maschera, tipi), isee, valori, quantita)| RichiestaCasuale {
            modo,
            manca,
            maschera,
            isee,
            tipi,
            valori,
            quantita,
        })
}

const QUANTI: [(i64, i64); 8] = [(1, 1), (10, 1), (0, 1), (15, 2), (3, 1), (20, 1), (1, 4), (137, 10)];

impl RichiestaCasuale {
    pub fn per(&self, regole: &Regole, s: &Servizio) -> Richiesta {
        let quantita = self.quantities(s);
        let mut named: Vec<String> = tutti_i_nominati(s).into_iter().collect();
        named.retain(|id| !s.isee.iter().any(|t| *id == format!("isee.{t}")));
        let mut r = Richiesta { quantita, ..Richiesta::default() };
        let points: Vec<Q> = limiti_presentati(s, &s.quote, &r.quantita).into_iter().collect();
        let at = |n: usize| {
            let (how, which, cents) = self.isee[n];
            if how == 0 {
                return centesimi(cents.into());
            }
            let around = centesimi_intorno(&points[usize::from(which) % points.len()]);
            around[usize::from(how) % around.len()].clone()
        };
        // Which questions are left open: the facts first, the ISEE last.
        let questions = named.len() + 1;
        let missing = |n: usize| match self.modo {
            0..14 => false,
            14..19 => n == usize::from(self.manca) % questions,
            _ => self.maschera >> (n % 32) & 1 == 1,
        };
        for (n, id) in named.iter().enumerate().filter(|(n, _)| !missing(*n)) {
            if let Some(tipo) = id.strip_prefix("isee.") {
                r.isee.insert(tipo.to_owned(), at(5));
                continue;
            }
            let values = rappresentanti(id, &regole.fatti[id], s);
            r.fatti.insert(id.clone(), values[usize::from(self.valori[n % 16]) % values.len()].clone());
        }
        if !missing(named.len()) {
            for (n, tipo) in s.isee.iter().enumerate() {
                // All kinds, or one of them: a worse one, too, may be the only one presented.
                if self.tipi.is_multiple_of(3) || usize::from(self.tipi / 3) % s.isee.len() == n {
                    r.isee.insert(tipo.clone(), at(n));
                }
            }
        }
        r
    }

    fn quantities(&self, s: &Servizio) -> BTreeMap<String, Q> {
        let mut names: Vec<&str> = crate::ingenuo::UNITA.to_vec();
        names.push("giorno_assenza");
        if s.correzioni.iter().any(|c| c.per.as_deref() == Some("euro_retta")) {
            names.push("euro_retta");
        }
        let pairs = names.into_iter().zip(&self.quantita);
        pairs
            .filter_map(|(name, q)| {
                let (above, below) = QUANTI[usize::from((*q)?) % QUANTI.len()];
                Some((name.to_owned(), Q::new(above.into(), below.into())))
            })
            .collect()
    }
}
