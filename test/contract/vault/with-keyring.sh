#!/bin/sh
# Runs a command beside a real, unlocked gnome-keyring on a private session bus, in a home of its own.
# Usage: with-keyring.sh HOME_DIR COMMAND [ARG...]
# The bus, and the keyring on it, end with the command. Without a display the keyring cannot prompt: locked stays locked.
set -eu
home=$1
shift
mkdir -p "$home/.cache" "$home/.local/share/keyrings"
chmod 700 "$home/.cache"
unset DISPLAY WAYLAND_DISPLAY
export HOME="$home" XDG_DATA_HOME="$home/.local/share" XDG_CACHE_HOME="$home/.cache" XDG_RUNTIME_DIR="$home/.cache"
exec dbus-run-session -- sh -c '
  printf test-keyring-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  ping() {
    dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
      org.freedesktop.DBus.Peer.Ping >/dev/null 2>&1
  }
  tries=0
  until ping; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo "the keyring did not come up" >&2; exit 70; }
    sleep 0.1
  done
  "$@"
' with-keyring "$@"
