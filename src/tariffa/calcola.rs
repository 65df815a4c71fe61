//! One household, one service: eligibility, fee or range, trace, receipt.

use super::completa::{Scopo, explore};
use super::conto::{Conto, Ingresso, Parte, Rifiuto, run};
use super::parole;
use super::risposta::{Ammesso, Motivo, QuotaRisposta, Ricevuta, Risposta};
use super::valore::Ascissa;
use crate::denaro::{Arrotonda, Frazione};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::Richiesta;
use crate::lingua::tr;
use crate::norma::{
    Certezza, FormaQuota, Natura, Operazione, Regolamento, Servizio, Testo, TipoIsee, Unita, ValoreFatto,
};
use crate::requisiti::{Fatti, Verita, all, evaluate};
use crate::traccia::Traccia;

/// Computes one household in the order of FORMATO chapter 4. Amounts in the answer are euro to the cent.
///
/// A missing fact is unknown even when it has a `predefinito`: the answer is then a range. A quantity not given
/// counts as one unit; any other quantity (`giorno_assenza`) as none.
///
/// ```
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let json = r#"{ "isee": { "ordinario": "8000" }, "quantita": { "ora": "10" }, "fatti": { "festivo": true } }"#;
/// let request = soglia::formato::parse_request(json, &rules.fatti).unwrap();
/// let answer = soglia::tariffa::calcola(&rules, "sad", &request).unwrap();
/// assert_eq!(answer.totale.as_deref(), Some("59.40")); // 10 hours at 5.40 €, and 10% more
/// ```
///
/// # Errors
/// `servizio-sconosciuto`, `data-fuori-vigenza`, `quantita-sconosciuta`, `numero-troppo-grande`.
pub fn calcola(rules: &Regolamento, servizio: &str, request: &Richiesta) -> Result<Risposta, Diagnostic> {
    let servizio = find_service(rules, servizio)?;
    check_day(rules, request)?;
    check_quantities(servizio, request)?;
    let (facts, kind) = merged_facts(servizio, request);
    let motivi = reasons(servizio, &facts);
    let mut trace = Traccia::default();
    let x = kind.map(|(tipo, x)| {
        let first = servizio.isee.first() == Some(&tipo);
        trace.push("isee", &servizio.origine, || parole::chosen_isee(tipo, x, first, &servizio.isee));
        Ascissa::at(x)
    });
    if x.is_none() {
        trace.push("isee", &servizio.origine, || parole::no_isee(&servizio.isee));
    }
    let ingresso =
        Ingresso { servizio, x, assente: x.is_none(), fatti: &facts, quantita: &request.quantita, sempre: None };
    run(&ingresso, &mut trace).map_err(|_| too_large())?;
    let explored = explore(&ingresso, &rules.fatti, Scopo::Persona).map_err(|_| too_large())?;
    let requirement = all(servizio.requisiti.iter().map(|r| evaluate(&r.se, &facts)));
    let ammesso = match (&requirement, explored.conto.rifiuto) {
        (Verita::No, _) | (_, Rifiuto::Certo) => Ammesso::No,
        (Verita::Si, Rifiuto::No) => Ammesso::Si,
        _ => Ammesso::DaVerificare,
    };
    let mancano = match (ammesso, requirement) {
        (Ammesso::No, _) => Vec::new(),
        (_, Verita::Ignota(mut facts)) => {
            let more: Vec<String> = explored.mancano.into_iter().filter(|m| !facts.contains(m)).collect();
            facts.extend(more);
            facts
        }
        _ => explored.mancano,
    };
    let mut answer = Risposta {
        ammesso,
        mancano,
        motivi,
        quote: Vec::new(),
        totale: None,
        intervallo: None,
        costo_ente: None,
        contributi: Vec::new(),
        avvisi: warnings(rules, request, &trace),
        traccia: Traccia::default(),
        ricevuta: receipt(rules, servizio, request),
    };
    amounts(&mut answer, &ingresso, explored.conto, &mut trace).map_err(|_| too_large())?;
    answer.traccia = trace;
    Ok(answer)
}

pub(crate) fn find_service<'a>(rules: &'a Regolamento, id: &str) -> Result<&'a Servizio, Diagnostic> {
    rules.servizio(id).ok_or_else(|| {
        let known: Vec<&str> = rules.servizi.iter().map(|s| s.id.as_str()).collect();
        Diagnostic::error(Code::ServizioSconosciuto, "servizio", tr!("«{}» non è un servizio di «{}»", id, rules.id))
            .found(id)
            .expected(known.join(", "))
            .mend(tr!("scrivi l'id di uno dei servizi del file"))
    })
}

fn check_day(rules: &Regolamento, request: &Richiesta) -> Result<(), Diagnostic> {
    let Some(day) = request.data.filter(|d| !rules.vigenza.covers(*d)) else {
        return Ok(());
    };
    let from = rules.vigenza.dal;
    let period = rules.vigenza.al.map_or_else(|| format!("dal {from}"), |to| format!("dal {from} al {to}"));
    Err(Diagnostic::error(Code::FuoriVigenza, "data", "queste regole non valgono nel giorno richiesto")
        .found(day.to_string())
        .expected(period)
        .mend("chiedi un giorno compreso nella vigenza, o apri le regole di quel periodo"))
}

fn check_quantities(servizio: &Servizio, request: &Richiesta) -> Result<(), Diagnostic> {
    let mut known: Vec<&str> = Unita::ALL.iter().map(|u| u.as_str()).collect();
    known.push("giorno_assenza");
    for c in &servizio.correzioni {
        if let Operazione::Aggiungi { per: Some(name), .. } = &c.operazione {
            known.push(name);
        }
    }
    match request.quantita.keys().find(|k| !known.contains(&k.as_str())) {
        None => Ok(()),
        Some(odd) => Err(Diagnostic::error(
            Code::QuantitaSconosciuta,
            format!("quantita.{odd}"),
            format!("«{odd}» non è un'unità di questo servizio"),
        )
        .found(odd)
        .expected(known.join(", "))
        .mend("usa una delle unità attese, o togli la quantità")),
    }
}

/// Facts with the ISEE values among them, and the ISEE that the service uses.
pub(super) fn merged_facts(servizio: &Servizio, request: &Richiesta) -> (Fatti, Option<(TipoIsee, Frazione)>) {
    let mut facts = request.fatti.clone();
    for (kind, value) in &request.isee {
        facts.insert(kind.fact_id().to_owned(), ValoreFatto::Numero(value.normalize()));
    }
    let value = |kind: &TipoIsee| match facts.get(kind.fact_id()) {
        Some(ValoreFatto::Numero(n)) => Some((*kind, Frazione::from_decimal(*n))),
        _ => None,
    };
    let chosen = servizio.isee.iter().find_map(value);
    (facts, chosen)
}

fn reasons(servizio: &Servizio, facts: &Fatti) -> Vec<Motivo> {
    let outcome = |v: Verita| match v {
        Verita::Si => Ammesso::Si,
        Verita::No => Ammesso::No,
        Verita::Ignota(_) => Ammesso::DaVerificare,
    };
    servizio
        .requisiti
        .iter()
        .map(|r| Motivo {
            requisito: r.id.clone(),
            esito: outcome(evaluate(&r.se, facts)),
            testo: r.testo.clone(),
            fonte: r.origine.fonte.clone(),
            certezza: r.origine.certezza,
        })
        .collect()
}

fn amounts(
    answer: &mut Risposta,
    i: &Ingresso<'_>,
    conto: Conto,
    trace: &mut Traccia,
) -> Result<(), crate::denaro::Overflow> {
    let paid = conto.dovuto()?;
    for part in conto.parti {
        let Some(quota) = i.servizio.quote.get(part.index) else {
            continue;
        };
        let row = row(quota.id.clone(), quota.nome.clone(), quota.per, &part);
        match quota.forma {
            FormaQuota::Tariffa => answer.quote.push(row),
            FormaQuota::Contributo => answer.contributi.push(row),
        }
    }
    if conto.rifiuto == Rifiuto::Certo {
        return Ok(());
    }
    let Some(total) = paid else {
        answer.intervallo = Some(conto.totale);
        return Ok(());
    };
    answer.totale = Some(total.euro_text());
    if let Some(cost) = &i.servizio.costo {
        let quantity = i.quantity(cost.per.as_str());
        let full = cost.importo.mul(quantity)?;
        // What the family pays is the total as shown: the two parts add up to the cost.
        let rest = Arrotonda::AL_CENTESIMO.apply(full.sub(total)?)?;
        trace.push("costo", &cost.origine, || parole::public_share(cost.importo, quantity, total, rest));
        answer.costo_ente = Some(rest.euro_text());
    }
    Ok(())
}

fn row(id: String, nome: Option<Testo>, per: Unita, part: &Parte) -> QuotaRisposta {
    let unit = part.unitaria.known();
    let amount = part.importo.known();
    QuotaRisposta {
        id,
        nome,
        per,
        unitaria: unit.map(Frazione::euro_text),
        esatta: unit.filter(|u| 100 % u.denom() != 0).map(Frazione::exact_text),
        quantita: part.quantita.exact_text(),
        importo: amount.map(Frazione::euro_text),
        intervallo: amount.is_none().then_some(part.importo),
        intervallo_unitaria: unit.is_none().then_some(part.unitaria),
    }
}

fn warnings(rules: &Regolamento, request: &Richiesta, trace: &Traccia) -> Vec<String> {
    let mut list = Vec::new();
    match rules.natura {
        Natura::Pubblicato => {}
        Natura::Storico => list.push("Regole non più in vigore.".to_owned()),
        Natura::Bozza => list.push("Regole in bozza, non ancora approvate.".to_owned()),
        Natura::Dimostrativo => list.push("Valori dimostrativi: non sono stati approvati da nessun ente.".to_owned()),
    }
    let day = request.data.and(rules.vigenza_origine.as_ref()).map(|o| o.certezza);
    let uses = |c: Certezza| trace.passi().iter().map(|p| p.certezza).chain(day).any(|used| used == c);
    if uses(Certezza::DaVerificare) {
        list.push("Il calcolo usa valori da verificare con l'ente.".to_owned());
    }
    if uses(Certezza::Dimostrativa) && rules.natura != Natura::Dimostrativo {
        list.push("Il calcolo usa valori dimostrativi.".to_owned());
    }
    list
}

fn receipt(rules: &Regolamento, servizio: &Servizio, request: &Richiesta) -> Ricevuta {
    Ricevuta {
        programma: env!("CARGO_PKG_VERSION"),
        regolamento: rules.id.clone(),
        impronta: rules.impronta.clone(),
        data: request.data.map(|d| d.to_string()),
        servizio: servizio.id.clone(),
        richiesta: request.clone(),
    }
}

pub(crate) fn too_large() -> Diagnostic {
    Diagnostic::error(Code::NumeroTroppoGrande, "", tr!("i numeri sono troppo grandi per un calcolo esatto"))
        .mend(tr!("controlla importi, coefficienti e quantità"))
}
