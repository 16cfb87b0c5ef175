#!/usr/bin/env bash
# Migrations of all three providers, in one command.
#   ./migrations.sh reset        makes the one Initial migration of each provider anew (until the first release)
#   ./migrations.sh add NAME     adds a migration to each provider (after the first release)
#   ./migrations.sh check        fails when the model has changes that a provider's migrations lack
#   ./migrations.sh script DIR   writes each provider's SQL into DIR
set -euo pipefail
cd "$(dirname "$0")"
providers=(Sqlite SqlServer PostgreSql)
folder=Infrastructure/Persistence/Providers

dotnet tool restore >/dev/null
ef() { dotnet ef "$@" --project Infrastructure --no-build; }

case "${1:-}" in
  reset)
    for p in "${providers[@]}"; do rm -rf "$folder/$p/Migrations"; done
    dotnet build Infrastructure -v quiet
    for p in "${providers[@]}"; do
      ef migrations add Initial --context "${p}ConsoleDbContext" --output-dir "Persistence/Providers/$p/Migrations"
    done
    ;;
  add)
    name=${2:?give the migration a name}
    dotnet build Infrastructure -v quiet
    for p in "${providers[@]}"; do
      ef migrations add "$name" --context "${p}ConsoleDbContext" --output-dir "Persistence/Providers/$p/Migrations"
    done
    ;;
  check)
    dotnet build Infrastructure -v quiet
    for p in "${providers[@]}"; do ef migrations has-pending-model-changes --context "${p}ConsoleDbContext"; done
    ;;
  script)
    out=${2:?give a folder for the scripts}
    mkdir -p "$out"
    dotnet build Infrastructure -v quiet
    for p in "${providers[@]}"; do ef migrations script --context "${p}ConsoleDbContext" --output "$out/$p.sql"; done
    ;;
  *)
    sed -n '2,6p' "$0"
    exit 2
    ;;
esac
