"""SSH signatures of approval entries, made and verified offline with `ssh-keygen -Y`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from contentops.approvals.chain import SignatureState
from contentops.approvals.record import SIGNATURE_NAMESPACE, signed_bytes
from contentops.errors import ContentopsError
from contentops.models.approval import ApprovalEntry
from contentops.models.settings import Person
from contentops.workspace.approval_history import git_setting

_HEAD, _TAIL = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,20000}={0,2}\Z")
_LINE = 70
_TIMEOUT = 120
"""Seconds: signing may wait for a passphrase or for a touch of the key."""


def ssh_keygen() -> str | None:
    """The program, or None when it is not installed."""
    return shutil.which("ssh-keygen")


def find_key(person: Person, given: Path | None) -> Path:
    """The key file to sign with: the one given, git's `user.signingkey`, or one in `~/.ssh` that the person lists.

    Raises `ContentopsError` when there is none whose public half is among the person's `signing_keys`.
    """
    if not person.signing_keys:
        raise ContentopsError(
            f"{person.id} has no signing_keys in contentops.yaml",
            hint="add the line of the .pub file to the person, as the team agreed on it",
        )
    folder = Path.home() / ".ssh"
    wanted = {_bare(key) for key in person.signing_keys}
    candidates = [given] if given is not None else []
    if given is None:
        setting = git_setting(Path(), "user.signingkey")
        if setting and not setting.startswith(("key::", "ssh-")):
            candidates.append(Path(setting).expanduser())
        candidates += sorted(folder.glob("*.pub")) if folder.is_dir() else []
    for path in candidates:
        public = path if path.suffix == ".pub" else Path(f"{path}.pub")
        try:
            known = _bare(public.read_text(encoding="utf-8")) in wanted
        except (OSError, UnicodeDecodeError):
            known = given is not None and path.is_file()  # ssh-keygen and the check after it decide
        if known:
            private = path.with_suffix("") if path.suffix == ".pub" else path
            return private if private.is_file() else public  # the agent may hold the private half
    named = f"{given} is not the key" if given is not None else "no key was found that is"
    raise ContentopsError(f"{named} of {person.id} in contentops.yaml", hint="name it: --key FILE")


def sign_entry(unsigned: ApprovalEntry, person: Person, key: Path) -> str:
    """The signature of an entry by `key`, on one line. Raises `ContentopsError` when it does not verify at once."""
    program = ssh_keygen()
    if program is None:
        raise ContentopsError(
            "ssh-keygen is not installed, so nothing can be signed", hint="install OpenSSH 8.2 or later"
        )
    command = [program, "-Y", "sign", "-f", str(key), "-n", SIGNATURE_NAMESPACE]
    try:
        made = subprocess.run(  # noqa: S603  a list of arguments without a shell
            command, input=signed_bytes(unsigned), capture_output=True, check=False, timeout=_TIMEOUT
        )
    except subprocess.TimeoutExpired:
        raise ContentopsError(f"ssh-keygen gave no answer within {_TIMEOUT} seconds") from None
    armoured = made.stdout.decode("ascii", "replace").strip()
    if made.returncode or not armoured.startswith(_HEAD):
        said = made.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ContentopsError(
            f"ssh-keygen did not sign with {key}: {said[-1] if said else 'no reason given'}"
        )
    signature = "".join(armoured.removeprefix(_HEAD).removesuffix(_TAIL).split())
    if verify_entry(unsigned.model_copy(update={"signature": signature}), person) != "good":
        raise ContentopsError(
            f"{key} is none of the signing_keys of {person.id}",
            hint="nothing was written; name another: --key FILE",
        )
    return signature


def verify_entry(entry: ApprovalEntry, person: Person | None) -> SignatureState:
    """Whether the signature of `entry` was made by one of the person's keys over exactly this entry."""
    signature = entry.signature or ""
    if person is None or not person.signing_keys or not _BASE64.match(signature):
        return "bad"
    program = ssh_keygen()
    if program is None:
        return "unknown"
    lines = "\n".join(signature[n : n + _LINE] for n in range(0, len(signature), _LINE))
    # The name stands for the person in a file of our own: ids may hold letters that its form does not allow.
    allowed = "".join(
        f'signer namespaces="{SIGNATURE_NAMESPACE}" {_bare(key)}\n' for key in person.signing_keys
    )
    with tempfile.TemporaryDirectory(prefix="contentops-") as folder:
        signers, armoured = Path(folder) / "allowed_signers", Path(folder) / "signature"
        signers.write_text(allowed, encoding="ascii")
        armoured.write_text(f"{_HEAD}\n{lines}\n{_TAIL}\n", encoding="ascii")
        command = [
            program, "-Y", "verify", "-f", str(signers), "-I", "signer", "-n", SIGNATURE_NAMESPACE,
            "-s", str(armoured),
        ]  # fmt: skip
        try:
            found = subprocess.run(  # noqa: S603  a list of arguments without a shell
                command, input=signed_bytes(entry), capture_output=True, check=False, timeout=_TIMEOUT,
                env={**os.environ, "LC_ALL": "C"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return "unknown"
    return "good" if found.returncode == 0 else "bad"


def _bare(key: str) -> str:
    """Kind and key without the remark behind them."""
    parts: Sequence[str] = key.split()
    return " ".join(parts[:2])
