import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KnownFile } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import type { SendMessages } from '../../../lambdas/scanner/ports.ts';
import { scanProject, type ScanProjectPorts } from '../../../lambdas/scanner/scan-project.ts';
import { aProject, aSource } from '../../support/factories.ts';
import { byBytes, fileNames } from '../../support/file-names.ts';
import { fakePorts, listed, names, now, overLimit, type World } from './fake-scan.ts';

describe('scanning a project', () => {
  it('sends exactly the files that changed, whatever was listed and known', async () => {
    const etags = fc.constantFrom('e1', 'e2');
    const listings = fc.dictionary(fileNames, etags);
    const tables = fc.dictionary(
      fileNames,
      fc.record({ seen: etags, done: fc.option(etags), present: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(listings, tables, async (listing, table) => {
        const sort = <T>(entries: [string, T][]): [string, T][] =>
          entries.sort(([one], [other]) => byBytes(one, other));
        const known = sort(Object.entries(table)).map(([fileName, file]): KnownFile => ({
          fileName,
          source: aSource({ etag: file.seen, present: file.present }),
          outcome: file.done === null ? undefined : { etag: file.done, at: 1 },
        }));
        const { ports, sent, done } = fakePorts({
          listing: sort(Object.entries(listing)).map(([name, etag]) => listed(name, etag)),
          known,
        });
        await scanProject({ project: aProject() }, ports);

        const isChanged = ([name, etag]: [string, string]): boolean => table[name]?.done !== etag;
        const changed = Object.entries(listing).filter(isChanged);
        expect(new Set(sent.map(({ fileName, etag }) => `${fileName} ${etag}`))).toEqual(
          new Set(changed.map(([name, etag]) => `${name} ${etag}`)),
        );
        expect(sent).toHaveLength(changed.length);
        const gone = Object.keys(table).filter(
          (name) => !(name in listing) && table[name]!.present,
        );
        expect(done.filter((what) => what.startsWith('missing')).sort()).toEqual(
          gone.map((name) => `missing ${name}`).sort(),
        );
      }),
    );
  });

  it('records a file before it is sent, and that it was sent after SQS confirmed it', async () => {
    const { ports, done } = fakePorts({ listing: [listed('vip.csv')] });
    const { summary } = await scanProject({ project: aProject() }, ports);
    expect(done).toEqual(['source vip.csv e1', 'sent vip.csv e1', 'taken vip.csv e1']);
    expect(summary).toEqual({
      projectId: 'shop',
      seen: 1,
      changed: 1,
      sent: 1,
      underway: 0,
      ignored: 0,
      missing: 0,
      ignoredBy: {},
      held: 0,
      overtaken: 0,
      beingWritten: 0,
      failed: 0,
      waiting: 1,
      longestWaitSeconds: 0,
    });
  });

  it.each<[string, World, Partial<ScanProjectPorts>]>([
    ['a change', { listing: [listed('vip.csv')] }, { recordSource: () => Promise.resolve(false) }],
    [
      'the end',
      { known: [{ fileName: 'vip.csv', source: aSource() }] },
      { recordMissing: () => Promise.resolve(false) },
    ],
    [
      'the turn',
      { listing: [listed('vip.csv')], known: [{ fileName: 'vip.csv', source: aSource() }] },
      { recordSending: () => Promise.resolve(false) },
    ],
    [
      'the room',
      { listing: [listed('vip.csv')], known: [overLimit('vip.csv', 1)] },
      { recordRetry: () => Promise.resolve(false) },
    ],
  ])(
    'sends nothing when a later run has seen %s of a file already, and counts it',
    async (_, world, more) => {
      const { ports, sent } = fakePorts(world, more);
      const { summary, failures } = await scanProject({ project: aProject() }, ports);
      expect(sent).toEqual([]);
      expect(summary).toMatchObject({ overtaken: 1, failed: 0 });
      expect(failures).toEqual([]);
    },
  );

  it.each<[string, Partial<ScanProjectPorts>, string[]]>([
    [
      'recorded',
      {
        recordSource: (_, fileName) =>
          fileName === '000003.csv'
            ? Promise.reject(new Error('item size'))
            : Promise.resolve(true),
      },
      ['000003.csv'],
    ],
    [
      'noted as sent',
      {
        recordSent: ({ fileName }) =>
          fileName === '000003.csv' ? Promise.reject(new Error('item size')) : Promise.resolve(),
      },
      ['000003.csv'],
    ],
    [
      'sent in one call with nine others',
      {
        sendMessages: (messages) =>
          messages.some(({ files }) => files.some(({ fileName }) => fileName === '000003.csv'))
            ? Promise.reject(new Error('InvalidMessageContents'))
            : Promise.resolve({ confirmed: messages, refused: [] }),
      },
      names(10),
    ],
  ])('goes on when a file cannot be %s, and says so at the end', async (_, more, expected) => {
    const { ports } = fakePorts({ listing: names(35).map((name) => listed(name)) }, more);
    const { summary, failures } = await scanProject({ project: aProject() }, ports);
    expect(failures.map(({ fileName }) => fileName)).toEqual(expected);
    expect(summary).toMatchObject({ seen: 35, failed: expected.length });
    expect(summary.sent).toBeGreaterThanOrEqual(25);
  });

  it('carries out what was found when the listing cannot be read on', async () => {
    const { ports, sent } = fakePorts(
      {},
      {
        async *listFiles() {
          yield await Promise.resolve(listed('a.csv'));
          yield listed('b.csv');
          throw new Error('AccessDenied');
        },
      },
    );
    const { summary, failures } = await scanProject({ project: aProject() }, ports);
    expect(sent.map(({ fileName }) => fileName)).toEqual(['a.csv']);
    expect(failures).toEqual([
      { projectId: 'shop', fileName: undefined, error: new Error('AccessDenied') },
    ]);
    expect(summary).toMatchObject({ seen: 1, sent: 1, failed: 1 });
  });

  it('keeps the first failures only, however many files there are', async () => {
    const { ports } = fakePorts(
      { listing: names(500).map((name) => listed(name)) },
      { recordSource: () => Promise.reject(new Error('throttled')) },
    );
    const { summary, failures } = await scanProject({ project: aProject() }, ports);
    expect(summary.failed).toBe(500);
    expect(failures).toHaveLength(10);
  });

  it('looks at each entry of the answer: what SQS refused is not on its way, and fails the run', async () => {
    const refuseSecond: SendMessages = (orders) =>
      Promise.resolve({
        confirmed: orders.filter((_, index) => index !== 1),
        refused: orders.slice(1, 2).map((order) => ({ order, reason: 'InternalError' })),
      });
    const { ports, done } = fakePorts(
      { listing: names(3).map((name) => listed(name)) },
      { sendMessages: refuseSecond },
    );
    const { summary, failures } = await scanProject({ project: aProject() }, ports);
    expect(failures).toMatchObject([
      { fileName: '000001.csv', error: { message: expect.stringContaining('(InternalError)') } },
    ]);
    expect(summary).toMatchObject({ sent: 2, failed: 1 });
    expect(done.filter((what) => what.startsWith('taken'))).toEqual([
      'taken 000000.csv e1',
      'taken 000002.csv e1',
    ]);
  });

  it('writes and sends nothing when nothing has changed', async () => {
    const known = [{ fileName: 'vip.csv', source: aSource(), outcome: { etag: 'e1', at: 1 } }];
    const { ports, done } = fakePorts({ listing: [listed('vip.csv')], known });
    await scanProject({ project: aProject() }, ports);
    expect(done).toEqual([]);
  });

  it('gives files over the limit another chance when there is room, the oldest first', async () => {
    const known = [overLimit('a.csv', 30), overLimit('b.csv', 10), overLimit('c.csv', 20)];
    const { ports, done } = fakePorts({
      listing: known.map(({ fileName }) => listed(fileName)),
      known,
    });
    await scanProject({ project: aProject({ audienceLimit: 3, slots: { taken: 1 } }) }, ports);
    expect(done).toEqual([
      ...['retry b.csv', 'retry c.csv', 'sent b.csv e1', 'sent c.csv e1'],
      ...['taken b.csv e1', 'taken c.csv e1'],
    ]);
    await scanProject({ project: aProject({ audienceLimit: 1, slots: { taken: 1 } }) }, ports);
    expect(done).toHaveLength(6);
  });

  it('says how long the file has waited that waits longest', async () => {
    const waiting = (fileName: string, seconds: number): KnownFile => ({
      fileName,
      source: aSource({ seenAt: now - seconds * 1000 }),
      claim: { until: now + 1 },
    });
    const known = [waiting('a.csv', 100), waiting('b.csv', 3000), waiting('c.csv', 5)];
    const { ports } = fakePorts({ listing: known.map(({ fileName }) => listed(fileName)), known });
    const { summary } = await scanProject({ project: aProject() }, ports);
    expect(summary).toMatchObject({ longestWaitSeconds: 3000 });
  });

  it('counts what is not a file of ours as ignored', async () => {
    const { ports } = fakePorts({
      listing: [{ folder: 'old/' }, listed('vip.csv'), listed('vip.txt')],
    });
    const { summary } = await scanProject({ project: aProject() }, ports);
    expect(summary).toMatchObject({ seen: 1, ignored: 2 });
  });

  it('sends files that share a pass in one message, once all of them are recorded', async () => {
    const listing = [
      ...names(12).map((name) => listed(name, 'e1', 2 ** 20)),
      listed('small.csv', 'e1', 2 ** 20 - 1),
    ];
    const orders: string[][] = [];
    const { ports, done } = fakePorts(
      { listing },
      {
        sendMessages: (sent) => {
          orders.push(...sent.map(({ files }) => files.map(({ fileName }) => fileName)));
          done.push('sent');
          return Promise.resolve({ confirmed: sent, refused: [] });
        },
      },
    );
    const { summary } = await scanProject({ project: aProject() }, ports);
    expect(orders).toEqual([['small.csv'], names(12)]);
    expect(summary).toMatchObject({ sent: 13 });
    expect(done.indexOf('sent')).toBe(13);
    expect(done.slice(14).every((what) => what.startsWith('taken'))).toBe(true);
  });

  it('sends the others of a pass when one of them was overtaken, or cannot be recorded', async () => {
    const orders: string[][] = [];
    const { ports } = fakePorts(
      { listing: names(4).map((name) => listed(name, 'e1', 2 ** 20)) },
      {
        recordSource: (_, fileName) => {
          if (fileName === names(4)[1]) return Promise.resolve(false);
          if (fileName === names(4)[2]) return Promise.reject(new Error('throttled'));
          return Promise.resolve(true);
        },
        sendMessages: (sent) => {
          orders.push(...sent.map(({ files }) => files.map(({ fileName }) => fileName)));
          return Promise.resolve({ confirmed: sent, refused: [] });
        },
      },
    );
    const { summary } = await scanProject({ project: aProject() }, ports);
    expect(orders).toEqual([[names(4)[0], names(4)[3]]]);
    expect(summary).toMatchObject({ sent: 2, overtaken: 1, failed: 1 });
  });

  it('sends in groups of at most ten', async () => {
    const sizes: number[] = [];
    const { ports } = fakePorts(
      { listing: names(25).map((name) => listed(name)) },
      {
        sendMessages: (messages) => {
          sizes.push(messages.length);
          return Promise.resolve({ confirmed: messages, refused: [] });
        },
      },
    );
    const { summary } = await scanProject({ project: aProject() }, ports);
    expect(summary).toMatchObject({ sent: 25 });
    expect(sizes.sort()).toEqual([10, 10, 5]);
  });

  it('stops between files when its time runs out', async () => {
    let left = 15;
    const { ports } = fakePorts(
      { listing: names(100).map((name) => listed(name)) },
      { isOutOfTime: () => (left -= 1) < 0 },
    );
    const { summary } = await scanProject({ project: aProject() }, ports);
    expect(summary).toMatchObject({ seen: 15, sent: 15 });
  });

  it('takes a file for missing beside which an older object lies, and counts that as ignored', async () => {
    const { ports, done } = fakePorts({
      listing: [{ ...listed('vip.csv.gz', 'e9'), lastModified: aSource().lastModified - 1 }],
      known: [{ fileName: 'vip.csv', source: aSource(), outcome: { etag: 'e1', at: 1 } }],
    });
    const { summary } = await scanProject({ project: aProject() }, ports);
    expect(done).toEqual(['missing vip.csv']);
    expect(summary).toMatchObject({ missing: 1, ignored: 1, ignoredBy: { shadowed: 1 } });
  });
});
