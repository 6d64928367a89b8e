#!/usr/bin/env bash
# Usage: install.sh [--ijava DIR | --spark]. Checks Java, Maven and Python, builds the library, makes
# .venv with Jupyter and the kernel "Java (SMASH)". What is up to date is left alone. With --ijava, there
# is a kernel "Java (SMASH on IJava)" as well, which runs the IJava 1.3 that is unpacked in DIR. With
# --spark, notebooks and scripts have Spark as well from then on, 135 jars more: environment/SPARK.md.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
ijava= spark=$(has_spark && echo 1 || true)
case ${1:-} in
  "") ;;
  --spark) spark=1 ;;
  --ijava) ijava=$(cd "${2:-}" 2>/dev/null && compgen -G "$PWD/java/ijava-*.jar" | head -n 1) ||
    die "--ijava takes the folder of an unpacked IJava, which has java/ijava-1.3.0.jar; '${2:-}' has not." ;;
  *) die "There is no option $1; there are --ijava DIR and --spark." ;;
esac
cd "$root"

has_jdk() { (($(java_major) >= 17)) && "${java_bin}javac" -version >/dev/null 2>&1; }
has_maven() { mvn -v >/dev/null 2>&1; }
has_python() {
  python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' >/dev/null 2>&1
}

# require CHECK WHAT APT_PACKAGE...: installs the packages if CHECK fails, or says how to.
require() {
  local check=$1 what=$2
  shift 2
  if "$check"; then return; fi
  if ! command -v apt-get >/dev/null; then
    die "$what is needed and not on the path; install it (Debian's packages are: $*), then try again."
  elif [[ $(id -u) != 0 ]]; then
    die "$what is needed and not on the path; run: sudo apt-get update && sudo apt-get install -y $*"
  fi
  echo "Installing $what"
  apt-get update -qq </dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" </dev/null >/dev/null
  if ! "$check"; then
    die "$what is needed, and $* did not bring it${JAVA_HOME:+; JAVA_HOME is $JAVA_HOME}."
  fi
}

# own PATH: ends unless PATH, or the folder that it would be in, is this user's to change.
own() {
  local path=$1
  [[ -e $path || -L $path ]] || path=$(dirname "$path")
  if [[ ! -w $path || ($path == "$1" && ! -O $path) ]]; then
    die "$1 must be made or renewed, but $path belongs to $(stat -c %U "$path"), and $(id -un) is to" \
      "leave it alone; let its owner run kernel-setup/install.sh, with a umask of 022 if others are to" \
      "use it, or work in a copy of the checkout."
  fi
}

# stamp_of FILE...: a hash of the files' names and contents.
stamp_of() { sha256sum "$@" | sha256sum | cut -d ' ' -f 1; }

build_library() {
  local target=smash-lib/target parts=(smash-lib) modules=smash-lib options=() sources stamp
  if [[ -n $spark ]]; then
    parts+=(smash-lib/spark)
    modules+=,smash-lib/spark
    options=(-Pspark -Dsmash.spark.jars.skip=false)
  fi
  mapfile -d '' sources < <(find "${parts[@]/%//src/main}" -type f -print0 | sort -z)
  stamp=$(stamp_of pom.xml "${parts[@]/%//pom.xml}" "${sources[@]}")
  if [[ -d $target/lib && $(cat $target/install.stamp 2>/dev/null) == "$stamp" ]] &&
    compgen -G "$target/smash-lib-*.jar" >/dev/null; then
    return
  fi
  own "$root/smash-lib/target"
  require has_maven "Maven" maven
  echo "Building the library${spark:+ and its module for Spark}"
  rm -rf $target/lib $target/smash-lib-*.jar smash-lib/spark/target/lib smash-lib/spark/target/*.jar
  # A user's newer compiler may warn of what ours does not: that is for test.sh to refuse.
  mvn -q -B -Dstyle.color=never -DskipTests -Dspotless.check.skip=true -Dmaven.compiler.failOnWarning=false \
    -pl $modules "${options[@]}" package </dev/null
  if [[ -n $spark ]]; then
    mkdir -p smash-lib/spark/target/home/jars
    touch "$spark_stamp"
  fi
  echo "$stamp" >$target/install.stamp
}

make_venv() {
  local stamp
  stamp=$(stamp_of environment/requirements.txt)
  # An environment that was left half made, or whose Python is gone, can't be mended.
  if ! "$python" -m pip --version >/dev/null 2>&1; then
    own "$venv"
    echo "Making .venv"
    rm -rf "$venv"
    python3 -m venv "$venv"
  fi
  if [[ $(cat "$venv/install.stamp" 2>/dev/null) != "$stamp" ]]; then
    own "$venv"
    echo "Installing Jupyter and JJava into .venv"
    "$python" -m pip install -q --disable-pip-version-check --require-hashes \
      -r environment/requirements.txt </dev/null
    echo "$stamp" >"$venv/install.stamp"
  fi
}

# Compiled here, since the kernel's classes come with its Python package, not from Maven; what of the
# library hands values to them, too, and goes before the library's own, made with Maven's older ones.
make_kernel() {
  local spec=$venv/share/jupyter/kernels/smash stamp
  # By relative names, since a checkout may be reached by several paths.
  stamp=$(stamp_of kernel-setup/kernel/*.java kernel-setup/kernelspec/* .venv/install.stamp \
    smash-lib/target/install.stamp)
  if [[ $(cat "$spec/install.stamp" 2>/dev/null) != "$stamp" ]]; then
    own "$venv"
    rm -rf "$spec"
    mkdir -p "$spec"
    cp kernel-setup/kernelspec/* "$spec/"
    # Without the option, javac warns of the signals that stop a cell.
    "${java_bin}javac" -XDignore.symbol.file -d "$spec/classes" -cp "$jjava:$(class_path)" \
      kernel-setup/kernel/*.java smash-lib/src/main/java/org/smashnas/notebook/{JJavaScreen,SmashExtension}.java
    echo "$stamp" >"$spec/install.stamp"
  fi
}

make_ijava_kernel() {
  local spec=$venv/share/jupyter/kernels/smash-ijava
  mkdir -p "$spec"
  "$python" - "$ijava" "$spec" <<'PYTHON'
import json, pathlib, sys
jar, folder = sys.argv[1], pathlib.Path(sys.argv[2])
spec = json.loads((folder.parent / "smash" / "kernel.json").read_text())
spec["display_name"] = "Java (SMASH on IJava)"
spec["argv"].append(jar)
(folder / "kernel.json").write_text(json.dumps(spec, indent=2) + "\n")
PYTHON
}

# Two at once would delete under each other's hands. The script is its own lock: nothing is written.
if command -v flock >/dev/null; then
  exec 9<"${BASH_SOURCE[0]}"
  flock -n 9 || { echo "Waiting for another install.sh" && flock 9; } || true
fi

check_java_home
require has_jdk "A JDK, version 17 or newer," openjdk-17-jdk-headless
require has_python "Python 3.9 or newer with venv" python3 python3-venv
build_library
make_venv
make_kernel
[[ -z $ijava ]] || make_ijava_kernel
