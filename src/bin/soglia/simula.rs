//! `soglia simula`: reads the population as it comes, measures, and writes each household's fee.

use crate::lettura::{Sorgente, read_rules};
use crate::write_sheet;
use serde_json::{Map, Value, json};
use soglia::chiamate::Esito;
use soglia::denaro::Frazione;
use soglia::diagnosi::{Code, Diagnostic};
use soglia::foglio::{campione, is_foglio, leggi};
use soglia::formato::popolazione::{Letto, Lettore, Raccolta, Riga};
use soglia::norma::Regolamento;
use soglia::simula::{Archivio, Centesimi, Risposta, Simulazione, Studio, Tariffe};
use soglia::{formato, semi};
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes asked for at a time.
const PEZZO: usize = 1 << 18;

/// The options of the command.
pub struct Comando<'a> {
    pub file: &'a str,
    pub servizio: &'a str,
    pub popolazione: &'a str,
    pub confronta: Option<&'a str>,
    pub quote: Option<&'a str>,
    pub ripeti: u32,
    pub ignora: Vec<String>,
    pub per: Option<String>,
    pub scalini: bool,
    pub obiettivo: Option<&'a str>,
    pub pagina: Option<&'a str>,
    pub foglio: Option<&'a str>,
    pub righe: usize,
}

pub fn run(c: &Comando<'_>) -> Result<Esito, Vec<Diagnostic>> {
    let rules = rules_of(c.file)?;
    let other = c.confronta.map(rules_of).transpose()?;
    let simulazione = Simulazione::new(&rules, c.servizio, other.as_deref()).map_err(one)?;
    let mut attese = simulazione.attese();
    attese.ignora.clone_from(&c.ignora);
    attese.per.clone_from(&c.per);
    for (out, option) in [(c.quote, "--quote"), (c.foglio, "--foglio")] {
        if let Some(out) = out {
            not_over_the_input(out, option, c.popolazione).map_err(one)?;
        }
    }
    let begun = Instant::now();
    let mut raccolta = simulazione.raccolta();
    let mut nomi = c.quote.map(|_| Nomi::default());
    let mut archivio = c.foglio.map(|_| Archivio::default());
    let mut keep = |riga: &Riga<'_>| {
        if let Some(nomi) = &mut nomi {
            nomi.push(riga);
        }
        if let Some(archivio) = &mut archivio {
            archivio.push(riga)?;
        }
        raccolta.push(riga)
    };
    let letto = read(c.popolazione, c.pagina, Lettore::new(attese), &mut keep)?;
    if let (Some(out), Some(mut archivio)) = (c.foglio, archivio) {
        archivio.finish(letto.colonne.clone());
        sample(c, &rules, Studio::new(archivio), out).map_err(one)?;
    }
    let famiglie = raccolta.finish(letto);
    let lettura = begun.elapsed();
    let mut durate = Vec::new();
    let mut answer = None;
    for _ in 0..c.ripeti.max(1) {
        let begun = Instant::now();
        answer = Some(famiglie.esegui().map_err(one)?);
        durate.push(begun.elapsed());
    }
    if let (Some(out), Some(nomi)) = (c.quote, &nomi) {
        let (_, fees) = famiglie.tariffe().map_err(one)?;
        write_fees(out, nomi, &fees).map_err(|e| one(unwritable(out, &e)))?;
    }
    let mut altro = Map::new();
    if c.scalini {
        altro.insert("scalini".to_owned(), json!(famiglie.scalini().map_err(one)?));
    }
    if let Some(goal) = c.obiettivo {
        let found = famiglie.cerca(amount(goal).map_err(one)?).map_err(one)?;
        altro.insert("obiettivo".to_owned(), json!(found));
    }
    Ok(answer.map_or_else(Esito::default, |a| document(&a, &mut durate, lettura, altro)))
}

/// The spreadsheet of a sample.
fn sample(c: &Comando<'_>, rules: &Regolamento, mut studio: Studio, out: &str) -> Result<(), Diagnostic> {
    let famiglie = studio.campione(c.servizio, rules, c.righe)?;
    write_sheet(&campione(rules, c.servizio, &famiglie, studio.famiglie())?, out)
}

/// Euro to the cent.
fn amount(text: &str) -> Result<Centesimi, Diagnostic> {
    let euro = formato::parse_isee(text).ok().flatten().map(Frazione::from_decimal);
    euro.and_then(|x| x.floor_cents().ok()).map(Centesimi).ok_or_else(|| {
        Diagnostic::error(Code::NumeroNonValido, "--obiettivo", "questo non è un importo")
            .found(text)
            .expected("un importo come 120000.00")
            .mend("scrivi solo cifre e il punto decimale")
    })
}

/// The answer with its durations, which the engine cannot know.
fn document(answer: &Risposta, durate: &mut [Duration], lettura: Duration, altro: Map<String, Value>) -> Esito {
    durate.sort_unstable();
    let median = durate.get(durate.len() / 2).copied().unwrap_or_default();
    let mut note = Vec::new();
    if answer.scartate > 0 {
        note.push(format!("{} righe scartate: sono elencate in «scarti»", answer.scartate));
    }
    if answer.non_determinate > 0 {
        let why = if answer.mancano.is_empty() {
            "le regole non ne dicono il valore".to_owned()
        } else {
            format!("mancano {}", answer.mancano.join(", "))
        };
        note.push(format!("{} righe non determinate: {why}", answer.non_determinate));
    }
    let mut out = Map::new();
    if let Ok(Value::Object(map)) = serde_json::to_value(answer) {
        for (key, value) in map {
            if key == "non_ammesse" {
                out.insert("durata_ms".to_owned(), json!(milliseconds(median)));
                out.insert("lettura_ms".to_owned(), json!(milliseconds(lettura)));
            }
            out.insert(key, value);
        }
    }
    out.extend(altro);
    if durate.len() > 1 {
        out.insert(
            "ripetizioni".to_owned(),
            json!({
                "volte": durate.len(),
                "minima_ms": durate.first().copied().map(milliseconds),
                "mediana_ms": milliseconds(median),
                "massima_ms": durate.last().copied().map(milliseconds),
                "totale_ms": milliseconds(durate.iter().sum()),
            }),
        );
    }
    Esito { documento: Value::Object(out).to_string(), note, errori: false }
}

fn milliseconds(d: Duration) -> f64 {
    (d.as_secs_f64() * 1e6).round() / 1e3
}

/// The rules of a file or seed.
fn rules_of(file: &str) -> Result<Cow<'static, Regolamento>, Vec<Diagnostic>> {
    let Sorgente { name, text } = read_rules(file).map_err(one)?;
    if name.is_empty() {
        return semi::regolamento(&text).map(Cow::Borrowed);
    }
    formato::parse_regolamento(&text, &name, semi::fatti()).map(Cow::Owned)
}

/// What the file of fees says of each household.
#[derive(Default)]
struct Nomi {
    id: String,
    fini: Vec<usize>,
    righe: Vec<u64>,
}

impl Nomi {
    fn push(&mut self, riga: &Riga<'_>) {
        self.id.push_str(riga.id);
        self.fini.push(self.id.len());
        self.righe.push(riga.riga);
    }

    fn get(&self, n: usize) -> (&str, u64) {
        let from = n.checked_sub(1).and_then(|b| self.fini.get(b)).copied().unwrap_or(0);
        let to = self.fini.get(n).copied().unwrap_or(from);
        (self.id.get(from..to).unwrap_or_default(), self.righe.get(n).copied().unwrap_or_default())
    }
}

fn read(
    file: &str,
    pagina: Option<&str>,
    mut lettore: Lettore,
    keep: &mut Raccolta<'_>,
) -> Result<Letto, Vec<Diagnostic>> {
    let named = |list: Vec<Diagnostic>| -> Vec<Diagnostic> {
        list.into_iter().map(|d| Diagnostic { file: file.to_owned(), ..d }).collect()
    };
    let unreadable = |e: &std::io::Error| {
        named(one(Diagnostic::error(Code::FileIlleggibile, "", "il file della popolazione non si può leggere")
            .found(e.to_string())
            .expected("un file CSV, .xlsx o .ods, o «-» per lo standard input")
            .mend("controlla il nome e la cartella")))
    };
    let mut source: Box<dyn Read> = if file == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(File::open(file).map_err(|e| unreadable(&e))?)
    };
    let mut start = Vec::new();
    source.by_ref().take(4).read_to_end(&mut start).map_err(|e| unreadable(&e))?;
    if is_foglio(&start) {
        source.read_to_end(&mut start).map_err(|e| unreadable(&e))?;
        lettore.leggi(sheet(&start, pagina).map_err(|d| named(one(d)))?.as_bytes(), keep).map_err(named)?;
        return lettore.fine(keep).map_err(named);
    }
    lettore.leggi(&start, keep).map_err(named)?;
    let mut buffer = vec![0_u8; PEZZO];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => lettore.leggi(buffer.get(..n).unwrap_or_default(), keep).map_err(named)?,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(unreadable(&e)),
        }
    }
    lettore.fine(keep).map_err(named)
}

/// The households of a spreadsheet, as CSV.
fn sheet(bytes: &[u8], pagina: Option<&str>) -> Result<String, Diagnostic> {
    let letto = leggi(bytes, pagina)?;
    letto.csv.ok_or_else(|| {
        Diagnostic::error(Code::ValoreNonAmmesso, "--pagina", "il foglio di calcolo ha più di una pagina")
            .expected(letto.fogli.join(", "))
            .mend("scrivi con --pagina quale delle pagine ha le famiglie")
    })
}

fn not_over_the_input(out: &str, option: &str, input: &str) -> Result<(), Diagnostic> {
    let same =
        Path::new(out).canonicalize().ok().zip(Path::new(input).canonicalize().ok()).is_some_and(|(a, b)| a == b);
    if !same {
        return Ok(());
    }
    Err(Diagnostic::error(Code::FileIlleggibile, option, "il file da scrivere cancellerebbe la popolazione")
        .found(out)
        .expected("un altro file")
        .mend(format!("scrivi un altro nome dopo {option}")))
}

/// One row for each good household, as Italian spreadsheets open it: `;`, decimal comma, UTF-8 with its mark.
fn write_fees(out: &str, nomi: &Nomi, fees: &Tariffe) -> std::io::Result<()> {
    let mut w = BufWriter::new(File::create(out)?);
    write!(w, "\u{feff}id;riga;esito;totale")?;
    if fees.dopo.is_some() {
        write!(w, ";esito_confronto;totale_confronto;in_piu;in_meno")?;
    }
    write!(w, "\r\n")?;
    for (n, fee) in fees.prima.iter().enumerate() {
        let (id, line) = nomi.get(n);
        write!(w, "{};{line};", safe(id))?;
        write_fee(&mut w, *fee)?;
        if let Some(other) = fees.dopo.as_ref().and_then(|d| d.get(n)) {
            write!(w, ";")?;
            write_fee(&mut w, *other)?;
            let known = *fee >= 0 && *other >= 0;
            let (more, less) = if known { ((other - fee).max(0), (fee - other).max(0)) } else { (-1, -1) };
            write!(w, ";{};{}", euro(more), euro(less))?;
        }
        write!(w, "\r\n")?;
    }
    w.flush()
}

fn write_fee(w: &mut impl Write, fee: i64) -> std::io::Result<()> {
    let word = match fee {
        0.. => "calcolata",
        -1 => "non_ammessa",
        _ => "non_determinata",
    };
    write!(w, "{word};{}", euro(fee))
}

/// Empty when there is no amount.
fn euro(cents: i64) -> String {
    if cents < 0 { String::new() } else { format!("{},{:02}", cents / 100, cents % 100) }
}

/// Text of others, which a spreadsheet must not take for a formula.
fn safe(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !text.contains([';', '"', '\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let mark = if formula { "'" } else { "" };
    Cow::Owned(format!("\"{mark}{}\"", text.replace('"', "\"\"")))
}

fn unwritable(out: &str, e: &std::io::Error) -> Diagnostic {
    Diagnostic::error(Code::FileIlleggibile, "--quote", "il file delle quote non si può scrivere")
        .found(format!("{out}: {e}"))
        .expected("una cartella in cui si può scrivere")
        .mend("controlla il nome e la cartella")
}

fn one(d: Diagnostic) -> Vec<Diagnostic> {
    vec![d]
}
