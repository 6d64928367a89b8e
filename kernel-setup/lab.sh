#!/usr/bin/env bash
# Usage: lab.sh [OPTION ...]. Opens JupyterLab on notebooks/; options go to JupyterLab.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

"$root/kernel-setup/install.sh"
# Only a headless run says where results go; in the browser, notebooks choose.
unset SMASH_RESULTS
if [[ $(id -u) == 0 ]]; then set -- --allow-root "$@"; fi
exec "$python" -m jupyterlab --notebook-dir="$root/notebooks" "$@"
