"""A report that its council signed is told from every other, by whoever has the public key."""

from __future__ import annotations

import json
import os
import shutil
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_public_key,
)

from heard.errors import ParamsError, PlaceError
from heard.press.place import theirs
from heard.press.signature import sign, signature_at_fault

from ..conftest import Said  # noqa: TID252 - tests are no package that could be named

Key = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
EVERY_KIND = pytest.mark.parametrize("made", [ec.generate_private_key(ec.SECP256R1()), None], ids=["another", "none"])


@pytest.fixture
def report(report_of_one_csv: Path, tmp_path: Path) -> Path:
    """A published report that a test may sign."""
    return Path(shutil.copytree(report_of_one_csv, tmp_path / "report"))


def write_keys(folder: Path, key: Key | None, password: bytes = b"") -> tuple[Path, Path]:
    """A private key and its public one, each in a file; None: files that hold no key."""
    private, public = folder / "private.pem", folder / "public.pem"
    closed = BestAvailableEncryption(password) if password else NoEncryption()
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, closed) if key else b"no key"
    open_to_all = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo) if key else b"none"
    private.write_bytes(secret)
    public.write_bytes(open_to_all)
    return private, public


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    return write_keys(tmp_path, ed25519.Ed25519PrivateKey.generate())


def test_a_signed_report_is_known_by_the_public_key(
    report: Path, keys: tuple[Path, Path], heard: Callable[..., Said]
) -> None:
    private, public = keys
    assert heard("verify", report, "--key", public).out == f"{report} differs: it is not signed.\n"
    assert heard("sign", report, "--key", private).out == f"Signed: {report / 'statement.sig'}\n"
    assert heard("verify", report, "--key", public).code == 0
    assert theirs(report) == ""


def test_the_envelope_is_the_one_of_dsse(report: Path, keys: tuple[Path, Path]) -> None:
    envelope = json.loads(sign(report, keys[0]).read_text(encoding="utf-8"))
    payload = b64decode(envelope["payload"])
    assert payload == (report / "statement.json").read_bytes()
    assert envelope["payloadType"] == "application/vnd.in-toto+json"
    signed = b"DSSEv1 28 application/vnd.in-toto+json " + str(len(payload)).encode() + b" " + payload
    public = load_pem_public_key(keys[1].read_bytes())
    assert isinstance(public, ed25519.Ed25519PublicKey)
    public.verify(b64decode(envelope["signatures"][0]["sig"]), signed)


def test_another_key_and_another_statement_are_told(report: Path, keys: tuple[Path, Path], tmp_path: Path) -> None:
    sign(report, keys[0])
    (tmp_path / "other").mkdir()
    _, other = write_keys(tmp_path / "other", ed25519.Ed25519PrivateKey.generate())
    assert signature_at_fault(report, other) == "statement.sig is not by this key"
    (report / "statement.json").write_text("{}", encoding="utf-8")
    assert signature_at_fault(report, keys[1]) == "statement.sig signs another thing than statement.json"
    (report / "statement.sig").write_text("{}", encoding="utf-8")
    assert signature_at_fault(report, keys[1]) == "statement.sig is no signature"


def test_a_report_that_was_altered_or_has_no_statement_is_not_signed(report: Path, keys: tuple[Path, Path]) -> None:
    was = (report / "results.csv").read_bytes()
    (report / "results.csv").write_bytes(was + b"\n")
    with pytest.raises(PlaceError, match=r"results\.csv was altered since heard wrote it"):
        sign(report, keys[0])
    (report / "results.csv").write_bytes(was)
    (report / "statement.json").unlink()
    with pytest.raises(PlaceError, match=r"statement\.json is gone"):
        sign(report, keys[0])


@EVERY_KIND
def test_what_is_no_key_of_this_kind_is_refused(report: Path, tmp_path: Path, made: Key | None) -> None:
    private, public = write_keys(tmp_path, made)
    found = "another kind than Ed25519" if made else "key in PEM"
    with pytest.raises(ParamsError, match=found):
        sign(report, private)
    with pytest.raises(ParamsError, match=found):
        signature_at_fault(report, public)


@pytest.mark.parametrize("key", ["/dev/zero", "pipe", "huge.pem"])
def test_what_has_no_end_is_no_key(report: Path, tmp_path: Path, key: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "huge.pem").touch()
    os.truncate(tmp_path / "huge.pem", 20_000_000_000)
    with pytest.raises(ParamsError, match="it is no private key in PEM"):
        sign(report, tmp_path / key)
    with pytest.raises(ParamsError, match="it is no public key in PEM"):
        signature_at_fault(report, tmp_path / key)


def test_a_key_with_a_password_is_refused(report: Path, tmp_path: Path) -> None:
    private, _ = write_keys(tmp_path, ed25519.Ed25519PrivateKey.generate(), b"secret")
    with pytest.raises(ParamsError, match="has a password"):
        sign(report, private)
