#!/usr/bin/env bash
# Runs OpenStack Swift with its S3 interface: a server that verifies signatures and knows nothing of this project. One
# replica of everything in one folder, on loopback and free ports, until it gets TERM or INT or the process that started it ends.
# Usage: swift.sh DIR    DIR is new and gets everything the servers write; DIR/address the endpoint once it answers.
# Path style, region us-east-1, access key test:tester, secret testing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=Tests/tools/common.sh
. "$here/common.sh"
directory=${1:?usage: swift.sh DIR}
# Swift's programs belong to Debian's own Python: another one earlier in PATH lacks their modules.
PATH=/usr/bin:/usr/sbin:/bin:/sbin

user=$(id -un)
if [ "$user" = root ]; then user=swift; fi

mkdir -p "$directory"/{rings,objects/disk,log}
directory=$(cd "$directory" && pwd)
chmod 711 "$directory"
chown "$user" "$directory"/{objects,objects/disk,log}
cd "$directory/rings"

servers=()
stop_servers() {
  if [ ${#servers[@]} -gt 0 ]; then
    kill "${servers[@]}" 2>/dev/null || true
    wait "${servers[@]}" 2>/dev/null || true
  fi
  servers=()
}
# shellcheck disable=SC2317 # called by the trap
stop() {
  trap '' TERM INT
  stop_servers
  exit 0
}
trap stop TERM INT

start() {
  local name=$1
  shift
  (tied_as "$user" TERM "$@") >"$directory/log/$name.log" 2>&1 </dev/null &
  servers+=("$!")
}

# What every server's file says: no worker processes besides the server itself, no system log.
defaults() {
  echo "[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $1
swift_dir = $directory/rings
user = $user
workers = 0
log_level = WARNING
log_address = $directory/log/none"
}

# Ring NAME PORT: where the only copy of every account, container or object is, and the server that keeps it.
ring() {
  local name=$1 port=$2
  rm -f "$name".builder "$name".ring.gz
  {
    swift-ring-builder "$name.builder" create 4 1 1
    swift-ring-builder "$name.builder" add "r1z1-127.0.0.1:$port/disk" 1
    swift-ring-builder "$name.builder" rebalance
  } >>"$directory/log/rings.log"
  {
    defaults "$port"
    echo "devices = $directory/objects
mount_check = false
[pipeline:main]
pipeline = $name-server
[app:$name-server]
use = egg:swift#$name
[$name-replicator]
[$name-updater]
[$name-auditor]"
  } >"$name.conf"
}

proxy() {
  local filters="catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth copy slo dlo versioned_writes symlink" filter
  defaults "$1"
  echo "[pipeline:main]
pipeline = $filters proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true"
  for filter in $filters; do
    case $filter in
      cache) echo "[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:$2" ;;
      s3api) echo "[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1" ;;
      tempauth) echo "[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin" ;;
      versioned_writes) echo "[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_versioned_writes = true
allow_object_versioning = true" ;;
      *) echo "[filter:$filter]
use = egg:swift#$filter" ;;
    esac
  done
}

all_run() {
  local server
  for server in "${servers[@]}"; do kill -0 "$server" 2>/dev/null || return 1; done
}

answers() { curl --fail --silent --noproxy '*' --max-time 2 --output /dev/null "http://127.0.0.1:$1/healthcheck"; }

for _ in 1 2 3; do
  port=$(free_port)
  cache=$(free_port)
  ring account "$(free_port)" &
  ring container "$(free_port)" &
  ring object "$(free_port)" &
  wait
  proxy "$port" "$cache" >proxy.conf
  start memcached memcached -l 127.0.0.1 -p "$cache" -m 64
  for name in account container object; do start "$name" swift-$name-server "$directory/rings/$name.conf" -v; done
  start proxy swift-proxy-server "$directory/rings/proxy.conf" -v
  # A server that ends means that its port was taken meanwhile: the whole set starts again on others.
  for ((tenths = 0; tenths < 1200; tenths++)); do
    if ! all_run; then break; fi
    if answers "$port"; then
      echo "http://127.0.0.1:$port" >"$directory/address.new"
      mv "$directory/address.new" "$directory/address"
      wait -n "${servers[@]}" || true
      break 2
    fi
    sleep 0.1
  done
  stop_servers
done
stop_servers
echo "OpenStack Swift does not run:" >&2
tail -n 5 "$directory"/log/*.log >&2
exit 1
