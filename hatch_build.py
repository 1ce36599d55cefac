"""
Build the compiled kernel beside its source, where there is a C compiler.

Without one the package is installed all the same and plans with OR-Tools, with the same
answers (docs/decisions/0012-compiled-kernel.md).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "src/seimbang/plan/kernel"
LIBRARY = f"{FOLDER}/kernel.so"
SOURCES = ("kernel.c", "wide.c", "lay.c")
FLAGS = ("-std=c11", "-O3", "-fPIC", "-shared", "-fvisibility=hidden")


class Kernel(BuildHookInterface[Any]):
    """Compile, and tell the wheel that it holds machine code."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; a wheel with the library is for this platform, any Python 3."""
        trouble = compiled(Path(self.root))
        if trouble:
            self.app.display_warning(f"Without the compiled kernel: {trouble}")
            return
        build_data["artifacts"].append(f"/{LIBRARY}")
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"
        build_data["pure_python"] = False


def compiled(root: Path) -> str:
    """Make the library anew, or remove an old one and tell why there is none."""
    library = root / LIBRARY
    trouble = _compile([str(root / FOLDER / name) for name in SOURCES], library)
    if trouble:
        library.unlink(missing_ok=True)
    return trouble


def _compile(sources: list[str], library: Path) -> str:
    names = (os.environ.get("CC") or "cc", "gcc", "clang")
    compiler = next(filter(None, map(shutil.which, names)), None)
    if compiler is None:
        return "there is no C compiler."
    fresh = library.with_suffix(".new")
    try:
        done = subprocess.run(
            [compiler, *FLAGS, *sources, "-o", str(fresh)],
            check=False,
            capture_output=True,
            text=True,
        )
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        fresh.replace(library)
    return done.stderr if done.returncode else ""
