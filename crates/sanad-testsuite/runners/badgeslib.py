"""Answers the test vectors with openbadgeslib. It takes the time from the clock, which is replaced."""

import base64
import json
import sys
from datetime import datetime

import jwt.api_jwt
import openbadgeslib.ob3.ldp
import openbadgeslib.ob3.status
import openbadgeslib.ob3.verifier
from openbadgeslib.ob3 import OB3Verifier
from openbadgeslib.ob3.ldp import OB3LdpVerifier

# What a vector may ask for and this package does not look at.
BEYOND = ["domain", "challenge", "state", "picture", "refresh", "inclusion_proofs", "formula"]
CREDENTIALS = ("https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1")


class Clock(datetime):
    """A clock that stands at the time of the vector."""

    instant = None

    @classmethod
    def now(cls, tz=None):
        return Clock.instant.astimezone(tz)


for module in (jwt.api_jwt, openbadgeslib.ob3.ldp, openbadgeslib.ob3.status, openbadgeslib.ob3.verifier):
    module.datetime = Clock


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Unsupported(Exception):
    """The package does not judge such badges."""


def issuer_of(credential):
    issuer = credential.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer


def payload_of(token):
    payload = json.loads(decoded(token.split(".")[1]))
    return payload.get("vc", payload) if isinstance(payload, dict) else {}


def verify(question, download):
    """The issuer of a credential that the package has nothing against, and the credential's text."""
    badge = decoded(question["badge"])
    kind = question["media_type"]
    if kind == "image/png":
        badge = OB3Verifier.extract_token_from_png(badge).encode()
        kind = "application/json" if badge.lstrip().startswith(b"{") else "application/jwt"
    recipient = question.get("recipient", "").removeprefix("email:") or None
    more = {"expected_recipient": recipient, "check_status": True, "download": download}
    if kind == "application/jwt":
        token = badge.decode().strip()
        try:
            issuer = issuer_of(payload_of(token))
        except (ValueError, IndexError):
            issuer = None
        if not str(issuer).startswith("did:"):
            raise Unsupported("an issuer that is no DID")
        OB3Verifier.for_issuer_did(issuer, download=download).verify(token, **more)
        return issuer, json.dumps(payload_of(token))
    if kind != "application/json":
        raise Unsupported(kind)
    try:
        document = json.loads(badge)
    except ValueError:
        document = None
    if document is not None:
        if not isinstance(document, dict) or not any(url in CREDENTIALS for url in contexts(document)):
            raise Unsupported("not a credential on its own")
        if "VerifiablePresentation" in str(document.get("type")):
            raise Unsupported("a presentation")
        for proof in document.get("proof") if isinstance(document.get("proof"), list) else [document.get("proof")]:
            suite = proof.get("cryptosuite", proof.get("type")) if isinstance(proof, dict) else None
            if isinstance(suite, str) and suite != "eddsa-rdfc-2022":
                raise Unsupported(f"a proof of {suite}")
        if not str(issuer_of(document)).startswith("did:"):
            raise Unsupported("an issuer that is no DID")
    OB3LdpVerifier().verify(badge, **more)
    return issuer_of(document), json.dumps(document)


def contexts(document):
    named = document.get("@context")
    return [url for url in (named if isinstance(named, list) else [named]) if isinstance(url, str)]


def judge(question):
    documents = {row["url"]: decoded(row["bytes"]) for row in question["evidence"] if "bytes" in row}
    lacking = []

    def download(url):
        if url not in documents:
            lacking.append(url)
            raise OSError(f"nobody has {url}")
        return documents[url]

    if any(not isinstance(anchor, str) for anchor in question["anchors"]):
        return {"verdict": "unsupported", "detail": "an authority with a list"}
    Clock.instant = datetime.fromisoformat(question["at"].replace("Z", "+00:00"))
    try:
        issuer, credential = verify(question, download)
    except Unsupported as error:
        return {"verdict": "unsupported", "detail": str(error)}
    except (Exception, RecursionError) as error:  # whatever the package says against a badge is its answer
        if "is not a signed JWT-VC" in str(error):
            return {"verdict": "unsupported", "detail": "a status list that is no JWT"}
        if lacking:
            return {"verdict": "undecided", "detail": ", ".join(lacking)}
        return {"verdict": "reject", "detail": f"{type(error).__name__}: {error}"[:500]}
    beyond = [name for name in BEYOND if name in question]
    if '"endorsement":' in credential or '"endorsementJwt":' in credential:
        beyond.append("endorsements")
    if beyond:
        return {"verdict": "unsupported", "detail": ", ".join(beyond)}
    if question["policy"] == "authentic" or issuer in question["anchors"]:
        return {"verdict": "accept"}
    return {"verdict": "undecided", "detail": "the package has nothing against it; its issuer is not trusted"}


for line in sys.stdin:
    try:
        answer = judge(json.loads(line))
    except Exception as error:
        answer = {"verdict": "error", "detail": f"{type(error).__name__}: {error}"[:500]}
    print(json.dumps(answer), flush=True)
