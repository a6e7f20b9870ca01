//! Whether a label that begins with `xn--` is the one spelling of a name in another script (RFC 5891 §4, RFC 3492).

/// Why a label is not the A-label of any name.
const NOT_PUNYCODE: &str = "a label that begins with `xn--` is no punycode";

/// RFC 5890 §2.3.2.1: an A-label is what its own U-label is written as. One that decodes to something else, or to plain
/// ASCII, is a second spelling, which some resolvers read as the first (RUSTSEC-2024-0421).
pub(super) fn check(label: &str) -> Result<(), &'static str> {
    let Some(encoded) = label.strip_prefix("xn--") else { return Ok(()) };
    let name = decode(encoded).ok_or(NOT_PUNYCODE)?;
    if name.iter().all(char::is_ascii) {
        return Err("a label that begins with `xn--` stands for plain ASCII");
    }
    if name.iter().any(|letter| !letter.to_lowercase().eq([*letter])) {
        return Err("a label that begins with `xn--` stands for a capital letter");
    }
    if encode(&name).as_deref() == Some(encoded) {
        Ok(())
    } else {
        Err("a label that begins with `xn--` is not how its name is written")
    }
}

// RFC 3492 §5: the parameters for IDNA.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 0x80;

/// RFC 3492 §6.1.
fn adapt(delta: u32, points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta = delta.saturating_add(delta / points.max(1));
    let mut k = 0_u32;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k = k.saturating_add(BASE);
    }
    let share = (BASE - T_MIN + 1).saturating_mul(delta) / delta.saturating_add(SKEW);
    k.saturating_add(share)
}

const fn threshold(k: u32, bias: u32) -> u32 {
    let above = k.saturating_sub(bias);
    if above < T_MIN {
        T_MIN
    } else if above > T_MAX {
        T_MAX
    } else {
        above
    }
}

/// RFC 3492 §6.2. `None` for what is no punycode, or stands for what is no character.
fn decode(text: &str) -> Option<Vec<char>> {
    let (basic, extended) = text.rsplit_once('-').unwrap_or(("", text));
    let mut name: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut digits = extended.bytes().peekable();
    while digits.peek().is_some() {
        let (start, mut weight) = (i, 1_u32);
        let mut k = BASE;
        loop {
            let digit = match digits.next()? {
                letter @ b'a'..=b'z' => u32::from(letter.checked_sub(b'a')?),
                number @ b'0'..=b'9' => u32::from(number.checked_sub(b'0')?).checked_add(26)?,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let t = threshold(k, bias);
            if digit < t {
                break;
            }
            weight = weight.checked_mul(BASE.checked_sub(t)?)?;
            k = k.checked_add(BASE)?;
        }
        let length = u32::try_from(name.len()).ok()?.checked_add(1)?;
        bias = adapt(i.checked_sub(start)?, length, start == 0);
        n = n.checked_add(i.checked_div(length)?)?;
        i = i.checked_rem(length)?;
        name.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i = i.checked_add(1)?;
    }
    Some(name)
}

/// RFC 3492 §6.3.
fn encode(name: &[char]) -> Option<String> {
    let mut text: String = name.iter().filter(|letter| letter.is_ascii()).collect();
    let basic = u32::try_from(text.len()).ok()?;
    let length = u32::try_from(name.len()).ok()?;
    if basic > 0 {
        text.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    while handled < length {
        let next = name.iter().map(|letter| u32::from(*letter)).filter(|point| *point >= n).min()?;
        delta = delta.checked_add(next.checked_sub(n)?.checked_mul(handled.checked_add(1)?)?)?;
        n = next;
        for point in name.iter().map(|letter| u32::from(*letter)) {
            if point < n {
                delta = delta.checked_add(1)?;
            }
            if point == n {
                write_number(delta, bias, &mut text)?;
                bias = adapt(delta, handled.checked_add(1)?, handled == basic);
                delta = 0;
                handled = handled.checked_add(1)?;
            }
        }
        delta = delta.checked_add(1)?;
        n = n.checked_add(1)?;
    }
    Some(text)
}

/// A number as digits of a variable base, the least significant first.
fn write_number(number: u32, bias: u32, text: &mut String) -> Option<()> {
    let mut rest = number;
    let mut k = BASE;
    loop {
        let t = threshold(k, bias);
        if rest < t {
            text.push(digit(rest)?);
            return Some(());
        }
        let above = rest.checked_sub(t)?;
        let base = BASE.checked_sub(t)?;
        text.push(digit(t.checked_add(above.checked_rem(base)?)?)?);
        rest = above.checked_div(base)?;
        k = k.checked_add(BASE)?;
    }
}

/// `a` to `z` and `0` to `9`. RFC 3492 §5: hosts are lower case, and so are the digits.
fn digit(value: u32) -> Option<char> {
    char::from_digit(value.checked_add(10).filter(|_| value < 26).or_else(|| value.checked_sub(26))?, BASE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3492 §7.1 in lower case, whose own lower-case letters are as they were; and names in use.
    const NAMES: [(&str, &str); 10] = [
        ("bücher", "bcher-kva"),
        ("münchen", "mnchen-3ya"),
        ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
        ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
        ("यहलोगहिन्दीक्योंनहींबोलसकतेहैं", "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"),
        ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
        ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
        ("パフィーdeルンバ", "de-jg4avhby1noc0d"),
        ("そのスピードで", "d9juau41awczczp"),
    ];

    #[test]
    fn names_in_other_scripts_are_written_as_the_rfc_writes_them() {
        for (name, encoded) in NAMES {
            let letters: Vec<char> = name.chars().collect();
            assert_eq!(encode(&letters).as_deref(), Some(encoded), "{name}");
            assert_eq!(decode(encoded), Some(letters), "{encoded}");
            assert_eq!(check(&format!("xn--{encoded}")), Ok(()), "{name}");
        }
        assert_eq!(check("example"), Ok(()));
    }

    #[test]
    fn a_label_that_is_not_the_spelling_of_its_name_is_refused() {
        for label in [
            // Plain ASCII in disguise: RUSTSEC-2024-0421.
            "xn--example-",
            "xn--",
            "xn---",
            // A capital letter that resolvers would map: bÜcher, and Ü alone.
            "xn--bcher-2pa",
            "xn--wca",
            // No punycode: a cut number, a surrogate, a point beyond Unicode, an overflow.
            "xn--bcher-kv",
            "xn--b-99999999",
            "xn--99999999",
            "xn--kvb9",
            // A delimiter with nothing before it.
            "xn---kva",
        ] {
            assert!(check(label).is_err(), "{label}");
        }
    }

    #[test]
    fn whatever_decodes_has_one_spelling() {
        // Every text of up to three digits: what decodes to another name than it is written as is refused.
        let digits: Vec<char> = (0..36).filter_map(digit).collect();
        let (mut good, mut bad) = (0, 0);
        for a in &digits {
            for b in &digits {
                for c in &digits {
                    let text: String = [*a, *b, *c].iter().collect();
                    match decode(&text) {
                        Some(name) => {
                            assert_eq!(encode(&name).as_deref(), Some(text.as_str()), "{text}");
                            good += 1;
                        }
                        None => bad += 1,
                    }
                }
            }
        }
        assert!(good > 1_000 && bad > 1_000, "{good} names, {bad} none");
    }
}
