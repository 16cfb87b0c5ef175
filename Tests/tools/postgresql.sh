#!/usr/bin/env bash
# Runs a PostgreSQL of its own, on loopback and a free port, until it gets TERM or INT or the process that started it ends.
# Usage: postgresql.sh DIR    DIR is new and gets everything the server writes; DIR/address the connection string once it answers.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=Tests/tools/common.sh
. "$here/common.sh"
directory=${1:?usage: postgresql.sh DIR}

# Debian keeps the server's programs out of PATH, one folder per version: the newest is taken.
programs=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -n "$programs" ]; then PATH=$programs:$PATH; fi

# The server refuses to run as root.
user=$(id -un)
if [ "$user" = root ]; then user=postgres; fi

mkdir -p "$directory/data"
chmod 711 "$directory"
chown "$user" "$directory/data"
cd "$directory"

server=
# shellcheck disable=SC2317 # called by the trap
stop() {
  trap '' TERM INT
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" || true
  fi
  exit 0
}
trap stop TERM INT

# Anyone on this machine may connect: the data is made up, and lives as long as the tests.
(tied_as "$user" TERM initdb --pgdata data --auth trust --username postgres --encoding UTF8 --locale C.UTF-8 --no-sync) >initdb.log 2>&1

for _ in 1 2 3 4 5; do
  port=$(free_port)
  # The tests kill consoles, never this server or the machine, so nothing has to reach the disk: without fsync hundreds of databases are made in
  # a fraction of the time. Many tests at once need many connections.
  (tied_as "$user" INT postgres -D data -h 127.0.0.1 -p "$port" -k '' -c max_connections=300 -c fsync=off -c full_page_writes=off) >>server.log 2>&1 </dev/null &
  server=$!
  while kill -0 "$server" 2>/dev/null; do
    if pg_isready --quiet --host 127.0.0.1 --port "$port"; then
      echo "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres" >address.new
      mv address.new address
      wait "$server"
      exit
    fi
    sleep 0.1
  done
done
echo "PostgreSQL does not start:" >&2
tail -n 5 server.log >&2
exit 1
