#!/bin/sh
# Node 24 ends zstd data after its first frame when the next one comes in the same chunk.
#
# Expected: RFC 8878, section 3.1: "Zstandard compressed data is made up of one or more frames. Each frame is independent
# and can be decompressed independently of other frames. The decompressed content of multiple concatenated frames is the
# concatenation of each frame's decompressed content." `zstd -d` does so, and so does createGunzip with members of gzip.
# Seen: with createZstdDecompress it depends on how the bytes were cut: of two frames in one chunk the second is dropped,
# without an error. zstdDecompressSync drops it, too; a skippable frame in front ends the data before it has begun.
# Here: lambdas/shared/unpacking/unpack.ts gives each frame an engine of its own, and goes on where the last has stopped.
set -eu
PATH="$(cd "$(dirname "$0")/.." && pwd)/node_modules/.bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'END'
import assert from 'node:assert/strict';
import { createZstdDecompress, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const unpack = (chunks) =>
  new Promise((resolve, reject) => {
    const engine = createZstdDecompress();
    let text = '';
    engine.on('data', (some) => (text += some)).on('end', () => resolve(text)).on('error', reject);
    for (const chunk of chunks) engine.write(chunk);
    engine.end();
  });

const frames = ['one\n', 'two\n'].map((text) => zstdCompressSync(text));
const skippable = Buffer.of(0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 0, 0);
const seen = {
  'each frame a chunk': await unpack(frames),
  'both in one chunk': await unpack([Buffer.concat(frames)]),
  'both, zstdDecompressSync': String(zstdDecompressSync(Buffer.concat(frames))),
  'a skippable frame in front': await unpack([Buffer.concat([skippable, frames[0]])]),
};
console.log(`Node ${process.version}:`, seen);
assert.deepEqual(seen, {
  'each frame a chunk': 'one\ntwo\n',
  'both in one chunk': 'one\n',
  'both, zstdDecompressSync': 'one\n',
  'a skippable frame in front': '',
});
END
node run.mjs
