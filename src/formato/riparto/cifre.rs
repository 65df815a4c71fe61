// SPDX-License-Identifier: EUPL-1.2
//! Reads the figures of a document and what it says about them.

use super::numeri;
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::grezzo::FonteGrezza;
use crate::formato::leggi::{self, lean_tables};
use crate::formato::parse_tree;
use crate::formato::scalare::{Scalare, TestoGrezzo};
use crate::formato::valida::{Esame, inherit, non_empty_id, testo};
use crate::norma::{Certezza, Natura, Origine};
use crate::riparto::{Calcolo, Cifra, Cifre, Manca, Rapporto, Somma, Stampa};
use std::collections::BTreeSet;

lean_tables! {
    /// Le cifre di un documento e ciò che ne dice.
    CifreGrezze {
        /// Versione del formato: 1.
        formato: i64,
        /// Identificativo, uguale al nome del file.
        id: String,
        /// Titolo.
        titolo: TestoGrezzo,
        /// Quanto valgono le cifre.
        natura: Natura,
        /// Da dove vengono.
        fonte: Option<FonteGrezza>,
        /// Che cosa deve sapere chi legge.
        nota: Option<TestoGrezzo>,
        /// Le cifre.
        #[serde(default)]
        cifra: Vec<CifraGrezza>,
        /// I totali stampati.
        #[serde(default)]
        somma: Vec<SommaGrezza>,
        /// Le percentuali stampate.
        #[serde(default)]
        rapporto: Vec<RapportoGrezzo>,
        /// Gli importi che si ricavano e non sono stampati.
        #[serde(default)]
        calcolo: Vec<CalcoloGrezzo>,
        /// Ciò che il documento annuncia e non contiene.
        #[serde(default)]
        manca: Vec<MancaGrezza>,
    }
    /// Una quantità, con ogni punto in cui è stampata.
    CifraGrezza {
        /// Identificativo.
        id: String,
        /// Nome.
        nome: TestoGrezzo,
        /// Anno o anni.
        periodo: String,
        /// Gli importi come stampati; le somme si fanno con il primo.
        stampe: Vec<StampaGrezza>,
        /// Da dove viene.
        fonte: Option<FonteGrezza>,
        /// Avvertenza.
        nota: Option<TestoGrezzo>,
    }
    /// Un importo in un punto del documento.
    StampaGrezza {
        /// Euro.
        importo: Scalare,
        /// Il paragrafo.
        dove: String,
    }
    /// Un totale stampato e i suoi addendi.
    SommaGrezza {
        /// Identificativo del controllo.
        id: String,
        /// La cifra del totale.
        totale: String,
        /// Le cifre che si sommano.
        addendi: Vec<String>,
    }
    /// Una percentuale stampata.
    RapportoGrezzo {
        /// Identificativo del controllo.
        id: String,
        /// Che cos'è.
        nome: TestoGrezzo,
        /// Le cifre che si sommano.
        parte: Vec<String>,
        /// La cifra intera.
        tutto: String,
        /// Come stampata: conta con quanti decimali.
        percento: Scalare,
        /// Il paragrafo.
        dove: String,
        /// Come leggiamo ciò che il documento non dice.
        lettura: Option<TestoGrezzo>,
    }
    /// Una percentuale stampata di una cifra stampata.
    CalcoloGrezzo {
        /// Identificativo.
        id: String,
        /// Che cos'è.
        nome: TestoGrezzo,
        /// La cifra.
        di: String,
        /// La percentuale.
        percento: Scalare,
        /// Il paragrafo.
        dove: String,
    }
    /// Ciò che non è stampato.
    MancaGrezza {
        /// Identificativo.
        id: String,
        /// Il paragrafo.
        dove: String,
        /// Che cosa manca.
        che_cosa: TestoGrezzo,
    }
}

/// Reads the figures of a document, TOML or JSON.
///
/// ```
/// let text = r#"
/// formato = 1
/// id = "prova"
/// titolo = "Prova"
/// natura = "storico"
/// cifra = [
///   { id = "a", nome = "A", periodo = "2017", stampe = [{ importo = "1.00", dove = "1" }] },
///   { id = "b", nome = "B", periodo = "2017", stampe = [{ importo = "2.00", dove = "1" }] },
/// ]
/// somma = [{ id = "torna", totale = "b", addendi = ["a", "a"] }]
/// "#;
/// let figures = soglia::formato::parse_cifre(text, "prova.toml").unwrap();
/// assert_eq!(soglia::riparto::quadra(&figures).confermati, 1);
/// let wrong = soglia::formato::parse_cifre(&text.replace("\"b\", addendi", "\"c\", addendi"), "prova.toml").unwrap_err();
/// assert_eq!((wrong[0].riga, wrong[0].percorso.as_str()), (Some(10), "somma[0].totale"));
/// ```
///
/// # Errors
/// All defects found, each with file, line, key path and how to mend it.
pub fn parse_cifre(text: &str, file: &str) -> Result<Cifre, Vec<Diagnostic>> {
    let named = |d: Diagnostic| Diagnostic { file: file.to_owned(), ..d };
    let tree = parse_tree(text).map_err(|d| vec![named(d)])?;
    let raw: CifreGrezze = leggi::from_tree(&tree).map_err(|d| vec![named(d)])?;
    let lines = |d: Diagnostic| named(Diagnostic { riga: tree.line_of(&d.percorso), ..d });
    figures(raw).map_err(|list| list.into_iter().map(lines).collect())
}

/// Whether a text holds figures rather than rules.
///
/// ```
/// assert!(soglia::formato::is_cifre("formato = 1\n[[cifra]]"));
/// assert!(!soglia::formato::is_cifre("formato = 1\nassegnazione = '1.00'"));
/// ```
#[must_use]
pub fn is_cifre(text: &str) -> bool {
    parse_tree(text).is_ok_and(|tree| tree.get("cifra").is_some())
}

fn figures(raw: CifreGrezze) -> Result<Cifre, Vec<Diagnostic>> {
    let mut esame = Esame::default();
    let root = Origine { fonte: None, certezza: Certezza::Certa, nota: None };
    let origine = inherit(&mut esame, &root, "", raw.fonte, None, raw.nota);
    let id = non_empty_id(&mut esame, "id", &raw.id);
    if raw.cifra.is_empty() {
        esame.push(
            Diagnostic::error(Code::ElencoVuoto, "cifra", "non c'è alcuna cifra")
                .expected("almeno una tabella [[cifra]]")
                .mend("aggiungi le cifre del documento"),
        );
    }
    let mut known = BTreeSet::new();
    let mut cifre = Vec::new();
    for (i, c) in raw.cifra.into_iter().enumerate() {
        let path = format!("cifra[{i}]");
        unique(&mut esame, &format!("{path}.id"), &c.id, &mut known);
        cifre.extend(figure(&mut esame, &origine, &path, c));
    }
    let mut checks = known.clone();
    for (i, s) in raw.somma.iter().enumerate() {
        let path = format!("somma[{i}]");
        known_figure(&mut esame, &format!("{path}.totale"), &s.totale, &known);
        all_known(&mut esame, &format!("{path}.addendi"), &s.addendi, &known);
    }
    let somme = raw.somma.into_iter().map(|s| Somma { id: s.id, totale: s.totale, addendi: s.addendi }).collect();
    let mut rapporti = Vec::new();
    for (i, r) in raw.rapporto.into_iter().enumerate() {
        rapporti.extend(ratio(&mut esame, &format!("rapporto[{i}]"), r, &known));
    }
    let mut calcoli = Vec::new();
    for (i, c) in raw.calcolo.into_iter().enumerate() {
        let path = format!("calcolo[{i}]");
        unique(&mut esame, &format!("{path}.id"), &c.id, &mut checks);
        known_figure(&mut esame, &format!("{path}.di"), &c.di, &known);
        let percento = esame.keep(numeri::percent(&format!("{path}.percento"), &c.percento));
        calcoli.extend(percento.map(|percento| Calcolo {
            id: c.id,
            nome: testo(c.nome),
            di: c.di,
            percento,
            dove: c.dove,
        }));
    }
    let mancano = raw.manca.into_iter().map(|m| Manca { id: m.id, dove: m.dove, che_cosa: testo(m.che_cosa) });
    let mancano = mancano.collect();
    match (id, esame.trovati.is_empty()) {
        (Some(id), true) => Ok(Cifre {
            id,
            titolo: testo(raw.titolo),
            natura: raw.natura,
            fonte: origine.fonte,
            cifre,
            somme,
            rapporti,
            calcoli,
            mancano,
        }),
        _ => Err(esame.trovati),
    }
}

fn figure(esame: &mut Esame, up: &Origine, path: &str, c: CifraGrezza) -> Option<Cifra> {
    let origine = inherit(esame, up, path, c.fonte, None, c.nota);
    if c.stampe.is_empty() {
        esame.push(
            Diagnostic::error(Code::ElencoVuoto, format!("{path}.stampe"), "la cifra non è stampata da nessuna parte")
                .expected("stampe = [{ importo = \"…\", dove = \"…\" }]")
                .mend("scrivi dove sta, o togli la cifra"),
        );
    }
    let mut stampe = Vec::new();
    for (i, s) in c.stampe.into_iter().enumerate() {
        let importo = esame.keep(numeri::cents(&format!("{path}.stampe[{i}].importo"), &s.importo))?;
        stampe.push(Stampa { importo, dove: s.dove });
    }
    Some(Cifra { id: c.id, nome: testo(c.nome), periodo: c.periodo, stampe, fonte: origine.fonte, nota: origine.nota })
}

fn ratio(esame: &mut Esame, path: &str, r: RapportoGrezzo, known: &BTreeSet<String>) -> Option<Rapporto> {
    all_known(esame, &format!("{path}.parte"), &r.parte, known);
    known_figure(esame, &format!("{path}.tutto"), &r.tutto, known);
    let percento = esame.keep(numeri::percent(&format!("{path}.percento"), &r.percento))?;
    let written = r.percento.to_string();
    let decimals = written.trim_matches('"').split_once('.').map_or(0, |(_, d)| d.len());
    Some(Rapporto {
        id: r.id,
        nome: testo(r.nome),
        parte: r.parte,
        tutto: r.tutto,
        percento,
        decimali: u32::try_from(decimals).unwrap_or(0),
        dove: r.dove,
        lettura: r.lettura.map(testo),
    })
}

fn unique(esame: &mut Esame, path: &str, id: &str, seen: &mut BTreeSet<String>) {
    let fine = non_empty_id(esame, path, id);
    if fine.is_some_and(|id| !seen.insert(id)) {
        esame.push(
            Diagnostic::error(Code::IdDoppio, path, "due cifre hanno lo stesso identificativo")
                .found(id)
                .mend("cambia l'identificativo di una delle due"),
        );
    }
}

fn all_known(esame: &mut Esame, path: &str, ids: &[String], known: &BTreeSet<String>) {
    for (i, id) in ids.iter().enumerate() {
        known_figure(esame, &format!("{path}[{i}]"), id, known);
    }
}

fn known_figure(esame: &mut Esame, path: &str, id: &str, known: &BTreeSet<String>) {
    if !known.contains(id) {
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        esame.push(
            Diagnostic::error(Code::RiferimentoSconosciuto, path, format!("«{id}» non è una cifra di questo file"))
                .found(id)
                .expected(names.iter().take(20).copied().collect::<Vec<_>>().join(", "))
                .mend(crate::formato::albero::nearest(id, &names)),
        );
    }
}
