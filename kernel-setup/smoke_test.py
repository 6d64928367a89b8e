"""Starts the kernel `smash` and runs a few cells; fails unless each prints exactly what it should."""

import sys
import time

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

# Cell -> its plain text, whether printed or returned. The others show that the library, its
# dependencies and their native part load without a word on standard error.
CELLS = {
    "1 + 1": "2",
    'System.out.print("hello")': "hello",
    'History.empty("a run")': "History[name=a run, epochs=[]]",
    'Table.create("t", IntColumn.create("n", 1, 2)).rowCount()': "2",
    'ai.djl.engine.Engine.getInstance().getEngineName()': "PyTorch",
}

notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS])
since = time.monotonic()
first = []
NotebookClient(
    notebook,
    kernel_name="smash",
    timeout=120,
    startup_timeout=120,
    on_cell_executed=lambda **_: first.append(time.monotonic() - since),
).execute()

failed = 0
for cell, want in zip(notebook.cells, CELLS.values()):
    got = [o.get("text") or o.get("data", {}).get("text/plain") for o in cell.outputs]
    noise = [o for o in cell.outputs if o.get("name") == "stderr"]
    if got != [want] or noise:
        failed += 1
        print(f"{cell.source}\n  expected {want}\n  got      {cell.outputs}")
print(f"First result after {first[0]:.1f} s")
print(f"Kernel: {len(CELLS) - failed} passed, {failed} failed")
sys.exit(failed > 0)
