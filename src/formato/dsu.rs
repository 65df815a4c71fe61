//! Reads a DSU (FORMATO chapter 5): from the tables as written to a household that can exist.

use super::dsu_coerenza;
use super::dsu_grezza::{
    ComponenteGrezzo, ContoGrezzo, DetrazioniGrezze, DonazioneGrezza, DsuGrezza, FiglioEsternoGrezzo,
    GenitoreEsternoGrezzo, ImmobileGrezzo, OpzioniGrezze, PrecedenteGrezzo, RedditiCorrentiGrezzi, RedditiGrezzi,
    RedditoCorrente,
};
use super::scalare::Scalare;
use super::valida::{Esame, non_empty_id, positive_decimal};
use super::{canonico, leggi, parse_tree};
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::isee::{
    Componente, Conto, Corrente, Detrazioni, Disabilita, Donazione, Dsu, FiglioEsterno, GenitoreEsterno, Immobile,
    Opzioni, Precedente, Redditi,
};

/// Reads a DSU, TOML or JSON (when it begins with `{`).
///
/// ```
/// let two = r#"{ "formato": 1, "anno": 2025, "tipo": "ordinario", "componente": [
///   { "id": "a", "ruolo": "coniuge" }, { "id": "b", "ruolo": "coniuge", "patrimonio_mobiliare": "-1" }] }"#;
/// let wrong = soglia::formato::parse_dsu(two, "dsu.json").unwrap_err();
/// let codes: Vec<&str> = wrong.iter().map(|d| d.codice.as_str()).collect();
/// assert_eq!(codes, ["dsu-incoerente", "dsu-incoerente", "numero-fuori-limite"]);
/// ```
///
/// # Errors
/// All defects found, each with file, line, key path and how to mend it.
pub fn parse_dsu(text: &str, file: &str) -> Result<Dsu, Vec<Diagnostic>> {
    let named = |list: Vec<Diagnostic>| -> Vec<Diagnostic> {
        list.into_iter().map(|d| Diagnostic { file: file.to_owned(), ..d }).collect()
    };
    let tree = parse_tree(text).map_err(|d| named(vec![d]))?;
    let raw: DsuGrezza = leggi::from_tree(&tree).map_err(|d| named(vec![d]))?;
    checked(raw, canonico::fingerprint(&tree))
        .map_err(|list| named(list.into_iter().map(|d| Diagnostic { riga: tree.line_of(&d.percorso), ..d }).collect()))
}

fn checked(raw: DsuGrezza, impronta: String) -> Result<Dsu, Vec<Diagnostic>> {
    let mut e = Esame::default();
    dsu_coerenza::check(&mut e, &raw);
    let ids: Vec<String> = raw.componente.iter().map(|c| c.id.clone()).collect();
    let index_of = |id: &str| ids.iter().position(|known| known == id);
    let declarant = raw.componente.iter().position(|c| c.ruolo == crate::isee::Ruolo::Dichiarante).unwrap_or_default();
    let beneficiario = raw.beneficiario.as_deref().and_then(index_of).unwrap_or(declarant);
    let componenti: Vec<Componente> =
        raw.componente.into_iter().enumerate().map(|(i, c)| member(&mut e, &format!("componente[{i}]"), c)).collect();
    let figli_esterni: Vec<FiglioEsterno> = raw
        .figlio_esterno
        .into_iter()
        .enumerate()
        .map(|(i, f)| child(&mut e, &format!("figlio_esterno[{i}]"), &f))
        .collect();
    let genitori_esterni: Vec<GenitoreEsterno> = raw
        .genitore_esterno
        .into_iter()
        .enumerate()
        .map(|(i, g)| {
            let member = g.componente.as_deref().and_then(index_of);
            parent(&mut e, &format!("genitore_esterno[{i}]"), &g, member)
        })
        .collect();
    let donazioni: Vec<Donazione> =
        raw.donazione.into_iter().enumerate().map(|(i, d)| donation(&mut e, &format!("donazione[{i}]"), &d)).collect();
    let dsu = Dsu {
        anno: raw.anno,
        tipo: raw.tipo,
        locazione: euro(&mut e, "locazione", raw.locazione.as_ref()),
        capoluogo_metropolitano: raw.capoluogo_metropolitano.unwrap_or(false),
        beneficiario,
        componenti,
        figli_esterni,
        genitori_esterni,
        donazioni,
        precedente: previous(&mut e, raw.precedente),
        opzioni: options(raw.opzioni),
        impronta,
    };
    dsu_coerenza::check_amounts(&mut e, &dsu);
    if e.trovati.is_empty() { Ok(dsu) } else { Err(e.trovati) }
}

/// Euro to the cent, not negative; absent = 0. Three decimals are most often thousands with a point.
fn euro(e: &mut Esame, path: &str, s: Option<&Scalare>) -> Frazione {
    let Some(s) = s else {
        return Frazione::ZERO;
    };
    let Some(d) = e.keep(positive_decimal(path, s)) else {
        return Frazione::ZERO;
    };
    let x = Frazione::from_decimal(d);
    if 100 % x.denom() != 0 || d.scale() > 2 {
        e.push(
            Diagnostic::error(Code::NumeroFuoriLimite, path, "gli importi si scrivono al centesimo")
                .found(s.to_string())
                .expected("al massimo due decimali")
                .mend("se il punto separa le migliaia toglilo, altrimenti arrotonda al centesimo"),
        );
    }
    x
}

/// The scale of someone else's household: at least 1, two decimals.
fn scale(e: &mut Esame, path: &str, s: &Scalare) -> Frazione {
    let Some(d) = e.keep(positive_decimal(path, s)) else {
        return Frazione::ONE;
    };
    let x = Frazione::from_decimal(d);
    if x < Frazione::ONE || 100 % x.denom() != 0 {
        e.push(
            Diagnostic::error(Code::NumeroFuoriLimite, path, "questa non è una scala di equivalenza")
                .found(s.to_string())
                .expected("un numero da 1.00 in su, con due decimali")
                .mend("copia la scala dall'attestazione ISEE di quella persona"),
        );
        return Frazione::ONE;
    }
    x
}

fn member(e: &mut Esame, path: &str, c: ComponenteGrezzo) -> Componente {
    non_empty_id(e, &format!("{path}.id"), &c.id);
    let (redditi, corrente) = match c.reddito_corrente {
        None => (incomes(e, &format!("{path}.redditi"), c.redditi), None),
        Some(now) => current(e, &format!("{path}.reddito_corrente"), now),
    };
    let titoli_stato = euro(e, &format!("{path}.titoli_stato"), c.titoli_stato.as_ref());
    let attivita = c.attivita_finanziarie.as_ref().map(|s| euro(e, &format!("{path}.attivita_finanziarie"), Some(s)));
    Componente {
        id: c.id,
        ruolo: c.ruolo,
        eta: c.eta,
        disabilita: c.disabilita.unwrap_or(Disabilita::Nessuna),
        lavoro_6_mesi: c.lavoro_6_mesi,
        genitore: c.genitore.unwrap_or(false),
        a_carico: c.a_carico,
        ricoverato: c.ricoverato.unwrap_or(false),
        redditi,
        corrente,
        detrazioni: deductions(e, &format!("{path}.detrazioni"), c.detrazioni),
        patrimonio_mobiliare: euro(e, &format!("{path}.patrimonio_mobiliare"), c.patrimonio_mobiliare.as_ref()),
        titoli_stato,
        attivita_finanziarie: attivita.unwrap_or(titoli_stato),
        conti: c.conti.iter().enumerate().map(|(i, a)| account(e, &format!("{path}.conti[{i}]"), a)).collect(),
        immobili: c
            .immobile
            .iter()
            .enumerate()
            .map(|(i, b)| building(e, &format!("{path}.immobile[{i}]"), b))
            .collect(),
    }
}

fn incomes(e: &mut Esame, path: &str, raw: Option<RedditiGrezzi>) -> Redditi {
    let Some(r) = raw else {
        return Redditi::NESSUNO;
    };
    let mut amount = |key: &str, s: &Option<Scalare>| euro(e, &format!("{path}.{key}"), s.as_ref());
    Redditi {
        lavoro: amount("lavoro", &r.lavoro),
        pensione: amount("pensione", &r.pensione),
        agrari: amount("agrari", &r.agrari),
        assegni_ricevuti: amount("assegni_ricevuti", &r.assegni_ricevuti),
        altri: amount("altri", &r.altri),
        trattamenti_disabilita: amount("trattamenti_disabilita", &r.trattamenti_disabilita),
    }
}

/// Updated incomes of twelve months, or of two taken six times.
fn current(e: &mut Esame, path: &str, raw: RedditoCorrente) -> (Redditi, Option<Corrente>) {
    let table = match raw {
        RedditoCorrente::Unico(s) => {
            let altri = euro(e, path, Some(&s));
            return (Redditi { altri, ..Redditi::NESSUNO }, Some(Corrente { mesi: 12, unico: true }));
        }
        RedditoCorrente::Voci(table) => table,
    };
    let RedditiCorrentiGrezzi { mesi, lavoro, pensione, agrari, assegni_ricevuti, altri, trattamenti_disabilita } =
        *table;
    let mesi = mesi.unwrap_or(12);
    let times = match mesi {
        12 => Frazione::ONE,
        2 => Frazione::integer(6),
        other => {
            e.push(
                Diagnostic::error(Code::NumeroFuoriLimite, format!("{path}.mesi"), "questi mesi non sono ammessi")
                    .found(other.to_string())
                    .expected("12, o 2 (che si prendono sei volte)")
                    .mend("somma i redditi degli ultimi dodici mesi, o degli ultimi due"),
            );
            Frazione::ONE
        }
    };
    let part = RedditiGrezzi { lavoro, pensione, agrari, assegni_ricevuti, altri, trattamenti_disabilita };
    let r = incomes(e, path, Some(part));
    // Twelve whole digits times six always fit.
    let year = |x: Frazione| x.mul(times).unwrap_or(x);
    let redditi = Redditi {
        lavoro: year(r.lavoro),
        pensione: year(r.pensione),
        agrari: year(r.agrari),
        assegni_ricevuti: year(r.assegni_ricevuti),
        altri: year(r.altri),
        trattamenti_disabilita: year(r.trattamenti_disabilita),
    };
    (redditi, Some(Corrente { mesi, unico: false }))
}

fn deductions(e: &mut Esame, path: &str, raw: Option<DetrazioniGrezze>) -> Detrazioni {
    let raw = raw.unwrap_or(DetrazioniGrezze { assegni_versati: None, spese_sanitarie: None, redditi_agrari: None });
    let mut amount = |key: &str, s: &Option<Scalare>| euro(e, &format!("{path}.{key}"), s.as_ref());
    Detrazioni {
        assegni_versati: amount("assegni_versati", &raw.assegni_versati),
        spese_sanitarie: amount("spese_sanitarie", &raw.spese_sanitarie),
        redditi_agrari: amount("redditi_agrari", &raw.redditi_agrari),
    }
}

fn account(e: &mut Esame, path: &str, a: &ContoGrezzo) -> Conto {
    Conto {
        saldo: euro(e, &format!("{path}.saldo"), a.saldo.as_ref()),
        giacenza_media: euro(e, &format!("{path}.giacenza_media"), a.giacenza_media.as_ref()),
    }
}

fn building(e: &mut Esame, path: &str, b: &ImmobileGrezzo) -> Immobile {
    Immobile {
        uso: b.uso,
        imu: euro(e, &format!("{path}.imu"), Some(&b.imu)),
        mutuo: euro(e, &format!("{path}.mutuo"), b.mutuo.as_ref()),
    }
}

fn child(e: &mut Esame, path: &str, f: &FiglioEsternoGrezzo) -> FiglioEsterno {
    FiglioEsterno {
        ise: euro(e, &format!("{path}.ise"), Some(&f.ise)),
        scala: scale(e, &format!("{path}.scala"), &f.scala),
        escluso: f.escluso.unwrap_or(false),
    }
}

fn parent(e: &mut Esame, path: &str, g: &GenitoreEsternoGrezzo, componente: Option<usize>) -> GenitoreEsterno {
    GenitoreEsterno {
        situazione: g.situazione,
        ise: euro(e, &format!("{path}.ise"), g.ise.as_ref()),
        scala: g.scala.as_ref().map_or(Frazione::ONE, |s| scale(e, &format!("{path}.scala"), s)),
        figli: g.figli,
        lavoro_6_mesi: g.lavoro_6_mesi,
        componente,
    }
}

fn donation(e: &mut Esame, path: &str, d: &DonazioneGrezza) -> Donazione {
    Donazione {
        imu: euro(e, &format!("{path}.imu"), Some(&d.imu)),
        mutuo: euro(e, &format!("{path}.mutuo"), d.mutuo.as_ref()),
        momento: d.momento,
        tenuti_agli_alimenti: d.tenuti_agli_alimenti.unwrap_or(false),
    }
}

fn previous(e: &mut Esame, raw: Option<PrecedenteGrezzo>) -> Precedente {
    let Some(p) = raw else {
        return Precedente::default();
    };
    let mut amount = |key: &str, s: Option<Scalare>| s.map(|s| euro(e, &format!("precedente.{key}"), Some(&s)));
    Precedente { isr: amount("isr", p.isr), isp: amount("isp", p.isp) }
}

/// What is not chosen has its default.
fn options(raw: Option<OpzioniGrezze>) -> Opzioni {
    let d = Opzioni::default();
    let Some(o) = raw else {
        return d;
    };
    Opzioni {
        nucleo: o.nucleo.unwrap_or(d.nucleo),
        componente_figli: o.componente_figli.unwrap_or(d.componente_figli),
        fattore_genitore: o.fattore_genitore.unwrap_or(d.fattore_genitore),
        saldo_o_giacenza: o.saldo_o_giacenza.unwrap_or(d.saldo_o_giacenza),
        reddito_figurativo: o.reddito_figurativo.unwrap_or(d.reddito_figurativo),
        detrazioni_oltre_il_reddito: o.detrazioni_oltre_il_reddito.unwrap_or(d.detrazioni_oltre_il_reddito),
        quote_lavoro_pensione: o.quote_lavoro_pensione.unwrap_or(d.quote_lavoro_pensione),
        figli_scala: o.figli_scala.unwrap_or(d.figli_scala),
        figli_soglie: o.figli_soglie.unwrap_or(d.figli_soglie),
        arrotonda_intermedi: o.arrotonda_intermedi.unwrap_or(d.arrotonda_intermedi),
        arrotonda_modo: o.arrotonda_modo.unwrap_or(d.arrotonda_modo),
        trattamenti_disabilita: o.trattamenti_disabilita.unwrap_or(d.trattamenti_disabilita),
        disabilita: o.disabilita.unwrap_or(d.disabilita),
    }
}
