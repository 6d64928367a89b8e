#!/usr/bin/env bash
# Usage: run.sh [NOTEBOOK] [--budget smoke|quick|laptop|paper] [--save] [--fresh]. Executes a notebook
# without a browser and leaves it, an HTML page and its tables in results/NOTEBOOK/, where it goes on
# with what an earlier run at this budget left unless --fresh says otherwise. --save also stores the
# outputs in the notebook itself.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

notebook= budget=quick flags=()
while (($#)); do
  case $1 in
    --budget) budget=${2:-} && shift ;;
    --budget=*) budget=${1#*=} ;;
    --save | --fresh) flags+=("$1") ;;
    -h | --help) sed -n '2,5s/^# //p' "$0" && exit ;;
    -*) die "There is no option $1; there are --budget smoke|quick|laptop|paper, --save and --fresh." ;;
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
SMASH_BUDGET=$budget exec "$python" "$root/kernel-setup/execute.py" "${flags[@]}" \
  "$root/notebooks/$notebook.ipynb" "$root/results/$notebook"
