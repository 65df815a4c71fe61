// SPDX-License-Identifier: EUPL-1.2
//! The formulas of one level, by name of the column: [`Blocco`] knows in which cells they stand.

use crate::foglio::{fissa, indirizzo};

/// Columns of the table of a level, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Col {
    Voce,
    Regola,
    Valore,
    Importo,
    PercentoEsatta,
    PercentoIntera,
    PercentoParte,
    PercentoInPiu,
    Peso,
    Minimo,
    Massimo,
    LambdaMinimo,
    SommaMinimo,
    LambdaMassimo,
    SommaMassimo,
    Stato,
    Quota,
    Intera,
    Parte,
    InGara,
    Posto,
    PrimoGiro,
    AncoraInGara,
    SecondoGiro,
    Scelta,
    Riceve,
}

/// Their heads.
pub(super) const HEADS: [&str; 26] = [
    "Voce",
    "Regola",
    "Valore",
    "Importo deciso",
    "Percentuale, esatta",
    "Percentuale, unità intere",
    "Percentuale, parte oltre",
    "Percentuale, unità in più",
    "Peso in gioco",
    "Minimo",
    "Massimo (10^15 = nessuno)",
    "λ a cui lascia il minimo",
    "Somma di tutti a quel λ",
    "λ a cui arriva al massimo",
    "Somma di tutti a quel λ",
    "Al minimo −1, libera 0, al massimo 1",
    "Quota esatta",
    "Unità intere",
    "Parte oltre l'intero",
    "Può averne un'altra",
    "Posto",
    "Primo giro",
    "Può averne ancora",
    "Secondo giro",
    "Scelta nella parità",
    "Riceve",
];

/// Rows above the table of a level, in order: name, what it says.
pub(super) const ROWS: [(&str, &str); 19] = [
    ("Disponibile", "centesimi che questo livello divide"),
    ("Unità", "centesimi a cui si arrotonda: 1, o 100 per gli euro interi"),
    ("Dato agli importi", "somma degli importi decisi"),
    ("Percentuali, esatte", "somma delle percentuali del disponibile"),
    ("Percentuali, unità", "all'unità più vicina, se c'è e non serve a un minimo"),
    ("Resto ai pesi", "disponibile meno importi e percentuali"),
    ("Decimali di centesimo", "quanti il foglio ne distingue qui"),
    (
        "λ di partenza",
        "il più grande, tra quelli a cui qualcuno lascia il minimo o arriva al massimo, che non supera il resto",
    ),
    ("Somma a quel λ", "quanto avrebbero tutti"),
    ("Pesi in gioco", "di chi da lì cresce con λ"),
    ("λ", "quota = peso × λ, dentro minimo e massimo"),
    ("Resto di chi è libero", "resto ai pesi meno chi è al minimo o al massimo"),
    ("Pesi di chi è libero", "somma"),
    ("Unità ai pesi", "quante in tutto"),
    ("Mancano", "unità oltre le parti intere: una ciascuna alle parti maggiori"),
    ("Mancano ancora", "dopo il primo giro"),
    ("Contributo minimo", "centesimi sotto cui una voce con un peso non riceve nulla; 0 = nessuno"),
    ("Residuo", "ciò che a questo livello nessuno riceve"),
    ("Controllo", "A posto, o che cosa non va"),
];

/// A row above the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Riga {
    Disponibile,
    Unita,
    Importi,
    Percentuali,
    UnitaPercento,
    Resto,
    Decimali,
    LambdaZero,
    SommaZero,
    PesiZero,
    Lambda,
    RestoLibero,
    PesiLiberi,
    UnitaPesi,
    Mancano,
    MancanoAncora,
    ContributoMinimo,
    Residuo,
    Controllo,
}

/// Where a level stands in «Calcolo».
#[derive(Clone, Copy, Debug)]
pub(super) struct Blocco {
    /// Its first row: the title.
    pub inizio: usize,
    /// How many voci.
    pub voci: usize,
    /// Whether ties wait for a person.
    pub decide: bool,
}

impl Blocco {
    /// Rows it takes, with an empty one at the end.
    pub const fn height(voci: usize) -> usize {
        voci + ROWS.len() + 3
    }

    pub const fn row(&self, i: usize) -> usize {
        self.inizio + ROWS.len() + 2 + i
    }

    pub fn cell(&self, riga: Riga) -> String {
        fissa(self.inizio + 1 + riga as usize, 1)
    }

    pub fn at(&self, i: usize, col: Col) -> String {
        indirizzo(self.row(i), col as usize)
    }

    /// A whole column of the table.
    pub fn all(&self, col: Col) -> String {
        let last = self.row(self.voci.saturating_sub(1));
        format!("{}:{}", fissa(self.row(0), col as usize), fissa(last, col as usize))
    }

    /// The sum of min(max(λ·weight, minimum), maximum) at a λ.
    fn sum_at(&self, lambda: &str) -> String {
        let (w, min, max) = (self.all(Col::Peso), self.all(Col::Minimo), self.all(Col::Massimo));
        let grown = format!("({lambda}*{w})");
        format!(
            "SUMPRODUCT(({grown}<{min})*{min}+({grown}>={min})*({grown}<={max})*{grown}+({grown}>={min})*({grown}>{max})*{max})"
        )
    }

    /// The formula of a row above the table; none for what is only written.
    pub fn above(&self, riga: Riga) -> Option<String> {
        let (c, all) = (|r| self.cell(r), |col| self.all(col));
        let (disp, u, d, rest) = (c(Riga::Disponibile), c(Riga::Unita), c(Riga::Decimali), c(Riga::Resto));
        Some(match riga {
            Riga::Disponibile | Riga::Unita | Riga::ContributoMinimo => return None,
            Riga::Importi => format!("SUM({})", all(Col::Importo)),
            Riga::Percentuali => format!("SUM({})", all(Col::PercentoEsatta)),
            Riga::UnitaPercento => {
                let exact = format!("{}/{u}", c(Riga::Percentuali));
                let most = format!("INT(ROUND(({disp}-{}-SUM({}))/{u},{d}))", c(Riga::Importi), all(Col::Minimo));
                format!("MAX(INT(ROUND({exact},{d})),MIN(ROUND({exact},0),{most}))")
            }
            Riga::Resto => format!("{disp}-{}-{}*{u}", c(Riga::Importi), c(Riga::UnitaPercento)),
            Riga::Decimali => format!("MAX(1,MIN(6,15-LEN(TEXT({disp},\"0\"))))"),
            Riga::LambdaZero => {
                let best = |sum, lambda| format!("SUMPRODUCT(MAX(({}<={rest}+0.000001)*{}))", all(sum), all(lambda));
                format!(
                    "MAX(0,{},{})",
                    best(Col::SommaMinimo, Col::LambdaMinimo),
                    best(Col::SommaMassimo, Col::LambdaMassimo)
                )
            }
            Riga::SommaZero => self.sum_at(&c(Riga::LambdaZero)),
            Riga::PesiZero => {
                let zero = c(Riga::LambdaZero);
                let (low, high) = (all(Col::LambdaMinimo), all(Col::LambdaMassimo));
                format!("SUMPRODUCT(({low}<={zero}*1.000000000001)*({high}>{zero}*1.000000000001)*{})", all(Col::Peso))
            }
            Riga::Lambda => {
                let (zero, slope) = (c(Riga::LambdaZero), c(Riga::PesiZero));
                format!("IF({slope}>0,{zero}+({rest}-{})/{slope},{zero})", c(Riga::SommaZero))
            }
            Riga::RestoLibero => {
                let held = |stato: &str, col| format!("SUMIF({},{stato},{})", all(Col::Stato), all(col));
                format!("{rest}-{}-{}", held("-1", Col::Minimo), held("1", Col::Massimo))
            }
            Riga::PesiLiberi => format!("SUMIF({},0,{})", all(Col::Stato), all(Col::Peso)),
            Riga::UnitaPesi => format!("INT(ROUND(MIN({rest},SUM({}))/{u},{d}))", all(Col::Quota)),
            Riga::Mancano => format!("{}-SUM({})", c(Riga::UnitaPesi), all(Col::Intera)),
            Riga::MancanoAncora => format!("{}-SUM({})", c(Riga::Mancano), all(Col::PrimoGiro)),
            Riga::Residuo => format!("{disp}-SUM({})", all(Col::Riceve)),
            Riga::Controllo => self.check(),
        })
    }

    fn check(&self) -> String {
        let (c, all) = (|r| self.cell(r), |col| self.all(col));
        let disp = c(Riga::Disponibile);
        let given = format!("{}+{}", c(Riga::Importi), c(Riga::Percentuali));
        let low =
            format!("SUMPRODUCT(({}>0)*({}<{}-0.000001))", all(Col::Peso), all(Col::Quota), c(Riga::ContributoMinimo));
        let left = format!("{}-SUM({})", c(Riga::MancanoAncora), all(Col::SecondoGiro));
        let more = format!("SUMPRODUCT({}-{})=0", all(Col::AncoraInGara), all(Col::SecondoGiro));
        let crossed = format!("SUMPRODUCT(1*({}>{}))>0", all(Col::Minimo), all(Col::Massimo));
        format!(
            "IF({given}>{disp}+0.000001,\"Importi e percentuali superano il disponibile\",\
             IF(SUM({min})>{rest}+0.000001,\"I minimi superano il resto\",\
             IF({crossed},\"Un massimo è sotto il minimo\",\
             IF({low}>0,\"Una voce scende sotto il contributo minimo: rifai il riparto con Soglia\",\
             IF(AND({left}>0,SUM({again})>0,{more}),\"Servono più di due giri: rifai il riparto con Soglia\",\"A posto\")))))",
            min = all(Col::Minimo),
            rest = c(Riga::Resto),
            again = all(Col::AncoraInGara),
        )
    }

    /// The formula of a cell of the table; none for what comes from «Riparto».
    pub fn inside(&self, i: usize, col: Col, da: &Origini) -> Option<String> {
        let (c, at) = (|r| self.cell(r), |col| self.at(i, col));
        let (disp, u, d) = (c(Riga::Disponibile), c(Riga::Unita), c(Riga::Decimali));
        let of = |rule: &str| format!("{}=\"{rule}\"", at(Col::Regola));
        let plays = format!("AND({},{}<>1)", of("peso"), da.fuori);
        let bound = |euro: &str, percent: &str, none: &str| {
            format!(
                "IF(NOT({plays}),0,IF(ISNUMBER({euro}),ROUND({euro}*100,0),IF(ISNUMBER({percent}),{percent}*{disp}/100,{none})))"
            )
        };
        let lambda = |bound| format!("IF({w}>0,{}/{w},0)", at(bound), w = at(Col::Peso));
        Some(match col {
            Col::Voce | Col::Regola => return None,
            Col::Valore => da.valore.clone(),
            Col::Importo => format!("IF({},ROUND({}*100,0),0)", of("importo"), at(Col::Valore)),
            Col::PercentoEsatta => format!("IF({},{}*{disp}/100,0)", of("percento"), at(Col::Valore)),
            Col::PercentoIntera => format!("INT(ROUND({}/{u},{d}))", at(Col::PercentoEsatta)),
            Col::PercentoParte => format!("ROUND({}/{u}-{},{d})", at(Col::PercentoEsatta), at(Col::PercentoIntera)),
            Col::PercentoInPiu => {
                let race = format!("({}=\"percento\")*({}>0)", self.all(Col::Regola), self.all(Col::PercentoEsatta));
                let missing = format!("({}-SUM({}))", c(Riga::UnitaPercento), self.all(Col::PercentoIntera));
                let own = format!("{}>0", at(Col::PercentoEsatta));
                self.given(i, &own, &race, Col::PercentoParte, Col::PercentoEsatta, &missing)
            }
            Col::Peso => format!("IF({plays},{},0)", at(Col::Valore)),
            Col::Minimo => bound(&da.minimo, &da.minimo_percento, "0"),
            Col::Massimo => bound(&da.massimo, &da.massimo_percento, "1E+15"),
            Col::LambdaMinimo => lambda(Col::Minimo),
            Col::LambdaMassimo => lambda(Col::Massimo),
            Col::SommaMinimo => self.sum_at(&at(Col::LambdaMinimo)),
            Col::SommaMassimo => format!(
                "IF(AND({}>0,{}<1E+15),{},1E+30)",
                at(Col::Peso),
                at(Col::Massimo),
                self.sum_at(&at(Col::LambdaMassimo))
            ),
            other => self.outcome(i, other, da),
        })
    }

    /// From the λ to the cents.
    fn outcome(&self, i: usize, col: Col, da: &Origini) -> String {
        let (c, at) = (|r| self.cell(r), |col| self.at(i, col));
        let (u, d) = (c(Riga::Unita), c(Riga::Decimali));
        match col {
            Col::Stato => {
                let grown = format!("{}*{}", c(Riga::Lambda), at(Col::Peso));
                let (min, max) = (at(Col::Minimo), at(Col::Massimo));
                format!(
                    "IF({w}=0,-1,IF({grown}<={min}*1.000000000001,-1,IF({grown}>={max}*0.999999999999,1,0)))",
                    w = at(Col::Peso)
                )
            }
            Col::Quota => format!(
                "IF({s}=-1,{},IF({s}=1,{},{}*{}/{}))",
                at(Col::Minimo),
                at(Col::Massimo),
                at(Col::Peso),
                c(Riga::RestoLibero),
                c(Riga::PesiLiberi),
                s = at(Col::Stato)
            ),
            Col::Intera => format!("INT(ROUND({}/{u},{d}))", at(Col::Quota)),
            Col::Parte => format!("ROUND({}/{u}-{},{d})", at(Col::Quota), at(Col::Intera)),
            Col::InGara => self.may(i, &at(Col::Intera)),
            Col::Posto => {
                let race = self.all(Col::InGara);
                format!("IF({}=1,{},0)", at(Col::InGara), self.rank(i, &race, Col::Parte, Col::Peso))
            }
            Col::PrimoGiro => {
                let own = format!("{}=1", at(Col::InGara));
                self.given(i, &own, &self.all(Col::InGara), Col::Parte, Col::Peso, &c(Riga::Mancano))
            }
            Col::AncoraInGara => {
                let everybody = format!("SUM({})=SUM({})", self.all(Col::PrimoGiro), self.all(Col::InGara));
                let units = format!("{}+{}", at(Col::Intera), at(Col::PrimoGiro));
                format!("IF({everybody},{},0)", self.may(i, &units))
            }
            Col::SecondoGiro => {
                let own = format!("{}=1", at(Col::AncoraInGara));
                self.given(i, &own, &self.all(Col::AncoraInGara), Col::Parte, Col::Peso, &c(Riga::MancanoAncora))
            }
            Col::Riceve => {
                let units = [Col::PercentoIntera, Col::PercentoInPiu, Col::Intera, Col::PrimoGiro, Col::SecondoGiro];
                format!("{}+{u}*({})", at(Col::Importo), units.map(at).join("+"))
            }
            // The only one left: what a person chose.
            _ => format!("N({})", da.scelta),
        }
    }

    /// 1 when a voce may have one more unit.
    fn may(&self, i: usize, units: &str) -> String {
        let at = |col| self.at(i, col);
        let cap = format!("INT(ROUND({}/{},{}))", at(Col::Massimo), self.cell(Riga::Unita), self.cell(Riga::Decimali));
        format!("IF(AND(OR({}>0,{}>0),{units}+1<={cap}),1,0)", at(Col::Parte), at(Col::Peso))
    }

    /// The place among those in the race: the larger part, then the larger weight, then the first written.
    fn rank(&self, i: usize, race: &str, part: Col, weight: Col) -> String {
        let (parts, weights) = (self.all(part), self.all(weight));
        let (part, weight) = (self.at(i, part), self.at(i, weight));
        let written = format!("(ROW({parts})<ROW({part}))");
        format!(
            "1+SUMPRODUCT({race}*(({parts}>{part})+({parts}={part})*(({weights}>{weight})+({weights}={weight})*{written})))"
        )
    }

    /// 1 when a voce in the race gets one of the missing units.
    fn given(&self, i: usize, own: &str, race: &str, part: Col, weight: Col, missing: &str) -> String {
        if !self.decide {
            return format!("IF({own},IF({}<={missing},1,0),0)", self.rank(i, race, part, weight));
        }
        let (parts, mine) = (self.all(part), self.at(i, part));
        let higher = format!("SUMPRODUCT({race}*({parts}>{mine}))");
        let tied = format!("SUMPRODUCT({race}*({parts}={mine}))");
        let chosen = format!("SUMPRODUCT({race}*({parts}={mine})*{})", self.all(Col::Scelta));
        let choice = self.at(i, Col::Scelta);
        format!(
            "IF({own},IF({higher}+{tied}<={missing},1,IF({higher}>={missing},0,IF(AND({choice}=1,{chosen}={missing}-{higher}),1,0))),0)"
        )
    }
}

/// The cells of «Riparto» that a row of «Calcolo» reads.
#[derive(Clone, Debug)]
pub(super) struct Origini {
    pub valore: String,
    pub minimo: String,
    pub minimo_percento: String,
    pub massimo: String,
    pub massimo_percento: String,
    pub fuori: String,
    pub scelta: String,
}
