"""`statement.sig`: the statement of a report signed by whoever publishes it, as a DSSE envelope with Ed25519."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from heard.errors import ParamsError, PlaceError
from heard.params.written import MOST_BYTES
from heard.press.place import SIGNATURE, STATEMENT
from heard.press.verify import first_difference

PAYLOAD_TYPE = "application/vnd.in-toto+json"
HOW = "openssl genpkey -algorithm ed25519"


def sign(report: Path, key: Path) -> Path:
    """Sign the statement of a report with the private key in the PEM file `key`, and give back `statement.sig`.

    Raises PlaceError for a report that does not hold together or has no statement, ParamsError for what is no such key.
    """
    if found := first_difference(report):
        raise PlaceError(report, f"is not as heard wrote it ({found})", "Sign the report as it was published")
    if not (report / STATEMENT).is_file():
        raise PlaceError(report, f"has no {STATEMENT}", "Publish it again, and sign that")
    private = _private_key(key)
    payload = (report / STATEMENT).read_bytes()
    signed = {"keyid": _name_of(private.public_key()), "sig": b64encode(private.sign(_to_sign(payload))).decode()}
    envelope = {"payloadType": PAYLOAD_TYPE, "payload": b64encode(payload).decode(), "signatures": [signed]}
    place = report / SIGNATURE
    place.write_text(json.dumps(envelope, indent=1) + "\n", encoding="utf-8", newline="\n")
    return place


def signature_at_fault(report: Path, key: Path) -> str:
    """Why a report cannot be taken for signed by the owner of the public key in the PEM file `key`; "" where it can.

    Raises ParamsError for what is no such key.
    """
    public = _public_key(key)
    if not (report / SIGNATURE).is_file():
        return "it is not signed"
    try:
        envelope = json.loads((report / SIGNATURE).read_bytes())
        payload, kind = b64decode(envelope["payload"]), envelope["payloadType"]
        signatures = [b64decode(each["sig"]) for each in envelope["signatures"]]
    except (ValueError, KeyError, TypeError):
        return f"{SIGNATURE} is no signature"
    if kind != PAYLOAD_TYPE or payload != (report / STATEMENT).read_bytes():
        return f"{SIGNATURE} signs another thing than {STATEMENT}"
    return "" if any(_is_signed(public, payload, each) for each in signatures) else f"{SIGNATURE} is not by this key"


def _is_signed(public: Ed25519PublicKey, payload: bytes, signature: bytes) -> bool:
    try:
        public.verify(signature, _to_sign(payload))
    except InvalidSignature:
        return False
    return True


def _to_sign(payload: bytes) -> bytes:
    """What is signed of a payload: DSSE's encoding, which has its type and both lengths before it."""
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _name_of(public: Ed25519PublicKey) -> str:
    """A key by its SHA-256."""
    return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def _pem(path: Path) -> bytes:
    """What a file of a key holds. ValueError for what is far too large for one, or no file."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise ValueError
    return path.read_bytes()


def _private_key(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(_pem(path), password=None)
    except TypeError:
        raise ParamsError(path, "the key has a password", "Name one without, which its owner alone can read") from None
    except (OSError, ValueError, UnsupportedAlgorithm):
        raise ParamsError(path, "it is no private key in PEM", f"Make one: {HOW}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ParamsError(path, "it is a key of another kind than Ed25519", f"Make one: {HOW}")
    return key


def _public_key(path: Path) -> Ed25519PublicKey:
    do = "Take it from the private one: openssl pkey -pubout"
    try:
        key = load_pem_public_key(_pem(path))
    except (OSError, ValueError, UnsupportedAlgorithm):
        raise ParamsError(path, "it is no public key in PEM", do) from None
    if not isinstance(key, Ed25519PublicKey):
        raise ParamsError(path, "it is a key of another kind than Ed25519", do)
    return key
