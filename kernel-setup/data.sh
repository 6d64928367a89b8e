#!/usr/bin/env bash
# Usage: data.sh NAME... with names of cifar10, cifar100, stl10, imagenet32, modelnet10, modelnet40.
# Downloads data sets to data/, goes on with a broken download, and checks it against its published
# checksum, where there is one. For imagenet32, which needs a login, it says where to get it.
# SMASH_MIRROR names another place to fetch the files from.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

(($#)) || die "Say which data sets, for example: data.sh cifar10 stl10; data/README.md lists them."
# The library has the addresses and checksums.
"$root/kernel-setup/install.sh"
exec "${java_bin}java" -cp "$(class_path)" org.smashnas.data.Downloads "$root/data" "$@"
