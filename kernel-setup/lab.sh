#!/usr/bin/env bash
# Usage: lab.sh [OPTION ...]. Opens JupyterLab on notebooks/, or on the folder that SMASH_NOTEBOOKS
# names; options go to JupyterLab.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

"$root/kernel-setup/install.sh"
export SMASH_RESULTS=${SMASH_RESULTS:-$root/results/lab}
if [[ $(id -u) == 0 ]]; then set -- --allow-root "$@"; fi
# The kernel itself bounds what a cell prints; the server would drop the middle of it.
exec "$python" -m jupyterlab --ZMQChannelsWebsocketConnection.limit_rate=False \
  --notebook-dir="${SMASH_NOTEBOOKS:-$root/notebooks}" "$@"
