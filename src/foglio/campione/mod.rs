// SPDX-License-Identifier: EUPL-1.2
//! A sample of households as a spreadsheet that computes each fee again: «Tariffa» has the schedule, «Famiglie» a row for
//! each household with every step as a formula, then how the sample was taken and the sources.
//!
//! A spreadsheet counts in binary with fifteen digits: ISEE and bounds are whole cents, and each rounding looks first at
//! seven decimals of what it rounds to. Each formula is also computed exactly here; where that is not what
//! [`crate::tariffa::calcola`] says, or a cell could not tell a tie, the fee is written, not computed, and the row says so.

mod condizioni;
mod espressione;
mod passi;
mod regole;
mod tariffa;

use super::{Cartella, Cella, Foglio, Forma, Stile, indirizzo};
use crate::denaro::{Frazione, parse_decimal};
use crate::diagnosi::Diagnostic;
use crate::norma::{Certezza, Natura, Regolamento, Servizio, TipoIsee, Unita, ValoreFatto};
use crate::simula::{Tipica, fatti_di, quantita_di};
use crate::tariffa::{Ammesso, Risposta, calcola, find_service, too_large};
use espressione::{Dato, Riga, giorno};
use passi::{Colonne, NON_AMMESSA, NON_DETERMINATA};
use std::cell::Cell;

/// Most households of a sheet.
///
/// ```
/// assert_eq!(soglia::foglio::MAX_CAMPIONE, 200);
/// ```
pub const MAX_CAMPIONE: usize = 200;

/// The workbook of some households of a population of `di`.
///
/// ```
/// use soglia::simula::Tipica;
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let mut one = Tipica { riga: 2, richiesta: Default::default() };
/// one.richiesta.isee.insert(soglia::norma::TipoIsee::Sociosanitario, "8000".parse().unwrap());
/// let cartella = soglia::foglio::campione(rules, "sad", &[one], 1).unwrap();
/// let names: Vec<&str> = cartella.fogli.iter().map(|f| f.nome()).collect();
/// assert_eq!(names, ["Famiglie", "Tariffa", "Fonti e versioni"]);
/// ```
///
/// # Errors
/// `servizio-sconosciuto`; what [`calcola`] refuses; numbers too large for exact sums.
pub fn campione(rules: &Regolamento, servizio: &str, famiglie: &[Tipica], di: usize) -> Result<Cartella, Diagnostic> {
    let service = find_service(rules, servizio)?;
    let tariffa = tariffa::sheet(service, &heading(rules, service)).map_err(|_| too_large())?;
    let colonne = Colonne::new(service, &tariffa, &quantita_di(rules, service), &fatti_di(rules, service));
    let mut rows = Vec::new();
    for famiglia in famiglie.iter().take(MAX_CAMPIONE) {
        let answer = calcola(rules, servizio, &famiglia.richiesta)?;
        rows.push(Scritta::new(rules, service, &colonne, famiglia, &answer));
    }
    let famiglie = households(rules, service, &colonne, &rows);
    let fogli = vec![famiglie, tariffa.foglio.clone(), sources(rules, &rows, di)];
    Ok(Cartella { titolo: format!("{}: campione di famiglie", rules.titolo.it()), fogli })
}

fn heading(rules: &Regolamento, service: &Servizio) -> Vec<String> {
    let until = rules.vigenza.al.map(|al| format!(" al {al}")).unwrap_or_default();
    let mut out = vec![
        format!("{}: {}", rules.ente.it(), service.nome.it()),
        format!("{}. Vale dal {}{until}.", rules.titolo.it(), rules.vigenza.dal),
    ];
    out.extend(nature(rules.natura).map(str::to_owned));
    out.push("Le celle gialle si possono cambiare: il foglio «Famiglie» ricalcola le tariffe.".to_owned());
    out
}

fn nature(natura: Natura) -> Option<&'static str> {
    match natura {
        Natura::Pubblicato => None,
        Natura::Storico => Some("Regole storiche: non sono più in vigore."),
        Natura::Bozza => Some("Regole in bozza, non ancora approvate."),
        Natura::Dimostrativo => Some("Valori dimostrativi: non sono stati approvati da nessun ente."),
    }
}

/// A household of the sheet.
struct Scritta {
    dati: Vec<Dato>,
    date: Vec<Cella>,
    /// What the engine says.
    motore: Dato,
    /// Why the fee is written and not computed.
    perche: Option<&'static str>,
    /// Contributions that are written and not computed.
    contributi: Vec<(usize, Dato)>,
}

impl Scritta {
    fn new(rules: &Regolamento, service: &Servizio, c: &Colonne<'_>, famiglia: &Tipica, answer: &Risposta) -> Self {
        let (mut dati, date) = said(rules, service, famiglia);
        let incerta = Cell::new(false);
        let mut fits = true;
        for column in &c.calcolate {
            let value = column.formula.value(&Riga { dati: &dati, incerta: &incerta });
            fits &= value.is_ok();
            dati.push(value.unwrap_or(Dato::Vuoto));
        }
        let motore = match (answer.ammesso, &answer.totale) {
            (Ammesso::No, _) => Dato::Testo(NON_AMMESSA.to_owned()),
            (_, Some(total)) => amount(total),
            _ => Dato::Testo(NON_DETERMINATA.to_owned()),
        };
        let computed = dati.last().cloned().unwrap_or(Dato::Vuoto);
        let perche = if !fits {
            Some("i numeri sono troppo lunghi per un foglio di calcolo")
        } else if computed != motore && computed == Dato::Testo(NON_DETERMINATA.to_owned()) {
            Some("manca una risposta o un valore, ma la tariffa è questa comunque")
        } else if computed != motore {
            Some("la regola è troppo ricca per queste formule")
        } else if incerta.get() {
            Some("un foglio di calcolo non distingue questo mezzo centesimo")
        } else {
            None
        };
        let contributi = contributions(c, &dati, answer);
        Self { dati, date, motore, perche, contributi }
    }
}

fn amount(text: &str) -> Dato {
    parse_decimal(text).map_or(Dato::Vuoto, |d| Dato::Numero(Frazione::from_decimal(d)))
}

/// Contributions whose formula does not give what the engine says.
fn contributions(c: &Colonne<'_>, dati: &[Dato], answer: &Risposta) -> Vec<(usize, Dato)> {
    let mut out = Vec::new();
    for (n, column) in c.calcolate.iter().enumerate() {
        let Some(id) = &column.contributo else { continue };
        let place = c.date.len() + n;
        let Some(said) = answer.contributi.iter().find(|q| q.id == *id).and_then(|q| q.importo.as_ref()) else {
            continue;
        };
        let shown = dati.get(place).and_then(Dato::numero).map(Frazione::euro_text);
        if shown.as_ref() != Some(said) {
            out.push((place, amount(said)));
        }
    }
    out
}

/// What the file says of a household.
fn said(rules: &Regolamento, service: &Servizio, famiglia: &Tipica) -> (Vec<Dato>, Vec<Cella>) {
    let mut dati = Vec::new();
    let mut celle = Vec::new();
    let mut push = |dato: Dato, cella: Cella| {
        dati.push(dato);
        celle.push(cella);
    };
    let request = &famiglia.richiesta;
    let number = |n: Frazione| (Dato::Numero(n), tariffa::given(n).dato());
    push(Dato::Numero(Frazione::integer(i128::from(famiglia.riga))), Cella::numero(famiglia.riga));
    let presented = |kind: &TipoIsee| match (request.isee.get(kind), request.fatti.get(kind.fact_id())) {
        (Some(x), _) | (None, Some(ValoreFatto::Numero(x))) => Some(Frazione::from_decimal(*x)),
        _ => None,
    };
    let chosen = service.isee.iter().find_map(|k| presented(k).map(|x| (*k, x)));
    let name = chosen.map_or("nessuno", |(k, _)| k.as_str()).replace('_', " ");
    push(Dato::Testo(name.clone()), Cella::testo(name));
    let (dato, cella) = chosen.map_or((Dato::Vuoto, Cella::default().dato()), |(_, x)| number(x));
    push(dato, cella.in_euro());
    for name in quantita_di(rules, service) {
        let absent = if Unita::from_word(&name).is_some() { Frazione::ONE } else { Frazione::ZERO };
        let (dato, cella) = number(request.quantita.get(&name).map_or(absent, |q| Frazione::from_decimal(*q)));
        push(dato, cella);
    }
    for id in fatti_di(rules, service) {
        let kind = TipoIsee::ALL.iter().find(|k| k.fact_id() == id);
        let isee = kind.and_then(presented).map(number);
        let (dato, cella) =
            isee.or_else(|| request.fatti.get(&id).map(fact)).unwrap_or((Dato::Vuoto, Cella::default()));
        push(dato, cella.dato());
    }
    (dati, celle)
}

fn fact(value: &ValoreFatto) -> (Dato, Cella) {
    let words = |t: &str| (Dato::Testo(t.to_owned()), Cella::testo(t));
    match value {
        ValoreFatto::Booleano(true) => words(condizioni::SI),
        ValoreFatto::Booleano(false) => words(condizioni::NO),
        ValoreFatto::Numero(n) => {
            let n = Frazione::from_decimal(*n);
            (Dato::Numero(n), tariffa::given(n))
        }
        ValoreFatto::Data(day) => (giorno(&day.to_string()), Cella::data(day.to_string())),
        ValoreFatto::Parola(word) => words(word),
    }
}

/// Rows above the heads of «Famiglie».
fn above(rules: &Regolamento, service: &Servizio) -> Vec<Vec<Cella>> {
    let mut out: Vec<Vec<Cella>> = Vec::new();
    for (n, line) in heading(rules, service).into_iter().enumerate() {
        let cell = Cella::testo(line);
        out.push(vec![if n == 0 { cell.stile(Stile::Titolo) } else { cell }]);
    }
    out
}

fn households(rules: &Regolamento, service: &Servizio, c: &Colonne<'_>, rows: &[Scritta]) -> Foglio {
    let mut out = Foglio::new("Famiglie");
    out.orizzontale = true;
    out.righe = above(rules, service);
    let first = out.righe.len() + 4;
    let last = first + rows.len().max(1) - 1;
    let fee = c.date.len() + c.calcolate.len() - 1;
    let range = |column: usize| format!("{}:{}", indirizzo(first, column), indirizzo(last, column));
    let alike = rows.len();
    let total = rows.iter().filter_map(|r| r.motore.numero()).try_fold(Frazione::ZERO, Frazione::add);
    let total = total.map_or_else(|_| String::new(), Frazione::euro_text);
    out.riga([
        Cella::testo("Famiglie con la stessa tariffa di Soglia"),
        Cella::default(),
        Cella::formula(format!("COUNTIF({},\"sì\")", range(fee + 2)), alike).stile(Stile::Totale),
        Cella::testo(format!("su {}", rows.len())),
    ]);
    out.riga([
        Cella::testo("Somma delle tariffe del campione, €"),
        Cella::default(),
        Cella::formula(format!("SUM({})", range(fee)), total).in_euro().stile(Stile::Totale),
    ]);
    out.riga([]);
    let heads = c.date.iter().chain(c.calcolate.iter().map(|k| &k.testa)).map(|h| Cella::testo(h).intestazione());
    let last_heads = ["Secondo Soglia, €", "Uguale", "Come"].map(|h| Cella::testo(h).intestazione());
    out.riga(heads.chain(last_heads));
    out.bloccate = u32::try_from(first).unwrap_or(0);
    out.larghezze = vec![14; fee + 4];
    for row in rows {
        let at = out.righe.len();
        out.riga(cells(c, row, at, fee));
    }
    out
}

fn cells(c: &Colonne<'_>, row: &Scritta, at: usize, fee: usize) -> Vec<Cella> {
    let mut out = row.date.clone();
    for (n, column) in c.calcolate.iter().enumerate() {
        let place = c.date.len() + n;
        let dato = row.dati.get(place).unwrap_or(&Dato::Vuoto);
        let written = row.contributi.iter().find(|(p, _)| *p == place).map(|(_, d)| d);
        let written = written.or_else(|| row.perche.filter(|_| place == fee).map(|_| &row.motore));
        let cell = match written {
            Some(dato) => value(dato).nota("Scritto da Soglia, non calcolato dal foglio."),
            None => Cella::formula(column.formula.formula(at), dato.text()),
        };
        out.push(if column.testa.ends_with('€') { cell.forma(Forma::Euro) } else { cell });
    }
    let (a, b) = (indirizzo(at, fee), indirizzo(at, fee + 1));
    let same = format!(
        "IF(AND(ISNUMBER({a}),ISNUMBER({b})),IF(ROUND(({a}-{b})*100,0)=0,\"sì\",\"no\"),IF(EXACT({a},{b}),\"sì\",\"no\"))"
    );
    out.push(value(&row.motore).in_euro());
    out.push(Cella::formula(same, condizioni::SI));
    out.push(Cella::testo(row.perche.map_or_else(|| "formule".to_owned(), |p| format!("scritta da Soglia: {p}"))));
    out
}

fn value(dato: &Dato) -> Cella {
    match dato {
        Dato::Numero(n) => Cella::euro(n.euro_text()),
        other => Cella::testo(other.text()),
    }
}

/// What the sheet does, for whoever changes it.
const FISSO: [&str; 6] = [
    "Ogni famiglia è una riga: a sinistra ciò che dice il file della popolazione (la colonna «Riga del file» dice dove), poi un passaggio per colonna, nell'ordine del regolamento.",
    "Condizioni: 1 vale, 0 non vale, 0,5 non si sa. «Tutte» è il minimo, «almeno una» il massimo.",
    "Valore di una fascia = base + (ISEE, fino al secondo nodo, meno il primo nodo) × «Aggiunge» ÷ «Ogni». Una fascia a importo fisso aggiunge zero.",
    "ISEE e limiti sono confrontati in centesimi interi. Prima di arrotondare si guardano sette decimali del multiplo: un foglio di calcolo conta in binario, e mezzo centesimo esatto non lo scrive mai.",
    "Dove le formule non bastano la tariffa è scritta da Soglia: la colonna «Come» dice perché. Quelle celle non cambiano se cambi i valori gialli.",
    "«Secondo Soglia» è la tariffa del motore di calcolo quando il foglio è stato scritto: se cambi i valori gialli, «Uguale» diventa «no» dove la tariffa cambia.",
];

fn sources(rules: &Regolamento, rows: &[Scritta], di: usize) -> Foglio {
    let mut out = Foglio::new("Fonti e versioni");
    out.larghezze = vec![30, 110];
    let mut line = |head: &str, text: String| {
        if !text.is_empty() {
            out.riga([Cella::testo(head).intestazione(), Cella::testo(text).stile(Stile::Prosa)]);
        }
    };
    line("Regolamento", rules.titolo.it().to_owned());
    line("Ente", rules.ente.it().to_owned());
    line("Avviso", nature(rules.natura).unwrap_or_default().to_owned());
    let open = rules.origine.certezza != Certezza::Certa;
    line("Avviso", if open { "Le regole hanno valori da verificare con l'ente.".to_owned() } else { String::new() });
    line("Fonte", rules.origine.fonte.as_ref().map(super::source).unwrap_or_default());
    line("Identificativo", rules.id.clone());
    line("Impronta delle regole", rules.impronta.clone());
    line("Programma", format!("Soglia {}", env!("CARGO_PKG_VERSION")));
    let how = format!(
        "{} famiglie su {di}. Sono prese a distanze uguali nell'ordine dell'ISEE, dalla prima all'ultima, chi non lo presenta in fondo: lo stesso file dà sempre lo stesso campione. Nel foglio stanno solo le colonne che le regole usano.",
        rows.len()
    );
    line("Campione", how);
    let written = rows.iter().filter(|r| r.perche.is_some()).count();
    line("Tariffe scritte da Soglia", format!("{written} su {}", rows.len()));
    for text in FISSO {
        line("Che cosa fa il foglio", text.to_owned());
    }
    out
}
