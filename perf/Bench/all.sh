#!/usr/bin/env bash
# Every figure for one engine, in a table. The first time it fills the database, which takes a while; later runs take what is there.
#
#   perf/Bench/all.sh --engine sqlite|postgres [--items N] [--data DIR] [--postgres "Host=…;Database=…;Username=…"]
#
# Without --postgres it runs a cluster of its own below DIR, on a free port, with fsync on.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
. "$root/.ci/tools.sh"
cd "$root"

engine=sqlite items=1000000 data="" postgres=""
while [ $# -ge 2 ]; do
  case $1 in
    --engine) engine=$2 ;;
    --items) items=$2 ;;
    --data) data=$2 ;;
    --postgres) engine=postgres postgres=$2 ;;
    *) break ;;
  esac
  shift 2
done
if [ $# -gt 0 ] || [[ $engine != sqlite && $engine != postgres ]]; then
  sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"
  exit 2
fi

data=$(realpath -m -- "${data:-${TMPDIR:-/tmp}/infohub-bench-$engine-$items}")
mkdir -p "$data"
need_sdk
for project in src/Web perf/Bench; do
  build "$project"
done
# so that ./run finds its build done
sources >"$(stamp)"

if [ "$engine" = postgres ] && [ -z "$postgres" ]; then
  bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
  port=$(free_port 27432)
  as=()
  mkdir -p "$data/cluster"
  # PostgreSQL does not run as root
  if [ "$(id -u)" -eq 0 ]; then
    chown 65534:65534 "$data/cluster"
    chmod a+x "$data"
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  fi
  if [ ! -d "$data/cluster/data" ]; then
    "${as[@]}" "$bin/initdb" -D "$data/cluster/data" -A trust -U postgres -E UTF8 --locale=C >/dev/null
  fi
  "${as[@]}" "$bin/pg_ctl" -D "$data/cluster/data" -w -l "$data/cluster/log" start >/dev/null \
    -o "-p $port -k $data/cluster -c listen_addresses=127.0.0.1 -c shared_buffers=512MB -c max_wal_size=4GB -c maintenance_work_mem=512MB"
  # by its number: the hub closes the directory above to others
  trap 'kill -INT "$(head -1 "$data/cluster/data/postmaster.pid")"' EXIT
  postgres="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
fi

echo "$(nproc) cores, $(free -g | awk '/^Mem:/ {print $2}') GB, Linux $(uname -r), load $(cut -d' ' -f1-3 /proc/loadavg)"
artifacts/bin/Bench/release/Infohub.Bench all --items "$items" --data "$data" ${postgres:+--postgres "$postgres"}
