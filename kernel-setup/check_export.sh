#!/usr/bin/env bash
# Usage: check_export.sh. Exports random networks of several spaces and compares what PyTorch makes
# of them, and ONNX Runtime of those that are trained, with what the library does. Skipped where .venv,
# or the Python that PYTHON names, lacks one of them, a failure with SMASH_TEST_ALL set.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

torch_python=${PYTHON:-$python}
if ! "$torch_python" -c "import onnx, onnxruntime, torch" 2>/dev/null; then
  echo "check_export.sh: skipped, $torch_python lacks torch, onnx or onnxruntime; run: $torch_python -m pip install torch==2.7.1 onnx onnxruntime"
  exit "${SMASH_TEST_ALL:-0}"
fi
export SMASH_EXPORTS=$root/target/exports
rm -rf "$SMASH_EXPORTS"
"$root/kernel-setup/jshell.sh" "$root/kernel-setup/check_export.jsh"
"$torch_python" "$root/kernel-setup/check_export.py" "$SMASH_EXPORTS"
