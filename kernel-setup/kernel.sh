#!/usr/bin/env bash
# Usage: kernel.sh CONNECTION_FILE. Starts the kernel; Jupyter calls it, as the kernelspec says.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

set_jvm_options
[[ -d $root/smash-lib/target/lib ]] ||
  die "The library is not built; run kernel-setup/install.sh, then restart the kernel."
JJAVA_CLASSPATH=$(class_path)${JJAVA_CLASSPATH:+:$JJAVA_CLASSPATH}
JJAVA_STARTUP_SCRIPT=$(<"$root/kernel-setup/imports.jsh")
export JJAVA_CLASSPATH JJAVA_STARTUP_SCRIPT

# The library is on the JVM's own class path, for the kernel and its cells to see the same classes.
# Unquoted on purpose: the user's options, if any, are words.
# shellcheck disable=SC2086
exec "${java_bin}java" "${jvm_options[@]}" ${JJAVA_JVM_OPTS:-} \
  --add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED \
  -Dsmash.sources="$(compgen -G "$root/smash-lib/target/smash-lib-*-sources.jar")" \
  -Djava.util.logging.config.file="$root/kernel-setup/logging.properties" \
  -cp "$jjava:$venv/share/jupyter/kernels/smash/classes:$(class_path)" SmashKernel "$1"
