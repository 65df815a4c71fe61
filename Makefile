# SPDX-License-Identifier: EUPL-1.2
# Two commands are enough:
#   make run     builds the page and serves it at http://127.0.0.1:8080
#   make test    runs every check: format, lints, tests, docs, style, the page in a real browser
# To publish:
#   make dist    the page in two archives and the list of its components, in pacchi/ (BASE=/servizi/soglia/ for the second)
# Optional: PORT=9000 make run; SOGLIA_CACHE=<folder> for the tools (default ~/.cache/soglia).

SOGLIA_CACHE ?= $(HOME)/.cache/soglia
PORT ?= 8080
export SOGLIA_CACHE
export PATH := $(SOGLIA_CACHE)/bin:$(PATH)
# Trunk reads this variable and refuses the usual value 1.
unexport NO_COLOR

# No path of this machine in the programs: two builds in different folders give the same bytes.
CARGO_HOME ?= $(HOME)/.cargo
CARGO_TARGET_DIR ?= $(CURDIR)/target
BASE ?= /servizi/soglia/
export CARGO_TARGET_DIR
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS := --remap-path-prefix=$(CARGO_HOME)=cargo --remap-path-prefix=$(CARGO_TARGET_DIR)=target
export SOURCE_DATE_EPOCH := 315532800

.PHONY: run test firefox dist riproducibile fuzz mutanti avvisi css tools

run: tools
	@echo "Preparo la pagina: la prima volta bastano pochi minuti, poi qualche secondo."
	@echo "Quando leggi «server listening» aprila su http://127.0.0.1:$(PORT) (Ctrl-C per fermare)."
	@trunk serve --release --port $(PORT)

test: tools
	@.ci/prove

dist: tools
	@trunk --log warn build --release
	@node deploy/pacco.mjs dist pacchi $(BASE)

# Builds the page twice, here and in a copy in another folder, and compares every byte.
riproducibile: tools
	@.ci/riproducibile

# The browser tests in Firefox ESR: half an hour.
firefox: tools
	@.ci/firefox

# An hour of fuzzing, all targets: TEMPO=<seconds for each>, BERSAGLI="foglio riparto" for some. See docs/PROVE.md.
fuzz:
	@.ci/fuzz $(BERSAGLI)

# Mutation testing of the engine, in one build: MODULI="denaro tariffa", PARTE=0/20, RIPRENDI=1. See docs/PROVE.md.
mutanti:
	@.ci/mutanti

# The libraries against the published security advisories: npm audit and cargo deny, which ask the registries.
avvisi:
	@.ci/avvisi

# ---- internal ----

# rustup's compiler, Trunk and wasm-bindgen, each installed only if missing.
tools:
	@.ci/strumenti

# Regenerates src/app/stile/app.css after a change of style or of the classes used in Rust. Needs Node.
css:
	@cd src/app/stile && npm ci --silent && npm run --silent css && npm run --silent classi
