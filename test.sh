#!/usr/bin/env bash
# Builds the solution, starts the servers that tests need, runs the tests and ends with "N passed, N failed, N skipped".
#   ./test.sh                  everything but the long suites
#   ./test.sh --all            the long suites too
#   ./test.sh Unit             one test project (a folder of Tests), or several
#   ./test.sh Unit Journal     in it, the tests whose full name contains "Journal"; of several such words any
# On Debian, as root, it installs what is missing; elsewhere it says what is missing, and the tests that need it are skipped.
# With CI=true a skipped test that Tests/allowed-skips.txt does not name fails the run.
set -euo pipefail

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 501)); then
  echo "test.sh needs bash 5.1 or later; this is $BASH_VERSION." >&2
  exit 2
fi

cd "$(dirname "${BASH_SOURCE[0]}")"
tools=$PWD/Tests/tools
results=$PWD/artifacts/test-results
configuration=Release
# shellcheck source=Tests/tools/common.sh
. "$tools/common.sh"
# shellcheck source=Tests/tools/install.sh
. "$tools/install.sh"
# shellcheck source=Tests/tools/servers.sh
. "$tools/servers.sh"

# ---- arguments

all=false
projects=()
words=()
known_projects=()
for file in Tests/*/*.csproj; do
  folder=$(dirname "$file")
  if ! grep -q '<IsTestProject>true' "$file"; then continue; fi
  # A project without a source file has no tests yet; one with source files that runs none is a failure.
  if [ -z "$(find "$folder" -name '*.cs' -not -path '*/obj/*' -print -quit)" ]; then continue; fi
  known_projects+=("$(basename "$folder")")
done
for argument in "$@"; do
  case $argument in
    --all) all=true ;;
    --help | -h)
      sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    -*)
      echo "Unknown option $argument. ./test.sh --help tells what there is." >&2
      exit 2
      ;;
    *) if [[ " ${known_projects[*]} " == *" $argument "* ]]; then projects+=("$argument"); else words+=("$argument"); fi ;;
  esac
done
if [ ${#projects[@]} -eq 0 ]; then projects=("${known_projects[@]}"); fi

filter='Suite!=Long'
# The test host is ended, and its test named, when no test finishes for this long.
hang_timeout=5m
if $all; then
  filter=
  hang_timeout=25m
fi
if [ ${#words[@]} -gt 0 ]; then
  names=$(printf '|FullyQualifiedName~%s' "${words[@]}")
  filter="${filter:+($filter)&}(${names#|})"
fi

# ---- phases

phase_name=
phase_start=0
phase() {
  if [ -n "$phase_name" ]; then echo "   $((SECONDS - phase_start)) s"; fi
  phase_name=$1
  phase_start=$SECONDS
  echo "== $phase_name"
}

build() {
  local code=0
  # No compiler or build server stays behind.
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
  # One compiler for all projects is warm after the first; it is ended here, so that it does not take from the tests.
  run dotnet build ConnectionsConsole.sln --configuration "$configuration" -p:UseSharedCompilation=true \
    --verbosity quiet --nologo --tl:off >"$results/build.log" 2>&1 || code=$?
  dotnet build-server shutdown --vbcscompiler >>"$results/build.log" 2>&1 || true
  # The summary repeats each of them.
  grep -E '(error|warning) [A-Z]+[0-9]+|error :' "$results/build.log" | sort -u | head -n 40 || true
  if [ "$code" -ne 0 ]; then tail -n 5 "$results/build.log"; fi
  return "$code"
}

# ---- results

passed=0
failed=0
skipped=0
problems=()
unexpected_skips=()

# A run that ends without a result counts as a failure, so that the last line never looks better than the run was.
problem() {
  problems+=("$1")
  failed=$((failed + 1))
}

indented() { sed -n "1,$1s/^/     /p"; }

is_allowed_skip() {
  # The arguments of a theory do not count: one line covers all its cases.
  cut -d ' ' -f 1 Tests/allowed-skips.txt | grep -qxF -e "${1%%(*}"
}

# sum_up PROJECT EXIT-CODE SECONDS
sum_up() {
  local project=$1 code=$2 seconds=$3 kind first second third before=${#problems[@]}
  local counts=(0 0 0)
  if [ -f "$results/$project.trx" ]; then
    while IFS=$'\t' read -r kind first second third; do
      case $kind in
        total) counts=("$first" "$second" "$third") ;;
        failed) problems+=("$first"$'\n'"$(tr '\r' '\n' <<<"$second" | indented 40)") ;;
        skipped) if ! is_allowed_skip "$first"; then unexpected_skips+=("$first"$'\n'"$(indented 5 <<<"$second")"); fi ;;
        aborted) problem "$project was aborted"$'\n'"$(tr '\r' '\n' <<<"$first" | indented 12)" ;;
      esac
    done < <(awk -f "$tools/summary.awk" "$results/$project.trx")
  fi
  passed=$((passed + counts[0]))
  failed=$((failed + counts[1]))
  skipped=$((skipped + counts[2]))
  echo "   $project: ${counts[0]} passed, ${counts[1]} failed, ${counts[2]} skipped ($seconds s)"
  if [ "$code" -ne 0 ] && [ ${#problems[@]} -eq "$before" ]; then
    problem "$project ended with exit code $code"$'\n'"$(tail -n 15 "$results/$project.log" | indented 15)"
  elif [ $((counts[0] + counts[1] + counts[2])) -eq 0 ] && [ ${#words[@]} -eq 0 ] && [ ${#problems[@]} -eq "$before" ]; then
    problem "$project ran no test"
  fi
}

# ---- tests

# Becomes the test runner, so that this script is its parent and gets its exit code.
run_project() {
  local project=$1
  local arguments=("Tests/$project/bin/$configuration/net10.0/ConnectionsConsole.$project.dll"
    --logger "trx;LogFileName=$project.trx" --results-directory "$results"
    "--Blame:CollectHangDump;TestTimeout=$hang_timeout;HangDumpType=None")
  if [ -n "$filter" ]; then arguments+=(--filter "$filter"); fi
  tied TERM dotnet test "${arguments[@]}" >"$results/$project.log" 2>&1 </dev/null
}

# Two at a time: most of what the slow projects do is to wait for a server or a browser.
run_projects() {
  local waiting=("${projects[@]}") finished code
  declare -A running=() started=()
  while [ ${#waiting[@]} -gt 0 ] || [ ${#running[@]} -gt 0 ]; do
    while [ ${#waiting[@]} -gt 0 ] && [ ${#running[@]} -lt 2 ]; do
      run_project "${waiting[0]}" &
      running[$!]=${waiting[0]}
      started[$!]=$SECONDS
      waiting=("${waiting[@]:1}")
    done
    code=0
    wait -n -p finished "${!running[@]}" || code=$?
    sum_up "${running[$finished]}" "$code" "$((SECONDS - started[$finished]))"
    unset "running[$finished]"
  done
}

# ---- the run

# In braces, so that bash has read it whole: the script can be edited while it runs.
{
  rm -rf "$results"
  mkdir -p "$results"
  leave_nothing_behind

  phase "Install"
  install_missing
  install_node_packages

  phase "Build"
  start_servers
  if ! build; then
    problem "The solution does not build; see above."
    projects=()
  fi

  if [ ${#projects[@]} -gt 0 ]; then
    phase "Servers"
    await_servers
    phase "Tests"
    run_projects
  fi
  if [ $((passed + failed + skipped)) -eq 0 ]; then problem "No test has a name with: ${words[*]}"; fi
  phase "Result after $SECONDS s"

  if [ "${CI:-}" = true ]; then
    for skip in "${unexpected_skips[@]}"; do problem "Skipped, but not named in Tests/allowed-skips.txt: $skip"; done
  else
    for skip in "${unexpected_skips[@]}"; do echo " - Skipped: $skip"; done
  fi
  for text in "${problems[@]}"; do echo " - $text"; done
  if [ ${#problems[@]} -gt 0 ]; then echo "   Full output: $results"; fi
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit
}
