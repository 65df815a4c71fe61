//! Reading files, standard input, or an embedded seed.

use soglia::diagnosi::{Code, Diagnostic};
use soglia::formato::{MAX_FILE, decode_csv, path_at, tables_named};
use soglia::semi;
use std::collections::BTreeMap;
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
    let included = || known().contains(&file) || semi::testo_cifre(file).is_some();
    if file != "-" && !Path::new(file).exists() && included() {
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

/// Ids of everything that is embedded.
fn known() -> Vec<&'static str> {
    let rules = semi::elenco().iter().chain(semi::misure()).map(|s| s.id);
    rules.chain(semi::riparti().iter().map(|s| s.id)).collect()
}

/// The tables that a riparto names, read beside it; one that is not there may be embedded.
pub fn read_tables(source: &Sorgente) -> BTreeMap<String, String> {
    let folder = Path::new(&source.name).parent().unwrap_or(Path::new(""));
    let plain = |name: &String| Path::new(name).file_name().is_some_and(|own| own == name.as_str());
    let beside = |name: &String| {
        let mut bytes = Vec::new();
        let file = File::open(folder.join(name)).ok()?;
        file.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes).ok()?;
        Some(decode_csv(&bytes))
    };
    let mut found = BTreeMap::new();
    let mut todo = tables_named(&source.text);
    // The riparto of the year before has its own tables, and its own year before.
    while let Some(name) = todo.pop() {
        if !plain(&name) || found.contains_key(&name) {
            continue;
        }
        if let Some(text) = beside(&name) {
            todo.extend(tables_named(&text));
            found.insert(name, text);
        }
    }
    found
}

fn read_text(file: &str) -> Result<String, Diagnostic> {
    let unreadable = |e: &std::io::Error| {
        named(
            file,
            Diagnostic::error(Code::FileIlleggibile, "", "il file non si può leggere")
                .found(e.to_string())
                .expected(format!("un file di testo, «-», o uno di: {}", known().join(", ")))
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
