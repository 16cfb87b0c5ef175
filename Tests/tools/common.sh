# shellcheck shell=bash
# Read by the scripts that start processes.

# A TCP port of 127.0.0.1 on which nothing listens, from below the range that the system hands out by itself. Another
# process can still take it first: whoever starts a server on it tries again with another one.
free_port() {
  local port
  while :; do
    port=$((RANDOM % 12000 + 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
}

# tied SIGNAL COMMAND...: becomes COMMAND, which gets SIGNAL when the process that started it ends, even by kill -9.
tied() {
  local signal=$1
  shift
  if command -v setpriv >/dev/null; then exec setpriv --pdeathsig "$signal" -- "$@"; fi
  exec "$@"
}

# tied_as USER SIGNAL COMMAND...: the same as another user; only root can do that, anyone else stays who they are.
tied_as() {
  local user=$1 signal=$2
  shift 2
  if [ "$(id -u)" -ne 0 ]; then tied "$signal" "$@"; fi
  exec setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups --pdeathsig "$signal" -- "$@"
}

# In the background and waited for: bash answers a signal only between commands, and a build can take a minute.
run() {
  (tied TERM "$@") </dev/null &
  wait "$!"
}

# leave_nothing_behind: makes the folder $work, and has it removed at the end together with every process that was started
# meanwhile. Each inherits a mark in its environment, so that also one whose parent has died already is found.
leave_nothing_behind() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/console-tests.XXXXXX")
  # Servers run as users of their own and have to reach their folders in it.
  chmod 711 "$work"
  run_mark=CONSOLE_TEST_RUN=$$-$RANDOM$RANDOM
  export "${run_mark?}"
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
}

marked_processes() {
  local file
  grep -lzxs "$run_mark" /proc/[0-9]*/environ | while read -r file; do
    file=${file#/proc/}
    echo "${file%/environ}"
  done
}

clean_up() {
  local code=$? signal attempt pids
  trap '' EXIT INT TERM HUP
  export -n CONSOLE_TEST_RUN
  for signal in TERM KILL; do
    for ((attempt = 0; attempt < 50; attempt++)); do
      mapfile -t pids < <(jobs -pr; marked_processes)
      if [ ${#pids[@]} -eq 0 ]; then break 2; fi
      if [ "$attempt" -eq 0 ]; then kill -s "$signal" "${pids[@]}" 2>/dev/null || true; fi
      sleep 0.1
    done
  done
  rm -rf "$work"
  exit "$code"
}
