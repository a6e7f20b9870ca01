//! A status list costs no more than 300 ms and 24 MiB, whatever it unpacks to. `spec/status.md#limits`
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test says what it measured, and stops where it cannot"
)]

use std::time::Duration;

use sanad_core::code::Code;
use sanad_core::limits::Limits;
use sanad_core::status_list::credential::StatusListCredential;
use sanad_core::status_list::kind::StatusListKind;
use sanad_core::status_list::{StatusList, StatusSize};
use sanad_testsuite::cases::badges;
use sanad_testsuite::cost;
use sanad_testsuite::document::Document;
use sanad_testsuite::vector::badge::Vector;

const TIME: Duration = Duration::from_millis(300);
const MEMORY: usize = 24 << 20;

fn case(name: &str) -> Vector {
    badges().into_iter().find(|vector| vector.name() == name).expect("a case of that name")
}

/// A list of so many bytes, as text.
fn encoded(bytes: u32) -> String {
    StatusList::new(bytes * 8).expect("a list that may be").encode()
}

#[track_caller]
fn costs_little<T>(name: &str, act: impl Fn() -> T) -> T {
    let (result, cost) = cost::of(act);
    println!("{:10.1?} {:>6} KiB  {name}", cost.time, cost.memory.unwrap_or_default() >> 10);
    assert!(cost.time <= TIME, "{name}: {:?}", cost.time);
    assert!(cost.memory.is_none_or(|memory| memory <= MEMORY), "{name}: {:?} bytes", cost.memory);
    result
}

/// A measure that measured nothing would let everything pass.
#[test]
fn what_is_measured_is_there() {
    cost::apart("what_is_measured_is_there", || {
        let (sum, cost) = cost::of(|| {
            let bytes: Vec<u8> = (0..20_u32 << 20).map(|at| at.to_le_bytes()[1]).collect();
            std::hint::black_box(&bytes).iter().map(|byte| u64::from(*byte)).sum::<u64>()
        });
        println!("{:10.1?} {:>6} KiB  20 MiB", cost.time, cost.memory.unwrap_or_default() >> 10);
        assert!(sum > 0 && cost.time > Duration::ZERO);
        if cfg!(target_os = "linux") {
            assert!(cost.memory.is_some_and(|memory| (20 << 20..22 << 20).contains(&memory)), "{cost:?}");
        }
    });
}

#[test]
fn unpacking_costs_no_more_than_the_largest_list_allowed() {
    cost::apart("unpacking_costs_no_more_than_the_largest_list_allowed", || {
        let limits = Limits::DEFAULT;
        let largest = encoded(16 << 20);
        let document =
            Document::status_list(&[]).set("/credentialSubject/encodedList", largest).into_object();
        let list = StatusListCredential::read(&document).expect("a list");
        let value = costs_little("16 MiB of zeros", || {
            list.expand(&limits).and_then(|list| list.value(134_217_727, StatusSize::ONE))
        });
        assert_eq!(value, Ok(0));
        // Four million characters that are no gzip: all of it is decoded before that is seen.
        let noise = format!("u{}", "A".repeat((4 << 20) - 1 - 3));
        let refused = costs_little("4 MiB of noise", || {
            StatusList::expand(StatusListKind::Bitstring, &noise, &limits).map_err(|error| error.code())
        });
        assert_eq!(refused.err(), Some(Code::StatusListMalformed));
    });
}

#[test]
fn a_badge_is_judged_within_the_bound_whatever_its_list_unpacks_to() {
    cost::apart("a_badge_is_judged_within_the_bound_whatever_its_list_unpacks_to", || {
        for (name, code) in [
            ("status_list_at_limit", None),
            ("status_list_past_limit", Some(Code::StatusListTooLarge)),
            ("status_list_of_1_gib", Some(Code::StatusListTooLarge)),
        ] {
            let case = case(name);
            let answer = costs_little(name, || case.run().expect("an answer"));
            let found =
                answer.reports.into_decisive().outcome(sanad_verifier::outcome::CheckId::Status).code();
            assert_eq!(found, code, "{name}");
        }
    });
}

/// What bounds one list does not bound a badge that names it eight times: that has a bound of its own.
#[test]
fn eight_lists_of_the_largest_size_are_not_all_read() {
    cost::apart("eight_lists_of_the_largest_size_are_not_all_read", || {
        let case = case("status_eight_entries_of_16_mib");
        let (answer, cost) = cost::of(|| case.run().expect("an answer"));
        println!("{:10.1?} {:>6} KiB  eight", cost.time, cost.memory.unwrap_or_default() >> 10);
        assert!(cost.time <= 5 * TIME, "{:?}", cost.time);
        assert!(cost.memory.is_none_or(|memory| memory <= MEMORY), "one after the other: {:?}", cost.memory);
        let found = answer.reports.into_decisive().outcome(sanad_verifier::outcome::CheckId::Status).code();
        assert_eq!(found, Some(Code::StatusListTooLarge));
    });
}
