# Sourced by the other scripts: where things are, which Java runs, and the one place that sets what
# the JVM needs. A value that the user has set wins.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv
python=$venv/bin/python
java_bin=${JAVA_HOME:+$JAVA_HOME/bin/}
jjava=$venv/share/jupyter/kernels/java/jjava.jar

# Java and Python lose the letters beyond ASCII of a path in a locale without UTF-8.
for locale in "${LC_ALL-}" C.UTF-8 en_US.UTF-8; do
  if [[ $(LC_ALL=$locale locale charmap 2>/dev/null) == UTF-8 ]]; then
    [[ -z $locale ]] || export LC_ALL=$locale
    break
  fi
done

# Tensors come and go by the thousand: glibc must keep their memory instead of handing it back, or
# page faults cost more than the arithmetic.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1}
export MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-4294967296}
export MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-8589934592}
export MALLOC_TOP_PAD_=${MALLOC_TOP_PAD_:-67108864}
# Large pages where Linux gives them on request: feature maps are megabytes.
export GLIBC_TUNABLES=${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}
# Every architecture brings new shapes, and oneDNN compiles a kernel for each.
export ONEDNN_PRIMITIVE_CACHE_CAPACITY=${ONEDNN_PRIMITIVE_CACHE_CAPACITY:-16384}
# Maven begins with resets of colours even where it was told to use none.
export MAVEN_OPTS="${MAVEN_OPTS:+$MAVEN_OPTS }-Djansi.noreset=true"
# DJL reports its use over the network unless told not to.
export OPT_OUT_TRACKING=${OPT_OUT_TRACKING:-true}

# A CUDA build of PyTorch in the virtual environment takes the place of the CPU build (GPU.md).
for torch_lib in "$venv"/lib/python3*/site-packages/torch/lib; do
  if [[ -e $torch_lib/libtorch_cuda.so ]]; then
    export PYTORCH_LIBRARY_PATH=${PYTORCH_LIBRARY_PATH:-$torch_lib}
    export PYTORCH_VERSION=${PYTORCH_VERSION:-2.7.1}
    export PYTORCH_FLAVOR=${PYTORCH_FLAVOR:-cu128}
  fi
done

# Written by install.sh --spark, which Spark is there by.
spark_stamp=$root/smash-lib/spark/target/install.stamp
has_spark() { [[ -e $spark_stamp ]]; }
# Where Spark starts executors on this machine; what they run comes by the class path.
! has_spark || export SPARK_HOME=${SPARK_HOME:-$root/smash-lib/spark/target/home}

die() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Java takes it for the end of a part of its class path.
[[ $root != *:* ]] || die "The path $root has a colon, which Java cannot use; rename the folder."

# java_major [JAVA]: the number before the first dot of a Java's version, 0 if there is none; by
# default of the Java that is used.
java_major() {
  local java=${1:-${java_bin}java} version
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1) || true
  echo "${version:-0}"
}

# Ends where JAVA_HOME, which wins over the path, names no JDK of version 17 or newer.
check_java_home() {
  [[ -n ${JAVA_HOME:-} ]] || return 0
  local major there="no Java" else=
  major=$(java_major)
  if ((major >= 17)) && [[ -x $JAVA_HOME/bin/javac ]]; then return; fi
  ((major == 0)) || there="Java $major"
  ((major < 17)) || there+=" without a compiler"
  ((major != 1)) || there="Java 8 or older"
  major=$(java_major java)
  ((major < 17)) || else=", or unset it: the java on the path is version $major"
  die "JAVA_HOME is $JAVA_HOME, which has $there; set it to a JDK of version 17 or newer$else."
}

# Sets jvm_options: what Arrow, DJL and XChart need, and logging that keeps notebooks quiet.
set_jvm_options() {
  check_java_home
  jvm_options=(
    --add-opens=java.base/java.nio=ALL-UNNAMED
    -Djava.awt.headless=true
    -Dai.djl.offline=true
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
  )
  # Spark frees buffers by it.
  ! has_spark || jvm_options+=(--add-opens=java.base/sun.nio.ch=ALL-UNNAMED)
  if (($(java_major) >= 24)); then
    # Newer Java warns about what DJL and Arrow do; 17 does not know the second option.
    jvm_options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  fi
}

# Prints the class path: the library, then its dependencies, those that Spark shares in versions that
# suit both.
class_path() {
  local jar path= jars=("$root"/smash-lib/target/smash-lib-*.jar)
  ! has_spark || jars+=("$root"/smash-lib/spark/target/smash-spark-*.jar "$root"/smash-lib/spark/target/lib/*.jar)
  for jar in "${jars[@]}" "$root"/smash-lib/target/lib/*.jar; do
    [[ $jar == *-sources.jar ]] || path+=${path:+:}$jar
  done
  echo "$path"
}

# Prints the names of all notebooks on one line, in order.
notebook_names() {
  local file names=()
  for file in "$root"/notebooks/*.ipynb; do
    [[ -e $file ]] && names+=("$(basename "$file" .ipynb)")
  done
  echo "${names[*]-}"
}
