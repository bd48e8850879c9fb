import type { ListedFolder, ListedObject } from '../../../lambdas/scanner/domain/listing.ts';
import type { KnownFile } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import type { KeepScans } from '../../../lambdas/scanner/ports.ts';
import type { ScanPorts } from '../../../lambdas/scanner/scan-projects.ts';
import type { ScanProjectPorts } from '../../../lambdas/scanner/scan-project.ts';
import type { ImportMessage } from '../../../lambdas/shared/contract.ts';
import { aSource } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';

export const now = 100_000_000;

export interface World {
  listing?: (ListedObject | ListedFolder)[];
  known?: KnownFile[];
}

/** Ports that note what is done, in order. */
export const fakePorts = (
  { listing = [], known = [] }: World,
  more: Partial<ScanProjectPorts> = {},
): { ports: ScanProjectPorts; done: string[]; sent: ImportMessage[] } => {
  const done: string[] = [];
  const sent: ImportMessage[] = [];
  const ports: ScanProjectPorts = {
    listFiles: () => streamOf(listing),
    readKnownFiles: () => streamOf(known),
    recordSource: (_, fileName, { etag }) => {
      done.push(`source ${fileName} ${etag}`);
      return Promise.resolve(true);
    },
    recordMissing: (_, fileName) => {
      done.push(`missing ${fileName}`);
      return Promise.resolve(true);
    },
    recordSending: ({ fileName }) => {
      done.push(`sending ${fileName}`);
      return Promise.resolve(true);
    },
    recordRetry: ({ fileName }) => {
      done.push(`retry ${fileName}`);
      return Promise.resolve(true);
    },
    recordRematch: ({ fileName }) => {
      done.push(`rematch ${fileName}`);
      return Promise.resolve(true);
    },
    recordSent: ({ fileName, etag }) => {
      done.push(`taken ${fileName} ${etag}`);
      return Promise.resolve();
    },
    recordFreshness: (_, fileName, __, { to }) => {
      done.push(`${to} ${fileName}`);
      return Promise.resolve(true);
    },
    sendMessages: (orders) => {
      const messages = orders.flatMap(({ files }) => files);
      sent.push(...messages);
      done.push(...messages.map(({ fileName, etag }) => `sent ${fileName} ${etag}`));
      return Promise.resolve({ confirmed: orders, refused: [] });
    },
    getIgnored: () => Promise.resolve(undefined),
    recordIgnored: () => Promise.resolve(),
    now: () => now,
    leastShared: 1024 * 1024,
    isOutOfTime: () => false,
    ...more,
  };
  return { ports, done, sent };
};

/** Of a run that begins at the beginning, and keeps nothing. */
export const noPosition: Pick<ScanPorts, 'getProject' | 'position' | keyof KeepScans> = {
  getProject: () => Promise.resolve(undefined),
  position: {
    read: () => Promise.resolve(undefined),
    save: () => Promise.resolve(),
    clear: () => Promise.resolve(),
  },
  readLastScans: () => Promise.resolve({ tick: undefined, byProject: new Map() }),
  saveLastScan: () => Promise.resolve(),
  saveTick: () => Promise.resolve(),
  onNotKept: (error) => {
    throw error;
  },
};

export const listed = (name: string, etag = 'e1', size = aSource().size): ListedObject => {
  const { lastModified } = aSource();
  return { name, etag, size, lastModified, listedAt: now };
};
export const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${String(index).padStart(6, '0')}.csv`);

export const overLimit = (fileName: string, at: number): KnownFile => ({
  fileName,
  source: aSource(),
  outcome: { etag: 'e1', cause: 'limit', at },
});
