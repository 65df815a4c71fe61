//! The door of the Comuni without a screen: a population read piece by piece, then questions about it, JSON in and
//! out. In the page it lives in a worker.

use super::{one, refused};
use crate::diagnosi::{Code, Diagnostic};
use crate::foglio::{MAX_CAMPIONE, campione};
use crate::formato::popolazione::{Attese, Lettore, Scarto, anteprima};
use crate::formato::{self, Documento, with_lines};
use crate::lingua::{self, tr};
use crate::norma::{CatalogoFatti, Fatto, Regolamento, TipoFatto, Unita};
use crate::semi;
use crate::simula::{
    Archivio, Combinato, Griglia, Leva, Meta, Scelta, Studio, Tipica, popolazione_dimostrativa, uniformita,
};
use crate::tariffa::{calcola, verifica};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Columns that divide the households and are no fact of any rule.
const SEMPRE: [&str; 2] = ["comune", "nucleo"];

/// How the columns of a file are to be read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Lettura {
    /// Header and name: `["Importo ISEE", "isee"]`.
    nomi: Vec<(String, String)>,
    /// Headers left out.
    ignora: Vec<String>,
    /// Headers that only divide the households in groups.
    gruppi: Vec<String>,
    /// The rules that will be asked for: texts or ids; they may declare facts.
    regole: Vec<String>,
}

/// A question.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Domanda {
    servizio: String,
    /// Texts or ids; the first is in force.
    regole: Vec<String>,
    periodi: Option<u32>,
    scelta: Scelta,
    /// Goal seek: key path, value now, grid, goal.
    percorso: String,
    attuale: Option<i64>,
    griglia: Option<Griglia>,
    /// Values that may move, in the order of preference.
    leve: Vec<Leva>,
    meta: Meta,
    /// A family, as a request.
    richiesta: Option<serde_json::Value>,
    /// An invented population.
    famiglie: Option<u32>,
    seme: Option<u64>,
    unita: Option<String>,
    /// Households of a spreadsheet.
    campione: Option<usize>,
}

/// What was read.
#[derive(Debug, Serialize)]
struct Letta {
    righe: u64,
    scartate: u64,
    scarti: Vec<Scarto>,
    colonne: Vec<String>,
    ignorate: Vec<String>,
    separatore: &'static str,
    decimali: &'static str,
    codifica: &'static str,
}

/// A population and the questions about it.
///
/// ```
/// let mut s = soglia::chiamate::Sessione::default();
/// s.inizia("{}");
/// s.pezzo(b"isee;ora;comune\n5000;10;Lodi\n");
/// assert!(s.fine().contains(r#""righe":1"#));
/// let answer = s.chiedi("quadro", r#"{ "servizio": "sad", "regole": ["dairago-sad", "monopoli-sad"] }"#);
/// assert!(answer.contains(r#""totale":"30.00""#) && answer.contains(r#""nome":"Lodi""#));
/// ```
#[derive(Debug, Default)]
pub struct Sessione {
    lettura: Option<(Box<Lettore>, Archivio)>,
    studio: Option<Studio>,
    /// Rows left out of what was read last.
    scarti: Vec<Scarto>,
}

impl Sessione {
    /// The first bytes of a file, and what its columns seem to be: a `Lettura` as JSON.
    ///
    /// ```
    /// let seen = soglia::chiamate::Sessione::anteprima(b"Cognome;isee\n", "{}");
    /// assert!(seen.contains(r#""personale":true"#));
    /// ```
    #[must_use]
    pub fn anteprima(bytes: &[u8], lettura: &str) -> String {
        answer(expected(lettura).and_then(|attese| anteprima(bytes, &attese)))
    }

    /// Begins a file; what was loaded stays until the new one is read.
    ///
    /// ```
    /// assert_eq!(soglia::chiamate::Sessione::default().inizia("{}"), "{}");
    /// ```
    pub fn inizia(&mut self, lettura: &str) -> String {
        match expected(lettura) {
            Ok(attese) => {
                self.lettura = Some((Box::new(Lettore::new(attese)), Archivio::default()));
                "{}".to_owned()
            }
            Err(errors) => refused(&errors),
        }
    }

    /// The next bytes; how many households so far. An error ends the reading.
    ///
    /// ```
    /// let mut s = soglia::chiamate::Sessione::default();
    /// s.inizia("{}");
    /// assert_eq!(s.pezzo(b"isee\n1\n2\n"), r#"{"famiglie":2}"#);
    /// ```
    pub fn pezzo(&mut self, bytes: &[u8]) -> String {
        let Some((lettore, archivio)) = &mut self.lettura else { return refused(&one(not_begun())) };
        match lettore.leggi(bytes, &mut |riga| archivio.push(riga)) {
            Ok(()) => format!("{{\"famiglie\":{}}}", archivio.len()),
            Err(errors) => {
                self.lettura = None;
                refused(&errors)
            }
        }
    }

    /// The file has ended: it takes the place of the one before.
    ///
    /// ```
    /// assert!(soglia::chiamate::Sessione::default().fine().contains("errori"));
    /// ```
    pub fn fine(&mut self) -> String {
        let Some((lettore, mut archivio)) = self.lettura.take() else { return refused(&one(not_begun())) };
        match lettore.fine(&mut |riga| archivio.push(riga)) {
            Err(errors) => refused(&errors),
            Ok(letto) => {
                let c = &letto.colonne;
                let isee = c.isee.iter().map(|k| k.map_or("isee", crate::norma::TipoIsee::fact_id).to_owned());
                let facts = c.fatti.iter().map(|f| f.id.clone());
                let letta = Letta {
                    righe: letto.righe,
                    scartate: letto.scartate,
                    colonne: isee.chain(c.quantita.iter().cloned()).chain(facts).collect(),
                    ignorate: c.ignorate.clone(),
                    scarti: letto.scarti,
                    separatore: letto.separatore,
                    decimali: letto.decimali,
                    codifica: letto.codifica,
                };
                archivio.finish(letto.colonne);
                self.studio = Some(Studio::new(archivio));
                let told = json(&letta);
                self.scarti = letta.scarti;
                told
            }
        }
    }

    /// Leaves the file that is being read; what was loaded before stays.
    ///
    /// ```
    /// soglia::chiamate::Sessione::default().lascia();
    /// ```
    pub fn lascia(&mut self) {
        self.lettura = None;
    }

    /// A question: `quadro`, `totali`, `perche`, `scalini`, `campione`, `obiettivo`, `obiettivi`, `uniformita`, `verifica`,
    /// `dimostrativa`, `scarti` (the rows left out, told again in the language spoken now).
    ///
    /// ```
    /// let mut s = soglia::chiamate::Sessione::default();
    /// assert!(s.chiedi("quadro", "{}").contains("prima la popolazione"));
    /// assert!(s.chiedi("verifica", r#"{ "regole": ["monopoli-sad"] }"#).contains("scalino"));
    /// ```
    pub fn chiedi(&mut self, nome: &str, json: &str) -> String {
        match serde_json::from_str::<Domanda>(json) {
            Err(e) => refused(&one(
                Diagnostic::error(Code::Sintassi, "", tr!("la domanda non è scritta bene")).found(e.to_string())
            )),
            Ok(d) => match nome {
                "verifica" => check(&d),
                "scarti" => {
                    self.scarti.iter_mut().for_each(Scarto::di_nuovo);
                    answer(Ok(&self.scarti))
                }
                "uniformita" => uniform(&d),
                "dimostrativa" => {
                    let unita = d.unita.as_deref().and_then(Unita::from_word).unwrap_or(Unita::Ora);
                    let csv = popolazione_dimostrativa(d.famiglie.unwrap_or(3000), d.seme.unwrap_or(1), unita);
                    answer(Ok(serde_json::json!({ "csv": csv })))
                }
                _ => self.of_population(nome, &d),
            },
        }
    }

    fn of_population(&mut self, nome: &str, d: &Domanda) -> String {
        let Some(studio) = &mut self.studio else { return refused(&one(no_population())) };
        let mut outcome = || -> Result<String, Vec<Diagnostic>> {
            let rules: Vec<Cow<'_, Regolamento>> = d.regole.iter().map(|r| rules_of(r)).collect::<Result<_, _>>()?;
            let refs: Vec<&Regolamento> = rules.iter().map(AsRef::as_ref).collect();
            let first = *needed(refs.first(), "regole")?;
            let periodi = d.periodi.unwrap_or(12);
            Ok(match nome {
                "quadro" => json(&studio.quadro(&d.servizio, &refs, periodi).map_err(one)?),
                "totali" => json(&studio.totali(&d.servizio, &refs).map_err(one)?),
                "campione" => {
                    let rows = d.campione.unwrap_or(50).clamp(1, MAX_CAMPIONE);
                    let famiglie = studio.campione(&d.servizio, first, rows).map_err(one)?;
                    // A spreadsheet is for an Italian office, whatever the page speaks.
                    let sheet = lingua::in_italiano(|| campione(first, &d.servizio, &famiglie, studio.famiglie()));
                    json(&sheet.map_err(one)?)
                }
                "scalini" => json(&studio.scalini(&d.servizio, first).map_err(one)?),
                "perche" => {
                    let second = *needed(refs.get(1), "regole")?;
                    let why = studio.perche(&d.servizio, first, second, &d.scelta).map_err(one)?;
                    let traced = why.tipica.as_ref().map(|t| traces(&d.servizio, first, second, t)).transpose()?;
                    let mut out = serde_json::to_value(&why).unwrap_or_default();
                    if let Some(map) = out.as_object_mut() {
                        map.insert("confronto".to_owned(), traced.unwrap_or_default());
                    }
                    out.to_string()
                }
                "obiettivo" => {
                    let text = text_of(needed(d.regole.last(), "regole")?);
                    let file = Documento::parse(&text);
                    let with = |value: &str| {
                        let mut file = file.clone()?;
                        file.set(&d.percorso, value);
                        formato::parse_regolamento(&file.to_string(), "", semi::fatti()).ok()
                    };
                    let griglia = *needed(d.griglia.as_ref(), "griglia")?;
                    let now = d.attuale.unwrap_or(griglia.da);
                    json(&studio.obiettivo(&d.servizio, first, now, griglia, &d.meta, &with).map_err(one)?)
                }
                "obiettivi" => json(&levers(studio, d, first)?),
                _ => return Err(one(unknown(nome))),
            })
        };
        outcome().unwrap_or_else(|errors| refused(&errors))
    }
}

/// Goal seek on the values of a text, in the order of preference.
fn levers(studio: &mut Studio, d: &Domanda, first: &Regolamento) -> Result<Combinato, Vec<Diagnostic>> {
    let text = text_of(needed(d.regole.last(), "regole")?);
    let file = Documento::parse(&text);
    let with = |values: &[(usize, String)]| {
        let mut file = file.clone()?;
        for (n, value) in values {
            file.set(&d.leve.get(*n)?.percorso, value);
        }
        formato::parse_regolamento(&file.to_string(), "", semi::fatti()).ok()
    };
    studio.obiettivi(&d.servizio, first, &d.leve, &d.meta, &with).map_err(one)
}

fn answer<T: Serialize>(outcome: Result<T, Vec<Diagnostic>>) -> String {
    outcome.map_or_else(|errors| refused(&errors), |value| json(&value))
}

fn json(value: &impl Serialize) -> String {
    // Our own types always serialise.
    serde_json::to_string(value).unwrap_or_default()
}

/// An embedded regolamento by id, or the text of one.
fn rules_of(file: &str) -> Result<Cow<'static, Regolamento>, Vec<Diagnostic>> {
    if is_text(file) {
        return formato::parse_regolamento(file, "", semi::fatti()).map(Cow::Owned);
    }
    semi::regolamento(file).map(Cow::Borrowed)
}

fn is_text(file: &str) -> bool {
    file.contains(['\n', '=', '{'])
}

fn text_of(file: &str) -> String {
    if is_text(file) { file.to_owned() } else { semi::testo(file).unwrap_or_default().to_owned() }
}

/// The columns a file may have: those of all facts, of the rules, and the groups asked for.
fn expected(json: &str) -> Result<Attese, Vec<Diagnostic>> {
    let l: Lettura = serde_json::from_str(json).map_err(|e| {
        one(Diagnostic::error(Code::Sintassi, "", tr!("la richiesta di lettura non è scritta bene"))
            .found(e.to_string()))
    })?;
    let mut fatti: CatalogoFatti = semi::fatti().clone();
    let mut quantita = Vec::new();
    // Rules that are still wrong add nothing: their errors are told where they are written.
    for rules in l.regole.iter().filter_map(|r| rules_of(r).ok()) {
        for fatto in rules.fatti.iter().filter(|f| semi::fatti().get(&f.id).is_none()) {
            fatti.insert(fatto.clone());
        }
        for servizio in &rules.servizi {
            quantita.extend(crate::simula::quantita_di(&rules, servizio));
        }
    }
    for id in SEMPRE.iter().map(|s| (*s).to_owned()).chain(l.gruppi.iter().map(|g| g.trim().to_lowercase())) {
        if fatti.get(&id).is_none() && !formato::popolazione::announces_a_person(&id) {
            fatti.insert(group(id));
        }
    }
    let mut attese = Attese::new(fatti);
    for name in quantita {
        if !attese.quantita.contains(&name) {
            attese.quantita.push(name);
        }
    }
    attese.nomi = l.nomi;
    attese.ignora = l.ignora;
    Ok(attese)
}

/// A column that only divides the households.
fn group(id: String) -> Fatto {
    Fatto {
        domanda: id.as_str().into(),
        id,
        tipo: TipoFatto::Testo,
        valori: Vec::new(),
        aiuto: None,
        perche: None,
        predefinito: None,
        minimo: None,
        massimo: None,
    }
}

/// The two computations of a household.
fn traces(
    servizio: &str,
    first: &Regolamento,
    second: &Regolamento,
    tipica: &Tipica,
) -> Result<serde_json::Value, Vec<Diagnostic>> {
    let run = |rules| calcola(rules, servizio, &tipica.richiesta).map_err(one);
    Ok(serde_json::json!({ "prima": run(first)?, "dopo": run(second)? }))
}

/// What is wrong with a schedule, or worth a look, with the lines of its text.
fn check(d: &Domanda) -> String {
    answer(needed(d.regole.first(), "regole").map(|file| match rules_of(file) {
        Err(errors) => errors,
        Ok(rules) => with_lines(&text_of(file), verifica(&rules, None)),
    }))
}

fn uniform(d: &Domanda) -> String {
    let outcome = || {
        let rules: Vec<Cow<'_, Regolamento>> = d.regole.iter().map(|r| rules_of(r)).collect::<Result<_, _>>()?;
        let refs: Vec<&Regolamento> = rules.iter().map(AsRef::as_ref).collect();
        let request = needed(d.richiesta.as_ref(), "richiesta")?.to_string();
        let request = formato::parse_request(&request, semi::fatti()).map_err(one)?;
        Ok(uniformita(&d.servizio, &request, &refs))
    };
    answer(outcome())
}

fn needed<'a, T>(value: Option<&'a T>, key: &str) -> Result<&'a T, Vec<Diagnostic>> {
    let missing = || Diagnostic::error(Code::ChiaveMancante, key, tr!("manca «{}»", key)).expected(key);
    value.ok_or_else(|| one(missing()))
}

fn not_begun() -> Diagnostic {
    Diagnostic::error(Code::FileIlleggibile, "", tr!("la lettura non è cominciata"))
        .mend(tr!("scegli di nuovo il file"))
}

fn no_population() -> Diagnostic {
    Diagnostic::error(Code::FileVuoto, "", tr!("carica prima la popolazione"))
        .mend(tr!("scegli un file CSV, o quella di esempio"))
}

fn unknown(nome: &str) -> Diagnostic {
    Diagnostic::error(Code::ValoreNonAmmesso, "", tr!("questa domanda non esiste")).found(nome).expected(
        "quadro, totali, perche, scalini, campione, obiettivo, obiettivi, uniformita, verifica, dimostrativa, scarti",
    )
}
