/** CRC-64/NVME bit by bit, after its definition: without tables to be wrong. Two halves, because BigInt is slow. */
export const bitwiseCrc64 = (bytes: Uint8Array): bigint => {
  let [high, low] = [0xffff_ffff, 0xffff_ffff];
  for (const byte of bytes) {
    low ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = (low & 1) === 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (!isOdd) continue;
      high ^= 0x9a6c_9329;
      low ^= 0xac4b_c9b5;
    }
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
};
