//! The population of FORMATO chapter 6: a CSV of households, read as it comes, never held whole.
//!
//! Separator, decimal mark and encoding are found by looking at the file. A wrong header refuses the file; a wrong
//! row is told, counted and left out, never guessed. The reader takes bytes and gives rows: whoever has the file
//! (the command line, a page) feeds it, so memory stays the same however long the file is.
//!
//! ```
//! use soglia::formato::popolazione::{Attese, Lettore};
//! let mut lettore = Lettore::new(Attese::new(soglia::semi::fatti().clone()));
//! let mut isee = Vec::new();
//! let mut keep = |riga: &soglia::formato::popolazione::Riga<'_>| { isee.push(riga.isee[0]); Ok(()) };
//! lettore.leggi("id;isee;ora\n1;8000,50;10\n2;;4\n".as_bytes(), &mut keep).unwrap();
//! let letto = lettore.fine(&mut keep).unwrap();
//! assert_eq!((isee, letto.righe), (vec![Some(800_050), None], 2)); // cents; the second presented none
//! ```

mod anteprima;
mod celle;
mod guasti;
mod lettore;
mod numero;
mod personali;
mod testata;

pub use anteprima::{Anteprima, ColonnaVista, anteprima};
pub use lettore::Lettore;
pub(crate) use personali::announces_a_person;

use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::Frase;
use crate::norma::{CatalogoFatti, TipoFatto, TipoIsee, Unita, ValoreFatto};
use serde::Serialize;

/// Longest row read, in bytes: an unclosed quotation mark must not swallow the memory.
///
/// ```
/// assert_eq!(soglia::formato::popolazione::MAX_RIGA, 65_536);
/// ```
pub const MAX_RIGA: usize = 1 << 16;
/// Most columns of a file.
pub(crate) const MAX_COLONNE: usize = 256;
/// Bad rows told one by one; the others are only counted.
pub(crate) const MAX_SCARTI: usize = 1000;
/// Different words of one column.
pub(crate) const MAX_VOCI: usize = 10_000;

/// What a file may contain.
///
/// ```
/// use soglia::formato::popolazione::Attese;
/// let attese = Attese::new(soglia::semi::fatti().clone());
/// assert!(attese.quantita.contains(&"ora".to_owned()));
/// ```
#[derive(Clone, Debug)]
pub struct Attese {
    /// The facts a column may be.
    pub fatti: CatalogoFatti,
    /// The quantities a column may be: the units, and those the rules name.
    pub quantita: Vec<String>,
    /// Columns to leave out, as their header writes them.
    pub ignora: Vec<String>,
    /// What columns are, by their header: `("Importo ISEE", "isee")`.
    pub nomi: Vec<(String, String)>,
    /// A column whose words divide the households in groups.
    pub per: Option<String>,
}

impl Attese {
    /// The units of the format and `giorno_assenza`, with these facts.
    ///
    /// ```
    /// # use soglia::formato::popolazione::Attese;
    /// assert!(Attese::new(Default::default()).quantita.contains(&"giorno_assenza".to_owned()));
    /// ```
    #[must_use]
    pub fn new(fatti: CatalogoFatti) -> Self {
        let mut quantita: Vec<String> = Unita::ALL.iter().map(|u| u.as_str().to_owned()).collect();
        quantita.push("giorno_assenza".to_owned());
        Self { fatti, quantita, ignora: Vec::new(), nomi: Vec::new(), per: None }
    }
}

/// The value of a fact in a row.
///
/// ```
/// use soglia::formato::popolazione::Cella;
/// assert_eq!(Cella::default(), Cella::Assente);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cella {
    /// Empty.
    #[default]
    Assente,
    /// The word, boolean or day with this place among [`ColonnaFatto::voci`].
    Voce(u32),
    /// A number, in hundredths.
    Numero(i64),
}

/// A column that is a fact.
///
/// ```
/// use soglia::{formato::popolazione::ColonnaFatto, norma::TipoFatto};
/// let column = ColonnaFatto { id: "festivo".into(), tipo: TipoFatto::Booleano, voci: Vec::new() };
/// assert!(column.voci.is_empty()); // until a row says something
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ColonnaFatto {
    /// Id of the fact.
    pub id: String,
    /// Its kind.
    pub tipo: TipoFatto,
    /// The different values met so far, numbers apart.
    pub voci: Vec<ValoreFatto>,
}

/// The columns of a file, by what they are.
///
/// ```
/// assert!(soglia::formato::popolazione::Colonne::default().isee.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Colonne {
    /// The ISEE; none = of the first kind that the service accepts.
    pub isee: Vec<Option<TipoIsee>>,
    /// The quantities.
    pub quantita: Vec<String>,
    /// The facts.
    pub fatti: Vec<ColonnaFatto>,
    /// Whether there is an `id`.
    pub id: bool,
    /// The words of the column asked for with [`Attese::per`].
    pub etichette: Vec<String>,
    /// Headers of the columns left out.
    pub ignorate: Vec<String>,
}

/// One row, in the order of [`Colonne`].
///
/// ```
/// use soglia::formato::popolazione::{Colonne, Riga};
/// let row = Riga { riga: 2, id: "7", isee: &[Some(800_000)], quantita: &[(75, 1)], fatti: &[], etichetta: 0, colonne: &Colonne::default() };
/// assert_eq!(row.quantita[0], (75, 1)); // 7.5 hours
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Riga<'a> {
    /// Line in the file, from 1.
    pub riga: u64,
    /// The `id`, empty without such a column.
    pub id: &'a str,
    /// Cents; none = none presented.
    pub isee: &'a [Option<i64>],
    /// Digits and how many of them are decimals.
    pub quantita: &'a [(i64, u8)],
    /// The facts.
    pub fatti: &'a [Cella],
    /// Place among [`Colonne::etichette`].
    pub etichetta: u32,
    /// The columns.
    pub colonne: &'a Colonne,
}

/// A row that was left out.
///
/// ```
/// use soglia::formato::popolazione::{Attese, Lettore};
/// let mut lettore = Lettore::new(Attese::new(Default::default()));
/// lettore.leggi(b"isee;ora\n12.500,50;3\n", &mut |_| Ok(())).unwrap();
/// let wrong = &lettore.fine(&mut |_| Ok(())).unwrap().scarti[0];
/// assert_eq!((wrong.riga, wrong.colonna.as_str(), wrong.valore.as_str()), (2, "isee", "12.500,50"));
/// assert!(wrong.rimedio.contains("12500,50"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scarto {
    /// Line in the file, from 1.
    pub riga: u64,
    /// Header of the column; empty when the row as a whole is wrong.
    pub colonna: String,
    /// What was found, cut when very long.
    pub valore: String,
    /// Stable code.
    pub codice: Code,
    /// One sentence.
    pub messaggio: String,
    /// How to mend it.
    pub rimedio: String,
    /// The two sentences, to be said in another language.
    #[serde(skip)]
    pub(crate) frasi: [Frase; 2],
}

impl Scarto {
    /// Says it again, in the language that is spoken now.
    ///
    /// ```
    /// use soglia::formato::popolazione::{Attese, Lettore};
    /// let mut lettore = Lettore::new(Attese::new(Default::default()));
    /// lettore.leggi(b"isee;ora\n-1;3\n", &mut |_| Ok(())).unwrap();
    /// let mut wrong = lettore.fine(&mut |_| Ok(())).unwrap().scarti.remove(0);
    /// let before = wrong.clone();
    /// wrong.di_nuovo();
    /// assert_eq!(wrong, before); // nobody chose another language
    /// ```
    pub fn di_nuovo(&mut self) {
        [self.messaggio, self.rimedio] = self.frasi.each_ref().map(Frase::testo);
    }
}

/// What a whole file was.
///
/// ```
/// use soglia::formato::popolazione::{Attese, Lettore};
/// let mut lettore = Lettore::new(Attese::new(Default::default()));
/// lettore.leggi(b"isee\t ora\n1.5\t2\n", &mut |_| Ok(())).unwrap();
/// let letto = lettore.fine(&mut |_| Ok(())).unwrap();
/// assert_eq!((letto.separatore, letto.decimali, letto.codifica), ("tabulazione", "punto", "utf-8"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Letto {
    /// Rows read, bad ones included, the header not.
    pub righe: u64,
    /// Rows left out.
    pub scartate: u64,
    /// The first of them.
    pub scarti: Vec<Scarto>,
    /// `;`, `,` or `tabulazione`.
    pub separatore: &'static str,
    /// `virgola`, `punto` or `nessuno`.
    pub decimali: &'static str,
    /// `utf-8` or `windows-1252`.
    pub codifica: &'static str,
    /// The columns.
    pub colonne: Colonne,
}

/// Takes each good row; may stop the reading.
///
/// ```
/// use soglia::formato::popolazione::{Attese, Lettore, Raccolta};
/// let mut rows = 0;
/// let count: &mut Raccolta<'_> = &mut |_| { rows += 1; Ok(()) };
/// Lettore::new(Attese::new(Default::default())).leggi(b"isee\n8000\n", count).unwrap();
/// assert_eq!(rows, 1);
/// ```
pub type Raccolta<'a> = dyn FnMut(&Riga<'_>) -> Result<(), Diagnostic> + 'a;
