//! The arguments, with help in Italian.

use clap::error::{ContextKind, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};

const MODELLO: &str = "{about-with-newline}\nUso: {usage}\n\n{all-args}{after-help}";

/// Calcola e spiega, al centesimo, quanto paga una famiglia per i servizi sociali.
#[derive(Parser)]
#[command(
    name = "soglia",
    version,
    about = "Calcola e spiega, al centesimo, quanto paga una famiglia per i servizi sociali.",
    help_template = MODELLO,
    subcommand_help_heading = "Comandi",
    subcommand_value_name = "COMANDO",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    next_help_heading = "Opzioni",
    after_help = "Ogni comando stampa un documento JSON; i messaggi vanno sullo standard error.\nUscita: 0 fatto, 1 dati sbagliati, 2 comando sbagliato.\n\nEsempio:\n  soglia tabella dairago-sad --servizio sad --isee 8000,assente\n"
)]
pub struct Opzioni {
    #[command(subcommand)]
    pub comando: Comando,
    /// Mostra questo aiuto
    #[arg(short = 'h', long = "help", visible_alias = "aiuto", global = true, action = clap::ArgAction::Help)]
    aiuto: Option<bool>,
    /// Mostra la versione
    #[arg(short = 'V', long = "version", action = clap::ArgAction::Version)]
    versione: Option<bool>,
}

#[derive(Subcommand)]
pub enum Comando {
    /// Elenca i regolamenti, le misure e i riparti inclusi
    #[command(help_template = MODELLO, after_help = "Esempio:\n  soglia elenco\n")]
    Elenco,
    /// Controlla uno o più file di regole
    #[command(help_template = MODELLO, after_help = "Esempio:\n  soglia verifica mio-regolamento.toml dairago-sad\n")]
    Verifica {
        /// File TOML o JSON, identificativo incluso, o «-» per lo standard input
        #[arg(required = true, value_name = "FILE", help_heading = "Argomenti")]
        file: Vec<String>,
    },
    /// Importi unitari a vari ISEE
    #[command(
        help_template = MODELLO,
        next_help_heading = "Opzioni",
        override_usage = "soglia tabella <FILE> --servizio <ID> --isee <A,B,...> [OPZIONI]",
        after_help = "Esempio:\n  soglia tabella dairago-sad --servizio sad --isee 6531,8000,assente \\\n    --fatti '{\"festivo\": true}'\n"
    )]
    Tabella {
        /// File di regole, identificativo incluso, o «-»
        #[arg(value_name = "FILE", help_heading = "Argomenti")]
        file: String,
        /// Identificativo del servizio
        #[arg(long, value_name = "ID")]
        servizio: String,
        /// ISEE separati da virgole, con il punto decimale; «assente» per chi non lo presenta
        #[arg(long, value_name = "A,B,...", allow_hyphen_values = true)]
        isee: String,
        /// Solo questa quota, come se la sua condizione valesse
        #[arg(long, value_name = "ID")]
        quota: Option<String>,
        /// Fatti noti, come oggetto JSON
        #[arg(long, value_name = "JSON")]
        fatti: Option<String>,
    },
    /// Diritto e tariffa di una famiglia, passo per passo
    #[command(
        help_template = MODELLO,
        next_help_heading = "Opzioni",
        after_help = "Esempio:\n  soglia calcola dairago-sad --servizio sad '{\n    \"isee\": {\"sociosanitario\": \"8000.00\"}, \"quantita\": {\"ora\": \"10\"},\n    \"fatti\": {\"residente\": true, \"festivo\": false} }'\n"
    )]
    Calcola {
        /// File di regole, identificativo incluso, o «-»
        #[arg(value_name = "FILE", help_heading = "Argomenti")]
        file: String,
        /// Identificativo del servizio o della misura
        #[arg(long, value_name = "ID")]
        servizio: String,
        /// Richiesta JSON: un file, «-», o l'oggetto stesso
        #[arg(value_name = "RICHIESTA", help_heading = "Argomenti")]
        richiesta: String,
    },
    /// Punti esatti in cui la tariffa salta o cambia pendenza
    #[command(
        help_template = MODELLO,
        next_help_heading = "Opzioni",
        override_usage = "soglia soglie <FILE> --servizio <ID> --quota <ID> [OPZIONI]",
        after_help = "Esempio:\n  soglia soglie monopoli-sad --servizio sad --quota oraria\n"
    )]
    Soglie {
        /// File di regole, identificativo incluso, o «-»
        #[arg(value_name = "FILE", help_heading = "Argomenti")]
        file: String,
        /// Identificativo del servizio
        #[arg(long, value_name = "ID")]
        servizio: String,
        /// Identificativo della quota
        #[arg(long, value_name = "ID")]
        quota: String,
        /// Fatti noti, come oggetto JSON
        #[arg(long, value_name = "JSON")]
        fatti: Option<String>,
    },
    /// Gli ISEE esatti per cui la quota vale al massimo, almeno o proprio un importo
    #[command(
        help_template = MODELLO,
        next_help_heading = "Opzioni",
        override_usage = "soglia inverso <FILE> --servizio <ID> --quota <ID> <DOMANDA> [OPZIONI]",
        after_help = "Esempio:\n  soglia inverso dairago-sad --servizio sad --quota oraria --al-massimo 5.00\n"
    )]
    Inverso {
        /// File di regole, identificativo incluso, o «-»
        #[arg(value_name = "FILE", help_heading = "Argomenti")]
        file: String,
        /// Identificativo del servizio
        #[arg(long, value_name = "ID")]
        servizio: String,
        /// Identificativo della quota
        #[arg(long, value_name = "ID")]
        quota: String,
        #[command(flatten)]
        domanda: DomandaArgs,
        /// Fatti noti, come oggetto JSON
        #[arg(long, value_name = "JSON")]
        fatti: Option<String>,
    },
    /// Stima dell'ISEE da una DSU, passo per passo
    #[command(help_template = MODELLO, after_help = "Esempio:\n  soglia isee mia-dsu.toml\n")]
    Isee {
        /// DSU: un file TOML o JSON, «-», o il JSON stesso
        #[arg(value_name = "DSU", help_heading = "Argomenti")]
        dsu: String,
    },
    /// Divide un fondo, al centesimo, con il registro di ogni resto
    #[command(
        help_template = MODELLO,
        next_help_heading = "Opzioni",
        override_usage = "soglia riparto <FILE> [OPZIONI]",
        after_help = "Esempi:\n  soglia riparto ambito-lodi-frs-2017\n  soglia riparto ambito-lodi-frs-2017 --foglio frs-2017.xlsx\n  soglia riparto ambito-lodi-frs-2017 --voce anziani --almeno 350000.00\n"
    )]
    Riparto {
        /// File del riparto (le tabelle CSV gli stanno accanto), identificativo incluso, o «-»
        #[arg(value_name = "FILE", help_heading = "Argomenti")]
        file: String,
        /// Come risponde il riparto se il peso di questa voce va da 0 a 100 (id, o percorso «minori/nidi»)
        #[arg(long, value_name = "ID")]
        voce: Option<String>,
        /// Con --voce: il più piccolo peso, e il più piccolo fondo, che le danno almeno questi euro
        #[arg(long, value_name = "EURO", requires = "voce", allow_hyphen_values = true)]
        almeno: Option<String>,
        /// Scrive anche il foglio di calcolo che rifà il riparto
        #[arg(long, value_name = "OUT.xlsx", conflicts_with = "voce")]
        foglio: Option<String>,
    },
    /// Rifà i conti di un documento stampato: totali, doppie stampe, ciò che manca
    #[command(help_template = MODELLO, after_help = "Esempio:\n  soglia quadra piano-di-zona-2018-2020\n")]
    Quadra {
        /// File delle cifre, identificativo incluso, o «-»; se manca, il Piano di Zona 2018-2020
        #[arg(
            value_name = "FILE",
            help_heading = "Argomenti",
            default_value = "piano-di-zona-2018-2020",
            hide_default_value = true
        )]
        file: String,
    },
    /// «Cosa mi spetta?»: ciò che è certo, ciò che manca e la domanda che serve di più
    #[command(
        help_template = MODELLO,
        after_help = "Esempio:\n  soglia spettanze '{ \"comune\": \"Codogno\", \"fatti\": {\"eta\": 80} }'\n"
    )]
    Spettanze {
        /// Risposte date finora, in JSON: un file, «-», o l'oggetto stesso
        #[arg(value_name = "RISPOSTE", help_heading = "Argomenti")]
        risposte: String,
    },
    /// Una tariffa su tutte le famiglie di un CSV, e il confronto con un'altra
    #[command(
        help_template = MODELLO,
        next_help_heading = "Opzioni",
        override_usage = "soglia simula <FILE> --servizio <ID> --popolazione <CSV> [OPZIONI]",
        after_help = "La prima riga del CSV ha i nomi delle colonne: id, isee (vuoto = non presentato),\nora, giorno, pasto, viaggio, mese, e i fatti per identificativo.\n\nEsempio:\n  soglia simula dairago-sad --servizio sad --popolazione famiglie.csv \\\n    --foglio campione.xlsx --righe 60\n"
    )]
    Simula(SimulaArgs),
    /// Il codice di un caso, come sul prospetto stampato
    #[command(
        help_template = MODELLO,
        next_help_heading = "Opzioni",
        override_usage = "soglia codice <FILE> --servizio <ID> <RICHIESTA> [OPZIONI]",
        after_help = "Esempio:\n  soglia codice dairago-sad --servizio sad '{ \"isee\": {\"ordinario\": \"8000\"} }'\n"
    )]
    Codice {
        /// Identificativo di un regolamento incluso
        #[arg(value_name = "FILE", help_heading = "Argomenti")]
        file: String,
        /// Identificativo del servizio
        #[arg(long, value_name = "ID")]
        servizio: String,
        /// Codice ISTAT del Comune
        #[arg(long, value_name = "CODICE")]
        luogo: Option<String>,
        /// Richiesta JSON: un file, «-», o l'oggetto stesso
        #[arg(value_name = "RICHIESTA", help_heading = "Argomenti")]
        richiesta: String,
    },
    /// Riapre un caso dal suo codice: con le sue regole, e con quelle di oggi
    #[command(help_template = MODELLO, next_help_heading = "Opzioni", override_usage = "soglia riapri <CODICE> [OPZIONI]", after_help = "Esempio:\n  soglia riapri '1.eNoliksOgCAQQ-_StZrB-IncBgMkkyCjsCTc3TF285rXNhRYXJLllsRjdR\n    4DWBVty7zFw-z7qYlGdVX9H5I2xQPbwDWEj1I8Z1dYdDMrEU1E6L2_bJMb5A'\n")]
    Riapri {
        /// Il codice del prospetto
        #[arg(value_name = "CODICE", help_heading = "Argomenti")]
        codice: String,
        /// Un file di regole dell'ente, come nella sua pagina: di più file con lo stesso id vale l'ultimo
        #[arg(long, value_name = "FILE")]
        regole: Vec<String>,
    },
    /// Famiglie inventate dei 61 Comuni, per provare senza dati
    #[command(
        help_template = MODELLO,
        next_help_heading = "Opzioni",
        override_usage = "soglia popolazione [OPZIONI]",
        after_help = "Valori di esempio: il modello è in docs/DECISIONI.md.\n\nEsempio:\n  soglia popolazione --famiglie 3000 > famiglie.csv\n"
    )]
    Popolazione {
        /// Quante famiglie
        #[arg(long, value_name = "N", default_value_t = 3000, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=2_000_000))]
        famiglie: u32,
        /// Lo stesso numero dà le stesse famiglie
        #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
        seme: u64,
        /// La quantità: ora, giorno, pasto, viaggio, mese, anno, una_tantum
        #[arg(long, value_name = "UNITÀ", default_value = "ora", hide_default_value = true)]
        per: String,
    },
    /// Lo JSON Schema dei file, per gli editor
    #[command(help_template = MODELLO, after_help = "Esempio:\n  soglia schema regolamento > regolamento.schema.json\n")]
    Schema {
        /// Di quale file: «regolamento», «fatti» o «dsu»
        #[arg(value_enum, value_name = "FILE", hide_possible_values = true, help_heading = "Argomenti")]
        quale: Quale,
    },
}

/// La simulazione.
#[derive(Args)]
pub struct SimulaArgs {
    /// File di regole, identificativo incluso, o «-»
    #[arg(value_name = "FILE", help_heading = "Argomenti")]
    pub file: String,
    /// Identificativo del servizio
    #[arg(long, value_name = "ID")]
    pub servizio: String,
    /// Le famiglie: un file CSV, .xlsx o .ods, o «-» per lo standard input
    #[arg(long, value_name = "CSV")]
    pub popolazione: String,
    /// La pagina del foglio di calcolo, se ne ha più d'una
    #[arg(long, value_name = "NOME")]
    pub pagina: Option<String>,
    /// Un secondo file di regole con lo stesso servizio: chi paga di più e chi di meno
    #[arg(long, value_name = "FILE2")]
    pub confronta: Option<String>,
    /// Scrive qui la tariffa di ogni famiglia
    #[arg(long, value_name = "OUT.csv")]
    pub quote: Option<String>,
    /// Ripete il calcolo, per misurarne la durata
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..))]
    pub ripeti: u32,
    /// Lascia fuori una colonna; si può ripetere
    #[arg(long, value_name = "COLONNA")]
    pub ignora: Vec<String>,
    /// Divide il confronto secondo le parole di una colonna, per esempio il Comune
    #[arg(long, value_name = "COLONNA")]
    pub per: Option<String>,
    /// Aggiunge i salti della tariffa, con le famiglie che ci vivono vicino
    #[arg(long)]
    pub scalini: bool,
    /// Cerca per quanto moltiplicare le tariffe perché il totale arrivi qui
    #[arg(long, value_name = "EURO", allow_hyphen_values = true)]
    pub obiettivo: Option<String>,
    /// Scrive anche il foglio di calcolo che rifà la tariffa di alcune famiglie
    #[arg(long, value_name = "OUT.xlsx")]
    pub foglio: Option<String>,
    /// Con --foglio: quante famiglie, da 1 a 200
    #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true, requires = "foglio", value_parser = clap::value_parser!(u8).range(1..=200))]
    pub righe: u8,
}

/// Una sola domanda.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct DomandaArgs {
    /// L'importo non supera
    #[arg(long, value_name = "EURO", allow_hyphen_values = true)]
    pub al_massimo: Option<String>,
    /// L'importo non è sotto
    #[arg(long, value_name = "EURO", allow_hyphen_values = true)]
    pub almeno: Option<String>,
    /// L'importo è proprio
    #[arg(long, value_name = "EURO", allow_hyphen_values = true)]
    pub uguale: Option<String>,
}

/// Quale schema.
#[derive(Clone, Copy, ValueEnum)]
pub enum Quale {
    /// File di regole
    Regolamento,
    /// Catalogo dei fatti
    Fatti,
    /// Dichiarazione sostitutiva unica
    Dsu,
    /// Riparto di un fondo
    Riparto,
}

/// A usage error in one Italian sentence.
pub fn usage_sentence(e: &clap::Error) -> String {
    let context = |kind| e.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let what = match e.kind() {
        ErrorKind::UnknownArgument => format!("l'opzione «{argument}» non esiste"),
        ErrorKind::InvalidSubcommand => format!("il comando «{}» non esiste", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("manca {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "manca il comando".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            format!("«{argument}» non va insieme a un'altra delle opzioni date")
        }
        ErrorKind::InvalidValue => {
            format!("«{}» non va bene per {argument}", context(ContextKind::InvalidValue))
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} vuole un solo valore")
        }
        _ => "il comando non è scritto bene".to_owned(),
    };
    format!("uso: {what}; per l'aiuto scrivi «soglia --help» o «soglia COMANDO --help»")
}
