# shellcheck shell=bash
# Read by test.sh: starts the servers that tests talk to, and exports where they answer.
# Needs common.sh and install.sh.
: "${tools:?the folder of this script}" "${results:?the folder for logs}"

# Made by leave_nothing_behind.
work=${work:-}

server_names=()
declare -A server_process server_variable

# start_server NAME VARIABLE COMMAND...: COMMAND gets a folder, and writes its address there as soon as it answers.
start_server() {
  local name=$1 variable=$2
  shift 2
  (tied TERM "$@" "$work/$name") >"$results/$name.log" 2>&1 </dev/null &
  server_names+=("$name")
  server_process[$name]=$!
  server_variable[$name]=$variable
}

# Without waiting for them: they come up while the solution is built.
start_servers() {
  local package swift=true
  if ! is_missing postgresql; then start_server postgresql CONSOLE_TEST_POSTGRES "$tools/postgresql.sh"; fi
  for package in swift-proxy swift-account swift-container swift-object memcached curl; do
    if is_missing "$package"; then swift=false; fi
  done
  if $swift; then start_server swift CONSOLE_TEST_SWIFT "$tools/swift.sh"; fi
  if node_is_usable && [ -f "$tools/node_modules/.stamp" ]; then start_server s3rver CONSOLE_TEST_S3RVER node "$tools/s3rver.js"; fi
}

await_servers() {
  local name deadline=$((SECONDS + 300))
  for name in "${server_names[@]}"; do
    while [ ! -f "$work/$name/address" ] && [ $SECONDS -lt $deadline ] && kill -0 "${server_process[$name]}" 2>/dev/null; do sleep 0.1; done
    if [ -f "$work/$name/address" ]; then
      export "${server_variable[$name]}=$(<"$work/$name/address")"
    else
      echo "   $name did not start, and the tests that need it are skipped:"
      tail -n 5 "$results/$name.log"
    fi
  done
}
