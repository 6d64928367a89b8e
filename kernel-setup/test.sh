#!/usr/bin/env bash
# Usage: test.sh. Sets up, then runs the library's tests, the kernel's, the export's check, which needs
# torch, and every notebook: what uses the laboratory's truths at the quick budget, else at smoke.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

finish() {
  local code=$?
  if ((code)); then echo "test.sh: FAILED after $SECONDS s"; else echo "test.sh: all passed in $SECONDS s"; fi
}
trap finish EXIT

"$root/kernel-setup/install.sh"

echo "== Library"
(cd "$root" && mvn -B verify </dev/null)

echo "== Kernel"
"$python" "$root/kernel-setup/install_test.py"
"$python" "$root/kernel-setup/script_test.py"
"$python" "$root/kernel-setup/smoke_test.py"
"$python" "$root/kernel-setup/kernel_test.py"
"$python" "$root/kernel-setup/protocol_test.py"
"$python" "$root/kernel-setup/browser_test.py"

echo "== Export"
"$root/kernel-setup/check_export.sh"

# Into target/, since results/ may hold a run of many hours.
for notebook in $(notebook_names); do
  budget=smoke
  if grep -q results/truths "$root/notebooks/$notebook.ipynb"; then budget=quick; fi
  echo "== Notebook $notebook, budget $budget"
  SMASH_BUDGET=$budget "$python" "$root/kernel-setup/execute.py" \
    "$root/notebooks/$notebook.ipynb" "$root/target/notebooks/$notebook" </dev/null
done
