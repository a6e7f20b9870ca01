//! Who issues, creates and endorses: profiles with all that the model lets them have.

use sanad_core::json::{Json, Object};

use super::dice::Dice;
use super::{image, many, named, number, types};

pub(super) fn issuer(dice: &mut Dice) -> Json {
    match dice.below(4) {
        0 => Json::from("did:web:academy.example"),
        1 => Json::from(dice.url("issuers")),
        _ => Json::from(issuing_profile(dice)),
    }
}

/// An issuer's name and description may be in several languages; other profiles' may not.
pub(super) fn issuing_profile(dice: &mut Dice) -> Object {
    let mut profile = profile(dice, Family::Organisation);
    for name in ["name", "description"] {
        if dice.one_in(3) {
            profile.insert(name, named(dice));
        }
    }
    profile
}

#[derive(Clone, Copy)]
pub(super) enum Family {
    Person,
    Organisation,
}

pub(super) fn profile(dice: &mut Dice, family: Family) -> Object {
    let mut profile = Object::new().with("id", dice.url("profiles")).with("type", types(dice, "Profile"));
    for (name, one_in) in [("phone", 5), ("email", 4)] {
        if dice.one_in(one_in) {
            profile.insert(name, if name == "phone" { "+91 11 2309 3000" } else { "office@academy.example" });
        }
    }
    match family {
        Family::Person => {
            profile.insert("givenName", dice.word());
            profile.insert("familyName", dice.word());
            for name in
                ["additionalName", "patronymicName", "honorificPrefix", "honorificSuffix", "familyNamePrefix"]
            {
                if dice.one_in(4) {
                    profile.insert(name, dice.word());
                }
            }
            if dice.one_in(3) {
                profile.insert("dateOfBirth", "1984-02-29");
            }
        }
        Family::Organisation => {
            profile.insert("name", dice.sentence());
            profile.insert("url", dice.url("about"));
            if dice.one_in(3) {
                profile.insert("official", dice.word());
            }
            if dice.one_in(3) {
                profile.insert("address", address(dice));
            }
            if dice.one_in(3) {
                profile.insert("image", image(dice));
            }
            if dice.one_in(4) {
                profile.insert("otherIdentifier", many(dice, 2, identifier_entry));
            }
            if dice.one_in(5) {
                let parent = Object::new()
                    .with("id", dice.url("ministries"))
                    .with("type", types(dice, "Profile"))
                    .with("name", dice.sentence());
                profile.insert("parentOrg", parent);
            }
        }
    }
    if dice.one_in(3) {
        profile.insert("description", dice.sentence());
    }
    profile
}

fn address(dice: &mut Dice) -> Object {
    let mut address = Object::new()
        .with("type", types(dice, "Address"))
        .with("addressCountry", "India")
        .with("addressCountryCode", "IN")
        .with("addressLocality", dice.word())
        .with("postalCode", "110001");
    for name in ["addressRegion", "streetAddress", "postOfficeBoxNumber"] {
        if dice.one_in(2) {
            address.insert(name, dice.word());
        }
    }
    if dice.one_in(2) {
        let geo = Object::new()
            .with("type", "GeoCoordinates")
            .with("latitude", number(dice.pick_number(&[28.625, -33.5, 0.0, 51.477_928])))
            .with("longitude", number(dice.pick_number(&[77.25, 12.0, -0.001_5, 180.0])));
        address.insert("geo", geo);
    }
    address
}

pub(super) fn identifier_entry(dice: &mut Dice) -> Object {
    Object::new()
        .with("type", "IdentifierEntry")
        .with("identifier", dice.token())
        .with("identifierType", dice.pick(&["sourcedId", "isbn", "ext:udise", "systemId"]))
}
