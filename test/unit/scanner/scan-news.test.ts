import { describe, expect, it } from '@jest/globals';
import { ScanIncompleteError } from '../../../lambdas/scanner/errors.ts';
import { beginNewsMemory } from '../../../lambdas/scanner/news-memory.ts';
import { type NewsPorts, scanNews } from '../../../lambdas/scanner/scan-news.ts';
import {
  MalformedItemError,
  MalformedItemsError,
} from '../../../lambdas/shared/adapters/parse-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { streamOf } from '../../support/streams.ts';
import { aSource, aProject } from '../../support/factories.ts';
import { fakePorts, listed, names, noPosition } from './fake-scan.ts';

const minute = 60_000;

/** A bucket, its projects, and a scanner's process, which lives from one batch of news to the next. */
const aStack = (projects: Project[], more: Partial<NewsPorts> = {}) => {
  const bucket = new Map<string, number>();
  const done: string[] = [];
  let now = 100_000_000;
  const { ports } = fakePorts({});
  const news: NewsPorts = {
    ...ports,
    now: () => now,
    memory: beginNewsMemory(),
    saveLastScan: noPosition.saveLastScan,
    onNotKept: noPosition.onNotKept,
    listProjects: () => {
      done.push('projects');
      return streamOf(projects);
    },
    getProject: (id) => Promise.resolve(projects.find(({ projectId }) => projectId === id)),
    listFiles: (path) => {
      done.push(`scan ${path}`);
      return streamOf(names(bucket.get(path) ?? 1).map((name) => listed(name)));
    },
    putOff: (key, until) => {
      done.push(`later ${key} ${until - now}`);
      return Promise.resolve();
    },
    ...more,
  };
  return {
    fill: (path: string, files: number) => void bucket.set(path, files),
    pass: (milliseconds: number) => void (now += milliseconds),
    /** What was done about these keys, of which SQS was told `ago` milliseconds ago. */
    tell: async (keys: readonly string[], ago = 0) => {
      done.length = 0;
      const { summary, failed } = await scanNews(
        keys.map((key) => ({ key, sentAt: now - ago })),
        news,
      ).then(
        (summary) => ({ summary, failed: [] }),
        (error: unknown) => {
          if (!(error instanceof ScanIncompleteError)) throw error;
          return { summary: error.summary, failed: error.failures };
        },
      );
      return {
        failed: failed.map(({ projectId, error }) => `${projectId}: ${String(error)}`),
        done: [...done],
        projects: summary.projects.map(({ projectId }) => projectId),
        seen: summary.projects[0]?.seen,
      };
    },
  };
};

const shop = aProject({ projectId: 'shop', path: 'shop/' });
const crm = aProject({ projectId: 'crm', path: 'crm/' });

describe('scanning what S3 tells of', () => {
  it('scans the projects that it is of, each once, and no other', async () => {
    const { tell } = aStack([shop, crm, aProject({ projectId: 'app', path: 'app/' })]);
    const { done, projects } = await tell(['shop/a.csv', 'crm/b.csv', 'shop/c.csv', 'shop/a.csv']);
    expect(done).toEqual(['projects', 'scan shop/', 'scan crm/']);
    expect(projects).toEqual(['shop', 'crm']);
  });

  it('leaves the place alone from which ticks go on', async () => {
    const position = () => {
      throw new Error('touched');
    };
    const ports = {
      position: { read: position, save: position, clear: position },
      isOutOfTime: () => true,
    };
    const { tell } = aStack([shop], ports);
    expect((await tell(['shop/a.csv'])).projects).toEqual(['shop']);
  });

  it('reads no list of projects again for one that it knows', async () => {
    const { tell, pass } = aStack([shop]);
    await tell(['shop/a.csv']);
    pass(minute);
    expect((await tell(['shop/a.csv'])).done).toEqual(['scan shop/']);
  });

  it('finds a project that was made, or has moved, since the list was read', async () => {
    const projects = [shop];
    const { tell, pass } = aStack(projects);
    await tell(['shop/a.csv']);
    pass(minute);
    projects[0] = { ...shop, path: 'moved/' };
    projects.push(crm);
    expect((await tell(['shop/a.csv', 'moved/a.csv', 'crm/a.csv'])).done).toEqual([
      ...['projects', 'scan moved/', 'scan crm/'],
    ]);
  });

  it.each([
    { what: 'paused', project: { ...shop, paused: true } },
    { what: 'deleted', project: { ...shop, deletedAt: 1 } },
  ])('leaves a $what project alone', async ({ project }) => {
    expect((await aStack([project]).tell(['shop/a.csv'])).done).toEqual(['projects']);
  });

  it('scans nothing for what lies outside of all projects, or below one', async () => {
    const { tell } = aStack([shop]);
    const outside = ['a.csv', 'other/a.csv', 'shop/below/a.csv', 'shop/.a.csv', 'shops/a.csv'];
    expect((await tell(outside)).done).toEqual(['projects']);
  });

  it('notes nothing of what is ignored: a name may be there for the seconds of an upload', async () => {
    const touched = () => {
      throw new Error('touched');
    };
    const { tell } = aStack([shop], {
      listFiles: () => streamOf([listed('a.csv'), listed('b.csv.upload')]),
      getIgnored: touched,
      recordIgnored: touched,
    });
    expect(await tell(['shop/a.csv'])).toMatchObject({ projects: ['shop'], failed: [] });
    expect(await tell(['shop/b.csv.upload'])).toMatchObject({ done: [], failed: [] });
  });

  it('passes over what an earlier scan has seen', async () => {
    const { tell, pass } = aStack([shop]);
    await tell(['shop/a.csv']);
    pass(minute);
    expect((await tell(['shop/b.csv', 'crm/b.csv'], minute + 1001)).done).toEqual([]);
    expect((await tell(['shop/b.csv'], minute)).done).toEqual(['scan shop/']);
  });

  it('looks again for what was told before, if the scan then has failed', async () => {
    let isDown = true;
    const { tell, pass } = aStack([shop], {
      listFiles: () => {
        if (isDown) throw new Error('SlowDown');
        return streamOf([listed('a.csv')]);
      },
    });
    expect((await tell(['shop/a.csv'])).failed).toEqual(['shop: Error: SlowDown']);
    isDown = false;
    pass(minute);
    expect((await tell(['shop/a.csv'], minute + 5000)).projects).toEqual(['shop']);
  });

  it('puts off what is told before a project has rested, once for all of it', async () => {
    const { tell, pass, fill } = aStack([shop, crm]);
    fill('shop/', 3000);
    await tell(['shop/a.csv', 'crm/a.csv']);
    pass(12_000);
    const { done } = await tell(['shop/b.csv', 'shop/a.csv', 'crm/a.csv']);
    expect(done.sort()).toEqual(['later shop/a.csv 18000', 'scan crm/']);
    pass(1000);
    expect((await tell(['shop/c.csv'])).done).toEqual([]);
    pass(17_000);
    expect((await tell(['shop/a.csv'])).done).toEqual(['scan shop/']);
  });

  it('makes few looks of what comes together, and reads no project while it rests', async () => {
    const projects = [shop];
    const reads: string[] = [];
    const { tell, pass } = aStack(projects, {
      getProject: (id) => {
        reads.push(id);
        return Promise.resolve(shop);
      },
    });
    expect((await tell(['shop/0.csv'])).done).toEqual(['projects', 'scan shop/']);
    const later: string[] = [];
    for (let batch = 1; batch < 20; batch += 1) {
      pass(100);
      later.push(...(await tell([`shop/${batch}.csv`])).done);
    }
    expect(later).toEqual(['later shop/1.csv 1900']);
    expect(reads).toEqual(['shop']);
    pass(100);
    expect((await tell(['shop/1.csv'])).done).toEqual(['scan shop/']);
  });

  it('rests for what is known of a project, too, though nothing of it is there any more', async () => {
    const known = names(3000).map((fileName) => ({ fileName, source: aSource() }));
    const { tell, pass } = aStack([shop], { readKnownFiles: () => streamOf(known) });
    await tell(['shop/a.csv']);
    pass(2000);
    expect((await tell(['shop/b.csv'])).done).toEqual(['later shop/b.csv 28000']);
  });

  it('leaves a project to ticks that rests until then, and puts nothing off', async () => {
    const known = names(60_000).map((fileName) => ({ fileName, source: aSource() }));
    const { tell, pass } = aStack([shop], { readKnownFiles: () => streamOf(known) });
    expect((await tell(['shop/a.csv'])).projects).toEqual(['shop']);
    pass(minute);
    expect((await tell(['shop/b.csv'])).done).toEqual([]);
    pass(9 * minute);
    expect((await tell(['shop/b.csv'])).done).toEqual(['scan shop/']);
  });

  it('gives a project a minute, and leaves it to ticks if that is not enough', async () => {
    const { tell, pass, fill } = aStack([shop, crm], {
      listFiles: async function* (path) {
        for (const name of names(path === 'shop/' ? 200 : 1)) {
          pass(1000);
          yield await Promise.resolve(listed(name));
        }
      },
    });
    fill('shop/', 200);
    const { projects, seen } = await tell(['shop/a.csv']);
    expect(projects).toEqual(['shop']);
    expect(seen).toBeLessThan(100);
    pass(9 * minute);
    expect(await tell(['shop/b.csv', 'crm/a.csv'])).toMatchObject({ projects: ['crm'], done: [] });
    pass(minute);
    expect((await tell(['shop/b.csv'])).projects).toEqual(['shop']);
  });

  it('reads the list of projects for strangers no more often than it rests', async () => {
    const many = Array.from({ length: 1200 }, (_, index) =>
      aProject({ projectId: `p${index}`, path: `p${index}/` }),
    );
    const { tell, pass } = aStack(many);
    expect((await tell(['other/a.csv'])).done).toEqual(['projects']);
    pass(2000);
    expect((await tell(['other/b.csv', 'other/c.csv', 'p7/a.csv'])).done).toEqual([
      ...['later other/c.csv 10000', 'scan p7/'],
    ]);
    expect((await tell(['other/d.csv'])).done).toEqual([]);
    pass(10_000);
    expect((await tell(['other/b.csv'])).done).toEqual(['projects']);
  });

  it.each([
    { what: 'few projects', slots: {}, rest: 10_000 },
    {
      what: 'one project of many audiences',
      slots: Object.fromEntries(names(2000).map((name) => [name, 1])),
      rest: 10_000,
    },
  ])('lets the list of $what rest for a while', async ({ slots, rest }) => {
    const { tell } = aStack([{ ...shop, slots }]);
    await tell(['other/a.csv']);
    expect((await tell(['other/b.csv'])).done).toEqual([`later other/b.csv ${rest}`]);
  });

  it('counts what projects have taken as slots as read, too', async () => {
    const slots = Object.fromEntries(names(2000).map((name) => [name, 1]));
    const { tell } = aStack(
      Array.from({ length: 50 }, (_, index) =>
        aProject({ projectId: `p${index}`, path: `p${index}/`, slots }),
      ),
    );
    await tell(['other/a.csv']);
    expect((await tell(['other/b.csv'])).done).toEqual(['later other/b.csv 20500']);
  });

  it('has ten strange folders come back, and leaves the others to the tick', async () => {
    const { tell } = aStack([shop]);
    await tell(['other/a.csv']);
    const strangers = Array.from({ length: 40 }, (_, index) => `other/${index}/a.csv`);
    const { done } = await tell([...strangers, 'shop/a.csv']);
    expect(done.filter((what) => what.startsWith('later'))).toHaveLength(10);
    expect(done).toContain('scan shop/');
    expect((await tell(strangers)).done).toEqual([]);
  });

  it('bounds how often a project is scanned, and put off, in a burst of ten minutes', async () => {
    const { tell, pass, fill } = aStack([shop]);
    fill('shop/', 2000);
    const done: string[] = [];
    for (let second = 0; second < 600; second += 1) {
      done.push(...(await tell([`shop/${second}.csv`])).done);
      pass(1000);
    }
    expect(done.filter((what) => what === 'scan shop/')).toHaveLength(30);
    expect(done.filter((what) => what.startsWith('later'))).toHaveLength(30);
  });

  describe('what fails for one stops no other:', () => {
    it('a scan', async () => {
      const scanned: string[] = [];
      const { tell } = aStack([shop, crm], {
        listFiles: (path) => {
          if (path === 'shop/') throw new Error('AccessDenied');
          scanned.push(path);
          return streamOf([]);
        },
      });
      expect((await tell(['shop/a.csv', 'crm/a.csv'])).failed).toEqual([
        'shop: Error: AccessDenied',
      ]);
      expect(scanned).toEqual(['crm/']);
    });

    it('a project that cannot be read', async () => {
      const { tell } = aStack([shop, crm], {
        getProject: (id) =>
          id === 'shop' ? Promise.reject(new Error('bad')) : Promise.resolve(crm),
      });
      const told = await tell(['shop/a.csv', 'crm/a.csv']);
      expect(told).toMatchObject({ projects: ['crm'], failed: ['shop: Error: bad'] });
    });

    it('news that cannot be put off, which is put off when it comes again', async () => {
      let isDown = true;
      const put: string[] = [];
      const { tell } = aStack([shop, crm], {
        putOff: (key) => {
          if (isDown) return Promise.reject(new Error('throttled'));
          put.push(key);
          return Promise.resolve();
        },
      });
      await tell(['shop/a.csv']);
      const told = await tell(['shop/b.csv', 'other/a.csv', 'crm/a.csv']);
      expect(told.projects).toEqual(['crm']);
      expect(told.failed).toEqual([
        expect.stringMatching(/^shop: NewsNotPutOffError: .*shop\/.*throttled.*next tick/),
        expect.stringMatching(/^undefined: NewsNotPutOffError: .*other\//),
      ]);
      isDown = false;
      await tell(['shop/b.csv', 'other/a.csv']);
      expect(put).toEqual(['shop/b.csv', 'other/a.csv']);
    });

    it('a list of projects that breaks off, which is not read again at once', async () => {
      let lists = 0;
      const { tell, pass } = aStack([shop, crm], {
        listProjects: async function* () {
          lists += 1;
          yield await Promise.resolve(shop);
          if (lists > 1) throw new Error('throttled');
          yield crm;
        },
      });
      await tell(['crm/a.csv']);
      pass(minute);
      expect(await tell(['other/a.csv', 'shop/a.csv', 'crm/a.csv'])).toMatchObject({
        projects: ['shop', 'crm'],
        failed: ['undefined: Error: throttled'],
      });
      pass(3000);
      expect(await tell(['other/b.csv', 'crm/a.csv'])).toMatchObject({ projects: ['crm'] });
      expect(lists).toBe(2);
    });

    it('a project of the list that cannot be read', async () => {
      const { tell } = aStack([shop], {
        listProjects: async function* () {
          yield await Promise.resolve(shop);
          throw new MalformedItemsError([
            { key: 'bad', error: new MalformedItemError('its limit'), item: {} },
          ]);
        },
      });
      expect(await tell(['shop/a.csv'])).toMatchObject({ projects: ['shop'], failed: [] });
    });
  });
});
