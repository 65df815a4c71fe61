// SPDX-License-Identifier: EUPL-1.2
//! Geometry of a Sankey drawing: columns of nodes, ribbons between them, as thick as the money. Pure, whole numbers.

use crate::lingua::tr;

/// Nodes of a column; the smallest beyond it become one.
const NODES: usize = 14;
/// Room between two nodes.
const GAP: i128 = 18;

/// A voce, or the fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodo {
    /// What tells it apart.
    pub chiave: String,
    /// What is read.
    pub nome: String,
    /// From 0, the fund.
    pub colonna: usize,
    /// How much, cents.
    pub cents: i128,
    /// Top and height in the drawing.
    pub y: i128,
    /// Height in the drawing.
    pub alto: i128,
}

/// Money from a node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flusso {
    /// Index of the giver.
    pub da: usize,
    /// Index of the receiver.
    pub a: usize,
    /// How much, cents.
    pub cents: i128,
    /// Top at the giver.
    pub y_da: i128,
    /// Top at the receiver.
    pub y_a: i128,
    /// Thickness.
    pub alto: i128,
}

/// Nodes and ribbons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rete {
    /// The nodes.
    pub nodi: Vec<Nodo>,
    /// The ribbons.
    pub flussi: Vec<Flusso>,
}

impl Rete {
    /// The node of a key in a column, made if need be, with so much more.
    pub fn node(&mut self, colonna: usize, chiave: &str, nome: &str, cents: i128) -> usize {
        let known = self.nodi.iter().position(|n| n.colonna == colonna && n.chiave == chiave);
        let at = known.unwrap_or_else(|| {
            let (chiave, nome) = (chiave.to_owned(), nome.to_owned());
            self.nodi.push(Nodo { chiave, nome, colonna, cents: 0, y: 0, alto: 0 });
            self.nodi.len() - 1
        });
        if let Some(node) = self.nodi.get_mut(at) {
            node.cents = node.cents.saturating_add(cents);
        }
        at
    }

    /// Money from a node to another.
    pub fn link(&mut self, da: usize, a: usize, cents: i128) {
        match self.flussi.iter_mut().find(|f| f.da == da && f.a == a) {
            Some(f) => f.cents = f.cents.saturating_add(cents),
            None => self.flussi.push(Flusso { da, a, cents, y_da: 0, y_a: 0, alto: 0 }),
        }
    }

    /// The same with at most so many nodes in each column.
    #[must_use]
    pub fn shortened(&self) -> Self {
        let mut out = Self::default();
        let place: Vec<usize> = self
            .nodi
            .iter()
            .map(|n| {
                let larger = |o: &&Nodo| {
                    o.colonna == n.colonna && (o.cents > n.cents || (o.cents == n.cents && o.chiave < n.chiave))
                };
                let all = self.nodi.iter().filter(|o| o.colonna == n.colonna).count();
                if all <= NODES || self.nodi.iter().filter(larger).count() < NODES - 1 {
                    out.node(n.colonna, &n.chiave, &n.nome, n.cents)
                } else {
                    let more = (all + 1 - NODES).to_string();
                    out.node(n.colonna, "", &tr!("un'altra voce" | "altre {n} voci" % more), n.cents)
                }
            })
            .collect();
        for f in &self.flussi {
            if let (Some(da), Some(a)) = (place.get(f.da), place.get(f.a)) {
                out.link(*da, *a, f.cents);
            }
        }
        out
    }

    /// Gives every node and ribbon its place in a drawing of this height.
    pub fn place(&mut self, height: i128) {
        let columns = self.nodi.iter().map(|n| n.colonna).max().unwrap_or(0);
        let whole = self.nodi.iter().filter(|n| n.colonna == 0).map(|n| n.cents).fold(0, i128::saturating_add).max(1);
        let most = (0..=columns).map(|c| self.nodi.iter().filter(|n| n.colonna == c).count()).max().unwrap_or(1);
        let room = (height - GAP * i128::try_from(most).unwrap_or(0)).max(1);
        let tall = |cents: i128| cents.saturating_mul(room) / whole;
        for column in 0..=columns {
            let mut y = 0;
            for node in self.nodi.iter_mut().filter(|n| n.colonna == column) {
                (node.y, node.alto) = (y, tall(node.cents).max(1));
                y += node.alto + GAP;
            }
        }
        let mut out: Vec<i128> = self.nodi.iter().map(|n| n.y).collect();
        let mut into = out.clone();
        for f in &mut self.flussi {
            f.alto = tall(f.cents).max(1);
            if let Some(y) = out.get_mut(f.da) {
                f.y_da = *y;
                *y += tall(f.cents);
            }
            if let Some(y) = into.get_mut(f.a) {
                f.y_a = *y;
                *y += tall(f.cents);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ribbons_are_as_thick_as_the_money_and_stay_inside_their_nodes() {
        let mut r = Rete::default();
        let fund = r.node(0, "", "Fondo", 1000);
        for (id, cents) in [("a", 600), ("b", 400)] {
            let n = r.node(1, id, id, cents);
            r.link(fund, n, cents);
        }
        r.place(136);
        assert_eq!(r.nodi.iter().map(|n| (n.y, n.alto)).collect::<Vec<_>>(), [(0, 100), (0, 60), (78, 40)]);
        assert_eq!(r.flussi.iter().map(|f| (f.y_da, f.y_a, f.alto)).collect::<Vec<_>>(), [(0, 0, 60), (60, 78, 40)]);
    }

    #[test]
    fn the_smallest_become_one_and_no_money_is_lost() {
        let mut r = Rete::default();
        let fund = r.node(0, "", "Fondo", 0);
        for i in 1..=61_i128 {
            let n = r.node(1, &i.to_string(), "Comune", i);
            r.link(fund, n, i);
            r.node(0, "", "Fondo", i);
        }
        let short = r.shortened();
        let column: Vec<&Nodo> = short.nodi.iter().filter(|n| n.colonna == 1).collect();
        assert_eq!(column.len(), NODES);
        assert_eq!(column.iter().map(|n| n.cents).sum::<i128>(), 61 * 62 / 2);
        assert!(column.iter().any(|n| n.nome == "altre 48 voci"));
        assert_eq!(short.flussi.iter().map(|f| f.cents).sum::<i128>(), 61 * 62 / 2);
    }
}
