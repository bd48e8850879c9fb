import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { OutOfMemoryError, TableFullError } from '../../../kernel/errors.ts';
import { importFiles, type ImportPorts } from '../../../lambdas/importer/import-files.ts';
import type { BegunImport, Ending } from '../../../lambdas/importer/record-import.ts';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import { aMessage, aProject } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { numbered } from '../../support/kernels.ts';
import { openedFile } from '../../support/opened-file.ts';
import { claimed, fakePorts, kernel, time } from './fake-import.ts';

/** A message with these files, in their order; which users are registered; what became of each. */
const importAll = async (
  contents: Readonly<Record<string, string | Buffer>>,
  users: readonly string[],
  {
    sizes = {},
    signal = time.signal,
    ...more
  }: Partial<ImportPorts> & {
    sizes?: Record<string, number>;
    signal?: AbortSignal;
  } = {},
) => {
  const lookups: string[] = [];
  const records: Record<string, BegunImport['attempt']> = {};
  const opened: string[] = [];
  const { ports, written, done } = fakePorts('', []);
  const messages = Object.keys(contents).map((fileName) => aMessage({ fileName }));
  const imported = await importFiles(
    messages,
    { ...time, signal },
    {
      ...ports,
      newImportId: () => 'i',
      claimImport: ({ fileName }, importId) => {
        const content = contents[fileName]!;
        const size = sizes[fileName] ?? Buffer.byteLength(content);
        const named = {
          importId,
          fileName,
          object: fileName,
          audienceId: `audience of ${fileName}`,
        };
        return Promise.resolve({ ...claimed, ...named, size });
      },
      openFile: (key) => {
        const fileName = key.split('/').at(-1)!;
        opened.push(fileName);
        return Promise.resolve(openedFile(contents[fileName]!));
      },
      openUsers: () => {
        const own = fakeUsers(users);
        return {
          ...own,
          getUsers: (ids, lookupSignal) => {
            lookups.push(...ids);
            return own.getUsers(ids, lookupSignal);
          },
        };
      },
      recordImport: ({ claimed: { fileName }, attempt }) => {
        records[fileName] = attempt;
        return Promise.resolve();
      },
      ...more,
    },
  );
  const endings = Object.fromEntries(
    imported.map(({ message, ending }): [string, Ending] => [message.fileName, ending]),
  );
  return { endings, lookups, records, opened, written, done };
};

const published = (members: number) => ({ result: 'published', counts: { members } });

describe('the files of one message', () => {
  it('are published one by one, and each user is looked up once for all of them', async () => {
    const contents = { 'a.csv': 'u1\nu2\nu3\n', 'b.csv': 'u2\n', 'c.csv': 'u3\nu2\n' };
    const { endings, lookups, written } = await importAll(contents, ['u1', 'u2', 'u3']);
    expect(endings).toMatchObject({
      'a.csv': published(3),
      'b.csv': published(1),
      'c.csv': published(2),
    });
    expect(lookups.toSorted()).toEqual(['u1', 'u2', 'u3']);
    expect(written).toHaveLength(6);
  });

  it('share what the lookups cost, and say that they did', async () => {
    const contents = { 'a.csv': 'u1\nu2\n', 'b.csv': 'u2\nu3\n', 'c.csv': 'u1\n' };
    const { records } = await importAll(contents, ['u1', 'u2', 'u3']);
    const unitsOf = (each: typeof records): number[] =>
      Object.values(each).map(({ meter }) => meter.readUnits);
    expect(unitsOf(records)).toEqual([0.5, 0.5, 0.5]);
    const two = await importAll({ 'a.csv': 'u1\nu2\n', 'b.csv': 'u2\nu3\n' }, ['u1', 'u2', 'u3']);
    expect(unitsOf(two.records)).toEqual([1, 0.5]);
    for (const { pass, plan } of Object.values(records))
      expect({ pass, plan }).toEqual({ pass: { id: 'i', files: 3 }, plan: 'lookup' });
  });

  it('say nothing of sharing where one comes alone', async () => {
    const { records } = await importAll({ 'a.csv': 'u1\n' }, []);
    expect(records['a.csv']!.pass).toBeUndefined();
  });

  it('do not suffer from one that breaks a rule', async () => {
    const contents = {
      'a.csv': 'u1\n',
      'b.csv': 'u1\nu2,x\n',
      'c.csv': '{"a":1}',
      'd.csv': 'u2\n',
    };
    const { endings, lookups, opened, records } = await importAll(contents, ['u1', 'u2']);
    expect(records['d.csv']!.pass).toMatchObject({ files: 2 });
    expect(opened).toEqual(['a.csv', 'b.csv', 'c.csv', 'd.csv']);
    expect(endings).toMatchObject({
      'a.csv': published(1),
      'd.csv': published(1),
      'b.csv': { result: 'rejected', failure: { cause: 'several-columns', row: 2 } },
      'c.csv': { result: 'rejected', failure: { cause: 'json' } },
    });
    expect(lookups.toSorted()).toEqual(['u1', 'u2']);
  });

  it('do not suffer from one that cannot be opened: the message comes back for it', async () => {
    const tried: string[] = [];
    const { endings } = await importAll({ 'a.csv': 'u1\n', 'b.csv': 'u2\n' }, ['u2'], {
      openFile: (key) => {
        tried.push(key);
        return key.endsWith('a.csv')
          ? Promise.reject(new Error('timeout'))
          : Promise.resolve(openedFile('u2\n'));
      },
    });
    expect(tried).toEqual(['shop/a.csv', 'shop/b.csv']);
    expect(endings).toMatchObject({ 'a.csv': { result: 'interrupted' }, 'b.csv': published(1) });
  });

  it('all go back to the queue when their users cannot be read, and let go of their claims', async () => {
    const released: string[] = [];
    let asked = 0;
    const { ports } = fakePorts('', []);
    const { endings } = await importAll({ 'a.csv': 'u1\n', 'b.csv': 'u2\n' }, [], {
      openUsers: () => {
        asked += 1;
        return fakeUsers([], { getUsers: () => Promise.reject(new Error('no table')) });
      },
      endImport: {
        ...ports.endImport,
        release: ({ fileName }) => {
          released.push(fileName);
          return Promise.resolve(true);
        },
      },
    });
    expect(endings).toMatchObject({
      'a.csv': { result: 'interrupted' },
      'b.csv': { result: 'interrupted' },
    });
    expect(released).toEqual(['a.csv', 'b.csv']);
    expect(asked).toBe(1);
  });

  it('do not suffer from one that turns out to be broken when its members are known', async () => {
    const contents = { 'a.csv': 'u1;x\nu2;y\n', 'b.csv': 'u1\n' };
    const { endings, opened } = await importAll(contents, ['u1']);
    expect(endings).toMatchObject({
      'a.csv': { result: 'rejected', failure: { cause: 'other-delimiter' } },
      'b.csv': published(1),
    });
    expect(opened).toEqual(['a.csv', 'b.csv']);
  });

  it('share what was read of their users before that failed, too', async () => {
    let calls = 0;
    const ids = numbered(150, 'u').join('\n');
    const { endings, records } = await importAll({ 'a.csv': ids, 'b.csv': ids }, [], {
      openUsers: () =>
        fakeUsers([], {
          getUsers: (asked) => {
            calls += 1;
            return calls === 1
              ? Promise.resolve({ registered: [], unprocessed: [], units: asked.length / 2 })
              : Promise.reject(new Error('no access'));
          },
        }),
    });
    expect(endings).toMatchObject({ 'a.csv': { result: 'interrupted' } });
    expect(Object.values(records).map(({ meter }) => meter.readUnits)).toEqual([25, 25]);
  });

  it('keep their outcome whatever goes wrong behind it', async () => {
    const { endings, done } = await importAll({ 'a.csv': 'u1\n', 'b.csv': 'u1\n' }, ['u1'], {
      recordImport: () => Promise.reject(new Error('no table')),
    });
    expect(endings).toMatchObject({ 'a.csv': published(1), 'b.csv': published(1) });
    expect(done).not.toContain('released');
  });

  it('are read in two passes when they do not fit into one, each of them once', async () => {
    const contents = { 'a.csv': 'u1\n', 'b.csv': 'u2\n', 'c.csv': 'u1\n' };
    const { endings, opened, records } = await importAll(contents, ['u1'], {
      sizes: { 'b.csv': maxFileBytes },
    });
    expect(endings).toMatchObject({
      'a.csv': published(1),
      'b.csv': published(0),
      'c.csv': published(1),
    });
    expect(opened).toEqual(['a.csv', 'b.csv', 'c.csv']);
    expect(records['b.csv']!.pass).toBeUndefined();
  });

  it('are let go when the project was paused meanwhile, those that were not begun yet', async () => {
    let looks = 0;
    const contents = { 'a.csv': 'u1\n', 'b.csv': 'u2\n', 'c.csv': 'u1\n' };
    const { endings, opened } = await importAll(contents, ['u1'], {
      sizes: { 'b.csv': maxFileBytes },
      getProject: () => Promise.resolve(aProject({ paused: (looks += 1) > 1 })),
    });
    expect(endings).toMatchObject({
      'a.csv': published(1),
      'b.csv': { result: 'released', why: 'paused' },
      'c.csv': { result: 'released', why: 'paused' },
    });
    expect(opened).toEqual(['a.csv']);
  });

  it('are rejected one by one for what they are before they are read', async () => {
    const { endings, opened } = await importAll({ 'a.csv': 'u1\n', 'b.csv': 'u1\n' }, ['u1'], {
      sizes: { 'a.csv': maxFileBytes + 1 },
    });
    expect(endings).toMatchObject({
      'a.csv': { result: 'rejected', failure: { cause: 'too-large' } },
      'b.csv': published(1),
    });
    expect(opened).toEqual(['b.csv']);
  });

  it('are read again, alone, when they are packed and have no room beside others', async () => {
    const ids = numbered(5000, 'u');
    const contents = { 'a.csv': 'u1\n', 'b.csv': gzipSync(ids.join('\n')), 'c.csv': 'u2\n' };
    const { endings, opened, lookups } = await importAll(contents, ids);
    expect(endings).toMatchObject({
      'a.csv': published(1),
      'b.csv': published(5000),
      'c.csv': published(1),
    });
    expect(opened).toEqual(['a.csv', 'b.csv', 'c.csv', 'b.csv']);
    expect(lookups).toHaveLength(5002);
  });

  it('that have not ended when the time is up stay due, and give back what they had', async () => {
    const stop = new AbortController();
    const { ports } = fakePorts('', []);
    const written: string[] = [];
    const { endings, done } = await importAll(
      { 'a.csv': 'u1\n', 'b.csv': 'u1\n', 'c.csv': 'u1\n' },
      ['u1'],
      {
        signal: stop.signal,
        endImport: {
          ...ports.endImport,
          release: ({ fileName }, leftovers) => {
            written.push(`${fileName} ${leftovers}`);
            return Promise.resolve(true);
          },
        },
        putChunks: ({ version }) => {
          written.push(`chunk of ${version}`);
          if (written.length === 2) stop.abort();
          return Promise.resolve({ unprocessed: [], units: 0 });
        },
      },
    );
    expect(endings).toMatchObject({
      'a.csv': published(1),
      'b.csv': { result: 'released', why: 'no-time-left' },
      'c.csv': { result: 'released', why: 'no-time-left' },
    });
    expect(written.slice(2)).toEqual(['b.csv chunks', 'c.csv no-chunks']);
    expect(done.filter((what) => what === 'drop recorded')).toHaveLength(2);
  });

  it('fail as too slow when they are the first, so that no message comes again for ever', async () => {
    const { endings } = await importAll({ 'a.csv': 'u1\n', 'b.csv': 'u1\n' }, ['u1'], {
      signal: AbortSignal.abort(),
    });
    expect(endings).toMatchObject({
      'a.csv': { failure: { cause: 'too-slow' } },
      'b.csv': { result: 'released', why: 'no-time-left' },
    });
  });

  it('take one turn at the table of their users, in the name of all of them', async () => {
    const turns: [audienceId: string, seconds: number, alsoFor: readonly string[]][] = [];
    const own = (name: string): string[] => numbered(600, `${name}-`);
    const contents = {
      'a.csv': '{"a":1}',
      'b.csv': own('b').join('\n'),
      'c.csv': own('c').join('\n'),
    };
    const { endings } = await importAll(contents, [], {
      // 1,200 IDs take 6 seconds.
      openUsers: () => fakeUsers([], { isOwn: false, maxReadUnits: 100 }),
      turnStore: {
        read: () => Promise.resolve({ revision: 0, turns: {} }),
        enter: (_, __, audienceId, { seconds, alsoFor = [] }) => {
          turns.push([audienceId, seconds, alsoFor]);
          return Promise.resolve(true);
        },
        leave: () => Promise.resolve(),
      },
    });
    expect(endings).toMatchObject({ 'b.csv': published(0), 'c.csv': published(0) });
    expect(turns).toEqual([['audience of b.csv', 6, ['audience of c.csv']]]);
  });

  it('do not fail as too slow when they were put off for want of room', async () => {
    const stop = new AbortController();
    const ids = numbered(5000, 'u');
    const contents = { 'a.csv': gzipSync(ids.join('\n')), 'b.csv': 'u2\n' };
    const { endings } = await importAll(contents, ids, {
      signal: stop.signal,
      putChunks: ({ audienceId }) => {
        if (audienceId === 'audience of a.csv') stop.abort();
        return Promise.resolve({ unprocessed: [], units: 0 });
      },
    });
    expect(endings).toMatchObject({
      'a.csv': { result: 'released', why: 'no-time-left' },
      'b.csv': published(1),
    });
  });

  it('fail as too slow when they are the first that is read again, and the time is up', async () => {
    const stop = new AbortController();
    const packed = gzipSync(numbered(5000, 'u').join('\n'));
    const { endings } = await importAll({ 'a.csv': packed, 'b.csv': packed }, ['u1'], {
      signal: stop.signal,
      putChunks: () => {
        stop.abort();
        return Promise.resolve({ unprocessed: [], units: 0 });
      },
    });
    expect(endings).toMatchObject({
      'a.csv': { failure: { cause: 'too-slow' } },
      'b.csv': { result: 'released', why: 'no-time-left' },
    });
  });

  it('fail as too slow when those before them were not due', async () => {
    const { endings } = await importAll({ 'a.csv': 'u1\n', 'b.csv': 'u1\n' }, ['u1'], {
      signal: AbortSignal.abort(),
      claimImport: ({ fileName }) =>
        Promise.resolve(fileName === 'a.csv' ? 'not-due' : { ...claimed, fileName }),
    });
    expect(endings).toMatchObject({
      'a.csv': { result: 'dropped', why: 'not-due' },
      'b.csv': { failure: { cause: 'too-slow' } },
    });
  });

  it('are looked up one by one where all of them together would take too long', async () => {
    const own = (name: string): string[] => numbered(1000, `${name}-`);
    const contents = { 'a.csv': own('a').join('\n'), 'b.csv': own('b').join('\n') };
    const users = fakeUsers([...own('a'), ...own('b')], {
      isOwn: false,
      // 1,000 IDs take 500 seconds.
      maxReadUnits: 1,
    });
    const { endings, records } = await importAll(contents, [], { openUsers: () => users });
    expect(endings).toMatchObject({ 'a.csv': published(1000), 'b.csv': published(1000) });
    expect(records['a.csv']!.pass).toBeUndefined();
  });

  it('are judged alone where their IDs collide with those of others', async () => {
    const colliding = idsWithHash(0x0123_4567_89ab_cdefn, 6000);
    const contents = {
      'a.csv': colliding.slice(0, 1500).join('\n'),
      'b.csv': colliding.slice(1500, 3000).join('\n'),
    };
    const { endings, opened } = await importAll(contents, colliding);
    expect(endings).toMatchObject({ 'a.csv': published(1500), 'b.csv': published(1500) });
    expect(opened).toEqual(['a.csv', 'b.csv', 'b.csv']);
  });

  it('are judged alone where the table has no places for all of them', async () => {
    const contents = { 'a.csv': 'u1\n', 'b.csv': 'u1\nu2\n' };
    const { endings, opened } = await importAll(contents, ['u1', 'u2'], {
      kernel: {
        begin: kernel.begin.bind(kernel),
        beginTogether: (...size) => {
          const join = kernel.beginTogether(...size);
          const begin = join.begin.bind(join);
          let files = 0;
          return Object.assign(join, {
            begin: (...file: Parameters<typeof begin>) => {
              files += 1;
              const one = begin(...file);
              const finish = (): never => {
                throw new TableFullError('no places');
              };
              return files === 2 ? Object.assign(one, { finish }) : one;
            },
          });
        },
      },
    });
    expect(endings).toMatchObject({ 'a.csv': published(1), 'b.csv': published(2) });
    expect(opened).toEqual(['a.csv', 'b.csv', 'b.csv']);
  });

  it('let go of all claims when the kernel has no room', async () => {
    const { endings } = await importAll({ 'a.csv': 'u1\n', 'b.csv': 'u1\n' }, ['u1'], {
      kernel: {
        begin: kernel.begin.bind(kernel),
        beginTogether: () => {
          throw new OutOfMemoryError('no more');
        },
      },
    });
    expect(endings).toMatchObject({
      'a.csv': { result: 'interrupted' },
      'b.csv': { result: 'interrupted' },
    });
  });

  it('that are not due are left out, and nobody waits for the others', async () => {
    const { endings } = await importAll({ 'a.csv': 'u1\n' }, ['u1'], {
      claimImport: () => Promise.resolve('not-due'),
    });
    expect(endings).toEqual({ 'a.csv': { result: 'dropped', why: 'not-due' } });
  });
});
