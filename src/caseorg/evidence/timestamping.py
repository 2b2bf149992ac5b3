"""Requests and answers of RFC 3161, made and verified without a network.

An answer counts where it is for this manifest, its signature is good, and its signer's certificate is for timestamps
and comes from a root that is pinned: one of ours by its digest, or one that the user has put into their own folder.
"""

import hashlib
import re
import tomllib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import certifi
from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client.tsp import PKIStatus

from caseorg.domain.errors import CaseorgError
from caseorg.resources import resource

LARGEST = 1_000_000  # bytes of an answer
_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\s+([A-Za-z0-9+/=\s]+?)-----END \1-----")
_GRANTED = b"\x30\x03\x02\x01\x00"  # the status of an answer, as DER
_ENDINGS = (".pem", ".crt", ".cer", ".der")


class OtherManifestError(CaseorgError):
    """The answer is for other evidence."""

    def __init__(self) -> None:
        super().__init__("The answer is for another manifest.", "Ask again for the case as it is now.")


@dataclass(frozen=True, slots=True)
class VerifiedTimestamp:
    """What a verified answer says: when, and by whose certificate."""

    at: datetime
    authority: str


def make_request(manifest: bytes) -> bytes:
    """A request for a timestamp of these bytes, which asks for the certificates too."""
    builder = TimestampRequestBuilder().data(manifest).hash_algorithm(HashAlgorithm.SHA256)
    return bytes(builder.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes())


def read_answer(content: bytes) -> bytes:
    """The answer as DER: authorities also give it as text, or its token alone.

    Raises:
        CaseorgError: it is no answer.
    """
    if found := _PEM.search(content):
        content = b64decode(found[2])
    for der in (content, _as_answer(content)) if content else ():
        try:
            decode_timestamp_response(der)
        except ValueError:
            continue
        return der
    raise CaseorgError("The file is no timestamp answer.", "Take the .tsr file that the authority gave.")


def _as_answer(token: bytes) -> bytes:
    """A token with the words that it was granted."""
    body = _GRANTED + token
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8)
    head = bytes([len(body)]) if len(body) < 0x80 else bytes([0x80 | len(length)]) + length
    return b"\x30" + head + body


def verify_answer(response: bytes, manifest: bytes, own_roots: Path) -> VerifiedTimestamp:
    """What the answer says. Whoever asked for it, it is signed for this manifest, so the request's number is no matter.

    Raises:
        CaseorgError: it is for something else, was refused, or cannot be trusted.
    """
    try:
        answer = decode_timestamp_response(response)
        granted = PKIStatus(answer.status) is PKIStatus.GRANTED
        if granted and not _is_for(answer, manifest):
            raise OtherManifestError
    except ValueError as error:
        raise CaseorgError("The answer cannot be read.", "Ask the authority again.") from error
    if not granted:
        raise CaseorgError("The authority refused the request.", "Ask it why, or ask another one.")
    try:
        builder = VerifierBuilder(roots=list(_roots(own_roots)))
        builder.build().verify_message(answer, manifest)
    except (VerificationError, ValueError) as error:
        raise CaseorgError(
            "The answer cannot be trusted: {reason}.",
            "If its root certificate is not known here, get it from the authority and give it with --root.",
            reason=_reason(error),
        ) from error
    return VerifiedTimestamp(answer.tst_info.gen_time, _authority(answer))


def _reason(error: Exception) -> str:
    """What OpenSSL says, without where in its source it says so."""
    found = re.search(r"Verify error: ([^\"]+)", str(error))
    return found[1] if found else str(error)


def _is_for(answer: TimeStampResponse, manifest: bytes) -> bool:
    imprint = answer.tst_info.message_imprint.message
    return imprint in (hash_(manifest).digest() for hash_ in (hashlib.sha256, hashlib.sha384, hashlib.sha512))


def _authority(answer: TimeStampResponse) -> str:
    """The name of who signed."""
    signed = answer.signed_data
    (signer,) = signed.signer_infos
    for der in signed.certificates:
        certificate = x509.load_der_x509_certificate(der)
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number):
            named = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
            return str(named[0].value) if named else certificate.subject.rfc4514_string()
    return ""


def _roots(own: Path) -> Iterator[x509.Certificate]:
    """Ours that certifi still has, then the user's; each once."""
    pinned = {root["sha256"] for root in tomllib.loads(resource("timestamps/roots.toml").read_text("utf-8"))["root"]}
    seen = set()
    for der in _certificates(Path(certifi.where()).read_bytes()):
        if (digest := hashlib.sha256(der).hexdigest()) in pinned:
            seen.add(digest)
            yield x509.load_der_x509_certificate(der)
    for file in sorted(own.glob("*")) if own.is_dir() else ():
        if file.suffix.lower() in _ENDINGS:
            for certificate in read_roots(file):
                if (digest := hashlib.sha256(certificate).hexdigest()) not in seen:
                    seen.add(digest)
                    yield x509.load_der_x509_certificate(certificate)


def _certificates(content: bytes) -> Iterator[bytes]:
    found = [b64decode(body) for kind, body in _PEM.findall(content) if kind == b"CERTIFICATE"]
    yield from found or [content]


def read_roots(file: Path) -> tuple[bytes, ...]:
    """The certificates of a file, as DER.

    Raises:
        CaseorgError: there is none in it.
    """
    try:
        found = tuple(_certificates(file.read_bytes()))
        for der in found:
            x509.load_der_x509_certificate(der)
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be read: {reason}.", "Choose another file.", file=file, reason=error.strerror
        ) from error
    except ValueError as error:
        raise CaseorgError("{file} is no certificate.", "Get it from the authority once more.", file=file) from error
    return found
