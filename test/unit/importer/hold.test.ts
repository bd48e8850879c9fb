import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../support/any-character.ts';
import { importFile } from '../../support/import-file.ts';
import type { Chunk } from '../../../lambdas/shared/membership/chunk.ts';
import { aProject, someCounts } from '../../support/factories.ts';

import { openedFile } from '../../support/opened-file.ts';
import { claimed, claimedWith, fakePorts, liveWith, message, time } from './fake-import.ts';

describe('a new version', () => {
  describe('that would leave nobody where somebody was', () => {
    const claimImport = () => Promise.resolve({ ...claimed, live: liveWith(['a', 'b']) });

    it('has it held, with the members written', async () => {
      const chunks: Chunk[] = [];
      const { ports, done, recorded } = fakePorts('nobody\n', [], {
        claimImport,
        putChunks: (_, some) => {
          chunks.push(...some);
          return Promise.resolve({ unprocessed: [], units: 0 });
        },
      });
      const result = await importFile(message, time, ports);
      expect(result).toEqual({
        result: 'held',
        version: 5,
        counts: someCounts({ rows: 1, duplicates: 0, members: 0 }),
        failure: {
          cause: 'would-be-empty',
          explanation: {
            of: 'would-be-empty',
            values: { live: 1, unregistered: 1, version: 5 },
          },
          message:
            'Nobody would be left: the audience has 1 member, and the only ID in the file belongs to no registered ' +
            'user. If it is right: "audience-import audience approve shop vip --version 5". If not, upload a corrected file, which ' +
            'takes its place, or drop it: "audience-import audience discard shop vip --version 5". Nothing has to be rolled back.',
        },
      });
      expect(chunks).toHaveLength(1);
      expect([done, recorded]).toEqual([['held'], [result]]);
    });

    it('publishes it where the project has allowed that', async () => {
      const getProject = () => Promise.resolve(aProject({ holdWhenEmpty: false }));
      const { ports, done } = fakePorts('nobody\n', [], { claimImport, getProject });
      expect(await importFile(message, time, ports)).toMatchObject({ result: 'published' });
      expect(done).toEqual(['published']);
    });

    it('lets go of it when it was fenced out', async () => {
      const { ports } = fakePorts('nobody\n', [], { claimImport });
      const hold = () => Promise.resolve(false);
      const fenced = { ...ports, endImport: { ...ports.endImport, hold } };
      expect(await importFile(message, time, fenced)).toEqual({
        result: 'released',
        why: 'fenced-out',
      });
    });
  });

  it('holds a list that shrinks by more than the project allows', async () => {
    const live = { ...liveWith(['a', 'b', 'c']), counts: someCounts({ members: 3 }) };
    const { ports, done } = fakePorts('a\n', ['a'], {
      claimImport: () => Promise.resolve({ ...claimed, live }),
      getProject: () => Promise.resolve(aProject({ maxShrink: 50 })),
    });
    expect(await importFile(message, time, ports)).toMatchObject({
      failure: {
        cause: 'shrinks',
        message: expect.stringContaining(
          "1 of 3 members would be left, 66.7 % fewer; the project's --max-shrink is 50.",
        ),
      },
    });
    expect(done).toEqual(['held']);
  });

  it('holds nothing of what is live already, whatever its numbers say', async () => {
    const live = { ...liveWith([]), counts: someCounts({ members: 3 }) };
    const { ports, done } = fakePorts('nobody\n', [], {
      claimImport: () => Promise.resolve(claimedWith(live)),
    });
    expect(await importFile(message, time, ports)).toMatchObject({ unchanged: true });
    expect(done).toEqual(['published unchanged']);
  });

  it('holds no list for the limit, which rejects it', async () => {
    const { ports, done } = fakePorts('nobody\n', [], {
      getProject: () => Promise.resolve(aProject({ maxShrink: 0, audienceLimit: 1 })),
      slots: { take: () => Promise.resolve(false) },
    });
    expect(await importFile(message, time, ports)).toMatchObject({ failure: { cause: 'limit' } });
    expect(done).toEqual(['rejected']);
  });
});

it('never empties an audience with members by itself, whatever bytes come', async () => {
  const lines = fc.array(
    fc.oneof(
      fc.constantFrom('a', 'b', 'nobody', '"a"', '', '\ufeff', 'a;b', 'a,', 'a.0', 'user_id'),
      fc.string({ unit: anyCharacter, maxLength: 8 }),
    ),
  );
  const ends = fc.constantFrom('\n', '\r\n', '\r', '');
  const files = fc.oneof(
    fc.tuple(lines, ends).map(([rows, end]) => Buffer.from(rows.join(end))),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  );
  const projects = fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(files, projects, async (bytes, maxShrink) => {
      const { ports, done } = fakePorts('', ['a', 'b'], {
        claimImport: () => Promise.resolve({ ...claimed, live: liveWith(['a', 'b']) }),
        getProject: () =>
          Promise.resolve(aProject({ ...(maxShrink !== undefined && { maxShrink }) })),
        openFile: () => Promise.resolve(openedFile(bytes)),
      });
      const result = await importFile(message, time, ports);
      if (result.result === 'published') expect(result.counts.members).toBeGreaterThan(0);
      else expect(done.filter((what) => what.startsWith('published'))).toEqual([]);
    }),
  );
});
