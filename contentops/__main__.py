"""`contentops` and `python -m contentops`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Nothing that is imported becomes garbage: looking for it costs a twentieth of a short run.
    gc.disable()
    try:
        from contentops.cli.app import run

        gc.freeze()
        gc.enable()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program still loads
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
