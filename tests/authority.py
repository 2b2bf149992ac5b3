"""A timestamp authority made with OpenSSL: a root of its own, and a certificate for timestamps."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CONFIG = """[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
_CERTIFICATE = """basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
authorityKeyIdentifier = keyid
"""


@dataclass(frozen=True)
class Authority:
    """`folder` holds its keys and certificates."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def make(self) -> "Authority":
        """New keys and certificates."""
        self.folder.mkdir()
        (self.folder / "serial").write_text("01\n")
        (self.folder / "ts.cnf").write_text(_CONFIG.format(folder=self.folder))
        (self.folder / "ext").write_text(_CERTIFICATE)
        key, days = ("-newkey", "rsa:2048", "-nodes", "-keyout"), ("-days", "3650")
        of_root = ("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
        self._run("req", "-x509", *key, "root.key", "-out", "root.pem", *days, "-subj", "/CN=Root", *of_root)
        self._run("req", *key, "tsa.key", "-out", "tsa.csr", "-subj", f"/CN={self.folder.name}")
        issuer = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial")
        self._run("x509", "-req", "-in", "tsa.csr", *issuer, *days, "-extfile", "ext", "-out", "tsa.pem")
        return self

    def answer(self, request: Path, *more: str) -> Path:
        """The authority's answer to a request."""
        out = request.with_suffix(".tsr")
        key = ("-signer", "tsa.pem", "-inkey", "tsa.key")
        self._run("ts", "-reply", "-config", "ts.cnf", "-queryfile", str(request), *key, "-out", str(out), *more)
        return out

    def _run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)
