"""Runs scripts with jshell.sh; fails unless each prints and exits as it should."""

import subprocess
import sys
import tempfile
from pathlib import Path

JSHELL = Path(__file__).parent / "jshell.sh"
# What is tried -> the script, what it prints, how it exits.
CASES = {
    "an import between statements leaves variables alone": (
        'List<String> kept = List.of("kept");\nimport java.time.*;\nSystem.out.println(kept);\n',
        "[kept]\n",
        0,
    ),
    "nothing runs after an error": (
        'System.out.println(1);\nSystem.out.println(1 / 0);\nSystem.out.println(2);\n',
        "1\n",
        1,
    ),
    "nothing runs after what does not compile": (
        'System.out.println(1);\nint x = "one";\nSystem.out.println(2);\n',
        "1\n",
        1,
    ),
}

failed = 0
for name, (script, printed, code) in CASES.items():
    with tempfile.NamedTemporaryFile("w", suffix=".jsh") as file:
        file.write(script)
        file.flush()
        run = subprocess.run([JSHELL, file.name], capture_output=True, text=True, timeout=120)
    if (run.stdout, run.returncode) != (printed, code):
        failed += 1
        print(f"{name}: expected {printed!r} and exit {code}, got {run}")
print(f"Scripts: {len(CASES) - failed} passed, {failed} failed")
sys.exit(failed > 0)
