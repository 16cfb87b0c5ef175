# shellcheck shell=bash
# Read by test.sh and screenshots.sh: installs what tests need beyond the .NET SDK, or says what is missing.
# Needs common.sh.
: "${tools:?the folder of this script}" "${results:?the folder for logs}"

# A package of Debian, and what shows that it is there: a command, or a file.
required_packages='
chromium            chromium
fonts-liberation    /usr/share/fonts/truetype/liberation*
postgresql          /usr/lib/postgresql/*/bin/postgres
s3cmd               s3cmd
swift-proxy         swift-proxy-server
swift-account       swift-account-server
swift-container     swift-container-server
swift-object        swift-object-server
memcached           memcached
curl                curl
nodejs              node
npm                 npm'

missing_packages() {
  local package sign
  while read -r package sign; do
    if [ -z "$package" ] || command -v "$sign" >/dev/null || compgen -G "$sign" >/dev/null; then continue; fi
    echo "$package"
  done <<<"$required_packages"
}

is_missing() { missing_packages | grep -qxF -e "$1"; }

# Debian starts a server as soon as it is installed, with data and ports of its own. The tests start theirs; nothing else
# shall run because of them.
install_packages() {
  local policy=/usr/sbin/policy-rc.d ours=false code=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    ours=true
  fi
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -q && apt-get install -y -q --no-install-recommends "$@"; } >"$results/install.log" 2>&1 </dev/null || code=$?
  if $ours; then rm -f "$policy"; fi
  return "$code"
}

install_missing() {
  local missing
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] && grep -qsx 'ID=debian' /etc/os-release; then
    echo "   installing ${missing[*]}"
    install_packages "${missing[@]}" || tail -n 5 "$results/install.log"
    mapfile -t missing < <(missing_packages)
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    echo "   Not installed, and the tests that need it are skipped (on Debian, as root, this script installs it): ${missing[*]}."
  fi
}

node_is_usable() {
  command -v npm >/dev/null && command -v node >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'
}

# The stamp names the lock file that was installed and Node's version: with both unchanged there is nothing to do.
install_node_packages() {
  local stamp
  if ! node_is_usable; then
    echo "   Node.js 20 or later is not installed, and the tests that need it are skipped."
    return
  fi
  stamp="$(cksum <"$tools/package-lock.json") $(node --version)"
  if [ "$(cat "$tools/node_modules/.stamp" 2>/dev/null)" = "$stamp" ]; then return; fi
  echo "   npm ci"
  if run npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund >"$results/npm.log" 2>&1; then
    echo "$stamp" >"$tools/node_modules/.stamp"
  else
    echo "   npm ci failed, and the tests that need its packages are skipped:"
    tail -n 5 "$results/npm.log"
  fi
}
