"""Runs the notebooks in examples/notebooks. With --write it keeps their outputs there:

python tests/python/notebook_runs.py --write
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "notebooks"
NAMES = ["ecr_from_export_to_result.ipynb", "what_goes_wrong_elsewhere.ipynb"]
SECONDS = 120


def read(path: Path) -> Any:
    """The notebook in a file."""
    return nbformat.read(path, as_version=4)


def executed(name: str, data: Path | None = None) -> Any:
    """The notebook run anew by this interpreter, in a folder that is thrown away; its own data, or those of a file."""
    import matplotlib.font_manager  # noqa: F401  makes its cache now; in a notebook it would say so
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    class ThisInterpreter(AsyncKernelManager):
        """Starts the Python that runs this, whatever kernels are installed."""

        @property
        def kernel_spec(self) -> KernelSpec:
            command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=command, display_name="Python 3", language="python")

    notebook = read(FOLDER / name)
    environment = {key: value for key, value in os.environ.items() if key != "ATTACHMENT_NOTEBOOK_DATA"}
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    environment["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    if data is not None:
        environment["ATTACHMENT_NOTEBOOK_DATA"] = str(data)
    with tempfile.TemporaryDirectory() as work:
        examples = Path(work) / "examples"
        shutil.copytree(ROOT / "examples" / "data", examples / "data")
        (examples / "notebooks").mkdir()
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_manager_class=ThisInterpreter,
            resources={"metadata": {"path": str(examples / "notebooks")}},
            record_timing=False,
        )
        asyncio.run(client.async_execute(env=environment))
    return cleaned(notebook)


def cleaned(notebook: Any) -> Any:
    """Without what differs from run to run or from machine to machine."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            for output in cell.outputs:
                if "metadata" in output:
                    output.metadata = {}
    return notebook


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the outputs in the repository")
    parser.add_argument("names", nargs="*", default=NAMES)
    options = parser.parse_args()
    for name in options.names:
        notebook = executed(name)
        if options.write:
            nbformat.write(notebook, FOLDER / name)
        print(f"{name}: ran to its end{', outputs kept' if options.write else ''}")


if __name__ == "__main__":
    main()
