#!/usr/bin/env bash
# Usage: run.sh [NOTEBOOK] [--budget smoke|quick|laptop|paper] [--save]. Executes a notebook without a
# browser and leaves it, an HTML page and its tables in results/NOTEBOOK/. --save also stores the
# outputs in the notebook itself.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

notebook= budget=quick save=()
while (($#)); do
  case $1 in
    --budget) budget=${2:-} && shift ;;
    --budget=*) budget=${1#*=} ;;
    --save) save=(--save) ;;
    -h | --help) sed -n '2,4s/^# //p' "$0" && exit ;;
    -*) die "There is no option $1; there are --budget smoke|quick|laptop|paper and --save." ;;
    *)
      [[ -z $notebook ]] || die "One notebook at a time; $notebook and $1 were given."
      notebook=$1
      ;;
  esac
  (($# == 0)) || shift
done
notebook=$(basename "${notebook:-00-quickstart}" .ipynb)

[[ $budget =~ ^(smoke|quick|laptop|paper)$ ]] ||
  die "There is no budget '$budget'; there are smoke, quick, laptop and paper."
[[ -f $root/notebooks/$notebook.ipynb ]] ||
  die "There is no notebook '$notebook'; there are: $(notebook_names)."

"$root/kernel-setup/install.sh"
SMASH_BUDGET=$budget exec "$python" "$root/kernel-setup/execute.py" "${save[@]}" \
  "$root/notebooks/$notebook.ipynb" "$root/results/$notebook"
