//! Reading files, standard input, or an embedded seed.

use soglia::diagnosi::{Code, Diagnostic};
use soglia::formato::{MAX_FILE, path_at};
use soglia::semi;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A rule file: how to call it in diagnostics, and its text (or, for a seed, its id and an empty name).
pub struct Sorgente {
    pub name: String,
    pub text: String,
}

/// `-` is standard input, then an existing file, then an embedded id.
pub fn read_rules(file: &str) -> Result<Sorgente, Diagnostic> {
    if file != "-" && !Path::new(file).exists() && semi::regole(file).is_ok() {
        return Ok(Sorgente { name: String::new(), text: file.to_owned() });
    }
    Ok(Sorgente { name: file.to_owned(), text: read_text(file)? })
}

/// A request or a DSU: JSON on the command line (`called` so in diagnostics), `-`, or a file.
pub fn read_request(arg: &str, called: &str) -> Result<(String, String), Diagnostic> {
    if arg.trim_start().starts_with('{') {
        return Ok((called.to_owned(), arg.to_owned()));
    }
    Ok((arg.to_owned(), read_text(arg)?))
}

fn read_text(file: &str) -> Result<String, Diagnostic> {
    let unreadable = |e: &std::io::Error| {
        let known: Vec<&str> = semi::elenco().iter().map(|s| s.id).collect();
        named(
            file,
            Diagnostic::error(Code::FileIlleggibile, "", "il file non si può leggere")
                .found(e.to_string())
                .expected(format!("un file di testo, «-», o uno di: {}", known.join(", ")))
                .mend("controlla il nome e la cartella"),
        )
    };
    // One byte more than the limit tells a file that is too large from one that just fits.
    let limit = MAX_FILE as u64 + 1;
    let mut bytes = Vec::new();
    if file == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    } else {
        File::open(file).and_then(|f| f.take(limit).read_to_end(&mut bytes)).map_err(|e| unreadable(&e))?;
    }
    String::from_utf8(bytes).map_err(|e| {
        let valid = e.utf8_error().valid_up_to();
        let line = e.as_bytes().iter().take(valid).filter(|b| **b == b'\n').count() + 1;
        let mut d = Diagnostic::error(Code::Codifica, "", "il file non è testo UTF-8")
            .found(format!("un byte non valido dopo {valid} byte"))
            .expected("un file di testo salvato in UTF-8")
            .mend("riapri il file con il tuo editor e salvalo scegliendo la codifica UTF-8");
        d.riga = u32::try_from(line).ok();
        d.percorso = path_at(&String::from_utf8_lossy(e.as_bytes()), d.riga.unwrap_or(1));
        named(file, d)
    })
}

fn named(file: &str, d: Diagnostic) -> Diagnostic {
    Diagnostic { file: file.to_owned(), ..d }
}
