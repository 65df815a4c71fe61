//! «Cosa mi spetta?» on the embedded rules: those of a day and of a Comune.

use super::{Esito, one};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::parse_questionario;
use crate::lingua::tr;
use crate::norma::{CatalogoFatti, Giorno, ValoreFatto};
use crate::semi::{self, Comune, Contatto, Gestione, Seme};
use crate::spettanze::{Risposte, Spettanze, Voce, spettanze as engine};
use serde::Serialize;

/// The day that stands for the time of the plan: its rules are one click away.
///
/// ```
/// use soglia::chiamate::{AL_TEMPO_DEL_PIANO, spettanze};
/// let then = spettanze("{}", Some(AL_TEMPO_DEL_PIANO)).unwrap();
/// assert!(then.documento.contains(r#""regole":"rei-2018-giugno""#));
/// ```
pub const AL_TEMPO_DEL_PIANO: &str = "2018-07-01";

/// A measure of which the rules of that day are not known, though those of an earlier one are.
#[derive(Serialize)]
pub(crate) struct SenzaRegole {
    id: &'static str,
    pub nome: &'static str,
    /// The last rules known.
    regole: &'static str,
    pub valide_fino_al: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superata_da: Option<String>,
}

/// Where to ask.
#[derive(Serialize)]
pub(crate) struct Dove {
    /// Who runs what in the Comune, as far as the plan says.
    pub gestioni: Vec<&'static Gestione>,
    pub forme: Vec<Forma>,
    pub contatti: Vec<&'static Contatto>,
    pub testo: String,
    pub fonte: [&'static str; 2],
}

#[derive(Serialize)]
pub(crate) struct Forma {
    pub id: &'static str,
    pub nome: &'static str,
}

/// The answer of the call.
#[derive(Serialize)]
pub(crate) struct Documento {
    data: Giorno,
    al_tempo_del_piano: &'static str,
    comune: Option<&'static Comune>,
    /// Facts that follow from the Comune.
    dedotti: Vec<&'static str>,
    #[serde(flatten)]
    pub spettanze: Spettanze,
    pub senza_regole: Vec<SenzaRegole>,
    pub dove: Dove,
}

/// `spettanze`: verdicts, amounts and the next question, for the answers given so far. `oggi` is the day when the
/// answers name none.
///
/// ```
/// let json = r#"{ "comune": "Codogno", "fatti": { "eta": 80, "demenza_certificata": true } }"#;
/// let esito = soglia::chiamate::spettanze(json, Some("2026-02-01")).unwrap();
/// assert!(esito.documento.contains(r#""domanda":{"fatto":"#));
/// ```
///
/// # Errors
/// What is wrong with the answers; a Comune that is not of the area; no day.
pub fn spettanze(json: &str, oggi: Option<&str>) -> Result<Esito, Vec<Diagnostic>> {
    indaga(json, oggi).map(Esito::of)
}

/// The answer as it is, for who draws it.
///
/// # Errors
/// Those of [`spettanze`].
pub(crate) fn indaga(json: &str, oggi: Option<&str>) -> Result<Documento, Vec<Diagnostic>> {
    let catalogo = catalogue()?;
    let mut r = parse_questionario(json, &catalogo).map_err(one)?;
    let data = r.data.or_else(|| oggi.and_then(Giorno::parse)).ok_or_else(no_day)?;
    let comune = r.comune.as_deref().map(find_comune).transpose().map_err(one)?;
    let dedotti = deduce(&mut r, comune);
    let day = data.to_string();
    let files = in_force(&day, comune)?;
    let mut voci: Vec<Voce<'_>> = Vec::new();
    for regole in files {
        for servizio in &regole.servizi {
            // The Comune's own rules come first and stand in place of the area's.
            if voci.iter().all(|v| v.servizio.id != servizio.id) {
                voci.push(Voce { regole, servizio });
            }
        }
    }
    let spettanze = engine(&voci, &catalogo, &r).map_err(one)?;
    Ok(Documento {
        senza_regole: without_rules(&day)?,
        dove: where_to_ask(comune),
        data,
        al_tempo_del_piano: AL_TEMPO_DEL_PIANO,
        comune,
        dedotti,
        spettanze,
    })
}

/// The standard facts, those of the measures and those of the area's own rules.
pub(crate) fn catalogue() -> Result<CatalogoFatti, Vec<Diagnostic>> {
    let mut all = semi::fatti_misure().clone();
    for seme in semi::elenco().iter().filter(|s| !s.comuni.is_empty()) {
        for fatto in semi::regolamento(seme.id)?.fatti.iter() {
            if all.get(&fatto.id).is_none() {
                all.insert(fatto.clone());
            }
        }
    }
    Ok(all)
}

fn no_day() -> Vec<Diagnostic> {
    one(Diagnostic::error(Code::ChiaveMancante, "data", "manca il giorno di cui si chiedono le regole")
        .expected("data, per esempio \"2026-01-31\"")
        .mend("aggiungi data"))
}

/// By ISTAT code or by name.
fn find_comune(text: &str) -> Result<&'static Comune, Diagnostic> {
    let same = |c: &&Comune| c.codice_istat == text || c.nome.to_lowercase() == text.trim().to_lowercase();
    semi::comuni().iter().find(same).ok_or_else(|| {
        Diagnostic::error(Code::ValoreNonAmmesso, "comune", "questo non è uno dei 61 Comuni dell'Ambito di Lodi")
            .found(text)
            .expected("il nome, o il codice ISTAT di sei cifre")
            .mend("per esempio \"Codogno\" o \"098019\"; togli comune se non è dell'Ambito")
    })
}

/// Who names their Comune lives there.
fn deduce(r: &mut Risposte, comune: Option<&Comune>) -> Vec<&'static str> {
    if comune.is_none() || !r.askable("residente") {
        return Vec::new();
    }
    r.fatti.insert("residente".to_owned(), ValoreFatto::Booleano(true));
    vec!["residente"]
}

fn covers(seme: &Seme, day: &str) -> bool {
    // ISO dates compare as texts.
    seme.vigenza.dal <= day && seme.vigenza.al.is_none_or(|al| day <= al)
}

/// The files of a day: the Comune's own, the area's, then the measures.
fn in_force(day: &str, comune: Option<&Comune>) -> Result<Vec<&'static crate::norma::Regolamento>, Vec<Diagnostic>> {
    let local = |s: &&Seme| covers(s, day) && !s.comuni.is_empty();
    let own = |s: &&Seme| comune.is_some_and(|c| s.comuni.contains(&c.codice_istat));
    let area = |s: &&Seme| s.comuni.contains(&"ambito-lodi");
    let mut files = Vec::new();
    for seme in semi::elenco().iter().filter(local).filter(own) {
        files.push(semi::regolamento(seme.id)?);
    }
    for seme in semi::elenco().iter().filter(local).filter(area) {
        files.push(semi::regolamento(seme.id)?);
    }
    for seme in semi::misure().iter().filter(|s| covers(s, day)) {
        files.push(semi::misura(seme.id)?);
    }
    Ok(files)
}

/// The measures that had rules before that day and have none on it.
fn without_rules(day: &str) -> Result<Vec<SenzaRegole>, Vec<Diagnostic>> {
    let mut last: Vec<(&'static semi::SemeServizio, &'static Seme)> = Vec::new();
    for seme in semi::misure() {
        for misura in seme.misure {
            match last.iter_mut().find(|(known, _)| known.id == misura.id) {
                _ if seme.vigenza.dal > day => {}
                Some(place) if place.1.vigenza.dal < seme.vigenza.dal => *place = (misura, seme),
                Some(_) => {}
                None => last.push((misura, seme)),
            }
        }
    }
    last.retain(|(_, seme)| !covers(seme, day));
    let mut out = Vec::new();
    for (misura, seme) in last {
        let superata_da = semi::misura(seme.id)?.servizio(misura.id).and_then(|s| s.superata_da.clone());
        out.push(SenzaRegole {
            id: misura.id,
            nome: misura.nome,
            regole: seme.id,
            valide_fino_al: seme.vigenza.al,
            superata_da,
        });
    }
    Ok(out)
}

fn where_to_ask(comune: Option<&'static Comune>) -> Dove {
    let code = comune.map_or("", |c| c.codice_istat);
    let gestioni: Vec<&'static Gestione> = semi::gestioni(code).collect();
    let (all, fonte) = semi::forme();
    let concerned =
        |id: &str| comune.is_some_and(|c| c.forma_associata == id) || gestioni.iter().any(|g| g.forma == id);
    let forme: Vec<Forma> = all.iter().filter(|(id, _)| concerned(id)).map(|(id, nome)| Forma { id, nome }).collect();
    let testo = match comune {
        Some(c) => tr!(
            "Per ogni dubbio chiedi al segretariato sociale del Comune di {}: c'è in tutti i 61 Comuni, ed è gratuito.",
            c.nome
        ),
        None => tr!(
            "Per ogni dubbio chiedi al segretariato sociale del tuo Comune: c'è in tutti i 61 Comuni, ed è gratuito."
        )
        .to_owned(),
    };
    Dove { gestioni, forme, contatti: semi::contatti(code).collect(), testo, fonte }
}
