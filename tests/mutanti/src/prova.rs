// SPDX-License-Identifier: EUPL-1.2
//! Runs the tests: first to see which changes each meets, then each change with those that meet it.

use crate::costruisci::Binario;
use std::collections::BTreeSet;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Memory of a test, in kibibytes: a change that grows without end must not take the machine with it.
const MEMORIA: &str = "3000000";
/// What a test may take, changed: this, and so many times what it takes unchanged.
const ATTESA: Duration = Duration::from_secs(5);
const VOLTE: u32 = 8;
/// The binaries whose cases are data with the expected result; the other ones compute it, or state a property.
const CASI: [&str; 4] = ["casi", "misure", "isee", "riparto"];
/// The tests that are run. Those that read the sources of the project, or that need a program that may not be there, would
/// say nothing of a change.
pub const PROVE: [&str; 26] = [
    "lib",
    "casi",
    "misure",
    "isee",
    "riparto",
    "copertura",
    "istantanee",
    "risposte",
    "errori",
    "proprieta",
    "differenziale",
    "estremi",
    "isee_proprieta",
    "riparto_proprieta",
    "riparto_domande",
    "riparto_minimo",
    "riparto_riga",
    "spettanze",
    "riga_di_comando",
    "simula",
    "comuni",
    "piano",
    "caso",
    "numeri",
    "malformati",
    "riparto_malformati",
];

/// One test, and what it meets.
#[derive(Clone, Debug)]
pub struct Prova {
    pub binario: Binario,
    pub nome: String,
    pub tempo: Duration,
    pub visti: BTreeSet<usize>,
    /// How many changes it has caught, of how many it has met.
    pub presi: usize,
    pub provati: usize,
}

impl Prova {
    pub fn caso(&self) -> bool {
        CASI.contains(&self.binario.nome.as_str())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Esito {
    /// By this test.
    Preso(String),
    Scaduto(String),
    Vivo,
    MaiEseguito,
}

fn start(albero: &Path, binario: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {MEMORIA}; exec \"$0\" \"$@\"")]).arg(binario).args(args);
    command.current_dir(albero).env("CARGO_MANIFEST_DIR", albero).env("INSTA_UPDATE", "no");
    // The same random inputs every time.
    command.env("PROPTEST_RNG_SEED", "2026").env("RUST_BACKTRACE", "0");
    // Nobody reads why it failed: the smallest example is not looked for.
    command.env("PROPTEST_MAX_SHRINK_ITERS", "0").env("PROPTEST_MAX_SHRINK_TIME", "1");
    // A group of its own: a program that the test has started ends with it.
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Whether it ended well; none = it did not end.
fn wait(mut child: Child, limit: Duration) -> Option<bool> {
    let begin = Instant::now();
    let mut pause = 1;
    loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return Some(status.success());
        }
        if begin.elapsed() > limit {
            let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status();
            let _ = child.wait();
            return None;
        }
        thread::sleep(Duration::from_millis(pause));
        pause = (pause * 2).min(20);
    }
}

/// A program of tests, all of them: whether it passes; none = it did not end.
pub fn whole(albero: &Path, binario: &Path, limit: Duration) -> Option<bool> {
    wait(start(albero, binario, &[]).spawn().expect("the tests start"), limit)
}

fn names(albero: &Path, binario: &Binario) -> Vec<String> {
    let out = start(albero, &binario.path, &["--list", "--format", "terse"]).stdout(Stdio::piped()).output();
    let text = out.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    let ignored =
        start(albero, &binario.path, &["--list", "--format", "terse", "--ignored"]).stdout(Stdio::piped()).output();
    let ignored = ignored.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    let name = |l: &str| l.strip_suffix(": test").map(str::to_owned);
    let ignored: Vec<String> = ignored.lines().filter_map(name).collect();
    text.lines().filter_map(name).filter(|n| !ignored.contains(n)).collect()
}

/// Does something with each item, `processi` at a time.
fn in_parallel<T: Sync>(list: &[T], processi: usize, work: impl Fn(usize, &T) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..processi {
            scope.spawn(|| {
                while let Some((i, item)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, list.get(i)?)))
                {
                    work(i, item);
                }
            });
        }
    });
}

/// Every test, run unchanged: how long it takes and which changes it meets.
pub fn copri(albero: &Path, binari: &[Binario], processi: usize) -> Vec<Prova> {
    let mut all: Vec<(Binario, String)> = Vec::new();
    for b in binari {
        all.extend(names(albero, b).into_iter().map(|n| (b.clone(), n)));
    }
    let found = Mutex::new(Vec::new());
    let folder = albero.with_file_name("visti");
    let _ = fs::create_dir_all(&folder);
    in_parallel(&all, processi, |i, (binario, nome)| {
        let file: PathBuf = folder.join(i.to_string());
        let _ = fs::remove_file(&file);
        let begin = Instant::now();
        let child = start(albero, &binario.path, &["--exact", nome, "--test-threads=1"])
            .env("SOGLIA_MUTANTE_VISTI", &file)
            .spawn()
            .expect("the test starts");
        let fine = wait(child, Duration::from_secs(900));
        let tempo = begin.elapsed();
        if fine != Some(true) {
            eprintln!("esclusa, non passa senza mutanti: {} {nome}", binario.nome);
            return;
        }
        let text = fs::read_to_string(&file).unwrap_or_default();
        let visti = text.lines().filter_map(|l| l.parse().ok()).collect();
        let binario = binario.clone();
        let prova = Prova { binario, nome: nome.clone(), tempo, visti, presi: 0, provati: 0 };
        found.lock().expect("no thread stops").push(prova);
    });
    let mut found = found.into_inner().expect("no thread stops");
    found.sort_by(|a: &Prova, b: &Prova| (&a.binario.nome, &a.nome).cmp(&(&b.binario.nome, &b.nome)));
    found
}

/// What becomes of each change, told as soon as it is known.
pub fn prova(
    albero: &Path,
    prove: Vec<Prova>,
    wanted: impl Fn(&Prova) -> bool + Sync,
    mutanti: &[usize],
    processi: usize,
    tell: impl Fn(usize, &Esito, bool) + Sync,
) {
    let prove = Mutex::new(prove);
    in_parallel(mutanti, processi, |_, id| {
        let mut tried = BTreeSet::new();
        let met = prove.lock().expect("no thread stops").iter().any(|p| p.visti.contains(id));
        let mut esito = if met { Esito::Vivo } else { Esito::MaiEseguito };
        let mut caso = false;
        loop {
            // The cases first; of those that are left, what has caught most for the time it takes.
            let next = {
                let list = prove.lock().expect("no thread stops");
                let left =
                    list.iter().enumerate().filter(|(n, p)| p.visti.contains(id) && wanted(p) && !tried.contains(n));
                let worth =
                    |p: &Prova| (p.presi as f64 + 1.0) / (p.provati as f64 + 2.0) / (p.tempo.as_secs_f64() + 0.02);
                let best = left
                    .max_by(|(_, a), (_, b)| (a.caso(), worth(a)).partial_cmp(&(b.caso(), worth(b))).expect("finite"));
                best.map(|(n, p)| (n, p.clone()))
            };
            let Some((n, p)) = next else { break };
            tried.insert(n);
            let child = start(albero, &p.binario.path, &["--exact", &p.nome, "--test-threads=1"])
                .env("SOGLIA_MUTANTE", id.to_string())
                .spawn()
                .expect("the test starts");
            let fine = wait(child, ATTESA + p.tempo * VOLTE);
            let name = format!("{}::{}", p.binario.nome, p.nome);
            let mut list = prove.lock().expect("no thread stops");
            list[n].provati += 1;
            if fine == Some(true) {
                continue;
            }
            list[n].presi += 1;
            caso = p.caso();
            esito = if fine.is_none() { Esito::Scaduto(name) } else { Esito::Preso(name) };
            break;
        }
        tell(*id, &esito, caso);
    });
}
