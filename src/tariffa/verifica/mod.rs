//! What a careful officer would ask about a valid file: each finding with the household that shows it.

mod certezze;
mod curva;
mod quote;

use crate::diagnosi::{Code, Diagnostic, Severity};
use crate::lingua::tr;
use crate::norma::{CatalogoFatti, Giorno, Regolamento, Servizio, ValoreFatto};
use crate::requisiti::Fatti;
use serde_json::json;

use super::completa::representatives;
use super::ordine;

/// Combinations of facts looked at for each quota, when it has few fasce.
const MAX_CASES: usize = 256;
/// Combinations times fasce looked at for each service: keeps a huge file from taking minutes.
const MAX_WORK: usize = 40_000;

/// Looks at a valid regolamento, as a careful officer would (FORMATO chapter 8, `verifica`). `today` is needed only
/// to say that its validity has ended.
///
/// Findings: `centesimi-non-definiti`, `fascia-irraggiungibile`, `tariffa-che-scende`, `scalino`,
/// `aliquota-marginale`, `tariffa-oltre-il-costo`, `quote-sovrapposte`, `nessuna-quota`, `senza-isee-mancante`,
/// `fonte-mancante`, `valore-da-verificare`, `valore-dimostrativo`, `vigenza-scaduta`.
///
/// ```
/// let rules = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let found = soglia::tariffa::verifica(&rules, None);
/// assert!(found.iter().any(|d| d.codice.as_str() == "scalino"));
/// ```
#[must_use]
pub fn verifica(rules: &Regolamento, today: Option<Giorno>) -> Vec<Diagnostic> {
    let mut found = Trovati::default();
    if let (Some(today), Some(al)) = (today, rules.vigenza.al)
        && al < today
    {
        found.push(
            Diagnostic::new(Severity::Avviso, Code::VigenzaScaduta, "vigenza.al", tr!("la vigenza è finita"))
                .found(al.to_string())
                .mend(tr!("carica le regole nuove, o togli al se valgono ancora"))
                .example(json!({ "data": today.to_string() })),
        );
    }
    certezze::look(rules, &mut found);
    for (servizio, path) in with_paths(rules) {
        let subject = Soggetto { servizio, fatti: &rules.fatti, path: &path };
        quote::look(&subject, &mut found);
        curva::look(&subject, &mut found);
    }
    found.list
}

/// One service, where it stands in the file.
struct Soggetto<'a> {
    servizio: &'a Servizio,
    fatti: &'a CatalogoFatti,
    path: &'a str,
}

/// Services and measures with their key paths.
fn with_paths(rules: &Regolamento) -> Vec<(&Servizio, String)> {
    let (mut services, mut measures) = (0, 0);
    rules
        .servizi
        .iter()
        .map(|s| {
            let (word, count) = if s.misura { ("misura", &mut measures) } else { ("servizio", &mut services) };
            let path = format!("{word}[{count}]");
            *count += 1;
            (s, path)
        })
        .collect()
}

/// Every combination of the given facts, the ordinary occasion first; as many as are sensible to look at.
fn combinations(s: &Soggetto<'_>, ids: &[String]) -> Vec<Fatti> {
    let fasce: usize = s.servizio.quote.iter().map(|q| q.fasce.len()).sum();
    let limit = (MAX_WORK / fasce.max(1)).clamp(1, MAX_CASES);
    let mut all = vec![Fatti::new()];
    for id in ids {
        let Some(fatto) = s.fatti.get(id) else {
            continue;
        };
        let mut values: Vec<ValoreFatto> = representatives(fatto, s.servizio);
        if let Some(default) = &fatto.predefinito {
            values.retain(|v| v != default);
            values.insert(0, default.clone());
        }
        if all.len().saturating_mul(values.len()) > limit {
            values.truncate(1);
        }
        all = values
            .iter()
            .flat_map(|v| {
                all.iter().map(move |facts| {
                    let mut facts = facts.clone();
                    facts.insert(id.clone(), v.clone());
                    facts
                })
            })
            .collect();
    }
    all
}

/// The findings so far. Of those of one kind at one place and ISEE only the first is kept: other combinations of
/// facts only repeat it.
#[derive(Default)]
struct Trovati {
    list: Vec<Diagnostic>,
    seen: Vec<(Code, String, String)>,
}

impl Trovati {
    fn push(&mut self, d: Diagnostic) {
        self.list.push(d);
    }

    fn push_once(&mut self, d: Diagnostic) {
        let isee = d.esempio.as_ref().and_then(|e| e.get("isee")).and_then(|x| x.as_str()).unwrap_or_default();
        let before = self.seen.len();
        ordine::insert(&mut self.seen, (d.codice, d.percorso.clone(), isee.to_owned()));
        if self.seen.len() > before {
            self.list.push(d);
        }
    }
}
