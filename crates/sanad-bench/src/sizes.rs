//! How large what a million badges need is: badges, reports, status lists.

use sanad_core::json::Json;
use sanad_core::status_list::credential::StatusListDraft;
use sanad_core::status_list::{Bit, StatusList};
use sanad_verifier::verify::Verifier;

use crate::badges::{Badge, World};
use crate::cases;
use crate::suite::Suite;

type Failure = Box<dyn std::error::Error>;

/// Bytes of each badge in each form, and of the report on it, on one line.
pub(crate) fn badges(world: &World, verifier: &Verifier<'_>) -> Result<Vec<String>, Failure> {
    let mut rows = Vec::new();
    for suite in Suite::ALL {
        for badge in Badge::ALL {
            let bytes = cases::signed(world, suite, badge)?;
            let report = verifier.verify_shared(&bytes, world.judged).to_line();
            let (name, badge) = (suite.name(), badge.name());
            rows.push(format!("{name:<16} {badge:<8} {:>7} {:>7}", bytes.len(), report.len()));
        }
    }
    Ok(rows)
}

/// Bytes of a status list before it is signed, by its places and by how many in a thousand of them are set, at random.
pub(crate) fn lists(world: &World) -> Result<Vec<String>, Failure> {
    let mut rows = Vec::new();
    for places in [131_072_u32, 1_048_576, 8_388_608] {
        for of_a_thousand in [0, 1, 10, 50, 100] {
            let mut list = StatusList::new(places)?;
            let mut state: u64 = 1;
            let mut set = 0;
            for index in 0..places {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                if (state >> 33) % 1000 < of_a_thousand {
                    list.set(index, Bit::Set)?;
                    set += 1;
                }
            }
            let draft = StatusListDraft::new(
                "https://a.example/1",
                "did:web:a.example",
                "revocation",
                &list,
                world.issued,
            );
            let bytes = Json::Object(draft.into_object()).to_compact().len();
            rows.push(format!("{places:>9} {set:>9} {bytes:>9}"));
        }
    }
    Ok(rows)
}
