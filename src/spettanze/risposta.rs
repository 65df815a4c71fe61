//! The answer, ready to be shown or printed.

use super::Risposte;
use super::domini::Domini;
use super::gruppi::Esito;
use super::scelta::{Candidata, open_questions};
use super::stato::Stato;
use super::vicino::{Vicino, nearest};
use crate::denaro::Frazione;
use crate::lingua::tr;
use crate::norma::{Area, CatalogoFatti, Certezza, FormaQuota, Natura, Origine, Testo, TipoFatto, TipoIsee, Unita};
use crate::requisiti::{Verita, evaluate};
use crate::tariffa::{Ammesso, Estremi, Motivo};
use serde::Serialize;

/// Money to the family.
///
/// ```
/// # use soglia::{formato::parse_questionario, semi, spettanze::{Voce, spettanze}};
/// # let rules = semi::regolamento("lombardia-nidi-gratis").unwrap();
/// # let voci = [Voce { regole: rules, servizio: &rules.servizi[0] }];
/// let json = r#"{ "isee": { "minorenni": "15000" }, "quantita": { "euro_retta": "450" } }"#;
/// let answer = spettanze(&voci, semi::fatti(), &parse_questionario(json, semi::fatti()).unwrap()).unwrap();
/// assert_eq!(answer.esiti[0].contributi[0].importo.as_deref(), Some("177.27"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContributoSpettante {
    /// Id of the quota.
    pub id: String,
    /// Its name.
    pub nome: Option<Testo>,
    /// Unit.
    pub per: Unita,
    /// Euro, when known; a maximum, as the rules print it.
    pub importo: Option<String>,
    /// Between what, when not.
    pub intervallo: Option<Estremi>,
    /// How sure the amount is.
    pub certezza: Certezza,
}

/// One service or measure.
///
/// ```
/// # use soglia::{formato::parse_questionario, semi, spettanze::{Voce, spettanze}};
/// # let rules = semi::regolamento("ambito-lodi-sad").unwrap();
/// # let voci = [Voce { regole: rules, servizio: &rules.servizi[0] }];
/// let answer = spettanze(&voci, semi::fatti(), &Default::default()).unwrap();
/// let home_care = &answer.esiti[0];
/// assert_eq!((home_care.esito, home_care.certezza.as_str()), (soglia::tariffa::Ammesso::DaVerificare, "dimostrativa"));
/// assert_eq!(home_care.mancano, ["residente", "isee.sociosanitario", "isee.ordinario"]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EsitoVoce {
    /// Id of the service or measure.
    pub id: String,
    /// Id of the file whose rules were used.
    pub regole: String,
    /// Name.
    pub nome: Testo,
    /// Who issued the rules.
    pub ente: Testo,
    /// Area of the plan.
    pub area: Area,
    /// A benefit or admission, not a service with a fee.
    pub misura: bool,
    /// The verdict.
    pub esito: Ammesso,
    /// How sure the rules behind the verdict are.
    pub certezza: Certezza,
    /// Whether the rules bind anyone.
    pub natura: Natura,
    /// Last day of the rules, when there is one.
    pub fino_al: Option<String>,
    /// Every requirement, with its own outcome.
    pub motivi: Vec<Motivo>,
    /// The answers that can still change verdict or amounts, also those that the person cannot give.
    pub mancano: Vec<String>,
    /// What the family pays, euro.
    pub totale: Option<String>,
    /// Between what, when not known.
    pub intervallo: Option<Estremi>,
    /// What the family gets.
    pub contributi: Vec<ContributoSpettante>,
    /// For a `no`: the condition nearest to being met.
    pub vicino: Option<Vicino>,
    /// What replaced it later.
    pub superata_da: Option<String>,
    /// What the reader must know.
    pub nota: Option<Testo>,
}

/// An answer to choose from.
///
/// ```
/// let yes = soglia::spettanze::Scelta { valore: "true".into(), testo: "Sì".into() };
/// assert_eq!(serde_json::to_string(&yes).unwrap(), r#"{"valore":"true","testo":"Sì"}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scelta {
    /// As the call wants it back: a word, `true`, `false`, `non_so`, or `assente` for an ISEE.
    pub valore: String,
    /// What the screen shows.
    pub testo: Testo,
}

/// The question worth asking next.
///
/// ```
/// # use soglia::{formato::parse_questionario, semi, spettanze::{Voce, spettanze}};
/// # let rules = semi::regolamento("ambito-lodi-sad").unwrap();
/// # let voci = [Voce { regole: rules, servizio: &rules.servizi[0] }];
/// let question = spettanze(&voci, semi::fatti(), &Default::default()).unwrap().domanda.unwrap();
/// assert_eq!((question.fatto.as_str(), question.decide.as_slice()), ("residente", ["sad".to_owned()].as_slice()));
/// assert_eq!(question.scelte.last().unwrap().valore, "non_so");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Domanda {
    /// Id of the fact.
    pub fatto: String,
    /// The question.
    pub testo: Testo,
    /// Help under it.
    pub aiuto: Option<Testo>,
    /// Why we ask, in general.
    pub perche: Option<Testo>,
    /// Kind of answer.
    pub tipo: TipoFatto,
    /// Ready answers; always one to say that one does not know.
    pub scelte: Vec<Scelta>,
    /// Least number.
    pub minimo: Option<String>,
    /// Greatest number.
    pub massimo: Option<String>,
    /// Why this question now.
    pub motivo: String,
    /// Ids of the services and measures that it concerns.
    pub decide: Vec<String>,
}

/// How far the questionnaire has come.
///
/// ```
/// # use soglia::spettanze::spettanze;
/// let nothing_to_ask = spettanze(&[], soglia::semi::fatti(), &Default::default()).unwrap();
/// assert_eq!(nothing_to_ask.progresso.domande_al_massimo, 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progresso {
    /// Answers given, «non lo so» among them.
    pub risposte: usize,
    /// Services and measures about which nothing can change any more.
    pub chiuse: usize,
    /// All of them.
    pub voci: usize,
    /// Questions still to come, at most.
    pub domande_al_massimo: usize,
    /// What asking everything would take, answers given included.
    pub domande_in_tutto: usize,
}

/// The whole answer.
///
/// ```
/// let answer = soglia::spettanze::spettanze(&[], soglia::semi::fatti(), &Default::default()).unwrap();
/// assert!(answer.esiti.is_empty() && answer.domanda.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spettanze {
    /// In the order given.
    pub esiti: Vec<EsitoVoce>,
    /// Ids of what is refused, the nearest first.
    pub piu_vicine: Vec<String>,
    /// The next question; none when nothing left can change anything.
    pub domanda: Option<Domanda>,
    /// How far we are.
    pub progresso: Progresso,
}

pub(super) fn answer(
    stati: &[Stato<'_>],
    next: Option<&Candidata>,
    r: &Risposte,
    domini: &Domini,
    catalogo: &CatalogoFatti,
) -> Spettanze {
    let mut refused: Vec<(usize, Frazione, String)> = Vec::new();
    let mut esiti = Vec::with_capacity(stati.len());
    for stato in stati {
        let near = nearest(stato, &r.fatti, catalogo);
        if let Some((_, count, sum)) = &near {
            refused.push((*count, *sum, stato.voce.servizio.id.clone()));
        }
        esiti.push(one(stato, near.map(|(v, _, _)| v), r));
    }
    refused.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    let open = open_questions(stati, r).len();
    Spettanze {
        esiti,
        piu_vicine: refused.into_iter().map(|(_, _, id)| id).collect(),
        domanda: next.and_then(|n| question(n, stati, r, catalogo)),
        progresso: Progresso {
            risposte: r.fatti.len().saturating_add(r.non_so.len()).saturating_add(r.senza.len()),
            chiuse: stati.iter().filter(|s| s.chiuso()).count(),
            voci: stati.len(),
            domande_al_massimo: open,
            domande_in_tutto: domini.facts().count(),
        },
    }
}

fn one(stato: &Stato<'_>, vicino: Option<Vicino>, r: &Risposte) -> EsitoVoce {
    let (rules, s) = (stato.voce.regole, stato.voce.servizio);
    let esito = match stato.esito {
        Esito::Si => Ammesso::Si,
        Esito::No => Ammesso::No,
        Esito::Aperto => Ammesso::DaVerificare,
    };
    let quanto = stato.importi.quanto.as_ref().filter(|_| esito != Ammesso::No);
    let fee = s.quote.iter().any(|q| q.forma == FormaQuota::Tariffa);
    let totale = quanto.filter(|_| fee).map(|q| q.totale);
    let contributi = quanto.map(|q| q.contributi.as_slice()).unwrap_or_default();
    EsitoVoce {
        id: s.id.clone(),
        regole: rules.id.clone(),
        nome: s.nome.clone(),
        ente: rules.ente.clone(),
        area: s.area,
        misura: s.misura,
        esito,
        certezza: certainty(stato, r),
        natura: rules.natura,
        fino_al: rules.vigenza.al.map(|d| d.to_string()),
        motivi: reasons(stato, r),
        mancano: stato.decisivi().into_iter().map(str::to_owned).collect(),
        totale: totale.and_then(Estremi::known).map(Frazione::euro_text),
        intervallo: totale.filter(|t| t.known().is_none()),
        contributi: contributi.iter().filter_map(|(i, e)| contribution(stato, *i, *e)).collect(),
        vicino,
        superata_da: s.superata_da.clone(),
        nota: s.origine.nota.clone(),
    }
}

fn contribution(stato: &Stato<'_>, index: usize, e: Estremi) -> Option<ContributoSpettante> {
    let quota = stato.voce.servizio.quote.get(index)?;
    let values = quota.fasce.iter().map(|f| f.origine.certezza).chain([quota.origine.certezza]);
    Some(ContributoSpettante {
        id: quota.id.clone(),
        nome: quota.nome.clone(),
        per: quota.per,
        importo: e.known().map(Frazione::euro_text),
        intervallo: e.known().is_none().then_some(e),
        certezza: values.max().unwrap_or(Certezza::Certa),
    })
}

fn reasons(stato: &Stato<'_>, r: &Risposte) -> Vec<Motivo> {
    let outcome = |v: Verita| match v {
        Verita::Si => Ammesso::Si,
        Verita::No => Ammesso::No,
        Verita::Ignota(_) => Ammesso::DaVerificare,
    };
    let requirements = stato.voce.servizio.requisiti.iter();
    requirements
        .map(|q| Motivo {
            requisito: q.id.clone(),
            esito: outcome(evaluate(&q.se, &r.fatti)),
            testo: q.testo.clone(),
            fonte: q.origine.fonte.clone(),
            certezza: q.origine.certezza,
        })
        .collect()
}

/// A refusal is as sure as the surest requirement that is not met; anything else as the least sure rule.
fn certainty(stato: &Stato<'_>, r: &Risposte) -> Certezza {
    let s = stato.voce.servizio;
    let of = |o: &Origine| o.certezza;
    if stato.esito == Esito::No {
        let failed = s.requisiti.iter().filter(|q| evaluate(&q.se, &r.fatti).is_no());
        if let Some(surest) = failed.map(|q| of(&q.origine)).min() {
            return surest;
        }
    }
    let all = s.requisiti.iter().map(|q| of(&q.origine)).chain([of(&s.origine)]);
    all.max().unwrap_or(Certezza::Certa)
}

fn question(n: &Candidata, stati: &[Stato<'_>], r: &Risposte, catalogo: &CatalogoFatti) -> Option<Domanda> {
    let fatto = catalogo.get(&n.fatto)?;
    let touched: Vec<&Stato<'_>> = n.riguarda.iter().filter_map(|i| stati.get(*i)).collect();
    let open = stati.iter().filter(|s| s.decisivi().into_iter().any(|id| r.askable(id))).count();
    let names: Vec<&str> = touched.iter().map(|s| s.voce.servizio.nome.it()).collect();
    let motivo = tr!(
        "È la domanda che chiude più risposte: ne riguarda {} su {} ancora aperte ({}).",
        touched.len().to_string(),
        open.to_string(),
        names.join("; ")
    );
    Some(Domanda {
        fatto: fatto.id.clone(),
        testo: fatto.domanda.clone(),
        aiuto: fatto.aiuto.clone(),
        perche: fatto.perche.clone(),
        tipo: fatto.tipo,
        scelte: choices(fatto),
        minimo: fatto.minimo.map(|n| n.to_string()),
        massimo: fatto.massimo.map(|n| n.to_string()),
        motivo,
        decide: touched.iter().map(|s| s.voce.servizio.id.clone()).collect(),
    })
}

fn choices(fatto: &crate::norma::Fatto) -> Vec<Scelta> {
    let ready = |valore: &str, it: &str, en: &str| Scelta {
        valore: valore.to_owned(),
        testo: Testo::new([("it", it), ("en", en)].map(|(l, t)| (l.to_owned(), t.to_owned())).into()),
    };
    let mut list: Vec<Scelta> =
        fatto.valori.iter().map(|(w, text)| Scelta { valore: w.clone(), testo: text.clone() }).collect();
    if fatto.tipo == TipoFatto::Booleano {
        list.extend([ready("true", "Sì", "Yes"), ready("false", "No", "No")]);
    }
    if TipoIsee::ALL.iter().any(|k| k.fact_id() == fatto.id) {
        list.push(ready("assente", "Non ce l'ho", "I do not have it"));
    }
    list.push(ready("non_so", "Non lo so", "I do not know"));
    list
}
