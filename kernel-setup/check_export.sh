#!/usr/bin/env bash
# Usage: check_export.sh. Exports random networks of several spaces and compares what PyTorch makes
# of them with what the library does. Skipped where .venv, or the Python that PYTHON names, has no
# torch, a failure with SMASH_TEST_ALL set.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

torch_python=${PYTHON:-$python}
if ! "$torch_python" -c "import torch" 2>/dev/null; then
  echo "check_export.sh: skipped, $torch_python has no torch; run: $torch_python -m pip install torch==2.7.1"
  exit "${SMASH_TEST_ALL:-0}"
fi
export SMASH_EXPORTS=$root/target/exports
rm -rf "$SMASH_EXPORTS"
"$root/kernel-setup/jshell.sh" "$root/kernel-setup/check_export.jsh"
"$torch_python" "$root/kernel-setup/check_export.py" "$SMASH_EXPORTS"
