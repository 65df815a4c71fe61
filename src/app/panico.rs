// SPDX-License-Identifier: EUPL-1.2
//! What happens if the program stops: the page is told, and only where, never with what data.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Name of the event on `window`; `boot.js` answers it with a page that says what to do.
const EVENT: &str = "soglia:panico";

/// Installs the hook. Through yew, which would otherwise put its own in place.
pub fn install() {
    yew::set_custom_panic_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |l| {
            let mut place = short(l.file()).to_owned();
            place.push(':');
            place.push_str(&l.line().to_string());
            place
        });
        announce(&place);
    }));
}

/// The path from its last `src`: enough to find the line, nothing of the machine that built it.
fn short(path: &str) -> &str {
    path.rfind("src/").and_then(|i| path.get(i..)).unwrap_or("")
}

fn announce(place: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(place));
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new_with_event_init_dict(EVENT, &init)) {
        // Nobody listening is not a second failure.
        let _ = window.dispatch_event(&event);
    }
}
