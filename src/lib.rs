//! A client for the iinked Sign e-signature API.
