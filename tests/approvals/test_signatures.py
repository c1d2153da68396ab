"""Signatures by SSH keys: made and verified offline, required where the workspace says so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from contentops.approvals.record import make_entry
from contentops.models.settings import Person
from contentops.workspace import signatures
from contentops.workspace.approvals import load_record, render_entry
from tests.approvals.conftest import TEAM, Office

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A key pair for each of three people."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("lee", "pia", "eve"):
        command: list[str] = [
            "ssh-keygen",
            "-q",
            "-t",
            "ed25519",
            "-N",
            "",
            "-C",
            f"{name}@example.com",
            "-f",
            str(folder / name),
        ]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return {name: folder / name for name in ("lee", "pia", "eve")}


def _team(keys: dict[str, Path]) -> list[dict[str, Any]]:
    def key_of(name: str) -> list[str]:
        return [keys[name].with_suffix(".pub").read_text(encoding="ascii").strip()]

    return [
        {**one, "signing_keys": key_of(one["id"])} if one["id"] in ("lee", "pia") else one for one in TEAM
    ]


@pytest.fixture
def strict(office: Office, keys: dict[str, Path]) -> Office:
    """A workspace in which only signed approvals count."""
    office.configure(team=_team(keys), approvals={"signatures": "required"})
    office("submit", "news")
    return office


@needs_ssh
def test_signed_approvals_open_the_gate(strict: Office, keys: dict[str, Path]) -> None:
    done = strict("approve", "news", "--as", "legal", "--by", "lee", "--key", str(keys["lee"]))
    assert ", signed)" in done.out
    strict("approve", "news", "--as", "pr", "--by", "pia", "--sign", "--key", f"{keys['pia']}.pub")
    assert strict.is_open()
    assert all(len(line.splitlines()) == 1 for line in strict.lines())


@needs_ssh
def test_a_missing_signature(strict: Office) -> None:
    done = strict("approve", "news", "--as", "legal", "--by", "lee", code=2)
    assert "it is not signed, and approvals.signatures is required" in done.err
    strict.configure(approvals={"signatures": "optional"})
    strict("approve", "news", "--as", "legal", "--by", "lee")
    strict("approve", "news", "--as", "pr", "--by", "pia")
    assert strict.is_open()
    strict.configure(approvals={"signatures": "required"})
    assert not strict.is_open()


@needs_ssh
def test_a_signature_by_somebody_elses_key(strict: Office, keys: dict[str, Path]) -> None:
    before = strict.record.read_bytes()
    done = strict("approve", "news", "--as", "legal", "--by", "lee", "--key", str(keys["eve"]), code=2)
    assert "not the key of lee" in done.err
    assert strict.record.read_bytes() == before


@needs_ssh
@pytest.mark.parametrize("signatures_", ["optional", "required"])
def test_a_forged_signature(strict: Office, keys: dict[str, Path], signatures_: str) -> None:
    """Somebody with the source and a key of their own writes a whole record that holds together."""
    strict.configure(approvals={"signatures": signatures_})
    record = load_record(strict.root, "news").record
    entries = list(record.entries)
    for who, role in (("lee", "legal"), ("pia", "pr")):
        values = {
            "item": "news", "after": [entries[-1].id], "at": "2027-01-13", "who": who, "role": role,
            "what": "approved", "content": entries[0].content, "chain": "press",
        }  # fmt: skip
        unsigned = make_entry(**values)
        eve = Person(id=who, name=who, signing_keys=[keys["eve"].with_suffix(".pub").read_text().strip()])
        entries.append(make_entry(**values, signature=signatures.sign_entry(unsigned, eve, keys["eve"])))
    strict.record.write_text("".join(render_entry(one) + "\n" for one in entries), encoding="utf-8")
    assert not load_record(strict.root, "news").problems
    assert not strict.is_open()
    assert "is by none of the signing_keys of lee" in strict("gate", "news", code=1).out


@needs_ssh
def test_a_signature_moved_to_another_entry(strict: Office, keys: dict[str, Path]) -> None:
    strict("approve", "news", "--as", "legal", "--by", "lee", "--key", str(keys["lee"]))
    entry = load_record(strict.root, "news").record.entries[1]
    values = entry.model_dump(exclude={"id"})
    changed = make_entry(**{**values, "note": "and everything else"})
    strict.record.write_text(strict.lines()[0] + "\n" + render_entry(changed) + "\n", encoding="utf-8")
    assert "its signature is by none of the signing_keys" in " ".join(strict("status", "news").out.split())
    assert not strict.is_open()


@needs_ssh
def test_a_key_that_is_no_longer_listed(strict: Office, keys: dict[str, Path]) -> None:
    strict("approve", "news", "--as", "legal", "--by", "lee", "--key", str(keys["lee"]))
    strict("approve", "news", "--as", "pr", "--by", "pia", "--key", str(keys["pia"]))
    assert strict.is_open()
    team = [{**one, "signing_keys": []} if one["id"] == "lee" else one for one in strict.settings["team"]]
    strict.configure(team=team)
    assert not strict.is_open()


@needs_ssh
def test_the_key_is_found_in_the_home(strict: Office, keys: dict[str, Path]) -> None:
    folder = Path.home() / ".ssh"
    folder.mkdir(parents=True)
    for suffix in ("", ".pub"):
        (folder / f"work{suffix}").write_bytes(Path(f"{keys['lee']}{suffix}").read_bytes())
    (folder / "work").chmod(0o600)
    strict("approve", "news", "--as", "legal", "--by", "lee", "--sign")
    assert "no key was found" in strict("approve", "news", "--as", "pr", "--by", "pia", "--sign", code=2).err


def test_without_ssh_keygen(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000"
    team = [{**one, "signing_keys": [key]} if one["id"] == "lee" else one for one in TEAM]
    office.configure(team=team)
    (tmp_path / "key.pub").write_text(key, encoding="ascii")
    office("submit", "news")
    monkeypatch.setattr(signatures, "ssh_keygen", lambda: None)
    done = office(
        "approve", "news", "--as", "legal", "--by", "lee", "--key", str(tmp_path / "key.pub"), code=2
    )
    assert "ssh-keygen is not installed" in done.err


def test_check_names_steps_that_nobody_can_sign(office: Office) -> None:
    office.configure(approvals={"signatures": "required"})
    done = office("check")
    assert "press: legal needs 1 signed approval, and 0 of its reviewers have signing_keys" in done.out
