//! The columns of a file as they were read, whatever the rules: a changed schedule may look at other facts, and the
//! file is not there any more. Eight bytes a household, and as much for each other column.

use super::colonna::Colonna;
use super::consulta::Consulta;
use super::popolazione::{ASSENTE, Costruttore, Isee, Popolazione};
use crate::diagnosi::{Code, Diagnostic};
use crate::formato::popolazione::{Cella, Colonne, Riga};
use crate::lingua::tr;

/// Most households of one file: beyond, a page of 32 bits would have no memory left to compute.
///
/// ```
/// assert_eq!(soglia::simula::MAX_FAMIGLIE, 10_000_000);
/// ```
pub const MAX_FAMIGLIE: usize = 10_000_000;
/// A cell without a word.
const NESSUNA: u16 = u16::MAX;
/// A cell without a number.
const NESSUNO: i64 = i64::MIN;

/// Values of a fact, one for each household.
#[derive(Clone, Debug)]
pub(crate) enum Valori {
    /// Places among the words of the column.
    Voci(Vec<u16>),
    /// Hundredths.
    Numeri(Vec<i64>),
}

/// Households as a file gave them.
///
/// ```
/// let nobody = soglia::simula::Archivio::default(); // rows come with [`Self::push`]
/// assert_eq!(nobody.len(), 0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Archivio {
    isee: Vec<Isee>,
    quantita: Vec<(u8, Colonna)>,
    pub(crate) fatti: Vec<Valori>,
    /// The households whose line in the file does not follow that of the one before, and that line.
    salti: Vec<(u32, u32)>,
    len: u32,
    pub(crate) colonne: Colonne,
}

impl Archivio {
    /// Takes a row.
    ///
    /// ```
    /// use soglia::{formato::popolazione::{Attese, Lettore}, simula::Archivio};
    /// let (mut archivio, mut lettore) = (Archivio::default(), Lettore::new(Attese::new(Default::default())));
    /// lettore.leggi(b"isee\n8000\n\n9000\n", &mut |riga| archivio.push(riga)).unwrap();
    /// let letto = lettore.fine(&mut |riga| archivio.push(riga)).unwrap();
    /// archivio.finish(letto.colonne);
    /// assert_eq!(archivio.len(), 2);
    /// ```
    ///
    /// # Errors
    /// `file-illeggibile` beyond [`MAX_FAMIGLIE`].
    pub fn push(&mut self, riga: &Riga<'_>) -> Result<(), Diagnostic> {
        if self.is_empty() {
            self.isee = vec![Isee::default(); riga.isee.len()];
            self.quantita = vec![(0, Colonna::default()); riga.quantita.len()];
            self.fatti = riga.colonne.fatti.iter().map(|c| values(c.tipo)).collect();
        }
        if self.len() >= MAX_FAMIGLIE {
            return Err(too_many());
        }
        let line = u32::try_from(riga.riga).unwrap_or(u32::MAX);
        if self.salti.last().is_none_or(|(row, before)| line.checked_sub(*before) != Some(self.len - row)) {
            self.salti.push((self.len, line));
        }
        self.len += 1;
        for (column, x) in self.isee.iter_mut().zip(riga.isee) {
            column.push(x.unwrap_or(ASSENTE));
        }
        for ((digits, column), (value, decimals)) in self.quantita.iter_mut().zip(riga.quantita) {
            if *decimals > *digits {
                column.multiply(power(*decimals - *digits));
                *digits = *decimals;
            }
            // Below a million units with nine decimals: it fits.
            column.push(value * power(*digits - decimals));
        }
        for (column, cell) in self.fatti.iter_mut().zip(riga.fatti) {
            match (column, cell) {
                (Valori::Voci(list), Cella::Voce(v)) => list.push(u16::try_from(*v).unwrap_or(NESSUNA)),
                (Valori::Voci(list), _) => list.push(NESSUNA),
                (Valori::Numeri(list), Cella::Numero(n)) => list.push(*n),
                (Valori::Numeri(list), _) => list.push(NESSUNO),
            }
        }
        Ok(())
    }

    /// All rows have come: the columns with all their words.
    ///
    /// ```
    /// let mut nobody = soglia::simula::Archivio::default();
    /// nobody.finish(Default::default());
    /// assert!(nobody.is_empty());
    /// ```
    pub fn finish(&mut self, colonne: Colonne) {
        self.colonne = Colonne { etichette: Vec::new(), ..colonne };
    }

    /// How many households.
    ///
    /// ```
    /// assert_eq!(soglia::simula::Archivio::default().len(), 0);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        usize::try_from(self.len).unwrap_or(usize::MAX)
    }

    /// Whether there is none.
    ///
    /// ```
    /// assert!(soglia::simula::Archivio::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The line of a household in the file.
    pub(crate) fn line(&self, row: usize) -> Option<u32> {
        let row = u32::try_from(row).ok().filter(|row| *row < self.len)?;
        let jump = self.salti.partition_point(|(from, _)| *from <= row).checked_sub(1)?;
        self.salti.get(jump).and_then(|(from, line)| line.checked_add(row - from))
    }

    /// The household on a line of the file.
    pub(crate) fn row_at(&self, line: u32) -> Option<usize> {
        let jump = self.salti.partition_point(|(_, from)| *from <= line).checked_sub(1)?;
        let row = self.salti.get(jump).and_then(|(row, from)| row.checked_add(line - from));
        row.and_then(|row| usize::try_from(row).ok()).filter(|row| self.line(*row) == Some(line))
    }

    fn cell(&self, column: usize, row: usize) -> Cella {
        match self.fatti.get(column) {
            Some(Valori::Voci(list)) => {
                list.get(row).filter(|v| **v != NESSUNA).map_or(Cella::Assente, |v| Cella::Voce(u32::from(*v)))
            }
            Some(Valori::Numeri(list)) => {
                list.get(row).filter(|n| **n != NESSUNO).map_or(Cella::Assente, |n| Cella::Numero(*n))
            }
            None => Cella::Assente,
        }
    }

    /// The households as one service sees them; `rows` none = all.
    pub(crate) fn view(&self, consulta: &Consulta<'_>, rows: Option<&[usize]>) -> Result<Popolazione, Diagnostic> {
        let mut built = Costruttore::new(consulta);
        let mut isee = vec![None; self.isee.len()];
        let mut quantita = vec![(0, 0); self.quantita.len()];
        let mut fatti = vec![Cella::Assente; self.fatti.len()];
        let mut push = |row: usize| {
            for (to, column) in isee.iter_mut().zip(&self.isee) {
                *to = Some(column.get(row)).filter(|x| *x != ASSENTE);
            }
            for (to, (digits, column)) in quantita.iter_mut().zip(&self.quantita) {
                *to = (column.get(row), *digits);
            }
            for (n, to) in fatti.iter_mut().enumerate() {
                *to = self.cell(n, row);
            }
            built.push(&Riga {
                riga: 0,
                id: "",
                isee: &isee,
                quantita: &quantita,
                fatti: &fatti,
                etichetta: 0,
                colonne: &self.colonne,
            })
        };
        match rows {
            Some(rows) => rows.iter().try_for_each(|row| push(*row))?,
            None => (0..self.len()).try_for_each(&mut push)?,
        }
        Ok(built.finish())
    }
}

fn values(tipo: crate::norma::TipoFatto) -> Valori {
    use crate::norma::TipoFatto::{Importo, Intero};
    if matches!(tipo, Intero | Importo) { Valori::Numeri(Vec::new()) } else { Valori::Voci(Vec::new()) }
}

fn power(digits: u8) -> i64 {
    10_i64.pow(u32::from(digits.min(9)))
}

fn too_many() -> Diagnostic {
    Diagnostic::error(Code::FileIlleggibile, "", tr!("il file ha troppe famiglie per questa pagina"))
        .found(tr!("più di {} righe", MAX_FAMIGLIE.to_string()))
        .expected(tr!("al massimo {} famiglie", MAX_FAMIGLIE.to_string()))
        .mend(tr!("dividi il file, o usa il programma a riga di comando"))
}
