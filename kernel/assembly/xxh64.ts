/**
 * XXH64 with seed 0, after its specification (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md).
 */

const prime1: u64 = 0x9e3779b185ebca87;
const prime2: u64 = 0xc2b2ae3d27d4eb4f;
const prime3: u64 = 0x165667b19e3779f9;
const prime4: u64 = 0x85ebca77c2b2ae63;
const prime5: u64 = 0x27d4eb2f165667c5;

export function xxh64(start: usize, length: u32): u64 {
  const end = start + length;
  let at = start;
  let hash: u64;
  if (length >= 32) {
    let lane1 = prime1 + prime2;
    let lane2 = prime2;
    let lane3: u64 = 0;
    let lane4: u64 = 0 - prime1;
    const lastStripe = end - 32;
    do {
      lane1 = round(lane1, load<u64>(at));
      lane2 = round(lane2, load<u64>(at, 8));
      lane3 = round(lane3, load<u64>(at, 16));
      lane4 = round(lane4, load<u64>(at, 24));
      at += 32;
    } while (at <= lastStripe);
    hash = rotl<u64>(lane1, 1) + rotl<u64>(lane2, 7) + rotl<u64>(lane3, 12) + rotl<u64>(lane4, 18);
    hash = merge(hash, lane1);
    hash = merge(hash, lane2);
    hash = merge(hash, lane3);
    hash = merge(hash, lane4);
  } else hash = prime5;

  hash += <u64>length;
  for (; at + 8 <= end; at += 8)
    hash = rotl<u64>(hash ^ round(0, load<u64>(at)), 27) * prime1 + prime4;
  if (at + 4 <= end) {
    hash = rotl<u64>(hash ^ (<u64>load<u32>(at) * prime1), 23) * prime2 + prime3;
    at += 4;
  }
  for (; at < end; at++) hash = rotl<u64>(hash ^ (<u64>load<u8>(at) * prime5), 11) * prime1;

  hash = (hash ^ (hash >> 33)) * prime2;
  hash = (hash ^ (hash >> 29)) * prime3;
  return hash ^ (hash >> 32);
}

function round(lane: u64, input: u64): u64 {
  return rotl<u64>(lane + input * prime2, 31) * prime1;
}

function merge(hash: u64, lane: u64): u64 {
  return (hash ^ round(0, lane)) * prime1 + prime4;
}
