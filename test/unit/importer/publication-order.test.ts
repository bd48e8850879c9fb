import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { importFiles } from '../../../lambdas/importer/import-files.ts';
import type { TurnStore } from '../../../lambdas/importer/turns/in-turn.ts';
import { aMessage } from '../../support/factories.ts';
import { everyone } from '../../support/fake-users.ts';
import { openedFile } from '../../support/opened-file.ts';
import { claimed, fakePorts, time } from './fake-import.ts';

/** It takes 750 bytes. */
const longId = (index: number): string =>
  createHash('shake256', { outputLength: 750 }).update(String(index)).digest('base64');

/** More than 10,000 write units. */
const large = Array.from({ length: 12_500 }, (_, index) => longId(index)).join('\n');

/** Imports these files in one message, for a table that takes 1,000 units a second. */
const importTogether = async (
  contents: Readonly<Record<string, string>>,
  {
    turns = {},
    onChunk = () => undefined,
    signal = time.signal,
  }: {
    turns?: Awaited<ReturnType<TurnStore['read']>>['turns'];
    onChunk?: (fileName: string) => void;
    signal?: AbortSignal;
  } = {},
) => {
  const order: string[] = [];
  const { ports } = fakePorts('', []);
  const note =
    (what: string) =>
    ({ fileName }: { fileName: string }): Promise<boolean> => {
      order.push(`${fileName} ${what}`);
      return Promise.resolve(true);
    };
  const names = Object.keys(contents);
  let milliseconds = 0;
  const imported = await importFiles(
    names.map((fileName) => aMessage({ fileName })),
    { ...time, signal },
    {
      ...ports,
      claimImport: ({ fileName }, importId) => {
        const size = Buffer.byteLength(contents[fileName]!);
        const audienceId = fileName;
        return Promise.resolve({
          ...claimed,
          importId,
          fileName,
          audienceId,
          object: fileName,
          size,
        });
      },
      openFile: (key) => Promise.resolve(openedFile(contents[key.split('/').at(-1)!]!)),
      openUsers: everyone,
      endImport: {
        ...ports.endImport,
        publish: note('published'),
        fail: note('failed'),
        release: note('released'),
      },
      chunksTable: { tableName: 'memberships', describeThroughput: () => Promise.resolve(1_000) },
      turnStore: {
        read: () => Promise.resolve({ revision: 1, turns }),
        enter: (_, __, audienceId) => {
          order.push(`${audienceId} asks for its turn`);
          return Promise.resolve(true);
        },
        leave: () => Promise.resolve(),
      },
      putChunks: ({ audienceId }, chunks) => {
        onChunk(audienceId);
        return Promise.resolve({ unprocessed: [], units: chunks.length });
      },
      backoff: {
        sleep: (pause) => {
          milliseconds += pause;
          return Promise.resolve();
        },
        random: () => 1,
      },
      now: () => milliseconds,
    },
  );
  const endings = Object.fromEntries(
    imported.map(({ message, ending }) => [message.fileName, ending]),
  );
  return { order, endings };
};

const published = (members: number) => ({ result: 'published', counts: { members } });

describe('the files of a pass', () => {
  it('that take a turn at the table are published behind all others, each group in its order', async () => {
    const contents = { 'a.csv': large, 'b.csv': 'u1\n', 'c.csv': large, 'd.csv': 'u1\nu2\n' };
    const { order, endings } = await importTogether(contents);
    expect(order).toEqual([
      ...['b.csv published', 'd.csv published'],
      ...['a.csv asks for its turn', 'a.csv published'],
      ...['c.csv asks for its turn', 'c.csv published'],
    ]);
    expect(endings).toMatchObject({
      'a.csv': published(12_500),
      'b.csv': published(1),
      'c.csv': published(12_500),
      'd.csv': published(2),
    });
  });

  it('are published, but for those that others keep from having their turn', async () => {
    const busy = { since: 0, seconds: 600, until: Infinity, hasBegun: true };
    const contents = { 'a.csv': large, 'b.csv': 'u1\n', 'c.csv': large };
    const { order, endings } = await importTogether(contents, { turns: { other: busy } });
    expect(order[0]).toBe('b.csv published');
    // They wait two minutes between them: the second asks once, for its place.
    expect(order.filter((what) => what.startsWith('a.csv asks')).length).toBeGreaterThan(5);
    expect(order.filter((what) => what.startsWith('c.csv asks'))).toHaveLength(1);
    expect(endings).toMatchObject({
      'a.csv': { result: 'released', why: 'table-busy' },
      'b.csv': published(1),
    });
  });

  it('do not fail as too slow for the time that those took which were published before them', async () => {
    const stop = new AbortController();
    const contents = { 'a.csv': large, 'b.csv': 'u1\n' };
    const { endings } = await importTogether(contents, {
      signal: stop.signal,
      onChunk: (fileName) => {
        if (fileName === 'a.csv') stop.abort();
      },
    });
    expect(endings).toMatchObject({
      'a.csv': { result: 'released', why: 'no-time-left' },
      'b.csv': published(1),
    });
  });

  it('fail as too slow when they have had all of the time, so that no message comes again for ever', async () => {
    for (const [name, contents] of [
      ['a.csv', { 'a.csv': large, 'b.csv': large }],
      ['b.csv', { 'a.csv': large, 'b.csv': 'u1\n' }],
    ] as const) {
      const stop = new AbortController();
      const { endings } = await importTogether(contents, {
        signal: stop.signal,
        onChunk: () => {
          stop.abort();
        },
      });
      const others = Object.keys(contents).filter((other) => other !== name);
      expect(endings[name]).toMatchObject({ result: 'failed', failure: { cause: 'too-slow' } });
      for (const other of others) expect(endings[other]).toMatchObject({ why: 'no-time-left' });
    }
  });
});
