# What ./run and ./test have in common: is everything here that they need, and is the build up to date?
# Sourced by bash; $root is the repository.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# One compiler for all projects of a build: each of its own would compile itself first. One for each tree.
compiler=(-p:UseSharedCompilation=true "-p:SharedCompilationId=infohub-$(cksum <<<"$root" | cut -d' ' -f1)")

# build PROJECT [ARGUMENTS]: silent where it succeeds. On a busy machine the shared compiler has been seen to garble pages, which then do not compile: once more, each project by its own.
build() {
  local said
  said=$(dotnet build "$@" -c Release --nologo -v quiet -clp:NoSummary "${compiler[@]}" 2>&1) && return
  if grep -q cshtml <<<"$said"; then
    dotnet build "$@" -c Release --nologo -v quiet -clp:NoSummary -p:UseSharedCompilation=false
  else
    printf '%s\n' "$said"
    return 1
  fi
}

missing() {
  printf '%s\n' "$@" >&2
  exit 3
}

need_dotnet() {
  if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then
    PATH="$HOME/.dotnet:$PATH"
  fi
  if ! command -v dotnet >/dev/null; then
    missing ".NET SDK 10 is missing." \
      "Get it from https://dotnet.microsoft.com/download/dotnet/10.0, or for yourself only:" \
      "  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
  fi
  # built programs look for the runtime here; dotnet may also be a script that leads elsewhere
  if [ -z "${DOTNET_ROOT:-}" ]; then
    DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
    [ -d "$DOTNET_ROOT/shared" ] || DOTNET_ROOT=$(dotnet --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App .* \[\(.*\)\/shared\/.*/\1/p' | tail -1)
    export DOTNET_ROOT
  fi
}

need_sdk() {
  need_dotnet
  if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    missing "dotnet is here, its SDK 10 is not (found: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' '))." \
      "Get it from https://dotnet.microsoft.com/download/dotnet/10.0"
  fi
}

need_node() {
  local found=none
  if command -v node >/dev/null; then
    found=$(node --version)
  fi
  if [ "$found" = none ] || [ "$(cut -d. -f1 <<<"${found#v}")" -lt 20 ]; then
    missing "Node.js 20 or newer is missing (found: $found). It builds the styles and the script." \
      "Get it from https://nodejs.org/en/download"
  fi
  if ! command -v npm >/dev/null; then
    missing "npm is missing. It comes with Node.js: https://nodejs.org/en/download"
  fi
}

# need_packages NAME=PATH...: Debian packages by a file or folder that each of them brings
need_packages() {
  local wanted=() pair
  for pair in "$@"; do
    compgen -G "${pair#*=}" >/dev/null || wanted+=("${pair%%=*}")
  done
  if [ ${#wanted[@]} -eq 0 ]; then
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    missing "Debian packages are missing. Install them with:" "  sudo apt-get install --no-install-recommends ${wanted[*]}"
  fi
  echo "Installing ${wanted[*]}"
  # no cluster of Debian's own: the tests start theirs and remove it
  if [[ " ${wanted[*]} " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
}

# Names, times and sizes of all that the build reads: nothing is compiled when none of them changed.
sources() {
  (
    cd "$root"
    find src libs Directory.*.* Boundaries.props BannedSymbols.txt global.json .editorconfig \
      \( -name node_modules -o -name dist -o -name bin -o -name obj \) -prune -o -type f -printf '%p %T@ %s\n' | LC_ALL=C sort | sha256sum
  )
}

stamp() { echo "$root/artifacts/run.stamp"; }

built() { [ -x "$root/artifacts/bin/Web/release/infohub" ] && [ "$(sources)" = "$(cat "$(stamp)" 2>/dev/null)" ]; }

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port=$1
  while taken "$port"; do
    port=$((port + 1))
  done
  echo "$port"
}
