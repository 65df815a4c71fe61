// SPDX-License-Identifier: EUPL-1.2
use crate::app::motore::{Natura, TipoIsee, Unita};
use crate::app::numeri::NumberError;
use crate::lingua::{chiave, componi, parola, tr};

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
            chiave!("Quante ore di servizio ti servono in un mese?"),
            chiave!("Ore al mese"),
            "ore",
            chiave!("Per esempio 10, oppure 7,5. Se non lo sai, ti diciamo quanto costa un'ora."),
        )),
        "giorno" => Some((
            chiave!("Quanti giorni in un mese?"),
            chiave!("Giorni al mese"),
            "giorni",
            chiave!("Conta i giorni di servizio di un mese normale. Se non lo sai, ti diciamo quanto costa un giorno."),
        )),
        "pasto" => Some((
            chiave!("Quanti pasti in un mese?"),
            chiave!("Pasti al mese"),
            "pasti",
            chiave!("Per esempio 20. Se non lo sai, ti diciamo quanto costa un pasto."),
        )),
        "viaggio" => Some((
            chiave!("Quanti viaggi in un mese?"),
            chiave!("Viaggi al mese"),
            "viaggi",
            chiave!("Se non lo sai, ti diciamo quanto costa un viaggio."),
        )),
        "giorno_assenza" => Some((
            chiave!("Quanti giorni di assenza in un mese?"),
            chiave!("Giorni di assenza"),
            "assenze",
            chiave!("Se non ci sono assenze, scrivi 0."),
        )),
        "euro_retta" => Some((
            chiave!("Quanto paghi di retta ogni mese, in euro?"),
            chiave!("Retta mensile in euro"),
            "retta",
            chiave!("Scrivi la retta intera, prima di ogni contributo. Per esempio 450."),
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
    let own = |key| parola(key).to_owned();
    FieldText { question: own(question), hint: own(hint), short: own(short), slug: slug.to_owned() }
}

/// After an amount: "5,40 € **per ogni ora**".
#[must_use]
pub fn each(unit: Unita) -> &'static str {
    parola(match unit {
        Unita::Ora => chiave!("per ogni ora"),
        Unita::Giorno => chiave!("per ogni giorno"),
        Unita::Pasto => chiave!("per ogni pasto"),
        Unita::Viaggio => chiave!("per ogni viaggio"),
        Unita::Mese => chiave!("al mese"),
        Unita::Anno => chiave!("all'anno"),
        Unita::UnaTantum => chiave!("una volta sola"),
    })
}

/// Whether the page asks how many of it in a month; the others count once.
#[must_use]
pub const fn per_month(unit: Unita) -> bool {
    matches!(unit, Unita::Ora | Unita::Giorno | Unita::Pasto | Unita::Viaggio)
}

/// Name of a kind of ISEE, as the attestation prints it.
#[must_use]
pub fn isee_title(tipo: TipoIsee) -> &'static str {
    parola(match tipo {
        TipoIsee::Ordinario => chiave!("ISEE ordinario"),
        TipoIsee::Sociosanitario => chiave!("ISEE sociosanitario"),
        TipoIsee::SociosanitarioResidenze => chiave!("ISEE sociosanitario per le residenze"),
        TipoIsee::Minorenni => chiave!("ISEE per prestazioni ai minorenni"),
        TipoIsee::Corrente => chiave!("ISEE corrente"),
    })
}

/// What a kind of ISEE is for.
#[must_use]
pub fn isee_hint(tipo: TipoIsee) -> &'static str {
    parola(match tipo {
        TipoIsee::Ordinario => chiave!("Quello più comune: conta tutta la famiglia."),
        TipoIsee::Sociosanitario => {
            chiave!(
                "Per chi ha una disabilità o non è autosufficiente. Può contare solo la persona, il coniuge e i figli a carico."
            )
        }
        TipoIsee::SociosanitarioResidenze => {
            chiave!("Per chi vive in una struttura. Può contare anche i figli che vivono altrove.")
        }
        TipoIsee::Minorenni => chiave!("Per i servizi ai figli. Se i genitori vivono insieme è uguale all'ordinario."),
        TipoIsee::Corrente => chiave!("Aggiornato di recente, perché il reddito o i risparmi sono calati."),
    })
}

/// Whether a regolamento binds anyone, in words.
#[must_use]
pub fn natura(natura: Natura) -> &'static str {
    parola(match natura {
        Natura::Pubblicato => chiave!("Pubblicato"),
        Natura::Storico => chiave!("Regole passate"),
        Natura::Bozza => chiave!("Bozza non approvata"),
        Natura::Dimostrativo => chiave!("Valori di esempio"),
    })
}

/// What is wrong with an amount or a quantity, and how to mend it. `what` is the field ("l'ISEE"), `example` a good answer.
#[must_use]
pub fn amount_error(error: NumberError, what: &str, example: &str) -> String {
    let key = match error {
        NumberError::Empty => return tr!("Scrivi {}, ad esempio {}", what, example),
        NumberError::NotANumber => return tr!("Scrivi {} con sole cifre e virgola, ad esempio {}", what, example),
        NumberError::TwoCommas => chiave!("Usa una sola virgola, prima dei decimali, ad esempio {}"),
        NumberError::Negative => chiave!("Togli il segno meno: qui servono numeri da zero in su, ad esempio {}"),
        NumberError::Grouping => chiave!("Controlla punti e spazi, o scrivi il numero senza, ad esempio {}"),
        NumberError::Decimals => chiave!("Dopo la virgola scrivi una o due cifre, ad esempio {}"),
        NumberError::TooLarge => {
            chiave!("Il numero è troppo grande: controlla di non avere scritto cifre in più, ad esempio {}")
        }
    };
    componi(key, &[example])
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
