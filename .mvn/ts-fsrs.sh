# shellcheck shell=sh
# Read by ./check: installs ts-fsrs, the scheduler that the tests compare ours with, by npm.
#
# prepare_ts_fsrs FOLDER says in a line why it cannot, and the comparison is then skipped.

ts_fsrs_version=5.4.2

prepare_ts_fsrs() {
  [ -r "$1/ts-fsrs-$ts_fsrs_version" ] && return 0
  rm -rf "$1"
  mkdir -p "$1"
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "the comparison with ts-fsrs is skipped: node and npm are not installed"
  elif npm install --prefix "$1" --ignore-scripts --no-audit --no-fund --fetch-retries=1 \
    "ts-fsrs@$ts_fsrs_version" </dev/null >"$1/npm.log" 2>&1; then
    touch "$1/ts-fsrs-$ts_fsrs_version"
  else
    echo "the comparison with ts-fsrs is skipped: npm could not install it ($1/npm.log)"
    rm -rf "$1/node_modules"
  fi
}
