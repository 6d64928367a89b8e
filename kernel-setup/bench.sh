#!/usr/bin/env bash
# Usage: bench.sh [--torch PYTHON SCRIPT] [NAME=VALUE ...]. Takes the time of training steps, scoring,
# the HyperNet, the encoding and the data pipeline; the table and the architectures go to
# results/bench/. Of the names, Bench.java tells. With --torch, SCRIPT, which is to time a training
# step of PyTorch on a file of architectures, is run by PYTHON on the same ones; with export=yes, so
# are the exported networks.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

torch=()
if [[ ${1:-} == --torch ]]; then
  (($# >= 3)) || die "--torch takes a Python with torch, and a script."
  [[ -f $3 ]] || die "There is no script '$3'."
  "$2" -c "import torch" || die "$2 has no torch; run: $2 -m pip install torch==2.7.1"
  torch=("$2" "$3")
  shift 3
fi
"$root/kernel-setup/install.sh"
set_jvm_options
batch=50 resolution=32
for option in "$@"; do
  case $option in
    batch=*) batch=${option#*=} ;;
    resolution=*) resolution=${option#*=} ;;
  esac
done
export SMASH_RESULTS=${SMASH_RESULTS:-$root/results}
"${java_bin}java" "${jvm_options[@]}" ${JJAVA_JVM_OPTS:-} -cp "$(class_path)" \
  org.smashnas.bench.Bench "$@"
((${#torch[@]})) || exit 0

# As a PyTorch user has it: without the memory settings that the library's scripts make.
as_user() {
  env -u MALLOC_ARENA_MAX -u MALLOC_MMAP_THRESHOLD_ -u MALLOC_TRIM_THRESHOLD_ -u MALLOC_TOP_PAD_ \
    -u GLIBC_TUNABLES -u ONEDNN_PRIMITIVE_CACHE_CAPACITY "$@"
}

# Runs a script and says how much memory it took at most.
with_peak='import resource, runpy, sys
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6:.0f} MB at most")'

for list in "$SMASH_RESULTS"/bench/*.jsonl; do
  for mode in default tuned; do
    echo "$(basename "$list" .jsonl), $mode"
    as_user "${torch[0]}" -c "$with_peak" "${torch[1]}" "$list" \
      --batch "$batch" --resolution "$resolution" --mode "$mode"
  done
done
for models in "$SMASH_RESULTS"/bench/models/*; do
  [[ ! -d $models ]] || as_user "${torch[0]}" "$root/kernel-setup/bench_models.py" "$models" "$batch"
done
