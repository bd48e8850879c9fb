/** Reflected polynomial, as two halves: BigInt is slow. */
const polynomialHigh = 0x9a6c9329;
const polynomialLow = 0xac4bc9b5;

const slices = 8;
/** Entry `n * 256 + byte`: what the byte makes of the sum when n more bytes have followed. */
const highs = new Uint32Array(slices * 256);
const lows = new Uint32Array(slices * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit += 1) {
    const isOdd = (low & 1) === 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) [high, low] = [high ^ polynomialHigh, low ^ polynomialLow];
  }
  highs[byte] = high;
  lows[byte] = low;
}
const at = (table: Uint32Array, index: number): number => table[index] ?? 0;
for (let index = 256; index < slices * 256; index += 1) {
  const [high, low] = [at(highs, index - 256), at(lows, index - 256)];
  highs[index] = (high >>> 8) ^ at(highs, low & 0xff);
  lows[index] = ((low >>> 8) | (high << 24)) ^ at(lows, low & 0xff);
}

/** CRC-64/NVME, fed piece by piece. */
export class Crc64Nvme {
  #high = -1;
  #low = -1;

  update(bytes: Uint8Array): void {
    let high = this.#high;
    let low = this.#low;
    let position = 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; position + 8 <= bytes.length; position += 8) {
      const one = low ^ view.getInt32(position, true);
      const two = high ^ view.getInt32(position + 4, true);
      const [a, b, c, d] = [one & 0xff, (one >>> 8) & 0xff, (one >>> 16) & 0xff, one >>> 24];
      const [e, f, g, h] = [two & 0xff, (two >>> 8) & 0xff, (two >>> 16) & 0xff, two >>> 24];
      high =
        at(highs, 1792 + a) ^
        at(highs, 1536 + b) ^
        at(highs, 1280 + c) ^
        at(highs, 1024 + d) ^
        at(highs, 768 + e) ^
        at(highs, 512 + f) ^
        at(highs, 256 + g) ^
        at(highs, h);
      low =
        at(lows, 1792 + a) ^
        at(lows, 1536 + b) ^
        at(lows, 1280 + c) ^
        at(lows, 1024 + d) ^
        at(lows, 768 + e) ^
        at(lows, 512 + f) ^
        at(lows, 256 + g) ^
        at(lows, h);
    }
    for (; position < bytes.length; position += 1) {
      const index = (low ^ view.getUint8(position)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ at(lows, index);
      high = (high >>> 8) ^ at(highs, index);
    }
    this.#high = high;
    this.#low = low;
  }

  /** big-endian, in base64 */
  result(): string {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~this.#high);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes.toString('base64');
  }
}
