//! The calls `riparto` and `quadra`, and `verifica` on what they read.

use super::{Esito, required};
use crate::denaro::{Frazione, parse_decimal};
use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::foglio::Cartella;
use crate::formato::{self, Argomenti};
use crate::lingua::tr;
use crate::riparto::{self, Centesimi, Cifre, EsitoControllo, Riparto};
use crate::semi;

/// A riparto and its text, with the name that diagnostics give it.
struct Aperto<'a> {
    riparto: Riparto,
    testo: &'a str,
    nome: String,
}

/// Whether the file is a riparto: an embedded id, or a text that has its keys.
pub(super) fn concerns(a: &Argomenti, name: &str) -> bool {
    let file = a.file.as_deref().unwrap_or_default();
    (name.is_empty() && semi::riparti().iter().any(|s| s.id == file)) || formato::is_riparto(file)
}

/// An embedded riparto by id, or the text of one; its tables are those given, then the embedded ones.
fn open<'a>(a: &'a Argomenti, name: &str) -> Result<Aperto<'a>, Vec<Diagnostic>> {
    let file = required(a.file.as_ref(), "file")?;
    if name.is_empty() && !file.contains(['\n', '{', '=']) {
        let riparto = semi::riparto(file)?;
        let testo = semi::testo_riparto(file).unwrap_or_default();
        return Ok(Aperto { riparto, testo, nome: file.to_owned() });
    }
    let mut tables = semi::tabelle();
    tables.extend(a.tabelle.clone());
    let riparto = formato::parse_riparto(file, name, &tables)?;
    let nome = if name.is_empty() { riparto.id.clone() } else { name.to_owned() };
    Ok(Aperto { riparto, testo: file, nome })
}

impl Aperto<'_> {
    fn placed(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let found = formato::with_lines(self.testo, findings);
        found.into_iter().map(|d| Diagnostic { file: self.nome.clone(), ..d }).collect()
    }
}

/// Divides the fund; or, of one voce, how its level answers to its weight, or what gives it at least a sum.
pub(super) fn divide(a: &Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    let aperto = open(a, name)?;
    let divided = match (&a.voce, &a.domanda) {
        (None, [None, None, None]) => riparto::calcola(&aperto.riparto).map(Esito::of),
        (Some(voce), [None, None, None]) => riparto::sensibilita(&aperto.riparto, voce).map(Esito::of),
        (Some(voce), [None, Some(sum), None]) => {
            centesimi(sum).and_then(|sum| riparto::almeno(&aperto.riparto, voce, sum)).map(Esito::of)
        }
        _ => Err(vec![
            Diagnostic::error(
                Code::ChiaveMancante,
                "voce",
                "di un riparto si chiede una voce, e quanto almeno deve avere",
            )
            .expected("voce, o voce e almeno")
            .mend("per esempio voce = \"minori\", almeno = \"500000.00\""),
        ]),
    };
    divided.map_err(|errors| aperto.placed(errors))
}

/// Euro, to the cent.
///
/// ```
/// assert_eq!(soglia::chiamate::centesimi("10.5").unwrap().0, 1050);
/// assert!(soglia::chiamate::centesimi("10.555").is_err());
/// ```
///
/// # Errors
/// Anything else.
pub fn centesimi(text: &str) -> Result<Centesimi, Vec<Diagnostic>> {
    let cents = parse_decimal(text).ok().and_then(|x| Frazione::from_decimal(x).mul(Frazione::integer(100)).ok());
    let cents = cents.filter(|c| c.denom() == 1 && c.numer() >= 0);
    cents.map(|c| Centesimi(c.numer())).ok_or_else(|| {
        vec![
            Diagnostic::error(Code::NumeroNonValido, "almeno", tr!("questo non è un importo"))
                .found(text)
                .expected(tr!("euro con al massimo due decimali, come 500000.00"))
                .mend(tr!("scrivi solo cifre e il punto decimale")),
        ]
    })
}

/// The division as a spreadsheet that computes it again.
///
/// ```
/// use soglia::formato::Argomenti;
/// let cartella = soglia::chiamate::foglio_riparto(&Argomenti::on("ambito-lodi-frs-2017".into()), "").unwrap();
/// assert_eq!(cartella.fogli[0].nome(), "Riparto");
/// ```
///
/// # Errors
/// What is wrong with the file, or with the division.
pub fn foglio_riparto(a: &Argomenti, name: &str) -> Result<Cartella, Vec<Diagnostic>> {
    let aperto = open(a, name)?;
    let answer = riparto::calcola(&aperto.riparto).map_err(|errors| aperto.placed(errors))?;
    Ok(crate::foglio::riparto(&aperto.riparto, &answer))
}

/// What is wrong, or worth a look.
pub(super) fn verify(a: &Argomenti, name: &str) -> Vec<Diagnostic> {
    match open(a, name) {
        Ok(aperto) => aperto.placed(riparto::verifica(&aperto.riparto)),
        Err(errors) => errors,
    }
}

/// Whether the file holds the figures of a document: an embedded id, or a text that has its keys.
pub(super) fn is_figures(a: &Argomenti, name: &str) -> bool {
    let file = a.file.as_deref().unwrap_or_default();
    (name.is_empty() && semi::testo_cifre(file).is_some()) || formato::is_cifre(file)
}

fn figures(a: &Argomenti, name: &str) -> Result<Cifre, Vec<Diagnostic>> {
    let file = required(a.file.as_ref(), "file")?;
    if name.is_empty() && !file.contains(['\n', '{', '=']) {
        semi::cifre(file)
    } else {
        formato::parse_cifre(file, name)
    }
}

/// Computes printed totals again.
pub(super) fn reconcile(a: &Argomenti, name: &str) -> Result<Esito, Vec<Diagnostic>> {
    figures(a, name).map(|c| Esito::of(riparto::quadra(&c)))
}

/// The contradictions of a document, or what is wrong with the file.
pub(super) fn verify_figures(a: &Argomenti, name: &str) -> Vec<Diagnostic> {
    let figures = match figures(a, name) {
        Ok(figures) => figures,
        Err(errors) => return errors,
    };
    let file = if name.is_empty() { &figures.id } else { name };
    let contradicted = |c: &&riparto::Controllo| c.esito == EsitoControllo::Contraddizione;
    let one = |c: &riparto::Controllo| {
        let d = Diagnostic::new(Severity::Avviso, Code::Contraddizione, "", &c.testo)
            .found(&c.stampato)
            .expected(&c.ricalcolato)
            .mend("sta così nel documento: si mostrano entrambi i valori");
        Diagnostic { file: file.to_owned(), ..d }
    };
    riparto::quadra(&figures).controlli.iter().filter(contradicted).map(one).collect()
}
