#!/usr/bin/env bash
# Usage: data.sh cifar10. Downloads a data set to data/, goes on with a broken download, and checks
# it against its published checksum. SMASH_MIRROR names another place to fetch the file from.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

[[ ${1:-} == cifar10 ]] || die "Say which data set; there is: cifar10."
file=cifar-10-binary.tar.gz
md5=c32a1d4ab5d03f1284b67883e8d87530
address=${SMASH_MIRROR:-https://www.cs.toronto.edu/~kriz}/$file

command -v curl >/dev/null || die "curl is needed; run: apt-get install -y curl"
cd "$root/data"
matches() { [[ -f $1 && $(md5sum "$1" | cut -d ' ' -f 1) == "$md5" ]]; }
if matches "$file"; then
  echo "data/$file is there already."
  exit
fi
fetch() { curl --fail --location --progress-bar --output "$file.part" "$@" "$address"; }
# 33: the server cannot go on in the middle, so from the start.
fetch --continue-at - || { (($? == 33)) && fetch; } ||
  die "$address could not be fetched; what came so far is kept, run data.sh again to go on."
if ! matches "$file.part"; then
  rm "$file.part"
  die "What came from $address is not $file (its MD5 is not $md5); it was deleted."
fi
mv "$file.part" "$file"
echo "CIFAR-10 is in data/$file. Its authors state no licence; use it for research and cite them."
