import { describe, expect, it } from '@jest/globals';
import type { ScanPosition } from '../../../lambdas/scanner/domain/position.ts';
import type { SendMessages } from '../../../lambdas/scanner/ports.ts';
import { scanProjects } from '../../../lambdas/scanner/scan-projects.ts';
import {
  MalformedItemError,
  MalformedItemsError,
} from '../../../lambdas/shared/adapters/parse-item.ts';
import { aProject } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';
import { fakePorts, listed, names, noPosition } from './fake-scan.ts';

describe('scanning all projects', () => {
  it('leaves paused and deleted projects alone', async () => {
    const { ports, sent } = fakePorts({ listing: [listed('vip.csv')] });
    const listProjects = () =>
      streamOf([
        aProject({ projectId: 'open' }),
        aProject({ projectId: 'held', paused: true }),
        aProject({ projectId: 'gone', deletedAt: 1 }),
      ]);
    const summary = await scanProjects({ ...ports, ...noPosition, listProjects });
    expect(summary.projects.map(({ projectId }) => projectId)).toEqual(['open']);
    expect(sent).toHaveLength(1);
  });

  it('scans the others when one fails, and fails at the end', async () => {
    const { ports, sent } = fakePorts({ listing: [listed('vip.csv')] });
    const listFiles: typeof ports.listFiles = (path) => {
      if (path === 'bad/') throw new Error('AccessDenied');
      return ports.listFiles(path);
    };
    const listProjects = () =>
      streamOf([aProject({ projectId: 'bad', path: 'bad/' }), aProject({ projectId: 'good' })]);
    await expect(
      scanProjects({ ...ports, ...noPosition, listFiles, listProjects }),
    ).rejects.toThrow(/1 project\(s\) could not be scanned .* bad: Error: AccessDenied/);
    expect(sent.map(({ projectId }) => projectId)).toEqual(['good']);
  });

  it('interleaves projects: a large one does not hold up a small one', async () => {
    const sent: string[] = [];
    const { ports } = fakePorts({});
    const listFiles = (path: string) =>
      streamOf(names(path === 'large/' ? 1000 : 20).map((name) => listed(name)));
    const sendMessages: SendMessages = (messages) => {
      sent.push(...messages.map(({ projectId }) => projectId));
      return Promise.resolve({ confirmed: messages, refused: [] });
    };
    const listProjects = () =>
      streamOf(
        ['large', 'small'].map((projectId) => aProject({ projectId, path: `${projectId}/` })),
      );
    await scanProjects({ ...ports, ...noPosition, listFiles, sendMessages, listProjects });
    expect(sent).toHaveLength(1020);
    expect(sent.lastIndexOf('small')).toBeLessThan(200);
  });

  describe('whose time is up', () => {
    /** One run of so many looks at the clock; what it has listed, and where it stopped. */
    const run = async (
      looks: number,
      begin: ScanPosition | undefined,
      sizes: readonly number[],
    ) => {
      const seen: string[] = [];
      let end: ScanPosition | undefined = begin;
      let left = looks;
      const all = sizes.map((_, index) => aProject({ projectId: `p${index}`, path: `p${index}/` }));
      const { ports } = fakePorts({});
      const summary = await scanProjects({
        ...ports,
        ...noPosition,
        listProjects: (after) =>
          streamOf(all.slice(all.findIndex(({ projectId }) => projectId === after) + 1)),
        getProject: (id) => Promise.resolve(all.find(({ projectId }) => projectId === id)),
        position: {
          read: () => Promise.resolve(begin),
          save: (position) => Promise.resolve(void (end = position)),
          clear: () => Promise.resolve(void (end = undefined)),
        },
        listFiles: (path, after = '') =>
          streamOf(
            names(sizes[Number(path.slice(1, -1))]!)
              .filter((name) => name > after)
              .map((name) => listed(name)),
          ),
        recordSource: (projectId, fileName) => {
          seen.push(`${projectId}/${fileName}`);
          return Promise.resolve(true);
        },
        isOutOfTime: () => (left -= 1) < 0,
      });
      return { seen, end, summary };
    };

    it.each([
      ['one project that takes several runs', [40]],
      ['many, large and small', [3, 40, 0, 7, 25, 1, 1, 1, 30, 2, 12, 60]],
    ])('sees every file within some runs: %s', async (_, sizes) => {
      const every = sizes.reduce((sum, size) => sum + size, 0);
      const seen: string[] = [];
      let begin: ScanPosition | undefined;
      for (let runs = 0; new Set(seen).size < every; runs += 1) {
        expect(runs).toBeLessThan(every / 2);
        const { end, seen: some, summary } = await run(17, begin, sizes);
        expect(summary.stoppedEarly).toBe(end !== undefined);
        seen.push(...some);
        begin = end;
      }
    });

    it('goes around once when there is time, and each project is in the summary once', async () => {
      const begin = {
        after: 'p2',
        unfinished: [{ projectId: 'p1', after: '000003.csv', ignored: { reasons: {} } }],
      };
      const { seen, end, summary } = await run(1000, begin, [5, 6, 7, 8]);
      expect(seen.slice(0, 2)).toEqual(['p1/000004.csv', 'p1/000005.csv']);
      expect(new Set(seen).size).toBe(26);
      expect(seen).toHaveLength(26);
      expect(end).toBeUndefined();
      expect(
        summary.projects.map(({ projectId, seen: files }) => `${projectId} ${files}`).sort(),
      ).toEqual(['p0 5', 'p1 6', 'p2 7', 'p3 8']);
    });

    it.each([5, 8, 13])(
      'knows in the end all that is ignored of a project that takes several runs, at %d looks each',
      async (looks) => {
        const listing = names(30).flatMap((name) => [
          ...[listed(name), listed(`${name}.gz`), listed(`${name}.txt`), { folder: `${name}/` }],
        ]);
        const reasons: unknown[] = [];
        let begin: ScanPosition | undefined;
        for (let runs = 0; reasons.length === 0; runs += 1) {
          expect(runs).toBeLessThan(100);
          let left = looks;
          const { ports } = fakePorts({});
          await scanProjects({
            ...ports,
            ...noPosition,
            listProjects: (after) => streamOf(after === undefined ? [aProject()] : []),
            getProject: () => Promise.resolve(aProject()),
            position: {
              read: () => Promise.resolve(begin),
              save: (position) => Promise.resolve(void (begin = position)),
              clear: () => Promise.resolve(void (begin = undefined)),
            },
            listFiles: (_, after = '') =>
              streamOf(
                listing.filter((each) => ('folder' in each ? each.folder : each.name) > after),
              ),
            recordIgnored: (_, { reasons: some, isEmpty }) => {
              reasons.push(some);
              expect(isEmpty).toBe(false);
              return Promise.resolve();
            },
            isOutOfTime: () => (left -= 1) < 0,
          });
        }
        expect(reasons).toEqual([
          {
            'csv-folder': {
              count: 30,
              examples: ['000000.csv/', '000001.csv/', '000002.csv/'],
            },
            'near-suffix': {
              count: 30,
              examples: ['000000.csv.txt', '000001.csv.txt', '000002.csv.txt'],
            },
            shadowed: { count: 30, examples: ['000000.csv.gz', '000001.csv.gz', '000002.csv.gz'] },
          },
        ]);
      },
    );

    it('keeps what it had no time to resume', async () => {
      const begin = {
        after: 'p2',
        unfinished: [{ projectId: 'p1', after: '000003.csv', ignored: { reasons: {} } }],
      };
      expect((await run(0, begin, [5, 6, 7, 8])).end).toEqual(begin);
    });
  });

  it('scans although its position cannot be read or saved, and says so', async () => {
    const { ports, sent } = fakePorts({ listing: [listed('vip.csv')] });
    const position = { ...noPosition.position, read: () => Promise.reject(new Error('throttled')) };
    const listProjects = () => streamOf([aProject()]);
    await expect(scanProjects({ ...ports, ...noPosition, listProjects, position })).rejects.toThrow(
      'throttled',
    );
    expect(sent).toHaveLength(1);
  });

  it('scans all projects that can be read, and names the others', async () => {
    const { ports, sent } = fakePorts({ listing: [listed('vip.csv')] });
    const listProjects = async function* () {
      yield await Promise.resolve(aProject());
      throw new MalformedItemsError([
        { key: 'bad', error: new MalformedItemError('its limit'), item: {} },
      ]);
    };
    await expect(scanProjects({ ...ports, ...noPosition, listProjects })).rejects.toThrow(
      'bad: MalformedItemError: its limit',
    );
    expect(sent).toHaveLength(1);
  });
});
