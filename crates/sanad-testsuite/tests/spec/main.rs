//! The spec folder, the vectors and the code say the same.

mod canonical_form;
mod citations;
mod open_badges2;
mod own_contexts;
mod own_schemas;
mod report_codes;
mod threat_coverage;
mod vector_schemas;
mod vectors;
