//! The JSON Canonicalization Scheme (RFC 8785): one spelling for every JSON value. `spec/canonical-form.md#jcs`

use crate::json::{Json, Object, write_string};

/// The canonical text of an object. Total: a [`Json`] holds nothing that RFC 8785 could not write.
#[must_use]
pub fn canonicalize(object: &Object) -> String {
    canonicalize_without(object, None)
}

/// The same of an object as if it had not that member.
pub(crate) fn canonicalize_without(object: &Object, left_out: Option<&str>) -> String {
    let mut writer = Writer { text: String::with_capacity(4096), members: Vec::with_capacity(64) };
    writer.object(object, left_out);
    writer.text
}

/// The canonical text of any JSON value.
#[must_use]
pub fn canonicalize_value(value: &Json) -> String {
    let mut writer = Writer { text: String::new(), members: Vec::new() };
    writer.value(value);
    writer.text
}

struct Writer<'j> {
    text: String,
    /// The members of the objects that are open, each object's in order, one object after the other.
    members: Vec<Member<'j>>,
}

#[derive(Clone, Copy)]
struct Member<'j> {
    /// The first eight bytes of the name, which are mostly enough to put it in order.
    head: u64,
    name: &'j str,
    value: &'j Json,
}

impl<'j> Writer<'j> {
    fn value(&mut self, value: &'j Json) {
        match value {
            Json::Null => self.text.push_str("null"),
            Json::Bool(true) => self.text.push_str("true"),
            Json::Bool(false) => self.text.push_str("false"),
            Json::Number(number) => number.write(&mut self.text),
            Json::String(value) => write_string(value, &mut self.text),
            Json::Array(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.text.push(',');
                    }
                    self.value(item);
                }
                self.text.push(']');
            }
            Json::Object(object) => self.object(object, None),
        }
    }

    fn object(&mut self, object: &'j Object, left_out: Option<&str>) {
        let from = self.members.len();
        let members = object.iter().filter(|(name, _)| Some(*name) != left_out);
        self.members.extend(members.map(|(name, value)| Member { head: head(name), name, value }));
        sort(self.members.get_mut(from..).unwrap_or_default());
        self.text.push('{');
        for index in from..self.members.len() {
            let Some(Member { name, value, .. }) = self.members.get(index).copied() else { break };
            if index > from {
                self.text.push(',');
            }
            write_string(name, &mut self.text);
            self.text.push(':');
            self.value(value);
        }
        self.text.push('}');
        self.members.truncate(from);
    }
}

/// RFC 8785 §3.2.3: by UTF-16 code units, which is not the order of UTF-8 above U+FFFF.
fn sort(members: &mut [Member<'_>]) {
    if members.iter().all(|member| member.name.is_ascii()) {
        members.sort_unstable_by(|a, b| a.head.cmp(&b.head).then_with(|| a.name.cmp(b.name)));
    } else {
        members.sort_unstable_by(|a, b| a.name.encode_utf16().cmp(b.name.encode_utf16()));
    }
}

/// A name's first eight bytes as a number that has their order; one that is shorter comes before those it begins.
fn head(name: &str) -> u64 {
    match name.as_bytes().first_chunk::<8>() {
        Some(head) => u64::from_be_bytes(*head),
        None => name.bytes().enumerate().fold(0, |head, (at, byte)| head | u64::from(byte) << (56 - 8 * at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names as they come out, and as RFC 8785 §3.2.3 says it.
    fn both_orders(names: &[&str]) -> [Vec<String>; 2] {
        let object = names.iter().rev().fold(Object::new(), |object, name| object.with(*name, "x"));
        let mut writer = Writer { text: String::new(), members: Vec::new() };
        writer.members.extend(object.iter().map(|(name, value)| Member { head: head(name), name, value }));
        sort(&mut writer.members);
        let found = writer.members.iter().map(|member| member.name.to_owned()).collect();
        let mut expected: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        expected.sort_by_key(|name| name.encode_utf16().collect::<Vec<u16>>());
        [found, expected]
    }

    #[test]
    fn members_stand_in_the_order_of_their_utf_16_code_units() {
        let plain =
            ["", "\0", "a", "a\0", "a\0b", "ab", "abcdefg", "abcdefgh", "abcdefgh\0", "abcdefgha", "b"];
        let [found, expected] = both_orders(&plain);
        assert_eq!(found, expected);
        let [found, expected] =
            both_orders(&["abcdefghz", "abcdefgh\u{ff61}", "abcdefgh\u{1f600}", "\u{e9}", "z"]);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_member_left_out_leaves_no_trace_and_only_at_the_top() {
        let inner = Object::new().with("b", 1).with("a", 2);
        let object = Object::new().with("b", inner).with("a", "x");
        assert_eq!(canonicalize_without(&object, Some("a")), r#"{"b":{"a":2,"b":1}}"#);
        assert_eq!(canonicalize_without(&object, Some("c")), canonicalize(&object));
    }
}
