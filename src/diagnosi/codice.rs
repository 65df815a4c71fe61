use serde::{Serialize, Serializer};
use std::fmt;

/// How serious a finding is: only an error refuses the file or the request.
///
/// ```
/// use soglia::{diagnosi::Severity, semi, tariffa};
/// let found = tariffa::verifica(&semi::regolamento("monopoli-sad").unwrap(), None);
/// assert!(!found.is_empty() && found.iter().all(|d| d.gravita != Severity::Errore));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file or request is refused.
    Errore,
    /// Accepted, but a careful officer would look at it.
    Avviso,
    /// Worth knowing.
    Nota,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Errore => "errore",
            Self::Avviso => "avviso",
            Self::Nota => "nota",
        })
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The closed set of findings. The text form is stable and kebab-case.
        ///
        /// ```
        /// use soglia::{diagnosi::Code, formato};
        /// let wrong = formato::parse_regolamento("formato = 2", "mio.toml", &Default::default()).unwrap_err();
        /// assert_eq!(wrong[0].codice, Code::Versione);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the documentation.
            ///
            /// ```
            /// # use soglia::diagnosi::Code;
            /// let stable = |c: &Code| c.as_str().bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            /// assert!(Code::ALL.iter().all(stable));
            /// ```
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable text of the code.
            ///
            /// ```
            /// # use soglia::diagnosi::Code;
            /// assert_eq!(Code::VirgolaMobile.as_str(), "virgola-mobile");
            /// ```
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// Not valid TOML or JSON.
    Sintassi = "sintassi",
    /// Not UTF-8 text.
    Codifica = "codifica",
    /// The file cannot be read.
    FileIlleggibile = "file-illeggibile",
    /// `formato` missing or of another version.
    Versione = "formato-versione",
    /// A key the format does not know.
    ChiaveSconosciuta = "chiave-sconosciuta",
    /// A mandatory key is absent.
    ChiaveMancante = "chiave-mancante",
    /// The same key twice.
    ChiaveDoppia = "chiave-doppia",
    /// A table where a text is wanted, and so on.
    TipoErrato = "tipo-errato",
    /// A float in money, percentage, coefficient or fact.
    VirgolaMobile = "virgola-mobile",
    /// A text that is not a number.
    NumeroNonValido = "numero-non-valido",
    /// A number outside the admitted range.
    NumeroFuoriLimite = "numero-fuori-limite",
    /// An exact result that does not fit 128 bits.
    NumeroTroppoGrande = "numero-troppo-grande",
    /// A word outside a closed list.
    ValoreNonAmmesso = "valore-non-ammesso",
    /// Not a kebab-case id.
    IdNonValido = "id-non-valido",
    /// Two things with one id.
    IdDoppio = "id-doppio",
    /// Not a calendar date.
    DataNonValida = "data-non-valida",
    /// `al` before `dal`.
    VigenzaRovesciata = "vigenza-rovesciata",
    /// The date asked for is outside the validity.
    FuoriVigenza = "data-fuori-vigenza",
    /// `fonte` with nothing in it.
    FonteVuota = "fonte-vuota",
    /// Bounds of the fasce that do not grow strictly.
    LimitiNonCrescenti = "limiti-non-crescenti",
    /// Cents without a fascia, or a fascia after the last.
    FasceIncomplete = "fasce-incomplete",
    /// No fasce at all, no quota at all.
    ElencoVuoto = "elenco-vuoto",
    /// None or two value forms in one fascia.
    FormaValore = "forma-del-valore",
    /// Two ISEE knots that are not increasing, or missing.
    Nodi = "nodi-non-validi",
    /// Percent of a cost that is not given.
    PercentoSenzaCosto = "percento-senza-costo",
    /// A fact that no catalogue declares.
    FattoSconosciuto = "fatto-sconosciuto",
    /// A value that does not fit the type of the fact.
    ValoreDelFatto = "valore-del-fatto",
    /// A condition that is not one of the admitted forms.
    CondizioneNonValida = "condizione-non-valida",
    /// A correction with none or two operations, or on the wrong target.
    CorrezioneNonValida = "correzione-non-valida",
    /// A reference to a quota, servizio or misura that does not exist.
    RiferimentoSconosciuto = "riferimento-sconosciuto",
    /// The servizio asked for does not exist.
    ServizioSconosciuto = "servizio-sconosciuto",
    /// The quota asked for does not exist.
    QuotaSconosciuta = "quota-sconosciuta",
    /// An ISEE kind that does not exist.
    TipoIseeSconosciuto = "tipo-isee-sconosciuto",
    /// A quantity with an unknown unit.
    QuantitaSconosciuta = "quantita-sconosciuta",
    /// The regolamento asked for is not embedded.
    RegolamentoSconosciuto = "regolamento-sconosciuto",
    /// The code of a printed case that cannot be read.
    CodiceDelCaso = "codice-del-caso",
    /// More combinations of missing answers than `soglie` and `inverso` can look at.
    TroppeIncognite = "troppe-incognite",
    /// Cents whose value the act does not print.
    CentesimiNonDefiniti = "centesimi-non-definiti",
    /// A household for which two quotas of one unit hold at once.
    QuoteSovrapposte = "quote-sovrapposte",
    /// A household for which no quota holds.
    NessunaQuota = "nessuna-quota",
    /// A fascia that no cent, or no admitted household, reaches.
    FasciaIrraggiungibile = "fascia-irraggiungibile",
    /// The fee falls while the ISEE rises.
    TariffaCheScende = "tariffa-che-scende",
    /// The fee jumps at a bound.
    Scalino = "scalino",
    /// One euro more of ISEE costs one euro or more of fee.
    AliquotaMarginale = "aliquota-marginale",
    /// The fee is above the full cost.
    OltreIlCosto = "tariffa-oltre-il-costo",
    /// No source anywhere up the tree.
    FonteMancante = "fonte-mancante",
    /// A value marked `da_verificare`.
    DaVerificare = "valore-da-verificare",
    /// A value or file marked `dimostrativo`.
    Dimostrativo = "valore-dimostrativo",
    /// The validity has ended.
    VigenzaScaduta = "vigenza-scaduta",
    /// The quota's value without ISEE is not given.
    SenzaIseeMancante = "senza-isee-mancante",
    /// Two statements of a DSU that cannot both be true.
    DsuIncoerente = "dsu-incoerente",
    /// Fixed amounts and percentages of a riparto exceed what is available.
    ImportiOltreIlDisponibile = "importi-oltre-il-disponibile",
    /// Minima of a riparto exceed what is left for the weights.
    MinimiOltreIlResto = "minimi-oltre-il-resto",
    /// A maximum below its minimum.
    LimitiRovesciati = "limiti-rovesciati",
    /// More levels of voci than can be walked.
    TroppiLivelli = "troppi-livelli",
    /// A constraint with none or two limits, or that counts a voce twice.
    VincoloNonValido = "vincolo-non-valido",
    /// An id that stands in several places of the tree.
    RiferimentoAmbiguo = "riferimento-ambiguo",
    /// The CSV file of the criteria is not at hand.
    TabellaMancante = "tabella-mancante",
    /// A CSV file that is not a table.
    TabellaNonValida = "tabella-non-valida",
    /// A column that the table does not have.
    ColonnaSconosciuta = "colonna-sconosciuta",
    /// A voce without its row in the table.
    RigaMancante = "riga-mancante",
    /// The riparto asked for is not embedded.
    RipartoSconosciuto = "riparto-sconosciuto",
    /// A written weight that the criteria replace.
    PesoSostituito = "peso-sostituito",
    /// Rows of the table that are no voce.
    RigheSenzaVoce = "righe-senza-voce",
    /// Quotas of the criteria that do not add up to 100.
    QuoteDeiCriteri = "quote-dei-criteri",
    /// A constraint that the outcome does not respect.
    VincoloNonRispettato = "vincolo-non-rispettato",
    /// Money left at a node.
    Residuo = "residuo",
    /// Equal claims on too few cents.
    Parita = "parita",
    /// A decision that does not answer a tie.
    DecisioneNonValida = "decisione-non-valida",
    /// A formula that cannot be read.
    FormulaNonValida = "formula-non-valida",
    /// A formula that has no admissible value on some row.
    FormulaSenzaValore = "formula-senza-valore",
    /// The riparto whose residue is carried over is missing or has no answer.
    RiportoNonValido = "riporto-non-valido",
    /// Figures printed by a source that contradict each other.
    Contraddizione = "contraddizione",
    /// A population with nothing in it.
    FileVuoto = "file-vuoto",
    /// Not text: a spreadsheet, an archive, UTF-16.
    FileBinario = "file-binario",
    /// A population without the names of its columns.
    IntestazioneMancante = "intestazione-mancante",
    /// A column twice.
    ColonnaDoppia = "colonna-doppia",
    /// A column that tells who a person is.
    ColonnaPersonale = "colonna-personale",
    /// A row without end.
    RigaTroppoLunga = "riga-troppo-lunga",
    /// A row with more or fewer cells than the header.
    CampiDiversi = "campi-diversi",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
