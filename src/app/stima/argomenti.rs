// SPDX-License-Identifier: EUPL-1.2
//! The topics, one per screen: which there are for this person, what each asks, how it stands.

use super::campi::{self, Numero, Scelta};
use super::risposte::{Difetto, Risposte};
use super::{corrente, residenze};
use crate::app::componenti::FieldError;
use crate::app::draft::Draft;
use crate::app::numeri::NumberError;
use crate::app::route::Route;
use crate::app::testi;
use crate::lingua::{chiave, parola, tr};

/// A topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argomento {
    Scopo,
    Famiglia,
    Redditi,
    Casa,
    Conti,
    Investimenti,
    Immobili,
    AltriRedditi,
    AltrePersone,
    Disabilita,
    SeiMesi,
    Genitore,
    Residenza,
    Causa,
    RedditiOra,
    PatrimonioOra,
}

/// After these there is a first estimate.
pub const PRIMI: [Argomento; 3] = [Argomento::Scopo, Argomento::Famiglia, Argomento::Redditi];

/// A question of a topic.
#[derive(Clone, Copy, Debug)]
pub enum Domanda {
    Scelta(&'static Scelta),
    Numero(&'static Numero),
}

impl Domanda {
    /// Id of its first field, or of its group.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Scelta(s) => s.id,
            Self::Numero(n) => n.id,
        }
    }
}

/// How a topic stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stato {
    /// Not answered yet.
    Manca,
    /// The person said they do not know.
    NonSo,
    /// Every question has an answer.
    Data,
}

impl Argomento {
    /// The topics of this person, in the order asked.
    #[must_use]
    pub fn tutti(r: Risposte<'_>) -> Vec<Self> {
        let mut list = PRIMI.to_vec();
        list.extend([Self::Casa, Self::Conti, Self::Investimenti, Self::Immobili, Self::AltriRedditi]);
        let some = [
            (Self::AltrePersone, r.altri_adulti() > 0),
            (Self::Disabilita, true),
            (Self::SeiMesi, r.minorenni() > 0),
            (Self::Genitore, r.genitore_solo()),
            (Self::Residenza, r.per_residenza()),
        ];
        list.extend(some.into_iter().filter(|(_, there)| *there).map(|(topic, _)| topic));
        list
    }

    /// The topic at an address.
    #[must_use]
    pub fn at(slug: &str, r: Risposte<'_>) -> Option<Self> {
        Self::tutti(r).into_iter().chain(corrente::argomenti(r)).find(|a| a.slug() == slug)
    }

    /// It is about the current ISEE.
    #[must_use]
    pub const fn del_corrente(self) -> bool {
        matches!(self, Self::Causa | Self::RedditiOra | Self::PatrimonioOra)
    }

    /// The topics it stands among, in the order asked.
    #[must_use]
    pub fn fratelli(self, r: Risposte<'_>) -> Vec<Self> {
        if self.del_corrente() { corrente::argomenti(r) } else { Self::tutti(r) }
    }

    /// Last part of its address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Scopo => "scopo",
            Self::Famiglia => "famiglia",
            Self::Redditi => "redditi",
            Self::Casa => "casa",
            Self::Conti => "conti",
            Self::Investimenti => "investimenti",
            Self::Immobili => "immobili",
            Self::AltriRedditi => "altri-redditi",
            Self::AltrePersone => "altre-persone",
            Self::Disabilita => "disabilita",
            Self::SeiMesi => "lavoro",
            Self::Genitore => "altro-genitore",
            Self::Residenza => "residenza",
            Self::Causa => "corrente",
            Self::RedditiOra => "corrente-redditi",
            Self::PatrimonioOra => "corrente-patrimonio",
        }
    }

    /// Its page.
    #[must_use]
    pub fn route(self) -> Route {
        Route::Stima(self.slug().to_owned())
    }

    /// Field of the draft that says "I do not know".
    #[must_use]
    pub fn campo(self) -> String {
        ["stima.", self.slug()].concat()
    }

    /// The title of its page.
    #[must_use]
    pub const fn titolo(self, per_adulto: bool) -> &'static str {
        match self {
            Self::Scopo => campi::SCOPO.testo,
            Self::Famiglia if per_adulto => chiave!("Chi c'è nella famiglia della persona?"),
            Self::Famiglia => chiave!("Chi c'è nella tua famiglia?"),
            Self::Redditi => chiave!("Quali redditi ci sono stati nel {anno}?"),
            Self::Casa if per_adulto => campi::CASA.persona,
            Self::Casa => campi::CASA.testo,
            Self::Conti => chiave!("Quanto c'era sui conti?"),
            Self::Investimenti => chiave!("Ci sono altri risparmi?"),
            Self::Immobili => chiave!("Ci sono altre case o terreni?"),
            Self::AltriRedditi => chiave!("Ci sono altri redditi o assegni?"),
            Self::AltrePersone => chiave!("Quali redditi hanno gli altri adulti?"),
            Self::Disabilita => chiave!("Quante persone hanno una disabilità?"),
            Self::SeiMesi => campi::SEI_MESI.testo,
            Self::Genitore => campi::GENITORE.testo,
            Self::Residenza => chiave!("Ci sono figli che vivono altrove, o case donate?"),
            Self::Causa => corrente::CAUSA.testo,
            Self::RedditiOra => chiave!("Quali redditi ci sono stati di recente?"),
            Self::PatrimonioOra => chiave!("Quanto c'era alla fine del {dopo}?"),
        }
    }

    /// The topic in a word or two, for the summary.
    #[must_use]
    pub fn breve(self) -> &'static str {
        parola(match self {
            Self::Scopo => chiave!("A che cosa serve"),
            Self::Famiglia => chiave!("La famiglia"),
            Self::Redditi => chiave!("Redditi"),
            Self::Casa => chiave!("La casa"),
            Self::Conti => chiave!("Conti"),
            Self::Investimenti => chiave!("Altri risparmi"),
            Self::Immobili => chiave!("Altri immobili"),
            Self::AltriRedditi => chiave!("Altri redditi e assegni"),
            Self::AltrePersone => chiave!("Redditi degli altri adulti"),
            Self::Disabilita => chiave!("Disabilità"),
            Self::SeiMesi => chiave!("Lavoro dei genitori"),
            Self::Genitore => chiave!("L'altro genitore"),
            Self::Residenza => chiave!("Figli che vivono altrove e donazioni"),
            Self::Causa => chiave!("Che cosa è cambiato"),
            Self::RedditiOra => chiave!("Redditi di recente"),
            Self::PatrimonioOra => chiave!("Risparmi e case alla fine dell'anno dopo"),
        })
    }

    /// What it asks, given the answers so far.
    #[must_use]
    pub fn domande(self, r: Risposte<'_>) -> Vec<Domanda> {
        use Domanda::{Numero as N, Scelta as S};
        let pick = |scelta: &'static Scelta| r.scelta(scelta);
        match self {
            Self::Scopo => vec![S(&campi::SCOPO)],
            Self::Famiglia => {
                let mut list = vec![S(&campi::COPPIA), N(&campi::PICCOLI), N(&campi::MINORI), N(&campi::MAGGIORENNI)];
                if !r.per_adulto() {
                    list.push(N(&campi::ALTRI));
                }
                list
            }
            Self::Redditi if r.coppia() => {
                vec![N(&campi::LAVORO), N(&campi::PENSIONE), N(&campi::LAVORO_2), N(&campi::PENSIONE_2)]
            }
            Self::Redditi => vec![N(&campi::LAVORO), N(&campi::PENSIONE)],
            Self::Casa => match pick(&campi::CASA) {
                Some("proprieta") => vec![S(&campi::CASA), N(&campi::RENDITA), N(&campi::MUTUO)],
                Some("affitto") => vec![S(&campi::CASA), N(&campi::CANONE)],
                _ => vec![S(&campi::CASA)],
            },
            Self::Conti => vec![N(&campi::SALDO), N(&campi::GIACENZA)],
            Self::Investimenti => vec![N(&campi::TITOLI), N(&campi::INVESTIMENTI)],
            Self::Immobili => vec![N(&campi::IMMOBILI), N(&campi::MUTUO_2)],
            Self::AltriRedditi => vec![N(&campi::REDDITI_ALTRI), N(&campi::RICEVUTI), N(&campi::VERSATI)],
            Self::AltrePersone => vec![N(&campi::LAVORO_3), N(&campi::PENSIONE_3)],
            Self::Disabilita if r.quante(&campi::DISABILI) > 0 => vec![N(&campi::DISABILI), N(&campi::SPESE)],
            Self::Disabilita => vec![N(&campi::DISABILI)],
            Self::SeiMesi => vec![S(&campi::SEI_MESI)],
            Self::Causa | Self::RedditiOra | Self::PatrimonioOra => corrente::domande(self, r),
            Self::Residenza => residenze::numeri(r).into_iter().map(N).collect(),
            // Only for the services to minors does the situation of the other parent count.
            Self::Genitore => match pick(&campi::GENITORE) {
                Some("famiglia") if r.scopo() == "minorenni" => {
                    vec![S(&campi::GENITORE), N(&campi::ISE), N(&campi::SCALA)]
                }
                Some("attratto") if r.scopo() == "minorenni" => vec![S(&campi::GENITORE), N(&campi::ISE)],
                _ => vec![S(&campi::GENITORE)],
            },
        }
    }

    /// Whether "I do not know" is an answer: without the first two there is nothing to estimate, without the figures of
    /// now nothing to bring up to date.
    #[must_use]
    pub const fn si_puo_non_sapere(self) -> bool {
        !matches!(self, Self::Scopo | Self::Famiglia) && !self.del_corrente()
    }

    /// How it stands.
    #[must_use]
    pub fn stato(self, r: Risposte<'_>) -> Stato {
        if self.errori(r).is_empty() {
            Stato::Data
        } else if self.si_puo_non_sapere() && r.0.is_unknown(&self.campo()) {
            Stato::NonSo
        } else {
            Stato::Manca
        }
    }

    /// What stops "Avanti".
    #[must_use]
    pub fn errori(self, r: Risposte<'_>) -> Vec<FieldError> {
        let may = self.si_puo_non_sapere();
        let mut errors: Vec<FieldError> = self.domande(r).into_iter().filter_map(|d| errore(d, r, may)).collect();
        if self == Self::Famiglia && r.scopo() == "minorenni" && r.minorenni() == 0 && errors.is_empty() {
            let message = tr!("Scrivi quanti figli minorenni ci sono: il servizio è per un figlio minorenne");
            errors.push(FieldError::new(campi::MINORI.id, message));
        }
        errors
    }
}

/// The question as this person reads it: still a key.
#[must_use]
pub fn testo(testo: &'static str, persona: &'static str, r: Risposte<'_>) -> &'static str {
    if r.per_adulto() && !persona.is_empty() { persona } else { testo }
}

fn errore(domanda: Domanda, r: Risposte<'_>, may: bool) -> Option<FieldError> {
    match domanda {
        Domanda::Scelta(s) if r.scelta(s).is_none() => {
            Some(FieldError { id: [s.id, "-0"].concat().into(), message: tr!("Scegli una risposta").into() })
        }
        Domanda::Scelta(_) => None,
        Domanda::Numero(n) => r.numero(n).err().map(|difetto| FieldError::new(n.id, frase(n, difetto, r, may))),
    }
}

/// What is wrong with a number and how to mend it; it begins with the question, because a screen has several. `may`:
/// «Non lo so» is an answer here.
fn frase(n: &Numero, difetto: Difetto, r: Risposte<'_>, may: bool) -> String {
    let example = match n.tipo {
        campi::Tipo::Euro => "12500,50",
        campi::Tipo::Persone => "2",
        campi::Tipo::Scala => "2,04",
    };
    let what = match difetto {
        Difetto::Numero(NumberError::Empty) if n.tipo == campi::Tipo::Euro => {
            let words = if may {
                tr!("scrivi l'importo, o 0 se non c'è; se non lo sai premi «Non lo so»")
            } else {
                tr!("scrivi l'importo, o 0 se non c'è")
            };
            words.to_owned()
        }
        Difetto::Numero(e) if n.tipo == campi::Tipo::Persone => minuscola(&testi::integer_error(e, example)),
        Difetto::Numero(e) => minuscola(&testi::amount_error(e, tr!("il numero"), example)),
        Difetto::Oltre(max) => tr!("scrivi un numero fino a {}", max.to_string()),
        Difetto::Sotto(min) => tr!("scrivi un numero da {} in su", min.to_string()),
    };
    tr!("{}: {}", parola(testo(n.testo, n.persona, r)), what)
}

fn minuscola(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The first topic that is needed before this one can be shown.
#[must_use]
pub fn primo_che_manca(draft: &Draft) -> Option<Argomento> {
    PRIMI.into_iter().find(|a| a.stato(Risposte(draft)) == Stato::Manca)
}
