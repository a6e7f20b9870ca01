//! A status list costs no more than 300 ms and 24 MiB, whatever it unpacks to. `spec/status.md#limits`
#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use sanad_core::code::Code;
use sanad_core::limits::Limits;
use sanad_core::status_list::credential::StatusListCredential;
use sanad_core::status_list::kind::StatusListKind;
use sanad_core::status_list::{StatusList, StatusSize};
use sanad_testsuite::cases::badges;
use sanad_testsuite::document::Document;
use sanad_testsuite::vector::badge::Vector;

use crate::cost::{self, Bound};

const BOUND: Bound = Bound::new(300, 24 << 10);
/// Bytes of the text that may say what is unpacked.
const TEXT: usize = 4 << 20;

fn case(name: &str) -> Vector {
    badges().into_iter().find(|vector| vector.name() == name).expect("a case of that name")
}

/// A list of so many bytes, as text.
fn encoded(bytes: u32) -> String {
    StatusList::new(bytes * 8).expect("a list that may be").encode()
}

#[test]
fn unpacking_costs_no_more_than_the_largest_list_allowed() {
    cost::apart("status_list::unpacking_costs_no_more_than_the_largest_list_allowed", || {
        let limits = Limits::DEFAULT;
        let largest = encoded(16 << 20);
        let document =
            Document::status_list(&[]).set("/credentialSubject/encodedList", largest).into_object();
        let list = StatusListCredential::read(&document).expect("a list");
        let value = BOUND.holds("16 MiB of zeros", TEXT, || {
            list.expand(&limits).and_then(|list| list.value(134_217_727, StatusSize::ONE))
        });
        assert_eq!(value, Ok(0));
        // Four million characters that are no gzip: all of it is decoded before that is seen.
        let noise = format!("u{}", "A".repeat((4 << 20) - 1 - 3));
        let refused = BOUND.holds("4 MiB of noise", TEXT, || {
            StatusList::expand(StatusListKind::Bitstring, &noise, &limits).map_err(|error| error.code())
        });
        assert_eq!(refused.err(), Some(Code::StatusListMalformed));
    });
}

#[test]
fn a_badge_is_judged_within_the_bound_whatever_its_list_unpacks_to() {
    cost::apart("status_list::a_badge_is_judged_within_the_bound_whatever_its_list_unpacks_to", || {
        for (name, code) in [
            ("status_list_at_limit", None),
            ("status_list_past_limit", Some(Code::StatusListTooLarge)),
            ("status_list_of_1_gib", Some(Code::StatusListTooLarge)),
        ] {
            let case = case(name);
            let answer = BOUND.holds(name, TEXT, || case.run().expect("an answer"));
            let found =
                answer.reports.into_decisive().outcome(sanad_verifier::outcome::CheckId::Status).code();
            assert_eq!(found, code, "{name}");
        }
    });
}

/// What bounds one list does not bound a badge that names it eight times: that has a bound of its own.
#[test]
fn eight_lists_of_the_largest_size_are_not_all_read() {
    cost::apart("status_list::eight_lists_of_the_largest_size_are_not_all_read", || {
        let case = case("status_eight_entries_of_16_mib");
        let eight = Bound::new(5 * 300, 24 << 10);
        let answer = eight.holds("eight", TEXT, || case.run().expect("an answer"));
        let found = answer.reports.into_decisive().outcome(sanad_verifier::outcome::CheckId::Status).code();
        assert_eq!(found, Some(Code::StatusListTooLarge));
    });
}
