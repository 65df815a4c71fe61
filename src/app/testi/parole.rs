// SPDX-License-Identifier: EUPL-1.2
use crate::app::motore::{Natura, TipoIsee, Unita};
use crate::app::numeri::NumberError;
use crate::lingua::tr;

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
            tr!("Quante ore di servizio ti servono in un mese?"),
            tr!("Ore al mese"),
            "ore",
            tr!("Per esempio 10, oppure 7,5. Se non lo sai, ti diciamo quanto costa un'ora."),
        )),
        "giorno" => Some((
            tr!("Quanti giorni in un mese?"),
            tr!("Giorni al mese"),
            "giorni",
            tr!("Conta i giorni di servizio di un mese normale. Se non lo sai, ti diciamo quanto costa un giorno."),
        )),
        "pasto" => Some((
            tr!("Quanti pasti in un mese?"),
            tr!("Pasti al mese"),
            "pasti",
            tr!("Per esempio 20. Se non lo sai, ti diciamo quanto costa un pasto."),
        )),
        "viaggio" => Some((
            tr!("Quanti viaggi in un mese?"),
            tr!("Viaggi al mese"),
            "viaggi",
            tr!("Se non lo sai, ti diciamo quanto costa un viaggio."),
        )),
        "giorno_assenza" => Some((
            tr!("Quanti giorni di assenza in un mese?"),
            tr!("Giorni di assenza"),
            "assenze",
            tr!("Se non ci sono assenze, scrivi 0."),
        )),
        "euro_retta" => Some((
            tr!("Quanto paghi di retta ogni mese, in euro?"),
            tr!("Retta mensile in euro"),
            "retta",
            tr!("Scrivi la retta intera, prima di ogni contributo. Per esempio 450."),
        )),
        _ => None,
    };
    let Some((question, short, slug, hint)) = known else {
        let words = name.replace(['_', '-'], " ");
        return FieldText {
            question: tr!("Quanto vale «{}»?", words),
            hint: tr!("È una quantità che la regola usa per un mese.").to_owned(),
            short: words,
            slug: name.replace('_', "-"),
        };
    };
    FieldText { question: question.to_owned(), hint: hint.to_owned(), short: short.to_owned(), slug: slug.to_owned() }
}

/// After an amount: "5,40 € **per ogni ora**".
#[must_use]
pub fn each(unit: Unita) -> &'static str {
    match unit {
        Unita::Ora => tr!("per ogni ora"),
        Unita::Giorno => tr!("per ogni giorno"),
        Unita::Pasto => tr!("per ogni pasto"),
        Unita::Viaggio => tr!("per ogni viaggio"),
        Unita::Mese => tr!("al mese"),
        Unita::Anno => tr!("all'anno"),
        Unita::UnaTantum => tr!("una volta sola"),
    }
}

/// Whether the page asks how many of it in a month; the others count once.
#[must_use]
pub const fn per_month(unit: Unita) -> bool {
    matches!(unit, Unita::Ora | Unita::Giorno | Unita::Pasto | Unita::Viaggio)
}

/// Name of a kind of ISEE, as the attestation prints it.
#[must_use]
pub fn isee_title(tipo: TipoIsee) -> &'static str {
    match tipo {
        TipoIsee::Ordinario => tr!("ISEE ordinario"),
        TipoIsee::Sociosanitario => tr!("ISEE sociosanitario"),
        TipoIsee::SociosanitarioResidenze => tr!("ISEE sociosanitario per le residenze"),
        TipoIsee::Minorenni => tr!("ISEE per prestazioni ai minorenni"),
        TipoIsee::Corrente => tr!("ISEE corrente"),
    }
}

/// What a kind of ISEE is for.
#[must_use]
pub fn isee_hint(tipo: TipoIsee) -> &'static str {
    match tipo {
        TipoIsee::Ordinario => tr!("Quello più comune: conta tutta la famiglia."),
        TipoIsee::Sociosanitario => {
            tr!(
                "Per chi ha una disabilità o non è autosufficiente. Può contare solo la persona, il coniuge e i figli a carico."
            )
        }
        TipoIsee::SociosanitarioResidenze => {
            tr!("Per chi vive in una struttura. Può contare anche i figli che vivono altrove.")
        }
        TipoIsee::Minorenni => tr!("Per i servizi ai figli. Se i genitori vivono insieme è uguale all'ordinario."),
        TipoIsee::Corrente => tr!("Aggiornato di recente, perché il reddito o i risparmi sono calati."),
    }
}

/// Whether a regolamento binds anyone, in words.
#[must_use]
pub fn natura(natura: Natura) -> &'static str {
    match natura {
        Natura::Pubblicato => tr!("Pubblicato"),
        Natura::Storico => tr!("Regole passate"),
        Natura::Bozza => tr!("Bozza non approvata"),
        Natura::Dimostrativo => tr!("Valori di esempio"),
    }
}

/// What is wrong with an amount or a quantity, and how to mend it. `what` is the field ("l'ISEE"), `example` a good answer.
#[must_use]
pub fn amount_error(error: NumberError, what: &str, example: &str) -> String {
    match error {
        NumberError::Empty => tr!("Scrivi {}, ad esempio {}", what, example),
        NumberError::NotANumber => tr!("Scrivi {} con sole cifre e virgola, ad esempio {}", what, example),
        NumberError::TwoCommas => tr!("Usa una sola virgola, prima dei decimali, ad esempio {}", example),
        NumberError::Negative => tr!("Togli il segno meno: qui servono numeri da zero in su, ad esempio {}", example),
        NumberError::Grouping => tr!("Controlla punti e spazi, o scrivi il numero senza, ad esempio {}", example),
        NumberError::Decimals => tr!("Dopo la virgola scrivi una o due cifre, ad esempio {}", example),
        NumberError::TooLarge => {
            tr!("Il numero è troppo grande: controlla di non avere scritto cifre in più, ad esempio {}", example)
        }
    }
}

/// What is wrong with a whole number.
#[must_use]
pub fn integer_error(error: NumberError, example: &str) -> String {
    match error {
        NumberError::Empty | NumberError::NotANumber | NumberError::Decimals | NumberError::TwoCommas => {
            tr!("Scrivi un numero intero, ad esempio {}", example)
        }
        other => amount_error(other, tr!("il numero"), example),
    }
}
