//! Reads the parameters of the ISEE (`seeds/isee/`).

use super::isee_grezzo::{
    AggiunteGrezze, CaricoGrezzo, CorrenteGrezzo, Detti, DisabiliGrezzi, FigliGrezzi, NucleoGrezzo, ParametriGrezzi,
    PatrimonioGrezzo, RedditoGrezzo, ScalaGrezza, SogliaGrezza,
};
use super::scalare::Scalare;
use super::valida::{Esame, coefficient, inherit, non_empty_id, testo};
use super::{canonico, leggi, parse_tree};
use crate::denaro::Frazione;
use crate::diagnosi::{Code, Diagnostic};
use crate::isee::{
    ACarico, ComponenteFiglio, ComponenteGenitore, Franchigia, FranchigieDisabilita, Parametri, QuotaMassima,
    Regole2026, RegoleAbitazione, RegoleCorrente, RegoleNucleo, RegolePatrimonio, RegoleReddito, RegoleScala,
    ScalaBase, ScalaFigli, ScalaGenitori, Soglia, Voce,
};
use crate::norma::{Certezza, Origine};

/// Reads a file of `seeds/isee/`.
///
/// ```
/// let wrong = soglia::formato::parse_parametri("formato = 1\nid = \"isee-2030\"", "isee-2030.toml").unwrap_err();
/// assert_eq!(wrong[0].codice.as_str(), "chiave-mancante");
/// ```
///
/// # Errors
/// All defects found, each with file, line, key path and how to mend it.
pub fn parse_parametri(text: &str, file: &str) -> Result<Parametri, Vec<Diagnostic>> {
    let named = |list: Vec<Diagnostic>| -> Vec<Diagnostic> {
        list.into_iter().map(|d| Diagnostic { file: file.to_owned(), ..d }).collect()
    };
    let tree = parse_tree(text).map_err(|d| named(vec![d]))?;
    let raw: ParametriGrezzi = leggi::from_tree(&tree).map_err(|d| named(vec![d]))?;
    checked(raw, canonico::fingerprint(&tree))
        .map_err(|list| named(list.into_iter().map(|d| Diagnostic { riga: tree.line_of(&d.percorso), ..d }).collect()))
}

/// The examination under way, and the source that rules inherit.
struct Lettura<'a> {
    e: &'a mut Esame,
    up: Origine,
}

fn checked(raw: ParametriGrezzi, impronta: String) -> Result<Parametri, Vec<Diagnostic>> {
    let mut e = Esame::default();
    non_empty_id(&mut e, "id", &raw.id);
    if raw.anni.al < raw.anni.dal {
        e.push(wrong("anni.al", "gli anni finiscono prima di cominciare", "dal ≤ al", "scambia i due anni"));
    }
    let root = Origine { fonte: None, certezza: Certezza::Certa, nota: None };
    let up = inherit(&mut e, &root, "", raw.fonte, None, raw.nota);
    let mut l = Lettura { e: &mut e, up };
    let reddito = l.income(raw.reddito);
    let patrimonio = l.assets(raw.patrimonio);
    let scala = l.scale(raw.scala);
    let nucleo = l.household(raw.nucleo, raw.componente);
    let corrente = l.current(raw.corrente);
    let prestazioni_2026 = raw.prestazioni_2026.map(|s| {
        let abitazione = l.home("prestazioni_2026", s.abitazione, s.eccedenza);
        Regole2026 { abitazione, figli: l.children("prestazioni_2026.figli", s.figli) }
    });
    if !e.trovati.is_empty() {
        return Err(e.trovati);
    }
    Ok(Parametri {
        id: raw.id,
        anni: (raw.anni.dal, raw.anni.al),
        reddito,
        patrimonio,
        scala,
        nucleo,
        corrente,
        prestazioni_2026,
        impronta,
    })
}

fn wrong(path: &str, sentence: &str, expected: &str, how: &str) -> Diagnostic {
    Diagnostic::error(Code::NumeroFuoriLimite, path, sentence).found("altro").expected(expected).mend(how)
}

/// `rule!(self, "reddito.lavoro", raw, value)`: the value with what the rule says of itself.
macro_rules! rule {
    ($l:expr, $path:expr, $raw:expr, $value:expr) => {{
        let said = $raw.said();
        let value = $value;
        $l.rule($path, said, value)
    }};
}

impl Lettura<'_> {
    fn rule<T>(&mut self, path: &str, said: Detti, valore: T) -> Voce<T> {
        let (fonte, certezza, nota, avviso) = said;
        let origine = inherit(self.e, &self.up, path, fonte, certezza, nota);
        Voce { valore, origine, avviso: avviso.map(testo) }
    }

    fn number(&mut self, path: &str, s: &Scalare) -> Frazione {
        let x = self.e.keep(coefficient(path, s)).unwrap_or(Frazione::ZERO);
        if x < Frazione::ZERO {
            self.e.push(wrong(path, "il numero non può essere negativo", "zero o più", "togli il segno meno"));
        }
        x
    }

    fn percent(&mut self, path: &str, s: &Scalare) -> Frazione {
        let hundred = Frazione::integer(100);
        self.number(path, s).div(hundred).unwrap_or(Frazione::ZERO)
    }

    fn threshold(&mut self, path: &str, s: &SogliaGrezza) -> Soglia {
        Soglia {
            importo: self.number(&format!("{path}.importo"), &s.importo),
            per_figlio: self.number(&format!("{path}.per_figlio"), &s.per_figlio),
            figli_oltre: s.figli_oltre,
        }
    }

    fn home(
        &mut self,
        section: &str,
        mut s: SogliaGrezza,
        mut above: super::isee_grezzo::NumeroGrezzo,
    ) -> RegoleAbitazione {
        let path = format!("{section}.abitazione");
        let metropolitan = s.metropolitana.take().map(|m| self.number(&format!("{path}.metropolitana"), &m));
        let excess = format!("{section}.eccedenza");
        RegoleAbitazione {
            soglia: rule!(self, &path, s, self.threshold(&path, &s)),
            soglia_metropolitana: metropolitan,
            eccedenza: rule!(self, &excess, above, self.number(&format!("{excess}.valore"), &above.valore)),
        }
    }

    /// Rows that grow in both columns.
    fn children(&mut self, path: &str, mut raw: FigliGrezzi) -> Voce<ScalaFigli> {
        let rows: ScalaFigli = raw
            .righe
            .iter()
            .enumerate()
            .map(|(i, r)| (r.figli, self.number(&format!("{path}.righe[{i}].piu"), &r.piu)))
            .collect();
        if rows.windows(2).any(|w| matches!(w, [(n, x), (m, y)] if n >= m || x >= y)) {
            let how = "metti le righe in ordine di figli";
            self.e.push(wrong(
                &format!("{path}.righe"),
                "le righe non crescono",
                "figli e maggiorazioni crescenti",
                how,
            ));
        }
        rule!(self, path, raw, rows)
    }

    fn income(&mut self, mut raw: RedditoGrezzo) -> RegoleReddito {
        let mut rates = Vec::new();
        for (i, r) in raw.figurativo.righe.iter().enumerate() {
            rates.push((r.anno, self.percent(&format!("reddito.figurativo.righe[{i}].percento"), &r.percento)));
        }
        let health = self.number("reddito.spese_sanitarie.valore", &raw.spese_sanitarie.valore);
        RegoleReddito {
            somma: rule!(self, "reddito.somma", raw.somma, ()),
            trattamenti_disabilita: rule!(
                self,
                "reddito.trattamenti_disabilita",
                raw.trattamenti_disabilita,
                raw.trattamenti_disabilita.valore
            ),
            assegni_versati: rule!(self, "reddito.assegni_versati", raw.assegni_versati, ()),
            spese_sanitarie: rule!(self, "reddito.spese_sanitarie", raw.spese_sanitarie, health),
            redditi_agrari: rule!(self, "reddito.redditi_agrari", raw.redditi_agrari, ()),
            lavoro: self.share("reddito.lavoro", raw.lavoro),
            pensione: self.share("reddito.pensione", raw.pensione),
            una_sola_quota: rule!(self, "reddito.una_sola_quota", raw.una_sola_quota, ()),
            fino_a_concorrenza: rule!(self, "reddito.fino_a_concorrenza", raw.fino_a_concorrenza, ()),
            figurativo: rule!(self, "reddito.figurativo", raw.figurativo, rates),
            locazione: rule!(
                self,
                "reddito.locazione",
                raw.locazione,
                self.threshold("reddito.locazione", &raw.locazione)
            ),
            franchigie_disabilita: raw.franchigie_disabilita.map(|d| self.disabled(d)),
        }
    }

    fn share(&mut self, path: &str, mut raw: super::isee_grezzo::QuotaGrezza) -> Voce<QuotaMassima> {
        let parte = self.percent(&format!("{path}.percento"), &raw.percento);
        let massimo = self.number(&format!("{path}.massimo"), &raw.massimo);
        rule!(self, path, raw, QuotaMassima { parte, massimo })
    }

    /// Three amounts for adults and three for minors.
    fn disabled(&mut self, mut raw: DisabiliGrezzi) -> Voce<FranchigieDisabilita> {
        let path = "reddito.franchigie_disabilita";
        let adulti = self.three(&format!("{path}.adulti"), &raw.adulti);
        let minori = self.three(&format!("{path}.minori"), &raw.minori);
        rule!(self, path, raw, FranchigieDisabilita { adulti, minori })
    }

    fn three(&mut self, path: &str, list: &[Scalare]) -> [Frazione; 3] {
        if let [a, b, c] = list {
            return [self.number(path, a), self.number(path, b), self.number(path, c)];
        }
        self.e.push(wrong(path, "servono tre importi", "[media, grave, non autosufficiente]", "scrivine tre"));
        [Frazione::ZERO; 3]
    }

    fn assets(&mut self, mut raw: PatrimonioGrezzo) -> RegolePatrimonio {
        let f = &raw.franchigia;
        let exempt = Franchigia {
            importo: self.number("patrimonio.franchigia.importo", &f.importo),
            per_componente: self.number("patrimonio.franchigia.per_componente", &f.per_componente),
            massimo: self.number("patrimonio.franchigia.massimo", &f.massimo),
        };
        let part = self.percent("patrimonio.ise.percento", &raw.ise.percento);
        let children = self.threshold("patrimonio.franchigia_figli", &raw.franchigia_figli);
        RegolePatrimonio {
            immobili: rule!(self, "patrimonio.immobili", raw.immobili, ()),
            abitazione: self.home("patrimonio", raw.abitazione, raw.eccedenza),
            mobiliare: rule!(self, "patrimonio.mobiliare", raw.mobiliare, ()),
            saldo_o_giacenza: rule!(self, "patrimonio.saldo_o_giacenza", raw.saldo_o_giacenza, ()),
            franchigia: rule!(self, "patrimonio.franchigia", raw.franchigia, exempt),
            franchigia_figli: rule!(self, "patrimonio.franchigia_figli", raw.franchigia_figli, children),
            titoli_stato: raw.titoli_stato.map(|mut t| {
                let limit = self.number("patrimonio.titoli_stato.valore", &t.valore);
                rule!(self, "patrimonio.titoli_stato", t, limit)
            }),
            donazioni: rule!(self, "patrimonio.donazioni", raw.donazioni, ()),
            parte_in_ise: rule!(self, "patrimonio.ise", raw.ise, part),
        }
    }

    fn scale(&mut self, mut raw: ScalaGrezza) -> RegoleScala {
        let valori: Vec<Frazione> = raw
            .base
            .valori
            .iter()
            .enumerate()
            .map(|(i, s)| self.number(&format!("scala.base.valori[{i}]"), s))
            .collect();
        if valori.is_empty() || valori.windows(2).any(|w| matches!(w, [x, y] if x >= y)) {
            let how = "scrivi un valore per ogni numero di componenti";
            self.e.push(wrong("scala.base.valori", "i valori non crescono", "valori crescenti, almeno uno", how));
        }
        let oltre = self.number("scala.base.oltre", &raw.base.oltre);
        let g = &raw.genitori_lavoratori;
        let parents = ScalaGenitori {
            con_minori: self.number("scala.genitori_lavoratori.con_minori", &g.con_minori),
            con_figli_piccoli: self.number("scala.genitori_lavoratori.con_figli_piccoli", &g.con_figli_piccoli),
            eta: g.eta,
        };
        let residence = self.number("scala.ricovero.valore", &raw.ricovero.valore);
        RegoleScala {
            base: rule!(self, "scala.base", raw.base, ScalaBase { valori, oltre }),
            figli: self.children("scala.figli", raw.figli),
            genitori_lavoratori: rule!(self, "scala.genitori_lavoratori", raw.genitori_lavoratori, parents),
            genitore_solo: rule!(self, "scala.genitore_solo", raw.genitore_solo, ()),
            genitore_non_convivente: rule!(self, "scala.genitore_non_convivente", raw.genitore_non_convivente, ()),
            regola_disabilita: rule!(
                self,
                "scala.regola_disabilita",
                raw.regola_disabilita,
                raw.regola_disabilita.valore
            ),
            disabilita: raw.disabilita.map(|mut d| {
                let more = self.number("scala.disabilita.valore", &d.valore);
                rule!(self, "scala.disabilita", d, more)
            }),
            ricovero: rule!(self, "scala.ricovero", raw.ricovero, residence),
            isee: rule!(self, "scala.isee", raw.isee, ()),
        }
    }

    fn household(&mut self, mut raw: NucleoGrezzo, mut more: AggiunteGrezze) -> RegoleNucleo {
        let CaricoGrezzo { limite, limite_giovani, eta_giovani, .. } = &raw.a_carico;
        let dependent = ACarico {
            limite: self.number("nucleo.a_carico.limite", limite),
            limite_giovani: self.number("nucleo.a_carico.limite_giovani", limite_giovani),
            eta_giovani: *eta_giovani,
        };
        let child = ComponenteFiglio {
            sottrai: self.number("componente.figlio.sottrai", &more.figlio.sottrai),
            coefficiente: self.number("componente.figlio.coefficiente", &more.figlio.coefficiente),
        };
        let parent = ComponenteGenitore {
            coefficiente: self.number("componente.genitore.coefficiente", &more.genitore.coefficiente),
            per_figlio: self.number("componente.genitore.per_figlio", &more.genitore.per_figlio),
        };
        RegoleNucleo {
            ordinario: rule!(self, "nucleo.ordinario", raw.ordinario, ()),
            ristretto: rule!(self, "nucleo.ristretto", raw.ristretto, ()),
            a_carico: rule!(self, "nucleo.a_carico", raw.a_carico, dependent),
            attratto: rule!(self, "nucleo.attratto", raw.attratto, ()),
            solo_ise: rule!(self, "nucleo.solo_ise", raw.solo_ise, ()),
            componente_figlio: rule!(self, "componente.figlio", more.figlio, child),
            figlio_escluso: rule!(self, "componente.figlio_escluso", more.figlio_escluso, ()),
            componente_genitore: rule!(self, "componente.genitore", more.genitore, parent),
            genitore_escluso: rule!(self, "componente.genitore_escluso", more.genitore_escluso, ()),
        }
    }

    fn current(&mut self, mut raw: CorrenteGrezzo) -> RegoleCorrente {
        let income = self.percent("corrente.reddito.percento", &raw.reddito.percento);
        RegoleCorrente {
            reddito: rule!(self, "corrente.reddito", raw.reddito, income),
            patrimonio: raw.patrimonio.map(|mut p| {
                let change = self.percent("corrente.patrimonio.percento", &p.percento);
                rule!(self, "corrente.patrimonio", p, change)
            }),
        }
    }
}
