import { ZSTDDecoder } from 'zstddec';
import { decompressChunk, statedSize } from '../../shared/membership/decode-chunk.ts';

/**
 * Decompresses one frame.
 *
 * @returns bytes that stay as they are
 * @throws Error when it is no frame, or is broken
 */
export type Decompress = (frame: Uint8Array) => Uint8Array;

/**
 * For many small frames. Node makes an object for each of them, which takes longer than the decompression; this decoder is made
 * once for the process, when it is first asked for: most that loads this module never does.
 */
export const loadDecompress = async (): Promise<Decompress> => {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return (frame) => {
    const size = statedSize(frame);
    // Without a size, the decoder has to trust the frame with its memory.
    if (size === undefined) return decompressChunk(frame);
    const bytes = decoder.decode(frame, size);
    // It gives other bytes, or none, for a frame that is broken; Node throws.
    return bytes.length === size ? bytes : decompressChunk(frame);
  };
};
