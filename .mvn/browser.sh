# shellcheck shell=sh
# Read by ./check: prepares what the browser tests need, in target/browser.
#
# prepare_browser FOLDER installs Playwright's driver and axe-core with npm, looks for Chromium and, as root on a
# system with apt-get, installs it. FOLDER/browser.properties tells the tests where all of it is, or why they skip.

playwright_version=1.62.0
axe_version=4.14.1

npm_packages() {
  [ -r "$1/axe-core-$axe_version" ] && [ -r "$1/playwright-core-$playwright_version" ] && return 0
  rm -rf "$1/node_modules" "$1"/*-core-*
  npm install --prefix "$1" --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000 \
    "playwright-core@$playwright_version" "axe-core@$axe_version" </dev/null >"$1/npm.log" 2>&1 || return 1
  # Playwright for Java looks for a folder named package.
  ln -sfn playwright-core "$1/node_modules/package" &&
    touch "$1/axe-core-$axe_version" "$1/playwright-core-$playwright_version"
}

# One that starts: some systems have a stand-in that only says how to install it.
find_chromium() {
  for CHROMIUM in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    /Applications/Chromium.app/Contents/MacOS/Chromium; do
    CHROMIUM=$(command -v "$CHROMIUM") && "$CHROMIUM" --version >/dev/null 2>&1 && return 0
  done
  return 1
}

install_chromium() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  echo "check: installing Chromium for the browser tests"
  {
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium
  } </dev/null >"$1/apt.log" 2>&1
}

# Sets browser_lack to what is missing, in words.
find_browser_lack() {
  browser_lack=
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    browser_lack="node and npm are not installed"
  elif ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; then
    browser_lack="node is older than version 18"
  elif ! npm_packages "$1"; then
    browser_lack="npm could not install playwright-core and axe-core ($1/npm.log)"
  elif ! find_chromium && ! { install_chromium "$1" && find_chromium; }; then
    browser_lack="Chromium is not installed"
  fi
}

prepare_browser() {
  mkdir -p "$1"
  find_browser_lack "$1"
  if [ -n "$browser_lack" ]; then
    echo "browser tests are skipped: $browser_lack"
    echo "lack=$browser_lack" >"$1/browser.properties"
  else
    printf 'node=%s\nchromium=%s\n' "$(command -v node)" "$CHROMIUM" >"$1/browser.properties"
  fi
}
