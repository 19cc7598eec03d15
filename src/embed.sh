#!/bin/sh
# Prints a C file that holds the bytes of a file as a NUL-terminated string,
# sql_NAME of NAME.sql, which embedded.h of its folder of src declares: string
# literals may not be longer than 4,095 characters.
# usage: embed.sh src/FOLDER/.../NAME.KIND
folder=${1#src/}
folder=${folder%%/*}
name=$(basename "${1%.*}" | tr - _)
printf '/* Made from %s: do not edit. */\n' "$1"
printf '#include "%s/embedded.h"\n\n' "$folder"
printf 'const char %s_%s[] = {\n' "${1##*.}" "$name"
od -An -v -tu1 "$1" | sed 's/  */ /g; s/\([0-9][0-9]*\)/\1,/g'
printf ' 0\n};\n'
