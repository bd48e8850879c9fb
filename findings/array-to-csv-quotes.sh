#!/bin/sh
# array-to-csv 1.0.1 quotes a value that has a quote in it, and does not double that quote; a line end it does not quote at all.
#
# Expected: RFC 4180, section 2, rule 7: "If double-quotes are used to enclose fields, then a double-quote appearing inside a
# field must be escaped by preceding it with another double quote"; rule 6: "Fields containing line breaks (CRLF), double
# quotes, and commas should be enclosed in double-quotes".
# Seen: `a"b` is written as `"a"b"`, and a line feed in a value makes two rows of it.
# Here: the first is rejected whole as `broken-quote`, with what stands behind the quote; the second cannot be told from
# two IDs. docs/exporters.md has the tool.
set -eu
PATH="$(cd "$(dirname "$0")/.." && pwd)/node_modules/.bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts array-to-csv@1.0.1
cat > run.cjs <<'END'
const assert = require('node:assert/strict');
const toCsv = require('array-to-csv');
const { version } = require('array-to-csv/package.json');

const seen = { 'a"b': toCsv([['a"b']]), 'a,b': toCsv([['a,b']]), 'two\nlines': toCsv([['two\nlines']]) };
console.log(`array-to-csv ${version}:`, seen);
assert.deepEqual(seen, { 'a"b': '"a"b"', 'a,b': '"a,b"', 'two\nlines': 'two\nlines' });
END
node run.cjs
