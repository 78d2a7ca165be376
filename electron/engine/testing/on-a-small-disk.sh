#!/bin/sh
# on-a-small-disk.sh NODE SCRIPT: runs the script on a disk of its own of 3 MB, in a
# mount namespace that ends with it; works for root and for whoever may have user namespaces.
set -eu
if [ "${INSIDE:-}" != yes ]; then
  for way in '-m' '-rm'; do
    if unshare $way sh -c 'd=$(mktemp -d); mount -t tmpfs -o size=1m tmpfs "$d"' 2>/dev/null; then
      INSIDE=yes exec unshare $way sh "$0" "$@"
    fi
  done
  echo 'no mount here'
  exit 0
fi
disk=$(mktemp -d)
mount -t tmpfs -o size=3m tmpfs "$disk"
status=0
SMALL_DISK="$disk" "$1" --no-warnings "$2" || status=$?
umount -l "$disk"
rmdir "$disk"
exit $status
