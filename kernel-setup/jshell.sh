#!/usr/bin/env bash
# Usage: jshell.sh [SCRIPT.jsh]. A JShell with the library and the notebooks' imports; a script runs
# to its end or its first error instead. Running work shows in one line of the terminal; where there
# is none it is silent, unless SMASH_PROGRESS=log asks for a line a minute.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

[[ $# -lt 1 || -f $1 ]] || die "There is no file '$1'; give a .jsh script, or nothing for a prompt."
"$root/kernel-setup/install.sh"
set_jvm_options
if [[ -t 1 ]]; then
  COLUMNS=$(tput cols 2>/dev/null || true)
  export COLUMNS SMASH_PROGRESS=${SMASH_PROGRESS:-terminal}
fi
imports=$root/kernel-setup/imports.jsh
if (($#)); then
  exec "${java_bin}java" "${jvm_options[@]}" ${JJAVA_JVM_OPTS:-} -cp "$(class_path)" \
    "$root/kernel-setup/RunScript.java" "$imports" "$@"
fi
exec "${java_bin}jshell" "${jvm_options[@]/#/-R}" --class-path "$(class_path)" \
  --startup DEFAULT --startup "$imports"
