// SPDX-License-Identifier: EUPL-1.2
//! The sheet «Riparto»: the fund, the voci with what may be changed, what each receives, the check.

use super::formule::{Origini, Riga};
use super::livello::{self, Livello};
use super::valori::{decimal, value};
use crate::foglio::source;
use crate::foglio::{Cella, Foglio, Forma as Mostra, Stile, fissa};
use crate::norma::{Certezza, Natura};
use crate::riparto::{
    Centesimi, Forma, Limite, LimiteAttivo, Riparto, RispostaRiparto, Spareggio, Voce, VoceRisposta, exact_number,
    rational,
};
use num_bigint::BigInt;
use num_rational::BigRational;

const NOME: &str = "Riparto";
/// The first row of the voci.
pub(super) const FIRST: usize = 13;
const VALUE: usize = 1;
const HEADS: [&str; 14] = [
    "Voce",
    "Regola",
    "Valore",
    "Minimo, €",
    "Minimo, %",
    "Massimo, €",
    "Massimo, %",
    "Fuori (contributo minimo)",
    "Scelta nelle parità",
    "Riceve, €",
    "Del suo livello, %",
    "Ultimo livello",
    "Fonte",
    "Certezza",
];

/// The cells above the voci.
#[derive(Clone, Copy)]
pub(super) enum Fisse {
    Assegnazione = 2,
    Residui,
    Riporto,
    Disponibile,
    Distribuito,
    Residuo,
}

impl Fisse {
    fn cell(self) -> String {
        fissa(self as usize, VALUE)
    }

    /// As another sheet names it.
    pub fn reference(self) -> String {
        format!("'{NOME}'!{}", self.cell())
    }
}

/// The cells that a row of «Calcolo» reads.
pub(super) fn origini(row: usize) -> Origini {
    let cell = |column: usize| format!("'{NOME}'!{}", fissa(row, column));
    Origini {
        valore: cell(2),
        minimo: cell(3),
        minimo_percento: cell(4),
        massimo: cell(5),
        massimo_percento: cell(6),
        fuori: cell(7),
        scelta: cell(8),
    }
}

/// The sheet.
pub(super) fn sheet(riparto: &Riparto, risposta: &RispostaRiparto, livelli: &[Livello<'_>]) -> Foglio {
    let mut out = Foglio::new(NOME);
    out.larghezze = vec![46, 18, 16, 14, 10, 14, 10, 12, 12, 18, 12, 10, 40, 16];
    out.orizzontale = true;
    head(riparto, risposta, livelli, &mut out);
    out.riga(HEADS.map(|h| Cella::testo(h).intestazione()));
    let mut rows: Vec<(usize, Vec<Cella>)> = Vec::new();
    for livello in livelli {
        for (i, row) in livello.righe.iter().enumerate() {
            rows.extend(line(riparto, livello, i).map(|cells| (*row, cells)));
        }
    }
    rows.sort_by_key(|(row, _)| *row);
    for (_, cells) in rows {
        out.riga(cells);
    }
    out
}

fn head(riparto: &Riparto, risposta: &RispostaRiparto, livelli: &[Livello<'_>], out: &mut Foglio) {
    let last = FIRST + livelli.iter().map(|l| l.righe.len()).sum::<usize>().saturating_sub(1);
    let column = |c: usize| format!("{}:{}", fissa(FIRST, c), fissa(last, c));
    let carried = risposta.riporto.as_ref();
    let distribuito = Centesimi(leaves(&risposta.voci));
    let residuo = Centesimi(risposta.disponibile.0.saturating_sub(distribuito.0));
    let ok = if residuo.0 == 0 { CHECK.0 } else { CHECK.1 };
    let cell = Fisse::cell;
    out.riga([Cella::testo(riparto.titolo.it()).stile(Stile::Titolo)]);
    out.riga([Cella::testo(nature(riparto.natura))]);
    let mut pair = |name: &str, cella: Cella| {
        out.riga([Cella::testo(name), cella]);
    };
    pair("Assegnazione, €", Cella::euro(riparto.assegnazione).dato());
    pair("Residui degli anni prima, €", Cella::euro(riparto.residui).dato());
    let from = carried.map_or_else(|| "Riporto, €".to_owned(), |r| format!("Riporto da «{}», €", r.riparto));
    pair(&from, Cella::euro(carried.map_or(Centesimi(0), |r| r.importo)).dato());
    let sum = format!("ROUND({}+{}+{},2)", cell(Fisse::Assegnazione), cell(Fisse::Residui), cell(Fisse::Riporto));
    pair("Totale disponibile, €", Cella::formula(sum, risposta.disponibile).in_euro());
    let given = format!("SUMPRODUCT({}*{})", column(9), column(11));
    pair("Totale distribuito, €", Cella::formula(given, distribuito).in_euro().stile(Stile::Totale));
    let calcolo = |c: &str| format!("'{}'!${c}:${c}", livello::NOME);
    let left = format!("SUMIF({},\"Residuo\",{})/100", calcolo("A"), calcolo("B"));
    pair("Residuo non assegnato, €", Cella::formula(left, residuo).in_euro());
    let (disp, given, left) = (cell(Fisse::Disponibile), cell(Fisse::Distribuito), cell(Fisse::Residuo));
    let check = format!(
        "IF(ROUND({given}+{left}-{disp},2)<>0,\"{}\",IF(ROUND({left},2)=0,\"{}\",\"{}\"))",
        CHECK.2, CHECK.0, CHECK.1
    );
    pair("Riga di controllo", Cella::formula(check, ok).stile(Stile::Totale));
    let count = format!(
        "IF(COUNTIF({},\"A posto\")={},\"A posto\",\"Qualcosa non va: guarda le righe «Controllo» in «Calcolo»\")",
        calcolo("B"),
        livelli.len()
    );
    pair("Controlli di ogni livello", Cella::formula(count, "A posto"));
    out.riga([Cella::testo(
        "Le celle gialle si possono cambiare; che cosa resta fisso è scritto in «Fonti e versioni».",
    )]);
    out.riga([]);
}

/// Check line: everything given, given with a residue, wrong.
const CHECK: (&str, &str, &str) = (
    "Totale distribuito = totale disponibile",
    "Totale distribuito + residuo = totale disponibile",
    "I conti non tornano",
);

fn leaves(voci: &[VoceRisposta]) -> i128 {
    let one = |v: &VoceRisposta| if v.voci.is_empty() { v.importo.0 } else { leaves(&v.voci) };
    voci.iter().map(one).fold(0, i128::saturating_add)
}

const fn nature(natura: Natura) -> &'static str {
    match natura {
        Natura::Pubblicato => "Pubblicato",
        Natura::Storico => "Storico: vale per il suo anno",
        Natura::Bozza => "Bozza: non è ancora approvato",
        Natura::Dimostrativo => "Dimostrativo: i valori non vincolano nessuno",
    }
}

fn line(riparto: &Riparto, livello: &Livello<'_>, i: usize) -> Option<Vec<Cella>> {
    let (voce, answer) = (livello.voci.get(i)?, livello.risposte.get(i)?);
    let indent = "    ".repeat(livello.profondita);
    let blank = || Cella::testo("");
    let input = |cella: Option<Cella>| cella.map_or_else(blank, Cella::dato);
    let weighted = matches!(voce.forma, Forma::Peso { .. });
    let [min, min_percent, max, max_percent] = bounds(&voce.forma);
    let out = i32::from(answer.limite == Some(LimiteAttivo::ContributoMinimo));
    let excludes = livello.contributo_minimo.is_some() && weighted;
    let chosen = i32::from(livello.scelti.get(i).copied().unwrap_or_default());
    let received = format!("{}/100", livello::received(livello.blocco, i));
    let available = format!("'{}'!{}", livello::NOME, livello.blocco.cell(Riga::Disponibile));
    let share = format!("IF({available}=0,0,ROUND({}/{available}*100,4))", livello::received(livello.blocco, i));
    let shown = percent(answer.importo.0, livello.disponibile);
    let leaf = i32::from(voce.voci.is_empty());
    Some(vec![
        Cella::testo(format!("{indent}{}", voce.nome.it())),
        Cella::testo(rule(&voce.forma)),
        amount(voce, livello),
        input(min),
        input(min_percent),
        input(max),
        input(max_percent),
        input(excludes.then(|| Cella::numero(out))),
        input((riparto.spareggio == Spareggio::Decisione).then(|| Cella::numero(chosen))),
        Cella::formula(received, answer.importo).in_euro(),
        Cella::formula(share, shown).forma(Mostra::Percento),
        Cella::numero(leaf),
        Cella::testo(answer.fonte.as_ref().map(source).unwrap_or_default()),
        Cella::testo(match answer.certezza {
            Certezza::Certa => "certa",
            Certezza::DaVerificare => "da verificare",
            Certezza::Dimostrativa => "dimostrativa",
        }),
    ])
}

fn percent(part: i128, whole: i128) -> String {
    if whole == 0 {
        return "0".to_owned();
    }
    let ten_thousandths =
        (BigRational::new(part.into(), whole.into()) * BigRational::from_integer(1_000_000.into())).round();
    decimal(&(ten_thousandths / BigRational::from_integer(10_000.into())))
}

const fn rule(forma: &Forma) -> &'static str {
    match forma {
        Forma::Importo(_) => "Importo, €",
        Forma::Percento(_) => "Percentuale",
        Forma::Peso { .. } => "Peso",
    }
}

/// Minimum and maximum, in euro and in percent.
fn bounds(forma: &Forma) -> [Option<Cella>; 4] {
    let Forma::Peso { minimo, massimo, .. } = forma else { return [None, None, None, None] };
    let euro = |l: &Option<Limite>| if let Some(Limite::Importo(n)) = l { Some(Cella::euro(n)) } else { None };
    let percent =
        |l: &Option<Limite>| if let Some(Limite::Percento(p)) = l { Some(exact(&rational(*p))) } else { None };
    [euro(minimo), percent(minimo), euro(massimo), percent(massimo)]
}

/// A decimal, or the fraction as a formula.
fn exact(x: &BigRational) -> Cella {
    let text = exact_number(x);
    if text.contains('/') { Cella::formula(text, decimal(x)) } else { Cella::numero(text) }
}

fn amount(voce: &Voce, livello: &Livello<'_>) -> Cella {
    match &voce.forma {
        Forma::Importo(n) => Cella::euro(n).dato(),
        Forma::Percento(p) => exact(&rational(*p)).dato(),
        Forma::Peso { peso, .. } if livello.scala.is_some() => {
            let shown = decimal(&value(voce, livello));
            let long = *peso.denom() > BigInt::from(1_000_000_000_u64);
            let note = if long {
                "Il peso esatto non sta in una cella.".to_owned()
            } else {
                format!("Il peso esatto è {}.", exact_number(peso))
            };
            Cella::numero(shown).dato().nota(format!(
                "{note} Qui i pesi di questo livello sono divisi per il più grande: le proporzioni sono le stesse."
            ))
        }
        Forma::Peso { peso, .. } => exact(peso).dato(),
    }
}
