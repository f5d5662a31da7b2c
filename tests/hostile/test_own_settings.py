"""What a user has set for other programs changes nothing in what is published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib

MATPLOTLIBRC = """
text.usetex: True
font.size: 30
font.family: cursive
axes.facecolor: red
axes.formatter.use_locale: True
savefig.bbox: tight
savefig.facecolor: green
svg.fonttype: none
svg.hashsalt: theirs
path.snap: False
"""
STARTUP = "raise RuntimeError('a startup file ran')\n"
KERNEL = '{"argv": ["false"], "display_name": "Python 3", "language": "python"}'
RUN = "import os, sys; os.umask(0o077); from heard.cli import main; main()"


def test_a_matplotlibrc_locale_time_zone_startup_file_kernel_and_umask_change_no_byte(
    reports: dict[str, Path], tmp_path: Path
) -> None:
    council, theirs = tmp_path / "council", tmp_path / "theirs"
    shutil.copytree(reports["one CSV"].parents[1], council, ignore=shutil.ignore_patterns("reports"))
    for name, text in {
        "matplotlibrc": MATPLOTLIBRC,
        "ipython/profile_default/startup/00-first.py": STARTUP,
        "ipython/profile_default/ipython_config.py": STARTUP,
        "jupyter/kernels/python3/kernel.json": KERNEL,
        "jupyter/nbconvert_config.py": STARTUP,
        "home/.pandoc/defaults.yaml": "standalone: true\n",
    }.items():
        (theirs / name).parent.mkdir(parents=True, exist_ok=True)
        (theirs / name).write_text(text, encoding="utf-8")
    settings = {
        "MATPLOTLIBRC": str(theirs / "matplotlibrc"),
        "MPLCONFIGDIR": matplotlib.get_cachedir(),  # the fonts of this machine, which take long to look for
        "IPYTHONDIR": str(theirs / "ipython"),
        "JUPYTER_PATH": str(theirs / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(theirs / "jupyter"),
        "HOME": str(theirs / "home"),
        "XDG_CACHE_HOME": str(theirs / "cache"),
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "7",
        "COLUMNS": "20",
        "PYTHONWARNINGS": "error",
    }
    command = [
        sys.executable,
        "-c",
        RUN,
        "annual",
        str(council / "annual-2024-25.yaml"),
        "--out",
        str(tmp_path / "out"),
    ]
    ended = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    ours, made = reports["one CSV"], tmp_path / "out" / "annual-2024-25"
    names = sorted(path.name for path in ours.iterdir() if path.is_file() and path.name != "manifest.json")
    assert sorted(path.name for path in made.iterdir() if path.is_file() and path.name != "manifest.json") == names
    assert [name for name in names if (made / name).read_bytes() != (ours / name).read_bytes()] == []
