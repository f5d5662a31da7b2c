"""How long the command takes to say what it can do, beside Python alone: `python tests/benchmarks/imports.py`."""

from __future__ import annotations

from measuring import TIMES, in_a_process, show

CALLED = "import sys; from heard.cli import main; sys.argv = {words!r}\ntry: main()\nexcept SystemExit: pass"
DONE = {
    "python -c pass": "pass",
    "import pandas": "import pandas",
    "heard --help": CALLED.format(words=["heard", "--help"]),
    "heard check, refused for its params file": CALLED.format(words=["heard", "check", "there-is-none.yaml"]),
    "import what heard annual needs": "import heard.press.annual_pack, heard.contracts.expectations",
}


def main() -> None:
    """Each in a process of its own, the median of several."""
    costs = {name: in_a_process(code, TIMES) for name, code in DONE.items()}
    base = costs["python -c pass"]
    rows = [
        (name, cost.seconds, cost.seconds / base.seconds, cost.clock, cost.megabytes) for name, cost in costs.items()
    ]
    show("What starting costs", ("what", "processor s", "times python -c pass", "clock s", "MB"), rows)


if __name__ == "__main__":
    main()
