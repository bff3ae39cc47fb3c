# Sourced by the scripts beside it: where we are, how we talk, and how Debian packages are installed.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

build_packages=(cmake ninja-build g++ ccache libeigen3-dev libboost1.81-dev libboost-json1.81-dev libcli11-dev
                libgtest-dev libbenchmark-dev python3 python3-venv)
# clang-14: the headers must compile with it too.
test_packages=("${build_packages[@]}" clang-14)
# What the tests of pages and of the recorded terminal session run; a font, since Chromium brings none.
page_programs=(chromium:chromium node:nodejs npm:npm)
page_packages=(fonts-dejavu-core)
terminal_programs=(tmux:tmux)
# Java: the tests score inside Spark.
python_packages=(cmake ninja-build g++ ccache python3 python3-dev python3-venv openjdk-17-jre-headless)
format_packages=(clang-format-14)
lint_packages=("${build_packages[@]}" clang-14 clang-tidy-14 libclang-rt-14-dev)

# Formats and checks what is written in Python (settings in pyproject.toml).
ruff_version=0.17.6
python_sources=(python tests/python examples/python benchmarks/compare/python_race.py)

say() { printf '== %s\n' "$*"; }
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]; }

# need_packages PACKAGE...: installs what is missing; on a system without apt-get it says what is needed and stops,
# unless ATTACHMENT_NO_INSTALL=1 says that everything is there under other names.
need_packages() {
  if [ "${ATTACHMENT_NO_INSTALL:-}" = 1 ]; then return; fi
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail "this system has no apt-get. Install what these Debian packages hold: $*; then run ATTACHMENT_NO_INSTALL=1 $0"
  fi
  local package missing=() as_root=()
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "neither root nor sudo: as root, run apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq || fail "apt-get update failed; is there a network?"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
    >/dev/null || fail "apt-get install ${missing[*]} failed"
}

# need_programs PROGRAM:PACKAGE...: installs the packages of the programs that are not there, wherever they come from:
# a node from elsewhere brings an npm of its own, beside which Debian's cannot be installed.
need_programs() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
  done
  if [ ${#missing[@]} -gt 0 ]; then need_packages "${missing[@]}"; fi
}

# need_page_modules: what tests/pages/package-lock.json names, installed into build/pages.
need_page_modules() {
  need_programs "${page_programs[@]}"
  need_packages "${page_packages[@]}"
  local folder=$root/build/pages lock=$root/tests/pages/package-lock.json
  if cmp -s "$lock" "$folder/installed-lock.json"; then return; fi
  if ! command -v npm >/dev/null; then
    say "npm is not to be found, so the tests of pages will be skipped"
    return
  fi
  say "Installing axe-core and playwright-core into build/pages"
  mkdir -p "$folder"
  rm -f "$folder/installed-lock.json"
  cp "$root/tests/pages/package.json" "$lock" "$folder"
  # Nothing of theirs runs while it is installed: no browser is fetched.
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --silent) ||
    fail "npm could not install what tests/pages/package-lock.json lists; is there a network?"
  cp "$lock" "$folder/installed-lock.json"
}

# need_ruff: sets $ruff to the program, installed into build/ruff where it is not there yet.
need_ruff() {
  ruff=$root/build/ruff/bin/ruff
  if [ -x "$ruff" ] && [ "$("$ruff" --version)" = "ruff $ruff_version" ]; then return; fi
  need_packages python3 python3-venv
  say "Installing ruff into build/ruff"
  rm -rf "$root/build/ruff"
  mkdir -p "$root/build"
  python3 -m venv "$root/build/ruff" || fail "python3 -m venv failed; on Debian the package python3-venv is needed"
  "$root/build/ruff/bin/python" -m pip install --quiet --disable-pip-version-check "ruff==$ruff_version" ||
    fail "pip could not install ruff; is there a network?"
}

# What was compiled before is not compiled again, whichever folder it was compiled in.
use_ccache() {
  if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache
    export CCACHE_SLOPPINESS=pch_defines,time_macros
    export CCACHE_BASEDIR=$root
  fi
}

# configure PRESET [-D...]: configures build/PRESET quietly, and shows CMake's words where it fails.
configure() {
  local preset=$1 log
  shift
  log=$root/build/configure-$preset.log
  mkdir -p "$root/build"
  cmake --preset "$preset" "$@" >"$log" 2>&1 || {
    cat "$log" >&2
    fail "CMake could not configure build/$preset; its words are above and in $log"
  }
}

jobs() { nproc 2>/dev/null || echo 2; }
