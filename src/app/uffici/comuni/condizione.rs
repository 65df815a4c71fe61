// SPDX-License-Identifier: EUPL-1.2
//! A condition as fields: facts and comparisons, alone or together. Each change writes the whole condition, so that one
//! step back undoes it; what the fields do not know (a source, a note) stays as it is.

use super::Banco;
use super::campo::{Campo, id_of};
use super::lavoro::{Azione, Passo};
use crate::lingua::{chiave, parola, tr};
use crate::norma::{Fatto, TipoFatto};
use crate::semi;
use serde_json::{Value, json};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Comparisons: key and words.
const CONFRONTI: [(&str, &str); 8] = [
    ("almeno", chiave!("almeno")),
    ("al_massimo", chiave!("al massimo")),
    ("oltre", chiave!("oltre")),
    ("meno_di", chiave!("meno di")),
    ("uguale", chiave!("uguale a")),
    ("diverso", chiave!("diverso da")),
    ("tra", chiave!("tra")),
    ("in", chiave!("uno di questi")),
];
/// Ways to put conditions together.
const GRUPPI: [(&str, &str); 3] = [
    ("tutte", chiave!("Valgono tutte")),
    ("almeno_una", chiave!("Ne vale almeno una")),
    ("nessuna", chiave!("Non ne vale nessuna")),
];

/// Where a condition is: its key path, the whole of it, and the way to the part that is shown.
#[derive(Clone)]
struct Luogo<'a> {
    banco: &'a Banco,
    percorso: &'a str,
    tutta: &'a Value,
    /// JSON pointer.
    dove: String,
}

/// The condition at a key path; `che_cosa` is what depends on it, for who does not see where it stands.
pub fn view(banco: &Banco, percorso: &str, che_cosa: &str) -> Html {
    let file = banco.prova().and_then(|p| p.documento.as_ref());
    let tutta = file.and_then(|f| f.json(percorso));
    let editable = banco.lavoro.is_editable();
    let Some(tutta) = tutta else {
        if !editable {
            return Html::default();
        }
        let first = Passo::Json(percorso.to_owned(), fresh());
        let onclick = banco.click(Azione::Cambia(tr!("Condizione aggiunta"), vec![first]));
        return html! {
            <button type="button" class="btn btn-outline-primary btn-sm" {onclick}>
                {tr!("Solo a una condizione")}<span class="visually-hidden">{[": ", che_cosa].concat()}</span>
            </button>
        };
    };
    let gone = banco.click(Azione::Cambia(tr!("Condizione tolta"), vec![Passo::Togli(percorso.to_owned())]));
    let luogo = Luogo { banco, percorso, tutta: &tutta, dove: String::new() };
    let id = [&id_of(percorso), "-vale"].concat();
    html! {
        <fieldset class="border rounded p-2 mb-2" aria-labelledby={id.clone()}>
            <legend class="h6" {id}>{tr!("Vale solo se: {}", che_cosa)}</legend>
            {nodo(&luogo, &tutta)}
            if editable {
                <button type="button" class="btn btn-outline-danger btn-sm" onclick={gone}>
                    {tr!("Togli la condizione")}<span class="visually-hidden">{tr!(" di {}", che_cosa)}</span>
                </button>
            }
        </fieldset>
    }
}

/// A condition to begin with.
#[must_use]
pub fn fresh() -> Value {
    json!({ "fatto": "residente", "vero": true })
}

impl Luogo<'_> {
    fn id(&self, what: &str) -> String {
        [&id_of(self.percorso), &self.dove.replace('/', "-"), "-", what].concat()
    }

    /// What writes another value in place of the part that is shown.
    fn change(&self, said: Option<&'static str>) -> Callback<Value> {
        let (azione, percorso) = (self.banco.azione(), self.percorso.to_owned());
        let (tutta, dove) = (self.tutta.clone(), self.dove.clone());
        Callback::from(move |part: Value| {
            let mut next = tutta.clone();
            if let Some(place) = next.pointer_mut(&dove) {
                *place = part;
            }
            let passi = vec![Passo::Json(percorso.clone(), next)];
            azione.emit(match said {
                Some(what) => Azione::Cambia(what, passi),
                None => Azione::Campo([&percorso, &dove[..]].concat(), passi),
            });
        })
    }
}

fn nodo(luogo: &Luogo<'_>, part: &Value) -> Html {
    let group = GRUPPI.iter().find(|(key, _)| part.get(*key).is_some_and(Value::is_array));
    match group {
        Some((key, _)) => gruppo(luogo, part, key),
        None => foglia(luogo, part),
    }
}

fn choose(id: String, nome: &str, fermo: bool, options: Html, done: Callback<String>) -> Html {
    let onchange = Callback::from(move |e: Event| {
        if let Some(select) = e.target_dyn_into::<HtmlSelectElement>() {
            done.emit(select.value());
        }
    });
    html! {
        <div class="mb-2">
            <label class="visually-hidden" for={id.clone()}>{nome.to_owned()}</label>
            <select {id} class="form-select" disabled={fermo} {onchange}>{options}</select>
        </div>
    }
}

fn option(value: &str, label: &str, now: &str) -> Html {
    html! { <option value={value.to_owned()} selected={value == now}>{label.to_owned()}</option> }
}

/// A word of the file: Italian in every language.
fn words_of(value: &str, label: &str, now: &str) -> Html {
    html! { <option value={value.to_owned()} selected={value == now} lang="it">{label.to_owned()}</option> }
}

/// Several conditions together.
fn gruppo(luogo: &Luogo<'_>, part: &Value, key: &str) -> Html {
    let items = part.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let fermo = !luogo.banco.lavoro.is_editable();
    let (own, was, write) =
        (part.clone(), key.to_owned(), luogo.change(Some(tr!("Cambiato come si uniscono le condizioni"))));
    let pick = Callback::from(move |to: String| {
        let mut next = own.clone();
        if let Some(map) = next.as_object_mut()
            && let Some(list) = map.remove(&was)
        {
            map.insert(to, list);
        }
        write.emit(next);
    });
    let with = |said: &'static str, change: &dyn Fn(&mut Vec<Value>)| {
        let mut next = part.clone();
        if let Some(list) = next.get_mut(key).and_then(Value::as_array_mut) {
            change(list);
        }
        let write = luogo.change(Some(said));
        Callback::from(move |_: MouseEvent| write.emit(next.clone()))
    };
    let one = |(n, item): (usize, &Value)| {
        let below = Luogo { dove: format!("{}/{key}/{n}", luogo.dove), ..luogo.clone() };
        html! {
            <li class="mb-2">
                {nodo(&below, item)}
                if !fermo && items.len() > 1 {
                    <button type="button" class="btn btn-outline-danger btn-sm" onclick={with(tr!("Condizione tolta"), &|l| drop(l.remove(n)))}>
                        {tr!("Togli")}<span class="visually-hidden">{tr!(" la condizione {}", (n + 1).to_string())}</span>
                    </button>
                }
            </li>
        }
    };
    html! {
        <>
            {choose(luogo.id("unione"), tr!("Come si uniscono le condizioni"), fermo, GRUPPI.iter().map(|(k, l)| option(k, parola(l), key)).collect::<Html>(), pick)}
            <ol>{ for items.iter().enumerate().map(one) }</ol>
            if !fermo {
                <button type="button" class="btn btn-outline-primary btn-sm mb-2" onclick={with(tr!("Condizione aggiunta"), &|l| l.push(fresh()))}>{tr!("Aggiungi una condizione")}</button>
            }
        </>
    }
}

/// The facts that a condition may name.
fn facts(banco: &Banco) -> Vec<Fatto> {
    let own = banco.prova().and_then(|p| p.regolamento.as_ref()).map(|r| r.fatti.iter().cloned().collect::<Vec<_>>());
    own.unwrap_or_else(|| semi::fatti().iter().cloned().collect())
}

/// A fact and a comparison.
fn foglia(luogo: &Luogo<'_>, part: &Value) -> Html {
    let fermo = !luogo.banco.lavoro.is_editable();
    let all = facts(luogo.banco);
    let id = part.get("fatto").and_then(Value::as_str).unwrap_or_default().to_owned();
    let fatto = all.iter().find(|f| f.id == id);
    let names = all.iter().map(|f| words_of(&f.id, &f.id.replace("isee.", "ISEE ").replace('_', " "), &id));
    let write = luogo.change(Some(tr!("Cambiato il fatto della condizione")));
    let known = all.clone();
    let (own, pick_from) = (part.clone(), known);
    let pick = Callback::from(move |to: String| {
        if let Some(f) = pick_from.iter().find(|f| f.id == to) {
            write.emit(compared(&own, f, default_comparison(f.tipo)));
        }
    });
    let join = luogo.change(Some(tr!("Aggiunta una seconda condizione")));
    let both = json!({ "tutte": [part, fresh()] });
    html! {
        <>
            {choose(luogo.id("fatto"), tr!("Che cosa si guarda"), fermo, names.collect::<Html>(), pick)}
            {fatto.map_or_else(Html::default, |f| comparison(luogo, part, f))}
            if !fermo && luogo.dove.is_empty() {
                <button type="button" class="btn btn-outline-primary btn-sm me-2" onclick={Callback::from(move |_: MouseEvent| join.emit(both.clone()))}>{tr!("Aggiungi un'altra condizione")}</button>
            }
        </>
    }
}

const fn default_comparison(tipo: TipoFatto) -> &'static str {
    match tipo {
        TipoFatto::Booleano => "si",
        TipoFatto::Scelta | TipoFatto::Testo => "uguale",
        _ => "almeno",
    }
}

/// The same leaf with another fact or comparison, and a value to begin with.
fn compared(part: &Value, fatto: &Fatto, how: &str) -> Value {
    let mut next = part.clone();
    let Some(map) = next.as_object_mut() else { return fresh() };
    let old = CONFRONTI.iter().find_map(|(key, _)| map.remove(*key));
    map.remove("vero");
    let same = map.get("fatto").and_then(Value::as_str) == Some(fatto.id.as_str());
    map.insert("fatto".to_owned(), Value::from(fatto.id.as_str()));
    let first = |v: Value| v.as_array().and_then(|l| l.first().cloned()).unwrap_or(v);
    let value = old.filter(|_| same).map_or_else(|| beginning(fatto), first);
    match how {
        "si" | "no" => map.insert("vero".to_owned(), Value::from(how == "si")),
        "tra" => map.insert("tra".to_owned(), json!([value, value])),
        "in" => map.insert("in".to_owned(), json!([value])),
        key => map.insert(key.to_owned(), value),
    };
    next
}

fn beginning(fatto: &Fatto) -> Value {
    match fatto.tipo {
        TipoFatto::Scelta => fatto.valori.first().map_or_else(|| Value::from(""), |(v, _)| Value::from(v.as_str())),
        TipoFatto::Intero => Value::from(0),
        TipoFatto::Importo => Value::from("0.00"),
        TipoFatto::Data => Value::from("2000-01-01"),
        TipoFatto::Booleano | TipoFatto::Testo => Value::from(""),
    }
}

fn comparison(luogo: &Luogo<'_>, part: &Value, fatto: &Fatto) -> Html {
    let fermo = !luogo.banco.lavoro.is_editable();
    let words = matches!(fatto.tipo, TipoFatto::Scelta | TipoFatto::Testo);
    let now = match (fatto.tipo, part.get("vero").and_then(Value::as_bool)) {
        (TipoFatto::Booleano, Some(false)) => "no",
        (TipoFatto::Booleano, _) => "si",
        _ => CONFRONTI.iter().find(|(key, _)| part.get(*key).is_some()).map_or("", |(key, _)| *key),
    };
    let options = if fatto.tipo == TipoFatto::Booleano {
        html! { <>{option("si", tr!("sì"), now)}{option("no", tr!("no"), now)}</> }
    } else {
        let offered = CONFRONTI.iter().filter(|(k, _)| !words || matches!(*k, "uguale" | "diverso" | "in"));
        offered.map(|(k, l)| option(k, parola(l), now)).collect::<Html>()
    };
    let (own, fact, write) = (part.clone(), fatto.clone(), luogo.change(Some(tr!("Cambiato il confronto"))));
    let pick = Callback::from(move |how: String| write.emit(compared(&own, &fact, &how)));
    html! {
        <>
            {choose(luogo.id("confronto"), tr!("Confronto"), fermo, options, pick)}
            if fatto.tipo != TipoFatto::Booleano { {values(luogo, part, fatto, now)} }
        </>
    }
}

/// The value, the two of «tra», or the list of «in».
fn values(luogo: &Luogo<'_>, part: &Value, fatto: &Fatto, key: &str) -> Html {
    let Some(value) = part.get(key) else { return Html::default() };
    let name = |n: usize| match (key, n) {
        ("tra", 0) => tr!("Da"),
        ("tra", _) => tr!("A"),
        ("in", _) => tr!("Valori, separati da virgole"),
        _ => tr!("Valore"),
    };
    let list: Vec<Value> = match (key, value) {
        ("tra", Value::Array(list)) => list.clone(),
        ("in", Value::Array(list)) => vec![Value::from(list.iter().map(text).collect::<Vec<_>>().join(", "))],
        (_, one) => vec![one.clone()],
    };
    if fatto.tipo == TipoFatto::Scelta && !matches!(key, "in") {
        let now = text(value);
        let (own, key, write) = (part.clone(), key.to_owned(), luogo.change(Some(tr!("Cambiato il valore"))));
        let pick = Callback::from(move |to: String| write.emit(with(&own, &key, Value::from(to))));
        let options = fatto.valori.iter().map(|(v, _)| words_of(v, &v.replace('_', " "), &now)).collect::<Html>();
        return choose(luogo.id("valore"), tr!("Valore"), !luogo.banco.lavoro.is_editable(), options, pick);
    }
    let tipo = fatto.tipo;
    let one = |(n, v): (usize, &Value)| {
        // A list, and words, are shown as they are written.
        let parole = key == "in" || matches!(tipo, TipoFatto::Testo | TipoFatto::Data);
        let label = name(n);
        let (own, key, write) = (part.clone(), key.to_owned(), luogo.change(None));
        let on_scrivi = Callback::from(move |typed: String| {
            let read = |t: &str| of_text(t, tipo);
            let next = match (key.as_str(), own.get(&key)) {
                ("tra", Some(Value::Array(list))) => {
                    let mut list = list.clone();
                    list.get_mut(n).into_iter().for_each(|place| *place = read(&typed));
                    Value::Array(list)
                }
                ("in", _) => {
                    Value::Array(typed.split(',').map(str::trim).filter(|t| !t.is_empty()).map(read).collect())
                }
                _ => read(&typed),
            };
            write.emit(with(&own, &key, next));
        });
        let leave = luogo.banco.azione();
        let on_lascia = Callback::from(move |()| leave.emit(Azione::Lascia));
        html! {
            <div class="mb-2">
                <Campo id={luogo.id(&format!("valore-{n}"))} nome={label} visibile={true} {parole} fermo={!luogo.banco.lavoro.is_editable()}
                    valore={text(v)} giro={luogo.banco.lavoro.giro} {on_scrivi} {on_lascia} />
            </div>
        }
    };
    list.iter().enumerate().map(one).collect::<Html>()
}

fn with(part: &Value, key: &str, value: Value) -> Value {
    let mut next = part.clone();
    if let Some(map) = next.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
    next
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whole numbers are written as numbers, the rest between quotation marks; what cannot be read stays as typed.
fn of_text(text: &str, tipo: TipoFatto) -> Value {
    match (tipo, text.trim().parse::<i64>()) {
        (TipoFatto::Intero, Ok(n)) => Value::from(n),
        _ => Value::from(text),
    }
}
