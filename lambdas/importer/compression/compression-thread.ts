import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Chunk, PlainChunk } from '../../shared/membership/chunk.ts';
import { toChunk, withoutLastLineFeed } from '../../shared/membership/compress-chunk.ts';
import { encodingOptions } from '../../shared/membership/encode-chunk.ts';
import { type Compress, compressHere } from './compress.ts';

/** A string needs no file beside the bundle. Texts come one behind the other, and frames go back like that. */
const program = `
  const { parentPort, workerData: { params, leastChunkSize } } = require('node:worker_threads');
  const { zstdCompressSync } = require('node:zlib');
  parentPort.on('message', ({ id, bytes, ends }) => {
    let from = 0;
    const frames = ends.map((end) => {
      const text = bytes.subarray(from, end);
      from = end;
      const chunkSize = Math.max(leastChunkSize, text.length);
      return zstdCompressSync(text, { params, chunkSize, pledgedSrcSize: text.length });
    });
    let end = 0;
    const frameEnds = frames.map(({ length }) => (end += length));
    const packed = new Uint8Array(end);
    frames.forEach((frame, index) => packed.set(frame, frameEnds[index] - frame.length));
    parentPort.postMessage({ id, bytes: packed, ends: frameEnds }, [packed.buffer]);
  });
`;

const answerSchema = z.object({
  id: z.number(),
  bytes: z.instanceof(Uint8Array),
  ends: z.array(z.number()),
});

interface Task {
  chunks: readonly PlainChunk[];
  resolve: (chunks: readonly Chunk[] | Promise<readonly Chunk[]>) => void;
}

/** Compresses on a thread of its own, while the caller's sends what is compressed. When that has died, on the caller's. */
export class CompressionThread {
  readonly #worker: Worker;
  readonly #tasks = new Map<number, Task>();
  #lastId = 0;
  #hasDied = false;

  constructor() {
    this.#worker = new Worker(program, {
      eval: true,
      workerData: encodingOptions,
      execArgv: [],
      // Frames lie outside of the heap: collected often, or they add up.
      resourceLimits: { maxYoungGenerationSizeMb: 2 },
    });
    this.#worker.on('message', (answer) => {
      this.#take(answerSchema.parse(answer));
    });
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => {
      this.#hasDied = true;
      for (const { chunks, resolve } of this.#tasks.values()) resolve(compressHere(chunks));
      this.#tasks.clear();
    });
    this.#worker.unref();
  }

  readonly compress: Compress = (chunks) => {
    if (this.#hasDied) return compressHere(chunks);
    return new Promise((resolve) => {
      this.#lastId += 1;
      this.#tasks.set(this.#lastId, { chunks, resolve });
      // It keeps the process alive as long as somebody waits for it.
      this.#worker.ref();
      this.#post(this.#lastId, chunks);
    });
  };

  /** Whoever waits still gets what was to be compressed. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(id: number, chunks: readonly PlainChunk[]): void {
    const texts = chunks.map(({ lines }) => withoutLastLineFeed(lines));
    let end = 0;
    const ends = texts.map(({ length }) => (end += length));
    const bytes = new Uint8Array(end);
    for (const [index, text] of texts.entries()) bytes.set(text, (ends[index] ?? 0) - text.length);
    this.#worker.postMessage({ id, bytes, ends }, [bytes.buffer]);
  }

  #take({ id, bytes, ends }: z.infer<typeof answerSchema>): void {
    const task = this.#tasks.get(id);
    this.#tasks.delete(id);
    if (this.#tasks.size === 0) this.#worker.unref();
    task?.resolve(
      task.chunks.map((chunk, index) =>
        toChunk(chunk, bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index])),
      ),
    );
  }
}
