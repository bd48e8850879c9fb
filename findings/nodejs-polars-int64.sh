#!/bin/sh
# Polars for Node (nodejs-polars 0.25.2) makes missing values of all bigints in a column of the type Int64.
#
# Expected: the package's own types (bin/datatypes/datatype.d.ts, DTypeToJs) have a bigint for each value of the type Int64. The
# very same values become a column of UInt64 without the type, and are written.
# Seen: with pl.Int64, given to a Series or in the schema of a DataFrame, all values are null, without an error. writeCSV
# writes a header and blank rows. The same with pl.UInt64 and numbers of JavaScript.
# Here: such a file is one column's name with blank rows. That would leave nobody, so that it is held, and the finding
# `header-only` says why (lambdas/shared/domain/diagnosis/findings-of-files.ts). docs/exporters.md says what to give it.
set -eu
PATH="$(cd "$(dirname "$0")/.." && pwd)/node_modules/.bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts nodejs-polars@0.25.2
cat > run.cjs <<'END'
const assert = require('node:assert/strict');
const pl = require('nodejs-polars');
const { version } = require('nodejs-polars/package.json');

const ids = [100200301n, 1234567890123456789n];
const csv = (frame) => frame.writeCSV().toString();
const seen = {
  'bigints': csv(pl.DataFrame({ id: ids })),
  'bigints, a Series of Int64': csv(pl.DataFrame({ id: pl.Series('id', ids, pl.Int64) })),
  'bigints, Int64 by the schema': csv(pl.DataFrame({ id: ids }, { schema: { id: pl.Int64 } })),
  'numbers, a Series of UInt64': csv(pl.DataFrame({ id: pl.Series('id', [7, 8], pl.UInt64) })),
  'text': csv(pl.DataFrame({ id: ids.map(String) })),
};
console.log(`nodejs-polars ${version}:`, seen);
assert.deepEqual(seen, {
  'bigints': 'id\n100200301\n1234567890123456789\n',
  'bigints, a Series of Int64': 'id\n\n\n',
  'bigints, Int64 by the schema': 'id\n\n\n',
  'numbers, a Series of UInt64': 'id\n\n\n',
  'text': 'id\n100200301\n1234567890123456789\n',
});
END
node run.cjs
