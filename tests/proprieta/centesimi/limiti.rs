// SPDX-License-Identifier: EUPL-1.2
//! The limits of the work, reached and passed by one: beyond them the answer is wider, never wrong.

use super::*;

/// A service with so many yes-or-no answers, of which only the last changes nothing.
fn many_answers(count: usize, more: &str) -> Caso {
    let ids: Vec<String> = (0..count).map(|n| format!("f{n}")).collect();
    let mut text = String::from(
        "formato = 1\nid = \"molte\"\nente = \"Comune\"\ntitolo = \"Molte\"\nnatura = \"bozza\"\nvigenza = { dal = \"2024-01-01\" }\n",
    );
    for id in &ids {
        text += &format!("[[fatto]]\nid = \"{id}\"\ntipo = \"booleano\"\ndomanda = \"?\"\n");
    }
    text += more;
    for (n, id) in ids.iter().enumerate() {
        let adds = if n + 1 < count { 1 << n } else { 0 };
        text += &format!(
            "[[servizio.correzione]]\nid = \"c{n}\"\nsu = \"totale\"\naggiungi = \"{adds}\"\nse = {{ fatto = \"{id}\", vero = true }}\n"
        );
    }
    Caso::of(&text)
}

/// What is missing, but for the ISEE, and the range of the total.
fn asked(case: &Caso, request: &str) -> (Vec<String>, (String, Option<String>), Ammesso) {
    let request = soglia::formato::parse_request(request, &case.rules.fatti).unwrap();
    let answer = calcola(&case.rules, "s", &request).unwrap();
    let range = answer.intervallo.map(|e| (e.min.euro_text(), e.max.map(Frazione::euro_text)));
    (answer.mancano, range.unwrap_or_else(|| (answer.totale.clone().unwrap(), answer.totale.clone())), answer.ammesso)
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("f{n}")).collect()
}

const SENZA_ISEE: &str =
    "[[servizio]]\nid = \"s\"\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\nfasce = [{ importo = \"1\" }]\n";

/// 4,096 combinations are tried one by one: what changes nothing is not asked. One answer more and all are asked.
#[test]
fn up_to_4096_combinations_what_changes_nothing_is_not_asked() {
    let exact = asked(&many_answers(12, SENZA_ISEE), "{}");
    assert_eq!(exact, (names(11), ("1.00".into(), Some("2048.00".into())), Ammesso::Si));
    let ranges = asked(&many_answers(13, SENZA_ISEE), "{}");
    assert_eq!(ranges, (names(13), ("1.00".into(), Some("4096.00".into())), Ammesso::Si));
    // An answer of four words after 2,048 combinations makes 8,192.
    let words = "[[servizio.correzione]]\nid = \"parola\"\nsu = \"totale\"\naggiungi = \"1\"\n\
                 se = { fatto = \"disabilita\", uguale = \"grave\" }\n";
    let ranges = asked(&Caso::of(&(many_answers(11, SENZA_ISEE).testo + words)), "{}");
    let all = [names(11), vec!["disabilita".to_owned()]].concat();
    assert_eq!(ranges, (all, ("1.00".into(), Some("1025.00".into())), Ammesso::Si));
}

/// One bound, taken back through what always applies: the ISEE is cut in four points (zero, the bound, the cents beside it),
/// which with 4,096 combinations make 16,384, the most that are tried.
const UN_LIMITE: &str = "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n\
    fasce = [{ fino_a = \"1000.50\", importo = \"1\" }, { importo = \"3\" }]\n\
    [[servizio.correzione]]\nid = \"sempre\"\nsu = \"isee\"\naggiungi = \"-1000\"\n\
    [[servizio.correzione]]\nid = \"mai\"\nsu = \"isee\"\nmoltiplica = \"0.5\"\nse = { fatto = \"vive_solo\", vero = true }\n";

#[test]
fn up_to_16384_computations_what_changes_nothing_is_not_asked() {
    let with_isee = |n: usize| -> Vec<String> { ["isee.ordinario".to_owned()].into_iter().chain(names(n)).collect() };
    let alone = r#"{ "fatti": { "vive_solo": false } }"#;
    let exact = asked(&many_answers(12, UN_LIMITE), alone);
    assert_eq!(exact, (with_isee(11), ("1.00".into(), Some("2050.00".into())), Ammesso::Si));
    // A second fascia makes seven cells: too many computations, and what changes nothing is asked too.
    let two = UN_LIMITE.replace("{ importo = \"3\" }", "{ fino_a = \"2000\", importo = \"2\" }, { importo = \"3\" }");
    let ranges = asked(&many_answers(12, &two), alone);
    assert_eq!(ranges, (with_isee(12), ("1.00".into(), Some("2050.00".into())), Ammesso::Si));
    // With the ISEE given there is nothing more to try.
    let given =
        asked(&many_answers(12, &two), r#"{ "isee": { "ordinario": "9000" }, "fatti": { "vive_solo": false } }"#);
    assert_eq!(given, (names(11), ("3.00".into(), Some("2050.00".into())), Ammesso::Si));
    // Two kinds of ISEE that conditions ask for are tried one after the other, twice as many.
    let kinds = UN_LIMITE
        .replace("[\"ordinario\"]", "[\"minorenni\", \"ordinario\"]")
        .replace("{ fatto = \"vive_solo\", vero = true }", "{ tutte = [{ fatto = \"isee.minorenni\", oltre = \"1\" }, { fatto = \"isee.ordinario\", oltre = \"1\" }, { fatto = \"vive_solo\", vero = true }] }");
    let open = asked(&many_answers(8, &kinds), "{}").0;
    assert!(open.contains(&"f7".to_owned()), "{open:?}");
    // The better kind is asked for first.
    let ranges = asked(&many_answers(13, &kinds), "{}").0;
    assert_eq!((ranges.len(), ranges[0].as_str()), (16, "isee.minorenni"));
}

/// Beyond the limits the ranges contain an ISEE that may still come, unless nothing asks for one or a refusal is certain.
#[test]
fn beyond_the_limits_the_range_contains_an_isee_that_may_still_come() {
    let service = |senza: &str, se: &str| {
        format!(
            "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n{se}{senza}\
             fasce = [{{ fino_a = \"1000\", importo = \"5\" }}, {{ importo = \"9\" }}]\n[[servizio.quota]]\nid = \"r\"\n\
             per = \"giorno\"\nfasce = [{{ importo = \"1\" }}]\n"
        )
    };
    let ask = |text: &str, request: &str| asked(&many_answers(13, text), request);
    let top = |n: i64| Some(format!("{}.00", n + 4095));
    // The quota that has a value without an ISEE does not change when one comes, as long as nothing asks for it: «r» does.
    let fixed = ask(&service("senza_isee = { importo = \"2\" }\n", ""), "{}");
    assert_eq!((fixed.1, fixed.0.first().map(String::as_str)), (("3.00".into(), top(10)), Some("isee.ordinario")));
    // Given, none other may come.
    let given = ask(&service("senza_isee = { importo = \"2\" }\n", ""), r#"{ "isee": { "ordinario": "1" } }"#);
    assert_eq!(given, (names(13), ("6.00".into(), top(6)), Ammesso::Si));
    // Where every quota has a value without one, none is asked for.
    let without = service("senza_isee = { importo = \"2\" }\n", "")
        .replace("fasce = [{ importo = \"1\" }]", "fasce = [{ importo = \"1\" }]\nsenza_isee = { importo = \"1\" }");
    assert_eq!(ask(&without, "{}"), (names(13), ("3.00".into(), top(3)), Ammesso::Si));
    // Nor for a quota that does not count.
    let nobody = service("", "se = { fatto = \"festivo\", vero = true }\n")
        .replace("fasce = [{ importo = \"1\" }]", "fasce = [{ importo = \"1\" }]\nsenza_isee = { importo = \"1\" }");
    let told = ask(&nobody, r#"{ "fatti": { "festivo": false } }"#);
    assert_eq!(told, (names(13), ("1.00".into(), top(1)), Ammesso::Si));
    // The one that may come is corrected too: with 1,000.01 € more the first fascia is of nobody.
    let corrected = service("senza_isee = { importo = \"8\" }\n", "")
        + "[[servizio.correzione]]\nid = \"piu\"\nsu = \"isee\"\naggiungi = \"1000.01\"\n";
    assert_eq!(ask(&corrected, "{}").1, ("9.00".into(), top(10)));
    // A refusal that depends on an answer is only possible.
    let perhaps =
        ask(&service("senza_isee = { rifiuta = \"serve\" }\n", "se = { fatto = \"f3\", vero = true }\n"), "{}");
    assert_eq!((perhaps.1, perhaps.2), (("1.00".into(), top(10)), Ammesso::DaVerificare));
    let certain = soglia::formato::parse_request("{}", &many_answers(13, SENZA_ISEE).rules.fatti).unwrap();
    let refused = many_answers(13, &service("senza_isee = { rifiuta = \"serve\" }\n", ""));
    let refused = calcola(&refused.rules, "s", &certain).unwrap();
    assert_eq!((refused.ammesso, refused.intervallo, refused.mancano.len()), (Ammesso::No, None, 0));
    // A table knows that there is none.
    let case = many_answers(13, &service("senza_isee = { importo = \"2\" }\n", ""));
    let rows = tabella(&case.rules, "s", &[None], None, &Default::default()).unwrap();
    assert_eq!((rows[0].quote["q"].as_deref(), rows[0].quote["r"].as_deref()), (Some("2.00"), Some("1.00")));
    assert!(rows[0].intervallo.is_empty());
}

/// Two quotas of opposite slopes, rounded to different steps: the sum at every cent, in whole numbers.
fn sums(cents: i128, up: i128, down: i128) -> (i128, i128) {
    // 0 to 50 € and 50 € to 0 along `cents`; up to a multiple of `up` cents, down to one of `down`.
    let at = |c: i128| {
        let (rises, falls) = (5000 * c, 5000 * (cents - c));
        (rises + up * cents - 1) / (up * cents) * up + falls / (down * cents) * down
    };
    let all = (0..=cents).map(at);
    (all.clone().min().unwrap(), all.max().unwrap())
}

fn opposite(cents: i128, (up, down): (i128, i128), more: &str) -> String {
    let euro = |c: i128| format!("{}.{:02}", c / 100, c % 100);
    format!(
        "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"sale\"\nper = \"ora\"\n\
         arrotonda = {{ al = \"{}\", modo = \"su\" }}\nfasce = [{{ fino_a = \"{}\", da = \"0\", a = \"50\" }}, {{ importo = \"50\" }}]\n\
         [[servizio.quota]]\nid = \"scende\"\nper = \"giorno\"\narrotonda = {{ al = \"{}\", modo = \"giu\" }}\n\
         fasce = [{{ fino_a = \"{}\", da = \"50\", a = \"0\" }}, {{ importo = \"0\" }}]\n{more}",
        euro(up),
        euro(cents),
        euro(down),
        euro(cents)
    )
}

fn text(cents: i128) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Halving finds the extremes of a sum among a million cents. The last needs 4,096 halvings, the most that are made: 2,048
/// as the things stand, and as many once an ISEE is presented.
#[test]
fn the_extremes_of_a_sum_are_found_among_a_million_cents() {
    for (cents, steps) in [(1_000_000, (37, 90)), (999_983, (70, 41)), (654_321, (300, 170)), (71_143, (10, 20))] {
        let case = many_answers(0, &opposite(cents, steps, ""));
        let (min, max) = sums(cents, steps.0, steps.1);
        assert_eq!(asked(&case, "{}").1, (text(min), Some(text(max))), "{cents} {steps:?}");
    }
}

/// Where they are not enough the range is only wide enough. Here the lower half of the fascia has not been looked into: up to
/// 388.88 € «sale» goes from 0 to 25.08 and «scende» from 49.92 to 24.96; at a cent beside zero the first is already 0.11.
#[test]
fn beyond_4096_halvings_the_range_of_a_sum_still_contains_it() {
    let case = many_answers(1, &opposite(77_777, (11, 13), ""));
    let (low, high) = asked(&case, "{}").1;
    let number = |t: &str| numero_da(t);
    let (min, max) = sums(77_777, 11, 13);
    assert!(
        number(&low) <= centesimi(min.try_into().unwrap())
            && number(&high.clone().unwrap()) >= centesimi(max.try_into().unwrap())
    );
    assert_eq!((low.as_str(), high.as_deref()), ("25.07", Some("75.00")));
}

/// Where a quota is alone no halving is needed, however many cells and answers there are: those of the last combination,
/// the only one in which two quotas count, are all left for it.
#[test]
fn cells_that_need_no_halving_take_none() {
    let all: Vec<String> = (0..10).map(|n| format!("{{ fatto = \"f{n}\", vero = true }}")).collect();
    let service = opposite(61_158, (12, 8), "")
        .replace("id = \"scende\"\n", &format!("id = \"scende\"\nse = {{ tutte = [{}] }}\n", all.join(", ")))
        .replace(
            "fasce = [{ fino_a = \"611.58\", da = \"0\", a = \"50\" }, { importo = \"50\" }]",
            "fasce = [{ fino_a = \"611.58\", da = \"0\", a = \"50\" }, { fino_a = \"700\", da = \"50\", a = \"51\" }, { fino_a = \"800\", da = \"51\", a = \"52\" }, { importo = \"52\" }]",
        );
    let case = many_answers(10, &service);
    let told = asked(&case, "{}");
    // Every answer is needed for «scende», and the sum of the corrections is 511 with all of them. Alone, «sale» goes
    // from 0 to 52, rounded up to 52.08; together they stay around 50.
    assert_eq!((told.0.len(), told.1), (11, ("0.00".into(), Some("563.08".into()))));
}

/// Of the combinations of answers only those that decide the conditions otherwise are searched: two of 4,096.
#[test]
fn combinations_that_decide_alike_are_searched_once() {
    let all: Vec<String> = (0..12).map(|n| format!("{{ fatto = \"f{n}\", vero = true }}")).collect();
    let fasce: Vec<String> =
        (1..40).map(|n| format!("{{ fino_a = \"{n}000\", da = \"{n}\", a = \"{}\" }}", n + 1)).collect();
    let service = format!(
        "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n\
         fasce = [{}, {{ importo = \"40\" }}]\n[[servizio.correzione]]\nid = \"sconto\"\nsu = \"quota:q\"\n\
         aggiungi = \"-1\"\nse = {{ tutte = [{}] }}\n",
        fasce.join(", "),
        all.join(", ")
    );
    let case = many_answers(12, &service);
    let question = Domanda::Almeno("20".parse().unwrap());
    let set = inverso(&case.rules, "s", "q", question, &Default::default()).unwrap();
    // With the discount the fee is a thousandth of the ISEE: 19.995 already rounds to 20. Without it there is more.
    assert_eq!((set.tratti.len(), set.tratti[0].da.as_str(), set.tratti[0].a.as_deref()), (1, "19995.00", None));
    assert_eq!(set.mancano.len(), 12);
}

/// Each correction whose condition names the ISEE may apply or not: of the points that would make, some are left out.
#[test]
fn many_corrections_that_name_the_isee_do_not_multiply_the_work() {
    let mut service =
        "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n\
        fasce = [{ fino_a = \"5000\", importo = \"1\" }, { importo = \"3\" }]\n"
            .to_owned();
    for n in 0..26 {
        service += &format!(
            "[[servizio.correzione]]\nid = \"isee-{n}\"\nsu = \"isee\"\naggiungi = \"-{}\"\n\
             se = {{ fatto = \"isee.ordinario\", oltre = \"{n}\" }}\n",
            text(1 << n)
        );
    }
    let told = asked(&many_answers(0, &service), "{}");
    assert_eq!(told, (vec!["isee.ordinario".to_owned()], ("1.00".into(), Some("3.00".into())), Ammesso::Si));
}

/// With two hundred fasce `verifica` looks at two hundred combinations: of an eighth answer only the ordinary one, so that
/// who has no quota for the other one is not seen. With one fascia more than enough are looked at.
#[test]
fn the_more_the_fasce_the_fewer_the_combinations_that_verifica_looks_at() {
    let some: Vec<String> = (0..8).map(|n| format!("{{ fatto = \"f{n}\", vero = {} }}", n != 7)).collect();
    let found = |fasce: usize| {
        let list: Vec<String> = (1..fasce).map(|n| format!("{{ fino_a = \"{n}\", importo = \"1\" }}")).collect();
        let service = format!(
            "[[servizio]]\nid = \"s\"\nisee = [\"ordinario\"]\n[[servizio.quota]]\nid = \"q\"\nper = \"ora\"\n\
             se = {{ almeno_una = [{}] }}\nfasce = [{}]\n",
            some.join(", "),
            list.into_iter().chain(["{ importo = \"1\" }".to_owned()]).collect::<Vec<_>>().join(", ")
        );
        let case = many_answers(8, &service);
        soglia::tariffa::verifica(&case.rules, None).iter().any(|d| d.codice.as_str() == "nessuna-quota")
    };
    assert!(found(1) && found(156) && !found(157) && !found(200));
}
