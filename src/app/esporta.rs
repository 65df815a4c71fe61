// SPDX-License-Identifier: EUPL-1.2
//! The calls of FORMATO chapter 8 as JavaScript functions, text to text.
