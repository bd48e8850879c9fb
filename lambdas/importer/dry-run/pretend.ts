import type { ImportPorts } from '../import-files.ts';
import { unitsToPut } from './units-to-put.ts';

/** Everything by which an import changes something outside of its process. Here nothing does. */
export const pretended: Pick<
  ImportPorts,
  'endImport' | 'slots' | 'giveBackPlace' | 'recordDrop' | 'putChunks' | 'chunksTable' | 'putReport'
> = {
  endImport: {
    publish: () => Promise.resolve(true),
    publishUnchanged: () => Promise.resolve(true),
    hold: () => Promise.resolve(true),
    reject: () => Promise.resolve(true),
    fail: () => Promise.resolve(true),
    release: () => Promise.resolve(true),
  },
  // Whether there is room was seen before the file was read.
  slots: { take: () => Promise.resolve(true) },
  giveBackPlace: () => Promise.resolve(),
  recordDrop: () => Promise.resolve(),
  putChunks: (version, chunks) =>
    Promise.resolve({
      unprocessed: [],
      units: chunks.reduce((sum, chunk) => sum + unitsToPut(version, chunk), 0),
    }),
  putReport: () => Promise.resolve(),
  // Nobody waits for a turn to write nothing.
  chunksTable: {
    tableName: '',
    describeThroughput: () => Promise.resolve(Number.POSITIVE_INFINITY),
  },
};
