#!/usr/bin/env bash
# Usage: data.sh NAME... with names of cifar10, cifar100, stl10, imagenet32, modelnet10, modelnet40.
# Downloads data sets to data/ with curl, goes on with a broken download, and checks each against its
# published checksum. For imagenet32, which needs a login, it says where to get it. SMASH_MIRROR names
# another place to fetch the files from.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
sources=$root/smash-lib/src/main/resources/org/smashnas/data/sources.txt
folder=$root/data

# entry NAME: the data set's line, or its end if there is none.
entry() {
  grep "^$1|" "$sources" && return
  die "There is no data set \"$1\" to fetch; there are: $(grep -v '^#' "$sources" | cut -d '|' -f 1 | xargs)."
}

# is_official FILE CHECKSUM, of MD5 if it has 32 digits, else of SHA-256; macOS has other tools.
is_official() {
  [[ -f $1 ]] || return 1
  local sum
  if ((${#2} == 32)); then
    sum=$(md5sum <"$1" 2>/dev/null || md5 -q "$1")
  else
    sum=$(sha256sum <"$1" 2>/dev/null || shasum -a 256 "$1")
  fi
  [[ ${sum%% *} == "$2" ]]
}

# receive ADDRESS PART: prints the server's answer. What has come already is gone on with; a server that
# sends nothing for a minute is given up. The address comes on standard input, where no list of processes
# shows a password that is in it.
receive() {
  curl --config - --proto =http,https --fail --location --continue-at - --connect-timeout 30 \
    --speed-limit 1 --speed-time 60 --progress-bar --show-error --write-out '%{http_code}' \
    --output "$2" <<<"url = \"$1\""
}

fetch() {
  local name title file place checksum page terms answer code=0
  IFS='|' read -r name title file place checksum page terms <<<"$1"
  local to=$folder/$file part=$folder/$file.part
  [[ -n $place ]] ||
    die "$title cannot be fetched without a login: get it from $page and put $file into $folder."
  if [[ -e $to ]]; then
    is_official "$to" "$checksum" ||
      die "$to is there but not the official file; move it away or delete it, then fetch again."
    echo "$to is there already. $terms"
    return
  fi
  exec 9>"$folder/.$file.lock"
  ! command -v flock >/dev/null || flock --nonblock 9 ||
    die "$to is being fetched by another process; wait until it is done, or end it."
  # A mirror's address may hold a password, which is not for showing.
  local from="$file from ${SMASH_MIRROR:+SMASH_MIRROR}"
  [[ -n ${SMASH_MIRROR:-} ]] || from+=$place
  place=${SMASH_MIRROR:-$place}
  place=${place%/}/$file
  if ! is_official "$part" "$checksum"; then
    answer=$(receive "$place" "$part") || code=$?
    # No server that goes on, or nothing left to go on with, though this is not the file.
    if [[ -s $part ]] && ((code == 33)) || [[ $answer == 416 ]]; then
      rm "$part"
      code=0
      answer=$(receive "$place" "$part") || code=$?
    fi
    ((code == 0)) ||
      die "$from could not be fetched (curl says why, above); what came so far is kept, so fetch it again to go on, or name another place in SMASH_MIRROR."
    if ! is_official "$part" "$checksum"; then
      rm "$part"
      die "What came as $from is not it, by its checksum; it was deleted, so fetch it again or from elsewhere."
    fi
  fi
  mv "$part" "$to"
  echo "$title is in $to. $terms"
}

(($#)) || die "Say which data sets, for example: data.sh cifar10 stl10; data/README.md lists them."
command -v curl >/dev/null || die "There is no curl, which fetches; install it."
# A wrong name is to be found before hours of fetching, not after.
entries=()
for name; do
  line=$(entry "$name")
  entries+=("$line")
done
mkdir -p "$folder"
for line in "${entries[@]}"; do
  fetch "$line"
done
