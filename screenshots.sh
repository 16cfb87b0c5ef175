#!/usr/bin/env bash
# Starts the demo, signs in and draws every page in both themes and two sizes (1280 and 390 pixels wide).
#   ./screenshots.sh           into docs/screenshots
#   ./screenshots.sh DIR       into DIR
# Which pages: Tests/EndToEnd/Pages/ConsolePages.cs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-$root/docs/screenshots}
mkdir -p "$folder"
CONSOLE_SCREENSHOTS=$(cd "$folder" && pwd)
export CONSOLE_SCREENSHOTS
"$root/test.sh" EndToEnd Pages.ScreenshotTests
echo "The pictures are in $CONSOLE_SCREENSHOTS."
