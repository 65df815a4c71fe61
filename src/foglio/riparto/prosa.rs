// SPDX-License-Identifier: EUPL-1.2
//! The criteria of a riparto in sentences, a paragraph for each level.

use crate::denaro::{Frazione, italian_euro};
use crate::riparto::{Centesimi, Criterio, Forma, Limite, Riparto, RispostaRiparto, Voce, VoceRisposta, exact_number};

/// Names in a sentence; the first sheet has them all.
const NAMED: usize = 12;

/// Each level that divides something: its name, and how.
pub(super) fn levels(riparto: &Riparto, risposta: &RispostaRiparto) -> Vec<(String, String)> {
    let first = Livello { voci: &riparto.voci, criteri: &riparto.criteri, minimo: riparto.contributo_minimo };
    let mut out = vec![("Primo livello".to_owned(), first.told(risposta.disponibile, &risposta.voci))];
    below(&riparto.voci, &risposta.voci, &mut out);
    out
}

fn below(voci: &[Voce], answers: &[VoceRisposta], out: &mut Vec<(String, String)>) {
    for (voce, answer) in voci.iter().zip(answers).filter(|(v, _)| !v.voci.is_empty()) {
        let here = Livello { voci: &voce.voci, criteri: &voce.criteri, minimo: voce.contributo_minimo };
        out.push((voce.nome.it().to_owned(), here.told(answer.importo, &answer.voci)));
        below(&voce.voci, &answer.voci, out);
    }
}

struct Livello<'a> {
    voci: &'a [Voce],
    criteri: &'a [Criterio],
    minimo: Option<Centesimi>,
}

impl Livello<'_> {
    fn told(&self, available: Centesimi, answers: &[VoceRisposta]) -> String {
        let mut out = vec![format!("Si dividono {}.", euro(available))];
        let fixed = self.named(|v| if let Forma::Importo(n) = v.forma { Some(euro(n)) } else { None });
        if !fixed.is_empty() {
            out.push(format!("Importi decisi: {}.", list(&fixed)));
        }
        let percent = self.named(|v| {
            if let Forma::Percento(p) = v.forma { Some(format!("{}%", read(&p.exact_text()))) } else { None }
        });
        if !percent.is_empty() {
            out.push(format!("In percentuale: {}.", list(&percent)));
        }
        let weighted = self.named(weight);
        if !weighted.is_empty() {
            let own = self.voci.iter().zip(answers).filter(|(v, _)| !matches!(v.forma, Forma::Peso { .. }));
            let given = own.fold(0_i128, |sum, (_, a)| sum.saturating_add(a.importo.0));
            let rest = euro(Centesimi(available.0.saturating_sub(given)));
            out.push(format!("Il resto, {rest}, si divide in proporzione {}.", self.scale(&weighted)));
        }
        if let Some(minimum) = self.minimo {
            out.push(format!("Sotto {} una voce non riceve nulla, e la sua parte va alle altre.", euro(minimum)));
        }
        out.join(" ")
    }

    fn scale(&self, weighted: &[String]) -> String {
        if self.criteri.is_empty() {
            return format!("ai pesi: {}", list(weighted));
        }
        let one = |c: &Criterio| format!("«{}» per {} su cento", c.che_cosa, read(&c.quota));
        let all: Vec<String> = self.criteri.iter().map(one).collect();
        format!("ai criteri della tabella, tra {} voci: {}", weighted.len(), all.join("; "))
    }

    fn named(&self, value: impl Fn(&Voce) -> Option<String>) -> Vec<String> {
        self.voci.iter().filter_map(|v| Some(format!("«{}» {}", v.nome.it(), value(v)?))).collect()
    }
}

fn weight(voce: &Voce) -> Option<String> {
    let Forma::Peso { peso, minimo, massimo } = &voce.forma else { return None };
    let bound = |word: &str, limite: &Option<Limite>| {
        limite.map(|l| match l {
            Limite::Importo(n) => format!("{word} {}", euro(n)),
            Limite::Percento(p) => format!("{word} {}%", read(&p.exact_text())),
        })
    };
    let bounds: Vec<String> = bound("minimo", minimo).into_iter().chain(bound("massimo", massimo)).collect();
    let weight = read(&exact_number(peso));
    Some(if bounds.is_empty() { weight } else { format!("{weight} ({})", bounds.join(", ")) })
}

fn list(all: &[String]) -> String {
    let mut shown: Vec<String> = all.iter().take(NAMED).cloned().collect();
    if let Some(more) = all.len().checked_sub(NAMED).filter(|n| *n > 0) {
        shown.push(format!("e altre {more} nel foglio «Riparto»"));
    }
    shown.join("; ")
}

fn euro(amount: Centesimi) -> String {
    italian_euro(Frazione::from_cents(amount.0))
}

/// A number as people read it.
fn read(number: &str) -> String {
    number.replace('.', ",")
}
