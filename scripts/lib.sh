# Shared by the steps. Sourced, never run.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Which step speaks, and why it exists: every step sets both.
step=${step:-}

say()  { printf '\033[1m%s\033[0m %s\n' "[$step]" "$*"; }
# Ends the step: what is wrong, then what to do about it.
fail() { printf '\033[1m%s\033[0m %s\n' "[$step]" "$1" >&2; shift; printf '    %s\n' "$@" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Installs Debian packages: why, then their names. Only root can; anybody else is told what to ask for.
debian() {
  local why=$1; shift
  have apt-get || fail "$why is missing, and this is not a Debian where I could install it." \
    "Install it in your system's way (on Debian: $*), then run this again."
  [ "$(id -u)" = 0 ] || fail "$why is missing, and only root may install it." \
    "Run: sudo apt-get install $*" "Then run this again."
  say "installing $why: $*"
  export DEBIAN_FRONTEND=noninteractive
  # With the package lists as they are, first: fetching them is slow, and seldom needed twice.
  apt_install "$@" 2>/dev/null && return
  apt-get update -qq || fail "apt-get update failed." "Check the network and /etc/apt, then run this again."
  apt_install "$@" || fail "apt-get could not install $*." "It says why above; mend that, then run this again."
}
apt_install() { apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >/dev/null; }
