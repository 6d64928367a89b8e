#!/usr/bin/env bash
# Usage: test.sh. Sets up, then runs the library's tests, the kernel's, the export's check, which needs
# torch, and every notebook: what uses the laboratory's truths at the quick budget, else at smoke.
# SMASH_TEST_PYTHON is a Python with environment/requirements-test.txt, .venv's if not set; what its
# packages are missing for is skipped, or with SMASH_TEST_ALL=1 fails. What touches the JVM itself is
# tried with every newer Java in /usr/lib/jvm as well.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

finish() {
  local code=$?
  if ((code)); then echo "test.sh: FAILED after $SECONDS s"; else echo "test.sh: all passed in $SECONDS s"; fi
}
trap finish EXIT

"$root/kernel-setup/install.sh"

echo "== Library"
(cd "$root" && mvn -B -Pspark verify </dev/null)

javas=" $(java_major) "
for java in /usr/lib/jvm/*/bin/java; do
  major=$(java_major "$java")
  ((major > $(java_major))) && [[ $javas != *" $major "* && -x ${java%java}javac ]] || continue
  javas+="$major "
  echo "== Java $major"
  (cd "$root" && mvn -q -B -pl smash-lib surefire:test -Djvm="$java" \
    -Dtest=HyperNetTest,RefusedStepTest,TablesTest,ChartsTest,ExportTest </dev/null)
  JAVA_HOME=${java%/bin/java} "$python" "$root/kernel-setup/smoke_test.py"
done

echo "== Kernel"
"$python" "$root/kernel-setup/install_test.py"
"$python" "$root/kernel-setup/data_test.py"
"$python" "$root/kernel-setup/script_test.py"
"$python" "$root/kernel-setup/smoke_test.py"
"$python" "$root/kernel-setup/kernel_test.py"
"$python" "$root/kernel-setup/fault_test.py"
"$python" "$root/kernel-setup/stop_test.py" 10
test_python=${SMASH_TEST_PYTHON:-$python}
JUPYTER_PATH=$venv/share/jupyter "$test_python" "$root/kernel-setup/protocol_test.py"
"$test_python" "$root/kernel-setup/browser_test.py"

echo "== Export"
PYTHON=$test_python "$root/kernel-setup/check_export.sh"

# Into target/, since results/ may hold a run of many hours; anew, since a test must not find results.
rm -rf "$root/target/notebooks"
for notebook in $(notebook_names); do
  budget=smoke
  if grep -q results/truths "$root/notebooks/$notebook.ipynb"; then budget=quick; fi
  echo "== Notebook $notebook, budget $budget"
  SMASH_BUDGET=$budget "$python" "$root/kernel-setup/execute.py" \
    "$root/notebooks/$notebook.ipynb" "$root/target/notebooks/$notebook" </dev/null
done
