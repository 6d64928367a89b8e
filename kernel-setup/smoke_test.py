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
    'History.empty("a run")': "a run: no epoch yet",
    'Table.create("t", IntColumn.create("n", 1, 2)).rowCount()': "2",
    'Smash.environment().engine()': "PyTorch 2.7.1, DJL 0.36.0",
}

notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS])
since = time.monotonic()
after = []
NotebookClient(
    notebook,
    kernel_name="smash",
    timeout=120,
    startup_timeout=120,
    on_cell_executed=lambda **_: after.append(time.monotonic() - since),
).execute()

failed = 0
for cell, want in zip(notebook.cells, CELLS.values()):
    got = [o.get("text") or o.get("data", {}).get("text/plain") for o in cell.outputs]
    noise = [o for o in cell.outputs if o.get("name") == "stderr"]
    if got != [want] or noise:
        failed += 1
        print(f"{cell.source}\n  expected {want}\n  got      {cell.outputs}")
print(f"From the start of the kernel to 1 + 1: {after[0]:.1f} s, "
      f"to Smash.environment(): {after[-1]:.1f} s")
print(f"Kernel: {len(CELLS) - failed} passed, {failed} failed")
sys.exit(failed > 0)
