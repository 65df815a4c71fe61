//! A schedule on a whole population: what it brings in, who is exempt, and what a change would do to whom.
//!
//! Each fee is the one that [`crate::tariffa::calcola`] explains, to the cent; here it is found faster. Households
//! that the rules cannot tell apart but by ISEE and quantity form a group; for each group the rules become whole
//! numbers (`compila`), and one pass in order of ISEE (`passata`) adds up runs of households with the same unit
//! value. What does not fit goes to the explained engine.
//!
//! ```
//! let rules = soglia::semi::regolamento("dairago-sad").unwrap();
//! let csv = "id;isee;ora\n1;8000,00;10\n2;;4\n3;dodicimila;5\n";
//! let answer = soglia::simula::simula(rules, "sad", csv.as_bytes()).unwrap();
//! assert_eq!(answer.totale.to_string(), "98.00"); // 10 × 5.40 + 4 × 11.00
//! assert_eq!((answer.righe, answer.scartate, answer.senza_isee), (3, 1, 1));
//! ```

mod archivio;
mod cause;
mod cerca;
mod colonna;
mod compila;
mod confronto;
mod consulta;
mod disuguali;
mod gradini;
mod leve;
mod lodigiano;
mod obiettivi;
mod passata;
mod passi;
mod popolazione;
mod quadro;
mod riepilogo;
mod riserbo;
mod risposta;
mod scalini;
mod sintesi;
mod somma;
mod studio;
mod tavolo;
mod uniformita;

pub use archivio::{Archivio, MAX_FAMIGLIE};
pub use cause::Causa;
pub use cerca::{Ricerca, Tentativo};
pub use confronto::{Confronto, Variazioni, VariazioniFascia};
pub use consulta::{fatti_di, quantita_di};
pub use disuguali::{Equita, decimale, percento};
pub use leve::{Combinato, Con, Leva, MAX_LEVE, Mossa};
pub use lodigiano::popolazione_dimostrativa;
pub use obiettivi::{Griglia, Meta, Obiettivo, Prova};
pub use quadro::{Conto, Dimensione, Gruppo, Quadro, Sintesi};
pub use riepilogo::{Centesimi, DaVerificare, PerFascia};
pub use riserbo::{MINIMO_PUBBLICO, nascosti};
pub use risposta::{PerParola, Predefinito, Ricevuta, Risposta, Tariffe};
pub use scalini::{Scalino, Vicini};
pub use studio::{Perche, Scelta, Studio, Tipica};
pub use uniformita::{QuotaComune, Uniformita, uniformita};

use crate::diagnosi::Diagnostic;
use crate::formato::popolazione::{Attese, Letto, Lettore, Riga};
use crate::norma::Regolamento;
use crate::tariffa::find_service;
use consulta::Consulta;
use passata::Passata;
use popolazione::{Costruttore, Popolazione};
use riepilogo::Importi;

/// A service, and perhaps a second schedule for it, ready to read a population.
///
/// ```
/// use soglia::{formato::popolazione::Lettore, simula::Simulazione};
/// let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let simulazione = Simulazione::new(rules, "sad", None).unwrap();
/// let mut raccolta = simulazione.raccolta();
/// let mut lettore = Lettore::new(simulazione.attese());
/// lettore.leggi(b"isee\n8000\n", &mut |riga| raccolta.push(riga)).unwrap(); // a file may come in pieces
/// let letto = lettore.fine(&mut |riga| raccolta.push(riga)).unwrap();
/// let famiglie = raccolta.finish(letto);
/// assert_eq!(famiglie.esegui().unwrap().totale.to_string(), "5.40");
/// ```
#[derive(Debug)]
pub struct Simulazione<'a> {
    base: Consulta<'a>,
    confronto: Option<Consulta<'a>>,
}

impl<'a> Simulazione<'a> {
    /// A service of one file and, to compare, the same service of another.
    ///
    /// ```
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// assert!(soglia::simula::Simulazione::new(rules, "mensa", None).is_err());
    /// ```
    ///
    /// # Errors
    /// `servizio-sconosciuto`, in either file.
    pub fn new(rules: &'a Regolamento, servizio: &str, altro: Option<&'a Regolamento>) -> Result<Self, Diagnostic> {
        let ask = |rules: &'a Regolamento| find_service(rules, servizio).map(|s| Consulta::new(rules, s));
        let (base, confronto) = (ask(rules)?, altro.map(ask).transpose()?);
        Ok(Self { base: confronto.iter().fold(base, Consulta::with), confronto })
    }

    /// The columns that a population may have.
    ///
    /// ```
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// let attese = soglia::simula::Simulazione::new(rules, "sad", None).unwrap().attese();
    /// assert!(attese.fatti.get("festivo").is_some());
    /// ```
    #[must_use]
    pub fn attese(&self) -> Attese {
        let mut attese = Attese::new(self.base.rules.fatti.clone());
        for c in self.consulte() {
            for fatto in c.rules.fatti.iter() {
                if attese.fatti.get(&fatto.id).is_none() {
                    attese.fatti.insert(fatto.clone());
                }
            }
            for name in &c.quantita {
                if !attese.quantita.contains(name) {
                    attese.quantita.push(name.clone());
                }
            }
        }
        attese
    }

    /// Where the rows of a file go.
    ///
    /// ```
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// let raccolta = soglia::simula::Simulazione::new(rules, "sad", None).unwrap();
    /// assert!(format!("{:?}", raccolta.raccolta()).starts_with("Raccolta"));
    /// ```
    #[must_use]
    pub fn raccolta(&self) -> Raccolta<'_> {
        Raccolta { viste: self.consulte().map(|c| (c, Costruttore::new(c))).collect(), etichette: Vec::new() }
    }

    fn consulte(&self) -> impl Iterator<Item = &Consulta<'a>> {
        [Some(&self.base), self.confronto.as_ref()].into_iter().flatten()
    }
}

/// The rows of a file, while they come.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let simulazione = soglia::simula::Simulazione::new(rules, "sad", None).unwrap();
/// let letto = soglia::formato::popolazione::Lettore::new(simulazione.attese());
/// let raccolta = simulazione.raccolta(); // see [`Simulazione`]
/// ```
#[derive(Debug)]
pub struct Raccolta<'a> {
    viste: Vec<(&'a Consulta<'a>, Costruttore<'a>)>,
    /// The label of each household, when a column gives them.
    etichette: Vec<u32>,
}

impl<'a> Raccolta<'a> {
    /// Takes a row.
    ///
    /// ```
    /// # use soglia::formato::popolazione::{Colonne, Riga};
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// # let simulazione = soglia::simula::Simulazione::new(rules, "sad", None).unwrap();
    /// let row = Riga { riga: 2, id: "", isee: &[], quantita: &[], fatti: &[], etichetta: 0, colonne: &Colonne::default() };
    /// assert!(simulazione.raccolta().push(&row).is_ok());
    /// ```
    ///
    /// # Errors
    /// `colonna-doppia` when two columns give the same ISEE.
    pub fn push(&mut self, riga: &Riga<'_>) -> Result<(), Diagnostic> {
        for (_, costruttore) in &mut self.viste {
            costruttore.push(riga)?;
        }
        if !riga.colonne.etichette.is_empty() {
            self.etichette.push(riga.etichetta);
        }
        Ok(())
    }

    /// All rows have come.
    ///
    /// ```
    /// # use soglia::{formato::popolazione::Lettore, simula::Simulazione};
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// # let simulazione = Simulazione::new(rules, "sad", None).unwrap();
    /// let mut lettore = Lettore::new(simulazione.attese());
    /// lettore.leggi(b"isee\n", &mut |_| Ok(())).unwrap();
    /// let nobody = simulazione.raccolta().finish(lettore.fine(&mut |_| Ok(())).unwrap());
    /// assert_eq!(nobody.esegui().unwrap().totale.to_string(), "0.00");
    /// ```
    #[must_use]
    pub fn finish(self, letto: Letto) -> Famiglie<'a> {
        let viste = self.viste.into_iter().map(|(c, costruttore)| (c, costruttore.finish())).collect();
        Famiglie { viste, etichette: self.etichette, letto }
    }
}

/// A population, sorted and ready to be computed as many times as one likes.
///
/// ```
/// # use soglia::{formato::popolazione::Lettore, simula::Simulazione};
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// # let simulazione = Simulazione::new(rules, "sad", None).unwrap();
/// # let mut raccolta = simulazione.raccolta();
/// # let mut lettore = Lettore::new(simulazione.attese());
/// # lettore.leggi(b"isee\n8000\n", &mut |riga| raccolta.push(riga)).unwrap();
/// # let letto = lettore.fine(&mut |riga| raccolta.push(riga)).unwrap();
/// let famiglie = raccolta.finish(letto).con_somme();
/// assert_eq!(famiglie.esegui().unwrap(), famiglie.esegui().unwrap());
/// ```
#[derive(Debug)]
pub struct Famiglie<'a> {
    viste: Vec<(&'a Consulta<'a>, Popolazione)>,
    etichette: Vec<u32>,
    letto: Letto,
}

impl Famiglie<'_> {
    /// Prepares the sums with which a changed schedule costs as much as its distinct unit values, not as the
    /// households; a quarter of a byte a row and quantity.
    ///
    /// ```
    /// # use soglia::{formato::popolazione::Lettore, simula::Simulazione};
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// # let simulazione = Simulazione::new(rules, "sad", None).unwrap();
    /// # let mut lettore = Lettore::new(simulazione.attese());
    /// # lettore.leggi(b"isee\n", &mut |_| Ok(())).unwrap();
    /// # let famiglie = simulazione.raccolta().finish(lettore.fine(&mut |_| Ok(())).unwrap());
    /// assert!(famiglie.con_somme().esegui().is_ok());
    /// ```
    #[must_use]
    pub fn con_somme(mut self) -> Self {
        self.viste = self.viste.into_iter().map(|(c, pop)| (c, pop.with_sums())).collect();
        self
    }

    /// Compiles the schedule and adds up what all households pay under it.
    ///
    /// ```
    /// # use soglia::{formato::popolazione::Lettore, simula::Simulazione};
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// # let simulazione = Simulazione::new(rules, "sad", None).unwrap();
    /// # let mut lettore = Lettore::new(simulazione.attese());
    /// # lettore.leggi(b"isee\n", &mut |_| Ok(())).unwrap();
    /// # let famiglie = simulazione.raccolta().finish(lettore.fine(&mut |_| Ok(())).unwrap());
    /// assert_eq!(famiglie.esegui().unwrap().righe, 0);
    /// ```
    ///
    /// # Errors
    /// `numero-troppo-grande`, `troppe-incognite`.
    pub fn esegui(&self) -> Result<Risposta, Diagnostic> {
        self.with_fees().map(|(answer, _)| answer)
    }

    /// Also the fee of each household, in the order of the file.
    ///
    /// ```
    /// # use soglia::{formato::popolazione::Lettore, simula::Simulazione};
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// # let simulazione = Simulazione::new(rules, "sad", None).unwrap();
    /// # let mut raccolta = simulazione.raccolta();
    /// # let mut lettore = Lettore::new(simulazione.attese());
    /// # lettore.leggi(b"isee\n12000\n8000\n", &mut |riga| raccolta.push(riga)).unwrap();
    /// # let letto = lettore.fine(&mut |riga| raccolta.push(riga)).unwrap();
    /// let (_, fees) = raccolta.finish(letto).tariffe().unwrap();
    /// assert_eq!(fees.prima, [1100, 540]); // cents
    /// ```
    ///
    /// # Errors
    /// As [`Self::esegui`].
    pub fn tariffe(&self) -> Result<(Risposta, Tariffe), Diagnostic> {
        let mut fees: Vec<Importi> = Vec::new();
        let mut tables = Vec::new();
        for (c, pop) in &self.viste {
            let pass = Passata::new(c, pop);
            let mut own = Importi::of(pop.len());
            tables.push((pass.run(Some(&mut own))?, pass));
            fees.push(own);
        }
        let mut answer = risposta::answer(self, &tables, &fees);
        if let (Some(c), [(first, pop), (second, _)]) = (&mut answer.confronto, self.viste.as_slice()) {
            c.cause = cause::split(first, second, pop, answer.totale.0, c.totale.0)?;
        }
        let mut fees = fees.iter().map(|list| list.iter().collect());
        Ok((answer, Tariffe { prima: fees.next().unwrap_or_default(), dopo: fees.next() }))
    }

    /// Where the fee jumps, and how many households live near the edge.
    ///
    /// ```
    /// # use soglia::{formato::popolazione::Lettore, simula::Simulazione};
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// # let simulazione = Simulazione::new(rules, "sad", None).unwrap();
    /// # let mut lettore = Lettore::new(simulazione.attese());
    /// # lettore.leggi(b"isee\n", &mut |_| Ok(())).unwrap();
    /// # let famiglie = simulazione.raccolta().finish(lettore.fine(&mut |_| Ok(())).unwrap());
    /// assert!(famiglie.scalini().unwrap().is_empty()); // Dairago's fee has no cliff
    /// ```
    ///
    /// # Errors
    /// `numero-troppo-grande`.
    pub fn scalini(&self) -> Result<Vec<Scalino>, Diagnostic> {
        self.viste.first().map_or_else(|| Ok(Vec::new()), |(c, pop)| scalini::atlas(c.rules, c.servizio, pop))
    }

    /// By how much to multiply the fees so that the total reaches an amount.
    ///
    /// ```
    /// # use soglia::{formato::popolazione::Lettore, simula::{Centesimi, Simulazione}};
    /// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
    /// # let simulazione = Simulazione::new(rules, "sad", None).unwrap();
    /// # let mut lettore = Lettore::new(simulazione.attese());
    /// # lettore.leggi(b"isee\n", &mut |_| Ok(())).unwrap();
    /// # let famiglie = simulazione.raccolta().finish(lettore.fine(&mut |_| Ok(())).unwrap());
    /// assert!(famiglie.cerca(Centesimi(100)).unwrap().soluzione.is_none()); // nobody pays anything
    /// ```
    ///
    /// # Errors
    /// `numero-fuori-limite` for a negative goal; as [`Self::esegui`].
    pub fn cerca(&self, obiettivo: Centesimi) -> Result<Ricerca, Diagnostic> {
        let Some((c, pop)) = self.viste.first() else { return Err(crate::tariffa::too_large()) };
        cerca::seek(c, pop, obiettivo.0)
    }

    fn with_fees(&self) -> Result<(Risposta, ()), Diagnostic> {
        // To compare, the two fees of each household must meet; to divide, each must meet its label.
        if self.viste.len() > 1 || !self.etichette.is_empty() {
            return self.tariffe().map(|(answer, _)| (answer, ()));
        }
        let mut tables = Vec::new();
        for (c, pop) in &self.viste {
            let pass = Passata::new(c, pop);
            tables.push((pass.run(None)?, pass));
        }
        Ok((risposta::answer(self, &tables, &[]), ()))
    }
}

/// The whole way, for a file that is already in memory.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let answer = soglia::simula::simula(rules, "sad", b"isee,ora\n5000.00,2\n").unwrap();
/// assert_eq!(answer.totale.to_string(), "6.00");
/// ```
///
/// # Errors
/// What is wrong with the file as a whole; `servizio-sconosciuto`; as [`Famiglie::esegui`].
pub fn simula(rules: &Regolamento, servizio: &str, csv: &[u8]) -> Result<Risposta, Vec<Diagnostic>> {
    whole(&Simulazione::new(rules, servizio, None).map_err(|d| vec![d])?, csv)
}

/// The whole way, with a second schedule to compare.
///
/// ```
/// # let rules = soglia::semi::regolamento("dairago-sad").unwrap();
/// let other = soglia::semi::regolamento("monopoli-sad").unwrap();
/// let answer = soglia::simula::confronta(rules, other, "sad", b"isee;ora\n5000;10\n").unwrap();
/// assert_eq!(answer.confronto.unwrap().differenza.to_string(), "-30.00"); // under 7 500 € Monopoli asks nothing
/// ```
///
/// # Errors
/// As [`simula`].
pub fn confronta(
    rules: &Regolamento,
    other: &Regolamento,
    servizio: &str,
    csv: &[u8],
) -> Result<Risposta, Vec<Diagnostic>> {
    whole(&Simulazione::new(rules, servizio, Some(other)).map_err(|d| vec![d])?, csv)
}

fn whole(simulazione: &Simulazione<'_>, csv: &[u8]) -> Result<Risposta, Vec<Diagnostic>> {
    let mut raccolta = simulazione.raccolta();
    let mut lettore = Lettore::new(simulazione.attese());
    lettore.leggi(csv, &mut |riga| raccolta.push(riga))?;
    let letto = lettore.fine(&mut |riga| raccolta.push(riga))?;
    raccolta.finish(letto).esegui().map_err(|d| vec![d])
}
