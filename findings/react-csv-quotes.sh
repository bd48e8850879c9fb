#!/bin/sh
# react-csv 2.2.2 encloses each value in quotes, and does not double those in it.
#
# Expected: RFC 4180, section 2, rule 7: "If double-quotes are used to enclose fields, then a double-quote appearing inside a
# field must be escaped by preceding it with another double quote".
# Seen: `a"b` is written as `"a"b"`, and `",` in a value begins another column.
# Here: such a file is rejected whole as `broken-quote`. docs/exporters.md says what to do.
set -eu
PATH="$(cd "$(dirname "$0")/.." && pwd)/node_modules/.bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts react-csv@2.2.2
cat > run.cjs <<'END'
const assert = require('node:assert/strict');
const { toCSV } = require('react-csv/lib/core');
const { version } = require('react-csv/package.json');

const seen = { 'a"b': toCSV([['a"b']]), 'a","b': toCSV([['a","b']]) };
console.log(`react-csv ${version}:`, seen);
assert.deepEqual(seen, { 'a"b': '"a"b"', 'a","b': '"a","b"' });
END
node run.cjs
