//! From bytes, however they are cut, to rows.

use super::celle::{self, Codifica, trim};
use super::guasti::{binary, empty, of_header, refuse_person, too_long, wrong_kind};
use super::numero::Difetto;
use super::testata::{self, Ruolo, Testata};
use super::{Attese, Cella, Letto, MAX_COLONNE, MAX_RIGA, MAX_SCARTI, MAX_VOCI, Raccolta, Riga, Scarto};
use crate::diagnosi::{Code, Diagnostic};
use crate::lingua::{chiave, tr};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::borrow::Cow;

/// Characters of a wrong value that are told.
const MOSTRATI: usize = 80;
/// What some programs write before a text in UTF-8.
const SEGNO_UTF8: &[u8] = b"\xef\xbb\xbf";

/// Reads a population piece by piece; memory does not grow with the file.
///
/// ```
/// use soglia::formato::popolazione::{Attese, Lettore};
/// let mut lettore = Lettore::new(Attese::new(Default::default()));
/// let mut rows = 0;
/// let mut count = |_: &soglia::formato::popolazione::Riga<'_>| { rows += 1; Ok(()) };
/// for piece in ["is", "ee,ora\n800", "0.50,1", "0\n"] {
///     lettore.leggi(piece.as_bytes(), &mut count).unwrap();
/// }
/// assert_eq!(lettore.fine(&mut count).unwrap().scartate, 0);
/// assert_eq!(rows, 1);
/// ```
#[derive(Debug)]
pub struct Lettore {
    attese: Attese,
    /// The first line that has something, until it is whole; then empty.
    inizio: Vec<u8>,
    core: Option<Reader>,
    separatore: u8,
    codifica: Codifica,
    segno: Option<u8>,
    testata: Option<Testata>,
    testo: Vec<u8>,
    fini: Vec<usize>,
    scritti: usize,
    campi: usize,
    /// A row has begun and not ended: of a quote alone nothing is written yet.
    aperta: bool,
    /// Line where the row began, from 1.
    inizia: u64,
    righe: u64,
    scartate: u64,
    scarti: Vec<Scarto>,
    isee: Vec<Option<i64>>,
    quantita: Vec<(i64, u8)>,
    fatti: Vec<Cella>,
}

impl Lettore {
    /// A reader that has read nothing.
    ///
    /// ```
    /// # use soglia::formato::popolazione::{Attese, Lettore};
    /// let empty = Lettore::new(Attese::new(Default::default())).fine(&mut |_| Ok(())).unwrap_err();
    /// assert_eq!(empty[0].codice.as_str(), "file-vuoto");
    /// ```
    #[must_use]
    pub fn new(attese: Attese) -> Self {
        Self {
            attese,
            inizio: Vec::new(),
            core: None,
            separatore: b';',
            codifica: Codifica::Ignota,
            segno: None,
            testata: None,
            testo: vec![0; MAX_RIGA],
            fini: vec![0; MAX_COLONNE + 1],
            scritti: 0,
            campi: 0,
            aperta: false,
            inizia: 1,
            righe: 0,
            scartate: 0,
            scarti: Vec::new(),
            isee: Vec::new(),
            quantita: Vec::new(),
            fatti: Vec::new(),
        }
    }

    /// Takes the next bytes of the file and gives the rows that end in them.
    ///
    /// ```
    /// # use soglia::formato::popolazione::{Attese, Lettore};
    /// let mut lettore = Lettore::new(Attese::new(Default::default()));
    /// let wrong = lettore.leggi(b"isee;cognome\n", &mut |_| Ok(())).unwrap_err();
    /// assert_eq!(wrong[0].codice.as_str(), "colonna-personale");
    /// ```
    ///
    /// # Errors
    /// What makes the whole file unreadable; whatever `raccolta` refuses.
    pub fn leggi(&mut self, bytes: &[u8], raccolta: &mut Raccolta<'_>) -> Result<(), Vec<Diagnostic>> {
        if bytes.contains(&0) {
            return Err(vec![binary(self.inizia)]);
        }
        if self.core.is_some() {
            return self.records(bytes, raccolta);
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            let (part, after) = rest.split_at_checked(MAX_RIGA).unwrap_or((rest, &[]));
            rest = after;
            self.inizio.extend_from_slice(part);
            self.skip_blank();
            if self.inizio.iter().any(|b| matches!(b, b'\n' | b'\r')) {
                self.begin(raccolta)?;
                return self.records(rest, raccolta);
            }
            if self.inizio.len() > MAX_RIGA {
                return Err(vec![too_long(self.inizia)]);
            }
        }
        Ok(())
    }

    /// Lines before the first that has something are only counted, however many they are.
    fn skip_blank(&mut self) {
        let mark = if self.inizio.starts_with(SEGNO_UTF8) { SEGNO_UTF8.len() } else { 0 };
        let space = self.inizio.iter().skip(mark).take_while(|b| b.is_ascii_whitespace());
        // The white before a name is of its line: of a tab it makes a column.
        let lines = space.enumerate().filter(|(_, b)| matches!(b, b'\n' | b'\r')).last().map_or(0, |(n, _)| n + 1);
        let blank = mark..mark + lines;
        self.inizia += newlines(self.inizio.get(blank.clone()).unwrap_or_default());
        self.inizio.drain(blank);
    }

    /// The file has ended: the last row, and what the file was.
    ///
    /// ```
    /// # use soglia::formato::popolazione::{Attese, Lettore};
    /// let mut lettore = Lettore::new(Attese::new(Default::default()));
    /// lettore.leggi(b"isee,ora\n8000.00,3", &mut |_| Ok(())).unwrap();
    /// assert_eq!(lettore.fine(&mut |_| Ok(())).unwrap().righe, 1);
    /// ```
    ///
    /// # Errors
    /// As [`Self::leggi`]; `file-vuoto` when there was nothing.
    pub fn fine(mut self, raccolta: &mut Raccolta<'_>) -> Result<Letto, Vec<Diagnostic>> {
        if self.core.is_none() {
            self.begin(raccolta)?;
        }
        self.records_end(raccolta)?;
        let Some(testata) = self.testata else { return Err(vec![empty()]) };
        Ok(Letto {
            righe: self.righe,
            scartate: self.scartate,
            scarti: self.scarti,
            separatore: match self.separatore {
                b'\t' => "tabulazione",
                b',' => ",",
                _ => ";",
            },
            decimali: match self.segno {
                Some(b',') => "virgola",
                Some(_) => "punto",
                None => "nessuno",
            },
            codifica: self.codifica.name(),
            colonne: testata.colonne,
        })
    }

    /// The first line is whole: encoding mark, separator, parser.
    fn begin(&mut self, raccolta: &mut Raccolta<'_>) -> Result<(), Vec<Diagnostic>> {
        let start = std::mem::take(&mut self.inizio);
        for (mark, what) in [
            (&b"\xff\xfe"[..], "UTF-16"),
            (b"\xfe\xff", "UTF-16"),
            (b"PK\x03\x04", tr!("un foglio di calcolo o un archivio")),
        ] {
            if start.starts_with(mark) {
                return Err(vec![wrong_kind(what)]);
            }
        }
        let text = match start.strip_prefix(SEGNO_UTF8) {
            Some(rest) => {
                self.codifica = Codifica::Utf8;
                rest
            }
            None => &start,
        };
        if text.trim_ascii().is_empty() {
            return Err(vec![empty()]);
        }
        let first = text.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
        self.separatore = separator(first);
        let mut core = ReaderBuilder::new().delimiter(self.separatore).build();
        core.set_line(self.inizia);
        self.core = Some(core);
        self.records(text, raccolta)
    }

    fn records(&mut self, mut input: &[u8], raccolta: &mut Raccolta<'_>) -> Result<(), Vec<Diagnostic>> {
        loop {
            if !self.aperta {
                let blank = input.iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
                if blank > 0 {
                    let (skipped, rest) = input.split_at_checked(blank).unwrap_or_default();
                    self.core.iter_mut().for_each(|c| c.set_line(c.line() + newlines(skipped)));
                    input = rest;
                }
                self.inizia = self.core.as_ref().map_or(1, Reader::line);
            }
            if input.is_empty() {
                return Ok(());
            }
            self.aperta = true;
            let (result, used) = self.step(input);
            input = input.get(used..).unwrap_or_default();
            self.after(&result, raccolta)?;
        }
    }

    /// No more bytes: an unfinished row ends here.
    fn records_end(&mut self, raccolta: &mut Raccolta<'_>) -> Result<(), Vec<Diagnostic>> {
        loop {
            let (result, _) = self.step(&[]);
            if matches!(result, ReadRecordResult::End) {
                return Ok(());
            }
            self.after(&result, raccolta)?;
        }
    }

    fn step(&mut self, input: &[u8]) -> (ReadRecordResult, usize) {
        let Some(core) = &mut self.core else { return (ReadRecordResult::End, input.len()) };
        let text = self.testo.get_mut(self.scritti..).unwrap_or_default();
        let ends = self.fini.get_mut(self.campi..).unwrap_or_default();
        let (result, used, written, fields) = core.read_record(input, text, ends);
        self.scritti += written;
        self.campi += fields;
        (result, used)
    }

    fn after(&mut self, result: &ReadRecordResult, raccolta: &mut Raccolta<'_>) -> Result<(), Vec<Diagnostic>> {
        match result {
            ReadRecordResult::InputEmpty | ReadRecordResult::End => Ok(()),
            ReadRecordResult::OutputFull => Err(vec![too_long(self.inizia)]),
            ReadRecordResult::OutputEndsFull => {
                Err(vec![too_long(self.inizia).found(tr!("più di {} colonne", MAX_COLONNE.to_string()))])
            }
            ReadRecordResult::Record => {
                let outcome =
                    if self.testata.is_some() { self.row(raccolta).map_err(|d| vec![d]) } else { self.header() };
                self.scritti = 0;
                self.campi = 0;
                self.aperta = false;
                outcome
            }
        }
    }

    fn header(&mut self) -> Result<(), Vec<Diagnostic>> {
        let line = u32::try_from(self.inizia).ok();
        let here = |all: Vec<Diagnostic>| all.into_iter().map(|d| Diagnostic { riga: line, ..d }).collect::<Vec<_>>();
        let mut names = Vec::new();
        for n in 0..self.campi {
            let cell = field(&self.testo, &self.fini, n);
            let name = self.codifica.decode(cell).map_err(|e| here(vec![of_header(&e)]))?;
            names.push(name.trim().to_owned());
        }
        let testata = testata::read(names, &self.attese).map_err(here)?;
        self.isee.resize(testata.colonne.isee.len(), None);
        self.quantita.resize(testata.colonne.quantita.len(), (0, 0));
        self.fatti.resize(testata.colonne.fatti.len(), Cella::Assente);
        self.testata = Some(testata);
        Ok(())
    }

    fn row(&mut self, raccolta: &mut Raccolta<'_>) -> Result<(), Diagnostic> {
        let Some(testata) = &mut self.testata else { return Ok(()) };
        self.righe += 1;
        let cells = Celle { testo: &self.testo, fini: &self.fini };
        if self.campi != testata.ruoli.len() {
            let how = chiave!("servono {} celle: controlla separatori e virgolette");
            let d = Difetto::new(Code::CampiDiversi, chiave!("la riga non ha tante celle quante la prima"), how)
                .with(how, &[&testata.ruoli.len().to_string()]);
            let found = tr!("{} celle", self.campi.to_string());
            reject(&mut self.scarti, &mut self.scartate, self.inizia, "", found, d);
            return Ok(());
        }
        let (mut id, mut label) = (Cow::Borrowed(""), 0);
        for (n, role) in testata.ruoli.iter().enumerate() {
            let cell = cells.get(n);
            let outcome = match *role {
                Ruolo::Ignorata => Ok(()),
                Ruolo::Id => {
                    refuse_person(cell, &testata.nomi, n, self.inizia)?;
                    self.codifica.decode(cell).map(|text| id = text)
                }
                Ruolo::Isee(at) => celle::isee(cell, &mut self.segno).map(|x| set(&mut self.isee, at, x)),
                Ruolo::Quantita(at) => celle::quantita(cell, &mut self.segno).map(|q| set(&mut self.quantita, at, q)),
                Ruolo::Etichetta => refuse_person(cell, &testata.nomi, n, self.inizia).map(|()| Ok(()))?,
                Ruolo::Fatto(at) => match testata.colonne.fatti.get_mut(at) {
                    Some(column) => {
                        if celle::personal(cell, Some(column.tipo)).is_some() {
                            refuse_person(cell, &testata.nomi, n, self.inizia)?;
                        }
                        celle::fatto(cell, column, &self.attese.fatti, &mut self.segno, &mut self.codifica)
                            .map(|c| set(&mut self.fatti, at, c))
                    }
                    None => Ok(()),
                },
            };
            let outcome = outcome.and_then(|()| match testata.per {
                Some(per) if per == n => {
                    label_of(cell, &mut self.codifica, &mut testata.colonne.etichette).map(|l| label = l)
                }
                _ => Ok(()),
            });
            if let Err(d) = outcome {
                let name = testata.nomi.get(n).map_or("", String::as_str);
                reject(&mut self.scarti, &mut self.scartate, self.inizia, name, shown(cell), d);
                return Ok(());
            }
        }
        raccolta(&Riga {
            riga: self.inizia,
            id: &id,
            isee: &self.isee,
            quantita: &self.quantita,
            fatti: &self.fatti,
            etichetta: label,
            colonne: &testata.colonne,
        })
    }
}

/// The cells of the row just read.
struct Celle<'a> {
    testo: &'a [u8],
    fini: &'a [usize],
}

impl<'a> Celle<'a> {
    fn get(&self, n: usize) -> &'a [u8] {
        field(self.testo, self.fini, n)
    }
}

fn field<'a>(text: &'a [u8], ends: &[usize], n: usize) -> &'a [u8] {
    let from = n.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(n).and_then(|to| text.get(from..*to)).map(trim).unwrap_or_default()
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|b| u64::from(*b == b'\n')).sum()
}

/// The mark that the first line has most of, quoted text apart; `;` when it has none.
pub(super) fn separator(line: &[u8]) -> u8 {
    let mut counts = [(b';', 0_u32), (b'\t', 0), (b',', 0)];
    let mut quoted = false;
    for b in line {
        quoted ^= *b == b'"';
        for (mark, count) in &mut counts {
            *count += u32::from(!quoted && b == mark);
        }
    }
    // `max_by_key` takes the last of equals: the order of preference is reversed.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b';', |(mark, _)| *mark)
}

fn reject(scarti: &mut Vec<Scarto>, count: &mut u64, riga: u64, column: &str, valore: String, d: Difetto) {
    *count += 1;
    if scarti.len() < MAX_SCARTI {
        let (messaggio, rimedio) = (d.messaggio.testo(), d.rimedio.testo());
        let (colonna, codice, frasi) = (column.to_owned(), d.codice, [d.messaggio, d.rimedio]);
        scarti.push(Scarto { riga, colonna, valore, codice, messaggio, rimedio, frasi });
    }
}

fn shown(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    let cut: String = text.chars().take(MOSTRATI).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

fn label_of(cell: &[u8], codifica: &mut Codifica, labels: &mut Vec<String>) -> Result<u32, Difetto> {
    let text = codifica.decode(cell)?;
    let place = match labels.iter().position(|l| *l == text) {
        Some(place) => place,
        None if labels.len() < MAX_VOCI => {
            labels.push(text.into_owned());
            labels.len() - 1
        }
        None => return Err(celle::too_many_words()),
    };
    u32::try_from(place).map_err(|_| celle::too_many_words())
}
