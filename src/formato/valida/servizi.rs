//! Services, measures and their quotas.

use super::condizioni::condition;
use super::correzioni::correction;
use super::fasce::fasce;
use super::numeri::{non_empty_id, positive_or_zero};
use super::valori::known_cost;
use super::{Esame, Radici, inherit, own_origin, testo};
use crate::denaro::{Arrotonda, Frazione, Modo};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::grezzo::{
    ArrotondaGrezza, CostoGrezzo, MisuraGrezza, NaturaQuota, QuotaGrezza, RequisitoGrezzo, SenzaIseeGrezzo,
    ServizioGrezzo,
};
use crate::lingua::tr;
use crate::norma::{
    Area, ArrotondaQuota, Condizione, Costo, FormaQuota, Origine, Quando, Quota, Requisito, SenzaIsee, Servizio, Testo,
    ValoreSenzaIsee,
};

/// All services, then all measures; ids unique across both.
pub(super) fn all(
    r: &mut Radici<'_>,
    up: &Origine,
    servizi: Vec<ServizioGrezzo>,
    misure: Vec<MisuraGrezza>,
) -> Vec<Servizio> {
    let mut done: Vec<Servizio> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    for (i, s) in servizi.into_iter().enumerate() {
        let path = format!("servizio[{i}]");
        unique(r.esame, &path, &s.id, &mut ids);
        done.extend(servizio(r, up, &path, s, None));
    }
    let mut replaced: Vec<(String, String)> = Vec::new();
    for (i, m) in misure.into_iter().enumerate() {
        let path = format!("misura[{i}]");
        unique(r.esame, &path, &m.id, &mut ids);
        replaced.extend(m.superata_da.clone().map(|by| (path.clone(), by)));
        let by = m.superata_da.clone();
        done.extend(servizio(r, up, &path, as_service(m), Some(by)));
    }
    // What replaced a measure may live in another file: only the form of the id is checked here.
    for (path, by) in replaced {
        non_empty_id(r.esame, &format!("{path}.superata_da"), &by);
    }
    done
}

fn unique(esame: &mut Esame, path: &str, id: &str, seen: &mut Vec<String>) {
    if seen.iter().any(|s| s == id) {
        esame.push(
            Diagnostic::error(Code::IdDoppio, format!("{path}.id"), tr!("lo stesso identificativo compare due volte"))
                .found(id)
                .mend(tr!("cambia uno dei due")),
        );
    }
    seen.push(id.to_owned());
}

fn as_service(m: MisuraGrezza) -> ServizioGrezzo {
    ServizioGrezzo {
        id: m.id,
        nome: m.nome,
        area: m.area,
        isee: m.isee,
        costo: None,
        requisito: m.requisito,
        quota: m.quota,
        correzione: m.correzione,
        arrotonda_totale: None,
        fonte: m.fonte,
        certezza: m.certezza,
        nota: m.nota,
    }
}

/// `misura` is `Some(superata_da)` for a measure.
#[allow(clippy::option_option)]
fn servizio(
    r: &mut Radici<'_>,
    up: &Origine,
    path: &str,
    s: ServizioGrezzo,
    misura: Option<Option<String>>,
) -> Option<Servizio> {
    let id = non_empty_id(r.esame, &format!("{path}.id"), &s.id);
    let origine = inherit(r.esame, up, path, s.fonte, s.certezza, s.nota);
    let costo = s.costo.and_then(|c| cost(r, &origine, path, c));
    let amount = costo.as_ref().map(|c| c.importo);
    if misura.is_none() && s.quota.is_empty() {
        r.esame.push(
            Diagnostic::error(Code::ElencoVuoto, format!("{path}.quota"), tr!("il servizio non ha quote"))
                .expected(tr!("almeno una tabella [[servizio.quota]]; una prestazione senza tariffa è una [[misura]]"))
                .mend(tr!("aggiungi una quota")),
        );
    }
    let requisiti = s
        .requisito
        .into_iter()
        .enumerate()
        .filter_map(|(i, q)| requirement(r, &origine, &format!("{path}.requisito[{i}]"), i, q))
        .collect();
    let quota_ids: Vec<String> = s.quota.iter().map(|q| q.id.clone()).collect();
    let mut seen = Vec::new();
    let mut quote = Vec::new();
    for (i, q) in s.quota.into_iter().enumerate() {
        let path = format!("{path}.quota[{i}]");
        unique(r.esame, &path, &q.id, &mut seen);
        let forced = if misura.is_some() { Some(FormaQuota::Contributo) } else { None };
        quote.extend(quota(r, &origine, &path, q, amount, forced));
    }
    let correzioni = s
        .correzione
        .into_iter()
        .enumerate()
        .filter_map(|(i, c)| correction(r, &origine, &format!("{path}.correzione[{i}]"), i, c, &quota_ids))
        .collect();
    let arrotonda_totale = rounding(r, &origine, &format!("{path}.arrotonda_totale"), s.arrotonda_totale)?;
    let id = id?;
    Some(Servizio {
        nome: s.nome.map_or_else(|| Testo::from(id.as_str()), testo),
        id,
        area: s.area.unwrap_or(Area::Altro),
        isee: s.isee,
        costo,
        requisiti,
        quote,
        correzioni,
        arrotonda_totale,
        misura: misura.is_some(),
        superata_da: misura.flatten(),
        origine,
    })
}

fn cost(r: &mut Radici<'_>, up: &Origine, path: &str, c: CostoGrezzo) -> Option<Costo> {
    let path = format!("{path}.costo");
    let origine = inherit(r.esame, up, &path, c.fonte, c.certezza, c.nota);
    let importo = r.esame.keep(positive_or_zero(&format!("{path}.importo"), &c.importo))?;
    Some(Costo { importo, per: c.per, origine })
}

fn requirement(r: &mut Radici<'_>, up: &Origine, path: &str, index: usize, q: RequisitoGrezzo) -> Option<Requisito> {
    let id = match &q.id {
        Some(id) => non_empty_id(r.esame, &format!("{path}.id"), id),
        None => Some(format!("requisito-{}", index + 1)),
    };
    let mut origine = inherit(r.esame, up, path, q.fonte, q.certezza, q.nota);
    let se = condition(r, &format!("{path}.se"), q.se, &mut origine)?;
    let id = id?;
    Some(Requisito { testo: q.testo.map_or_else(|| Testo::from(id.as_str()), testo), id, se, origine })
}

fn quota(
    r: &mut Radici<'_>,
    up: &Origine,
    path: &str,
    q: QuotaGrezza,
    cost: Option<Frazione>,
    forced: Option<FormaQuota>,
) -> Option<Quota> {
    let id = non_empty_id(r.esame, &format!("{path}.id"), &q.id);
    let mut origine = inherit(r.esame, up, path, q.fonte, q.certezza, q.nota);
    // Each part is read even when another has defects: all are told at once.
    let se: Option<Option<Condizione>> = match q.se {
        Some(c) => condition(r, &format!("{path}.se"), c, &mut origine).map(Some),
        None => Some(None),
    };
    let fasce = fasce(r, &origine, &format!("{path}.fasce"), q.fasce, cost);
    let senza_isee = match q.senza_isee {
        Some(s) => without_isee(r, &origine, &format!("{path}.senza_isee"), s, cost).map(Some),
        None => Some(None),
    };
    let arrotonda = rounding(r, &origine, &format!("{path}.arrotonda"), q.arrotonda);
    let own = match q.natura {
        Some(NaturaQuota::Contributo) => FormaQuota::Contributo,
        _ => FormaQuota::Tariffa,
    };
    Some(Quota {
        id: id?,
        nome: q.nome.map(testo),
        per: q.per,
        se: se?,
        forma: forced.unwrap_or(own),
        fasce: fasce?,
        senza_isee: senza_isee?,
        arrotonda: arrotonda?,
        origine,
    })
}

fn without_isee(
    r: &mut Radici<'_>,
    up: &Origine,
    path: &str,
    s: SenzaIseeGrezzo,
    cost: Option<Frazione>,
) -> Option<SenzaIsee> {
    let origine = inherit(r.esame, up, path, s.fonte, s.certezza, s.nota);
    let valore = match (s.importo, s.percento, s.rifiuta) {
        (Some(importo), None, None) => {
            ValoreSenzaIsee::Importo(r.esame.keep(positive_or_zero(&format!("{path}.importo"), &importo))?)
        }
        (None, Some(percento), None) => {
            let key = format!("{path}.percento");
            let percento = r.esame.keep(positive_or_zero(&key, &percento))?;
            ValoreSenzaIsee::Percento { percento, costo: known_cost(r, &key, cost)? }
        }
        (None, None, Some(text)) => ValoreSenzaIsee::Rifiuta(testo(text)),
        _ => {
            return r.esame.fail(
                Diagnostic::error(Code::FormaValore, path, tr!("senza_isee vuole una chiave, e una sola"))
                    .expected("importo | percento | rifiuta")
                    .mend(tr!("tieni una sola chiave")),
            );
        }
    };
    Some(SenzaIsee { valore, origine })
}

/// What is written, else to the cent.
fn rounding(r: &mut Radici<'_>, up: &Origine, path: &str, raw: Option<ArrotondaGrezza>) -> Option<ArrotondaQuota> {
    let Some(a) = raw else {
        return Some(ArrotondaQuota { regola: Arrotonda::AL_CENTESIMO, quando: Quando::Dopo, origine: None });
    };
    let origine = own_origin(r.esame, up, path, a.fonte, a.certezza, a.nota);
    let al = match &a.al {
        Some(s) => r.esame.keep(positive_or_zero(&format!("{path}.al"), s))?,
        None => Frazione::CENT,
    };
    if al == Frazione::ZERO {
        return r.esame.fail(
            Diagnostic::error(
                Code::NumeroFuoriLimite,
                format!("{path}.al"),
                tr!("non si arrotonda a multipli di zero"),
            )
            .found("0")
            .expected("\"0.01\", \"0.50\", \"1\" …")
            .mend(tr!("scrivi un multiplo positivo, o modo = \"nessuno\"")),
        );
    }
    let regola = Arrotonda { al, modo: a.modo.unwrap_or(Modo::MetaSu) };
    Some(ArrotondaQuota { regola, quando: a.quando.unwrap_or(Quando::Dopo), origine })
}
