// SPDX-License-Identifier: EUPL-1.2
//! What both staff doors use: undo, files, pictures with their figures, numbers as people write them.

pub mod carta;
pub(super) use crate::app::disco;
pub mod cifre;
pub mod figura;
pub mod guasto;
pub mod scritto;
pub mod storia;
