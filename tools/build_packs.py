"""Compile the linter's packs from YAML to JSON: `python tools/build_packs.py`."""

from __future__ import annotations

import sys

from contentops.lint.lists.codec import encode_lists
from contentops.lint.lists.yaml_list import parse_yaml_list
from contentops.lint.packs import PACKS, pack_compiled, pack_source
from contentops.problem import format_problem
from contentops.workspace.yaml_reader import read_yaml


def compile_pack(name: str) -> str:
    """The JSON of one pack. Leaves with its problems when it has any."""
    source = pack_source(name)
    pack, problems = parse_yaml_list(read_yaml(source.read_text(encoding="utf-8"), source.name), name)
    if problems:
        sys.exit("\n".join(map(format_problem, problems)))
    return encode_lists([pack]) + "\n"


def main() -> None:
    """Write every pack's JSON."""
    for name in PACKS:
        pack_compiled(name).write_text(compile_pack(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
