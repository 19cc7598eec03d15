#!/bin/sh
# coverage.sh BUILD CORPUS: run each target once over what it has learned and
# its seeds, and print how much of src all of them reach.
build=$1 corpus=$2
profiles=$(mktemp -d) || exit 1
trap 'rm -rf "$profiles"' EXIT
objects=
for target in "$build"/tests/*_fuzz; do
	name=$(basename "$target" _fuzz)
	set -- "tests/fuzz/seeds/$name"
	[ ! -d "$corpus/$name" ] || set -- "$@" "$corpus/$name"
	LLVM_PROFILE_FILE=$profiles/$name.raw "$target" -runs=0 "$@" \
		2>"$profiles/log" || { cat "$profiles/log" >&2; exit 1; }
	objects="$objects${objects:+ -object }$target"
done
# Debian names these after the version of clang that made the profiles.
version=$(clang -dumpversion | cut -d. -f1)
"llvm-profdata-$version" merge -o "$profiles/all" "$profiles"/*.raw || exit 1
# shellcheck disable=SC2086
"llvm-cov-$version" report $objects -instr-profile "$profiles/all" src
