// SPDX-License-Identifier: EUPL-1.2
use crate::app::motore::{Natura, TipoIsee, Unita};
use crate::app::numeri::NumberError;

/// Words of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldText {
    /// The question.
    pub question: String,
    /// Help under it.
    pub hint: String,
    /// The question in a word, for the summary.
    pub short: String,
    /// The slug of its page.
    pub slug: String,
}

/// The question about a quantity, by the name the rules give it (`ora`, `giorno_assenza`, …).
#[must_use]
pub fn quantity_text(name: &str) -> FieldText {
    let known = match name {
        "ora" => Some((
            "Quante ore di servizio ti servono in un mese?",
            "Ore al mese",
            "ore",
            "Per esempio 10, oppure 7,5. Se non lo sai, ti diciamo quanto costa un'ora.",
        )),
        "giorno" => Some((
            "Quanti giorni in un mese?",
            "Giorni al mese",
            "giorni",
            "Conta i giorni di servizio di un mese normale. Se non lo sai, ti diciamo quanto costa un giorno.",
        )),
        "pasto" => Some((
            "Quanti pasti in un mese?",
            "Pasti al mese",
            "pasti",
            "Per esempio 20. Se non lo sai, ti diciamo quanto costa un pasto.",
        )),
        "viaggio" => Some((
            "Quanti viaggi in un mese?",
            "Viaggi al mese",
            "viaggi",
            "Se non lo sai, ti diciamo quanto costa un viaggio.",
        )),
        "giorno_assenza" => Some((
            "Quanti giorni di assenza in un mese?",
            "Giorni di assenza",
            "assenze",
            "Se non ci sono assenze, scrivi 0.",
        )),
        "euro_retta" => Some((
            "Quanto paghi di retta ogni mese, in euro?",
            "Retta mensile in euro",
            "retta",
            "Scrivi la retta intera, prima di ogni contributo. Per esempio 450.",
        )),
        _ => None,
    };
    let Some((question, short, slug, hint)) = known else {
        let words = name.replace(['_', '-'], " ");
        return FieldText {
            question: ["Quanto vale «", &words, "»?"].concat(),
            hint: "È una quantità che la regola usa per un mese.".to_owned(),
            short: words,
            slug: name.replace('_', "-"),
        };
    };
    FieldText { question: question.to_owned(), hint: hint.to_owned(), short: short.to_owned(), slug: slug.to_owned() }
}

/// After an amount: "5,40 € **per ogni ora**".
#[must_use]
pub const fn each(unit: Unita) -> &'static str {
    match unit {
        Unita::Ora => "per ogni ora",
        Unita::Giorno => "per ogni giorno",
        Unita::Pasto => "per ogni pasto",
        Unita::Viaggio => "per ogni viaggio",
        Unita::Mese => "al mese",
        Unita::Anno => "all'anno",
        Unita::UnaTantum => "una volta sola",
    }
}

/// Whether the page asks how many of it in a month; the others count once.
#[must_use]
pub const fn per_month(unit: Unita) -> bool {
    matches!(unit, Unita::Ora | Unita::Giorno | Unita::Pasto | Unita::Viaggio)
}

/// Name of a kind of ISEE, as the attestation prints it.
#[must_use]
pub const fn isee_title(tipo: TipoIsee) -> &'static str {
    match tipo {
        TipoIsee::Ordinario => "ISEE ordinario",
        TipoIsee::Sociosanitario => "ISEE sociosanitario",
        TipoIsee::SociosanitarioResidenze => "ISEE sociosanitario per le residenze",
        TipoIsee::Minorenni => "ISEE per prestazioni ai minorenni",
        TipoIsee::Corrente => "ISEE corrente",
    }
}

/// What a kind of ISEE is for.
#[must_use]
pub const fn isee_hint(tipo: TipoIsee) -> &'static str {
    match tipo {
        TipoIsee::Ordinario => "Quello più comune: conta tutta la famiglia.",
        TipoIsee::Sociosanitario => {
            "Per chi ha una disabilità o non è autosufficiente. Può contare solo la persona, il coniuge e i figli a carico."
        }
        TipoIsee::SociosanitarioResidenze => {
            "Per chi vive in una struttura. Può contare anche i figli che vivono altrove."
        }
        TipoIsee::Minorenni => "Per i servizi ai figli. Se i genitori vivono insieme è uguale all'ordinario.",
        TipoIsee::Corrente => "Aggiornato di recente, perché il reddito o i risparmi sono calati.",
    }
}

/// Whether a regolamento binds anyone, in words.
#[must_use]
pub const fn natura(natura: Natura) -> &'static str {
    match natura {
        Natura::Pubblicato => "Pubblicato",
        Natura::Storico => "Regole passate",
        Natura::Bozza => "Bozza non approvata",
        Natura::Dimostrativo => "Valori di esempio",
    }
}

/// What is wrong with an amount or a quantity, and how to mend it. `what` is the field ("l'ISEE"), `example` a good answer.
#[must_use]
pub fn amount_error(error: NumberError, what: &str, example: &str) -> String {
    let such_as = [", ad esempio ", example].concat();
    match error {
        NumberError::Empty => ["Scrivi ", what, &such_as].concat(),
        NumberError::NotANumber => ["Scrivi ", what, " con sole cifre e virgola", &such_as].concat(),
        NumberError::TwoCommas => ["Usa una sola virgola, prima dei decimali", &such_as].concat(),
        NumberError::Negative => ["Togli il segno meno: qui servono numeri da zero in su", &such_as].concat(),
        NumberError::Grouping => ["Controlla punti e spazi, o scrivi il numero senza", &such_as].concat(),
        NumberError::Decimals => ["Dopo la virgola scrivi una o due cifre", &such_as].concat(),
        NumberError::TooLarge => {
            ["Il numero è troppo grande: controlla di non avere scritto cifre in più", &such_as].concat()
        }
    }
}

/// What is wrong with a whole number.
#[must_use]
pub fn integer_error(error: NumberError, example: &str) -> String {
    match error {
        NumberError::Empty | NumberError::NotANumber | NumberError::Decimals | NumberError::TwoCommas => {
            ["Scrivi un numero intero, ad esempio ", example].concat()
        }
        other => amount_error(other, "il numero", example),
    }
}
