// SPDX-License-Identifier: EUPL-1.2
//! The page of Soglia: mounts the application over the static text of `index.html` and exports the
//! calls of the engine to JavaScript ([`app::esporta`]).

mod app;

fn main() {
    app::panico::install();
    app::mount();
}
