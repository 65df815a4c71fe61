// SPDX-License-Identifier: EUPL-1.2
//! What an ente changes when it adopts the page: `config.json`, next to `index.html`, read and checked by
//! `avvio/config.js` before the program starts.

/// Version on the screen and in print.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    /// A value by its name; empty for one without a value.
    #[wasm_bindgen(js_name = sogliaVoce)]
    fn voce(name: &str) -> String;
    /// Loads what the address asks for, then draws again; nothing when it is spoken already.
    #[wasm_bindgen(js_name = sogliaLingua)]
    fn chiedi_lingua();
}

/// Outside a browser there is no configuration.
#[cfg(not(target_arch = "wasm32"))]
fn voce(_: &str) -> String {
    String::new()
}

/// Asks for the language of the address, when it is not the one that is spoken (`boot.js`).
pub fn lingua_chiesta() {
    #[cfg(target_arch = "wasm32")]
    chiedi_lingua();
}

/// The codes of the languages that are offered, with commas.
#[must_use]
pub fn languages() -> String {
    voce("lingue")
}

/// Name of the tool.
#[must_use]
pub fn name() -> String {
    voce("nome")
}

/// What it is, in one line.
#[must_use]
pub fn tagline() -> String {
    voce("motto")
}

/// Who publishes it.
#[must_use]
pub fn ente() -> String {
    voce("ente.nome")
}

/// A contact of the ente, such as `telefono`; empty if there is none.
#[must_use]
pub fn contact(which: &str) -> String {
    voce(&["contatti.", which].concat())
}

/// An address of the ente, such as `privacy`; empty if there is none.
#[must_use]
pub fn link(which: &str) -> String {
    voce(&["collegamenti.", which].concat())
}

/// Website of the ente; empty if there is none.
#[must_use]
pub fn site() -> String {
    voce("ente.sito")
}

/// ISTAT code of the Comune that is chosen already; empty for none.
#[must_use]
pub fn comune() -> String {
    voce("comune")
}

/// The fingerprint of the files of this build.
#[must_use]
pub fn fingerprint() -> String {
    voce("impronta")
}

/// What follows the `#` of an address, without the address itself where that stands after a `#` too.
#[must_use]
pub fn fragment(hash: &str) -> String {
    if hash_routes() {
        return hash.splitn(3, '#').nth(2).map_or_else(String::new, |own| ["#", own].concat());
    }
    hash.to_owned()
}

/// Whether addresses stand after a `#`, for servers that know only the files they have.
#[must_use]
pub fn hash_routes() -> bool {
    voce("percorsi") == "cancelletto"
}
