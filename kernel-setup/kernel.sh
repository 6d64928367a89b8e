#!/usr/bin/env bash
# Usage: kernel.sh CONNECTION_FILE [IJAVA_JAR]. Starts the kernel, or IJava's with the same library;
# Jupyter calls it, as the kernelspec says.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

set_jvm_options
[[ -d $root/smash-lib/target/lib ]] ||
  die "The library is not built; run kernel-setup/install.sh, then restart the kernel."
imports=$(<"$root/kernel-setup/imports.jsh")
options=("${jvm_options[@]}" -Djava.util.logging.config.file="$root/kernel-setup/logging.properties")

# The library is on the JVM's own class path, for the kernel and its cells to see the same classes.
# Unquoted on purpose: the user's options, if any, are words.
# shellcheck disable=SC2086
if [[ -n ${2:-} ]]; then
  IJAVA_CLASSPATH=$(class_path)${IJAVA_CLASSPATH:+:$IJAVA_CLASSPATH}
  IJAVA_STARTUP_SCRIPT=$imports$'\n'$(<"$root/kernel-setup/ijava.jsh")
  export IJAVA_CLASSPATH IJAVA_STARTUP_SCRIPT
  exec "${java_bin}java" "${options[@]}" ${JJAVA_JVM_OPTS:-} -cp "$(class_path):$2" \
    io.github.spencerpark.ijava.IJava "$1"
fi
JJAVA_CLASSPATH=$(class_path)${JJAVA_CLASSPATH:+:$JJAVA_CLASSPATH}
JJAVA_STARTUP_SCRIPT=$imports
export JJAVA_CLASSPATH JJAVA_STARTUP_SCRIPT
# shellcheck disable=SC2086
exec "${java_bin}java" "${options[@]}" ${JJAVA_JVM_OPTS:-} \
  --add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED \
  -Dsmash.sources="$(compgen -G "$root/smash-lib/target/smash-lib-*-sources.jar")" \
  -cp "$jjava:$venv/share/jupyter/kernels/smash/classes:$(class_path)" SmashKernel "$1"
