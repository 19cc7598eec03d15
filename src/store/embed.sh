#!/bin/sh
# Prints a C file that holds the bytes of an SQL file as the NUL-terminated
# string sql_NAME: string literals may not be longer than 4,095 characters.
# usage: embed.sh FILE.sql
name=$(basename "$1" .sql | tr - _)
printf '/* Made from %s: do not edit. */\n' "$1"
printf '#include "store/embedded.h"\n\nconst char sql_%s[] = {\n' "$name"
od -An -v -tu1 "$1" | sed 's/  */ /g; s/\([0-9][0-9]*\)/\1,/g'
printf ' 0\n};\n'
