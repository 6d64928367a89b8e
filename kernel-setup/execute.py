"""Executes a notebook with the kernel `smash` and leaves it and an HTML page in a folder.

Usage: execute.py [--save] [--fresh] NOTEBOOK.ipynb FOLDER

What an earlier run at the same budget left in the folder stays, and its studies go on; one at
another budget, or any with --fresh, is moved aside.
"""

import argparse
import os
import re
import shutil
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert import HTMLExporter

KERNELSPEC = {"name": "smash", "display_name": "Java (SMASH)", "language": "java"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    args = parser.parse_args()

    notebook = nbformat.read(args.notebook, as_version=4)
    results_folder(args.folder, os.environ.get("SMASH_BUDGET", "quick"), args.fresh)
    # The kernel inherits it; the notebook writes its tables there.
    os.environ["SMASH_RESULTS"] = str(args.folder.resolve())
    error = execute(notebook, args.notebook.parent)
    drop_controls(notebook)
    notebook.metadata["kernelspec"] = KERNELSPEC
    # The Java version at hand is no property of a notebook that is stored.
    notebook.metadata.get("language_info", {}).pop("version", None)
    write(args.folder / args.notebook.name, nbformat.writes(notebook) + "\n")
    write(args.folder / f"{args.notebook.stem}.html", html(notebook, args.notebook.stem))
    if error:
        sys.exit(f"{args.notebook.name}: {error}\nAs far as it got: {args.folder}")
    if args.save:
        write(args.notebook, nbformat.writes(notebook) + "\n")
    print(f"Results are in {args.folder}")


def results_folder(folder, budget, fresh):
    """Makes the folder; an earlier run that this one cannot go on with keeps its results elsewhere."""
    marker = folder / "budget.txt"
    try:
        if folder.exists() and any(folder.iterdir()):
            earlier = marker.read_text().strip() if marker.exists() else "unknown"
            if fresh or earlier != budget:
                aside = folder.with_name(f"{folder.name}.{earlier}-{time.strftime('%Y%m%d-%H%M%S')}")
                folder.rename(aside)
                print(f"An earlier run, budget {earlier}, is now in {aside}")
            else:
                print(f"Goes on with what an earlier run left in {folder}; --fresh begins anew")
        folder.mkdir(parents=True, exist_ok=True)
        marker.write_text(budget + "\n")
    except OSError as e:
        sys.exit(
            f"The results folder {folder} cannot be made ({e.strerror}: {e.filename}); "
            "make the folder above it writable, or move what stands in its way, and run again."
        )


def execute(notebook, folder):
    """Runs all cells; returns what went wrong in a few lines, or None."""
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    running = {}

    def start(cell, cell_index):
        running.update(cell=cell, number=code.index(cell_index) + 1, since=time.monotonic())
        first_line = (cell.source.strip().splitlines() or [""])[0]
        print(f"[{running['number']}/{len(code)}] {first_line[:60]:60}", end=" ", flush=True)

    def done(cell, cell_index, execute_reply):
        print(f"{time.monotonic() - running['since']:6.1f} s", flush=True)

    client = NotebookClient(
        notebook,
        kernel_name=KERNELSPEC["name"],
        resources={"metadata": {"path": str(folder)}},
        timeout=None,
        startup_timeout=120,
        # Half an output must not be stored as if it were all of it.
        iopub_timeout=600,
        raise_on_iopub_timeout=True,
        record_timing=False,
        store_widget_state=False,
        on_cell_execute=start,
        on_cell_executed=done,
    )
    try:
        client.execute()
    except CellExecutionError:
        cell = running["cell"]
        return f"cell {running['number']} failed.\n\n{cell.source}\n\n{reason(cell)}\n"
    except CellTimeoutError:
        return f"the output of cell {running['number']} did not come to its end in ten minutes."
    except RuntimeError:  # so nbclient reports a dead kernel, in its own words or jupyter_client's
        where = f"in cell {running['number']}" if running else "before the first cell"
        return f"the kernel died {where}; its last words are above."
    except KeyboardInterrupt:
        return "interrupted."


def drop_controls(notebook):
    """Leaves the drawings of what has controls: without the kernel, a page would look for those alone."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)


def reason(cell):
    """The first lines of a cell's error: the sentence that helps, without the engine's frames."""
    error = next(output for output in cell.outputs if output.output_type == "error")
    text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback)) or error.evalue
    return "\n".join(text.splitlines()[:12])


def html(notebook, title):
    """A page that needs no network: pictures inside, no scripts from elsewhere."""
    exporter = HTMLExporter(embed_images=True, mathjax_url="", require_js_url="", mermaid_js_url="")
    page, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": title}})
    return page


def write(path, text):
    """Writes a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


main()
