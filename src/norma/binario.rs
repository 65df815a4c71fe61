//! The valid model as bytes: how `build.rs` hands the seeds, already read and checked, to the program, and one program
//! of the page the rules of the ente to the others.
//!
//! Not a file format: written and read by the same build. What people write and archive is TOML or JSON.

use super::{CatalogoFatti, Giorno, Regolamento};
use crate::denaro::Frazione;
use borsh::io::{Error, ErrorKind, Read, Result, Write};
use borsh::{BorshDeserialize, BorshSerialize};

/// In 64 bits: no published amount needs more, and a seed that did would not compile.
impl BorshSerialize for Frazione {
    fn serialize<W: Write>(&self, writer: &mut W) -> Result<()> {
        let parts = (i64::try_from(self.numer()), i64::try_from(self.denom()));
        let (Ok(numer), Ok(denom)) = parts else { return Err(ErrorKind::InvalidData.into()) };
        (numer, denom).serialize(writer)
    }
}

impl BorshDeserialize for Frazione {
    fn deserialize_reader<R: Read>(reader: &mut R) -> Result<Self> {
        let (numer, denom): (i64, i64) = BorshDeserialize::deserialize_reader(reader)?;
        Self::new(numer.into(), denom.into()).map_err(|_| ErrorKind::InvalidData.into())
    }
}

impl BorshSerialize for Giorno {
    fn serialize<W: Write>(&self, writer: &mut W) -> Result<()> {
        self.to_string().serialize(writer)
    }
}

impl BorshDeserialize for Giorno {
    fn deserialize_reader<R: Read>(reader: &mut R) -> Result<Self> {
        Self::parse(&String::deserialize_reader(reader)?).ok_or_else(|| Error::from(ErrorKind::InvalidData))
    }
}

/// The bytes of a regolamento. Of its facts only those that are not standard: the others are the same in every file.
#[allow(dead_code, reason = "build.rs writes, the program reads")]
pub(crate) fn to_bytes(rules: &Regolamento, standard: &CatalogoFatti) -> Result<Vec<u8>> {
    let mut own = CatalogoFatti::default();
    for fatto in rules.fatti.iter().filter(|f| standard.get(&f.id) != Some(f)) {
        own.insert(fatto.clone());
    }
    borsh::to_vec(&Regolamento { fatti: own, ..rules.clone() })
}

/// The regolamento of [`to_bytes`].
#[allow(dead_code, reason = "build.rs writes, the program reads")]
pub(crate) fn from_bytes(bytes: &[u8], standard: &CatalogoFatti) -> Result<Regolamento> {
    let mut rules: Regolamento = borsh::from_slice(bytes)?;
    let mut facts = standard.clone();
    for own in rules.fatti.iter() {
        facts.insert(own.clone());
    }
    rules.fatti = facts;
    Ok(rules)
}
