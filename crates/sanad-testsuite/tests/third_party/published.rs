//! Datasets as others have published them, in N-Quads.

use oxrdf::Dataset;

/// N-Quads as the oracle reads them.
pub(crate) fn n_quads(text: &[u8]) -> Dataset {
    let parser = oxttl::NQuadsParser::new().lenient();
    parser
        .for_slice(text)
        .map(|quad| quad.unwrap_or_else(|error| panic!("published N-Quads: {error}")))
        .collect()
}
