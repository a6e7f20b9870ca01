"""Makes badges with PyPI packages of others, and verifies ours with them: one JSON object a line.

  python peers.py make   CONTEXTS_DIR   prints {"peer","what","anchors","evidence","badge" or "badge_base64"}
  python peers.py verify CONTEXTS_DIR   reads  {"kind","badge" or "badge_base64",...}, prints {"verified","error"}
                                        kinds: "ob3-png", "ob3-svg" (with "pem"), "pyld" (eddsa-rdfc-2022 by a did:key)

CONTEXTS_DIR holds files with the members "url" and "context", as crates/sanad-core/contexts does. Keys are made new each
time; what is made is valid from AT on.
"""

import base64
import hashlib
import json
import struct
import sys
import zlib
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from openbadgeslib.ob2 import Assertion, IdentityObject, OB2Signer, Verification
from openbadgeslib.ob2.models import BadgeClass, CryptographicKey, Profile
from openbadgeslib.ob3 import Achievement, Issuer, OB3LdpSigner, OB3Signer, OB3Verifier, OpenBadgeCredential
from openbadgeslib.ob3.did import did_key_from_pem
from pyld import jsonld

AT = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)
UNTIL = datetime(2036, 3, 1, 9, tzinfo=timezone.utc)
OPENBADGESLIB = f"openbadgeslib {version('openbadgeslib')}"
PYLD = f"pyld {version('PyLD')} + cryptography {version('cryptography')}"
V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>\n'


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixel = zlib.compress(b"\x00\x30\x60\x90")
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", pixel) + chunk(b"IEND", b""))


def pem_of(key):
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, public


def row(peer, what, anchor, badge, evidence=None, **more):
    shown = {"badge": badge} if isinstance(badge, str) else {"badge_base64": base64.b64encode(badge).decode()}
    return {"peer": peer, "what": what, "anchors": [anchor], "evidence": evidence or {}, **shown, **more}


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def open_badges_3():
    keys = {
        "RS256": rsa.generate_private_key(public_exponent=65537, key_size=2048),
        "ES256": ec.generate_private_key(ec.SECP256R1()),
        "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    }
    for algorithm, key in keys.items():
        private, _ = pem_of(key)
        signer = OB3Signer(privkey_pem=private, algorithm=algorithm)
        # The package gives the key in the header; what makes it the issuer's is the issuer's own document.
        issuer = "did:web:academy.example"
        jwk = {name: value for name, value in signer._public_jwk().items() if name not in ("key_ops", "use", "alg")}
        document = {
            "id": issuer,
            "verificationMethod": [
                {"id": f"{issuer}#1", "type": "JsonWebKey", "controller": issuer, "publicKeyJwk": jwk}],
            "assertionMethod": [f"{issuer}#1"],
        }
        evidence = {"https://academy.example/.well-known/did.json": json.dumps(document)}
        made = credential(issuer)
        yield row(OPENBADGESLIB, f"{algorithm} in PNG", issuer, signer.sign_into_png(made, png()), evidence)
        yield row(OPENBADGESLIB, f"{algorithm} in SVG", issuer, signer.sign_into_svg(made, SVG), evidence)
    private, public = pem_of(keys["EdDSA"])
    did = did_key_from_pem(public)
    signer = OB3LdpSigner(private)
    yield row(OPENBADGESLIB, "eddsa-rdfc-2022 in PNG", did, signer.sign_into_png(credential(did), png()))
    yield row(OPENBADGESLIB, "eddsa-rdfc-2022 in SVG", did, signer.sign_into_svg(credential(did), SVG))


def credential(issuer):
    achievement = Achievement(
        id="https://academy.example/achievements/welding-1", name="Welding I",
        description="Joins plates; SAFe\u00ae & \u0928 tested.", criteria_narrative="Pass the bench test.")
    return OpenBadgeCredential(
        issuer=Issuer(id=issuer, name="Academy of \u00dcn\u00efcode"), recipient_id="mailto:ada@example.org",
        achievement=achievement, issuance_date=AT, expiration_date=UNTIL)


def open_badges_2():
    base = "https://academy.example/ob2"
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private, public = pem_of(key)
    issuer = Profile(id=f"{base}/issuer", name="Academy of Welding", url="https://academy.example/",
                     email="badges@academy.example", public_key=[f"{base}/key"])
    badge = BadgeClass(id=f"{base}/welding-1", name="Welding I", description="Joins plates.",
                       image=f"{base}/welding-1.png", criteria=f"{base}/criteria", issuer=issuer.id)
    published = CryptographicKey(id=f"{base}/key", owner=issuer.id, public_key_pem=public.decode())
    evidence = {document.id: json.dumps(document.to_dict()) for document in (issuer, badge, published)}
    recipient = IdentityObject.create("ada@example.org", salt="s4lt3d")
    signer = OB2Signer(privkey_pem=private, algorithm="RS256")

    def assertion(verification, **more):
        return Assertion(recipient=recipient, badge=badge.id, verification=verification, issued_on=AT, **more)

    signed = assertion(Verification(type="SignedBadge", creator=published.id))
    known = {"recipient": "email:ada@example.org"}
    yield row(OPENBADGESLIB, "2.0 signed, bare", issuer.id, signer.sign(signed), evidence, **known)
    yield row(OPENBADGESLIB, "2.0 signed, in PNG", issuer.id, signer.sign_into_png(signed, png()), evidence, **known)
    yield row(OPENBADGESLIB, "2.0 signed, in SVG", issuer.id, signer.sign_into_svg(signed, SVG), evidence, **known)
    hosted = assertion(Verification(type="HostedBadge"), id=f"{base}/assertions/7")
    there = {**evidence, hosted.id: json.dumps(hosted.to_dict())}
    yield row(OPENBADGESLIB, "2.0 hosted", issuer.id, json.dumps(hosted.to_dict()), there, **known)
    yield row(OPENBADGESLIB, "2.0 hosted, gone", issuer.id, json.dumps(hosted.to_dict()), evidence,
              gone=[hosted.id], code="status.revoked", **known)


class ClosedWorld:
    """The contexts, by their URLs, and nothing else."""

    def __init__(self, folder):
        self.documents = {}
        for path in sorted(Path(folder).glob("*.json")):
            document = json.loads(path.read_text())
            self.documents[document["url"]] = {"@context": document["context"]}

    def __call__(self, url, _options):
        return {"contextUrl": None, "documentUrl": url, "document": self.documents[url]}


def canonical(document, world):
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": world}
    return jsonld.normalize(document, options).encode()


def hash_data(document, proof, world, algorithm):
    content = {name: value for name, value in document.items() if name != "proof"}
    options = {"@context": document["@context"], **{k: v for k, v in proof.items() if k != "proofValue"}}
    return b"".join(algorithm(canonical(part, world)).digest() for part in (options, content))


BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text):
    number = 0
    for character in text:
        number = number * 58 + BASE58.index(character)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def by_hand(world):
    """A badge built by the text of the standard alone, with a general JSON-LD processor and a cryptography library."""
    for suite in ("eddsa-rdfc-2022", "ecdsa-rdfc-2019"):
        if suite == "eddsa-rdfc-2022":
            key = ed25519.Ed25519PrivateKey.generate()
            public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
            multikey = "z" + base58(b"\xed\x01" + public)
        else:
            key = ec.generate_private_key(ec.SECP256R1())
            public = key.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
            multikey = "z" + base58(b"\x80\x24" + public)
        did = f"did:key:{multikey}"
        document = {
            "@context": [V2, OB], "id": "urn:uuid:5b1d0c6e-5a86-4a35-9f0f-8f2b7a1a0002",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": {"id": did, "type": ["Profile"], "name": "Academy"}, "validFrom": "2026-03-01T09:00:00Z",
            "credentialSubject": {
                "type": ["AchievementSubject"], "id": "did:example:learner",
                "achievement": {
                    "id": "https://academy.example/a/1", "type": ["Achievement"], "name": "Welding I",
                    "description": "\u0928 & \u00ae", "criteria": {"narrative": "Pass."}}},
        }
        proof = {"type": "DataIntegrityProof", "cryptosuite": suite, "created": "2026-03-01T09:00:00Z",
                 "verificationMethod": f"{did}#{multikey}", "proofPurpose": "assertionMethod"}
        signed = hash_data(document, proof, world, hashlib.sha256)
        if suite == "eddsa-rdfc-2022":
            signature = key.sign(signed)
        else:
            r, s = decode_dss_signature(key.sign(signed, ec.ECDSA(hashes.SHA256())))
            signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        proof["proofValue"] = "z" + base58(signature)
        yield row(PYLD, suite, did, json.dumps({**document, "proof": proof}))


def make(world):
    for kind in (open_badges_3(), open_badges_2(), by_hand(world)):
        for made in kind:
            print(json.dumps(made))


def verify_pyld(asked, world):
    document = json.loads(asked["badge"])
    proof = document["proof"]
    multikey = proof["verificationMethod"].split("#")[1]
    key = ed25519.Ed25519PublicKey.from_public_bytes(from_base58(multikey[1:])[2:])
    key.verify(from_base58(proof["proofValue"][1:]), hash_data(document, proof, world, hashlib.sha256))


def verify_openbadgeslib(asked, extract):
    picture = base64.b64decode(asked["badge_base64"])
    token = extract(picture)
    OB3Verifier(pubkey_pem=asked["pem"].encode()).verify(token)


def verify(world):
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            match asked["kind"]:
                case "ob3-png":
                    verify_openbadgeslib(asked, OB3Verifier.extract_token_from_png)
                case "ob3-svg":
                    verify_openbadgeslib(asked, OB3Verifier.extract_token_from_svg)
                case "pyld":
                    verify_pyld(asked, world)
            answer = {"verified": True}
        except Exception as error:  # whatever a package says against a badge is its answer
            answer = {"verified": False, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    {"make": make, "verify": verify}[sys.argv[1]](ClosedWorld(sys.argv[2]))
