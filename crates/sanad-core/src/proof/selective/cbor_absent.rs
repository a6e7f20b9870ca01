//! What stands for the reader of CBOR in a build without the feature `ecdsa`: nothing is read.

use std::marker::PhantomData;

pub(super) struct Reader<'b>(PhantomData<&'b [u8]>);

impl<'b> Reader<'b> {
    pub(super) const fn new(_: &'b [u8]) -> Self {
        Self(PhantomData)
    }

    pub(super) const fn array(&mut self, expected: &'static str) -> Result<u64, CborError> {
        Err(CborError { expected, at: 0 })
    }

    pub(super) const fn map(&mut self, expected: &'static str) -> Result<u64, CborError> {
        Err(CborError { expected, at: 0 })
    }

    pub(super) const fn unsigned(&mut self, expected: &'static str) -> Result<u64, CborError> {
        Err(CborError { expected, at: 0 })
    }

    pub(super) const fn bytes(&mut self, expected: &'static str) -> Result<&'b [u8], CborError> {
        Err(CborError { expected, at: 0 })
    }

    pub(super) const fn end(&self) -> Result<(), CborError> {
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CborError {
    pub(super) expected: &'static str,
    pub(super) at: usize,
}
