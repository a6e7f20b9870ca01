//! Who somebody is: `Profile` of an issuer, creator or assessor, with address, identifiers and picture.

use super::class::{Typing, class};
use super::vocabulary::IDENTIFIER_TYPE;

class! {
    /// A person or organisation (OB 3.0 `Profile`). All but the `id` is what it says of itself.
    Profile / ProfileView = "Profile", Typing::Contains("Profile"), Open, pub new;
    required {
        /// The profile's URI; for an issuer, what the signing key is bound to.
        id: uri = "id",
    }
    optional {
        /// Another given name.
        additional_name: text = "additionalName",
        /// Where it can be found.
        address: object<Address, AddressView> = "address",
        /// The birthday of a person.
        date_of_birth: date = "dateOfBirth",
        /// Who or what it is, in a few words.
        description: text = "description",
        /// Its e-mail address.
        email: text = "email",
        /// The family name of a person.
        family_name: text = "familyName",
        /// What goes before the family name, such as `van der`.
        family_name_prefix: text = "familyNamePrefix",
        /// The given name of a person.
        given_name: text = "givenName",
        /// What goes before the name, such as `Dr`.
        honorific_prefix: text = "honorificPrefix",
        /// What goes after the name, such as `Jr`.
        honorific_suffix: text = "honorificSuffix",
        /// A picture or logo.
        image: object<Image, ImageView> = "image",
        /// The name.
        name: text = "name",
        /// The name of an official of the organisation.
        official: text = "official",
        /// The organisation it is part of.
        parent_org: object<Profile, ProfileView> = "parentOrg",
        /// The name after the father.
        patronymic_name: text = "patronymicName",
        /// Its telephone number.
        phone: text = "phone",
        /// Its home page.
        url: uri = "url",
    }
    many {
        /// What others say of it, each a signed credential of its own.
        endorsement: endorsement = "endorsement",
        /// What others say of it, each a JWT.
        endorsement_jwt: jws = "endorsementJwt",
        /// Its other identifiers.
        other_identifier: object<IdentifierEntry, IdentifierEntryView> = "otherIdentifier",
    }
}

class! {
    /// A postal address (OB 3.0 `Address`).
    Address / AddressView = "Address", Typing::Contains("Address"), Open, pub new;
    required {}
    optional {
        /// The country's name.
        address_country: text = "addressCountry",
        /// The country by its two letters of ISO 3166-1.
        address_country_code: country = "addressCountryCode",
        /// The town.
        address_locality: text = "addressLocality",
        /// The region or state.
        address_region: text = "addressRegion",
        /// The point on the map.
        geo: object<GeoCoordinates, GeoCoordinatesView> = "geo",
        /// The number of the post office box.
        post_office_box_number: text = "postOfficeBoxNumber",
        /// The postal code.
        postal_code: text = "postalCode",
        /// The street and house number.
        street_address: text = "streetAddress",
    }
    many {}
}

class! {
    /// A point on the map (OB 3.0 `GeoCoordinates`), in degrees.
    GeoCoordinates / GeoCoordinatesView = "GeoCoordinates", Typing::Is("GeoCoordinates"), Open, pub new;
    required {
        /// Degrees north of the equator.
        latitude: float = "latitude",
        /// Degrees east of Greenwich.
        longitude: float = "longitude",
    }
    optional {}
    many {}
}

class! {
    /// An identifier and its kind (OB 3.0 `IdentifierEntry`).
    IdentifierEntry / IdentifierEntryView = "IdentifierEntry", Typing::Is("IdentifierEntry"), Closed, pub new;
    required {
        /// The identifier.
        identifier: text = "identifier",
        /// What kind of identifier, one of [`IDENTIFIER_TYPE`].
        identifier_type: word<IDENTIFIER_TYPE> = "identifierType",
    }
    optional {}
    many {}
}

class! {
    /// A picture (OB 3.0 `Image`).
    Image / ImageView = "Image", Typing::Is("Image"), Closed, pub new;
    required {
        /// The picture's URL, or the picture itself as a data URI.
        id: uri = "id",
    }
    optional {
        /// What it shows.
        caption: text = "caption",
    }
    many {}
}
