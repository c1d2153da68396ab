"""`contentops` and `python -m contentops`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Nothing that is imported becomes garbage: looking for it costs a twentieth of a short run.
    gc.disable()
    from contentops.cli.app import run

    gc.freeze()
    gc.enable()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
