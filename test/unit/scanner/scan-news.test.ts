import { describe, expect, it } from '@jest/globals';
import { beginNewsMemory } from '../../../lambdas/scanner/news-memory.ts';
import { type NewsPorts, scanNews } from '../../../lambdas/scanner/scan-news.ts';
import {
  MalformedItemError,
  MalformedItemsError,
} from '../../../lambdas/shared/adapters/parse-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { aProject } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';
import { fakePorts, listed, names } from './fake-scan.ts';

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
    listProjects: () => {
      done.push('projects');
      return streamOf(projects);
    },
    getProject: (id) => Promise.resolve(projects.find(({ projectId }) => projectId === id)),
    listFiles: (path) => {
      done.push(`scan ${path}`);
      return streamOf(names(bucket.get(path) ?? 1).map((name) => listed(name)));
    },
    putOff: (key, milliseconds) => {
      done.push(`later ${key} ${milliseconds}`);
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
      const summary = await scanNews(
        keys.map((key) => ({ key, sentAt: now - ago })),
        news,
      );
      return { done: [...done], projects: summary.projects.map(({ projectId }) => projectId) };
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
    const { tell } = aStack([shop], {
      ...{ position: { read: position, save: position, clear: position } },
      isOutOfTime: () => true,
    });
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
    await expect(tell(['shop/a.csv'])).rejects.toThrow('SlowDown');
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
    pass(18_000);
    expect((await tell(['shop/b.csv'], 18_000)).done).toEqual(['scan shop/']);
  });

  it('reads the list of projects for strangers no more often than it rests', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      aProject({ projectId: `p${index}`, path: `p${index}/` }),
    );
    const { tell, pass } = aStack(many);
    expect((await tell(['other/a.csv'])).done).toEqual(['projects']);
    pass(2000);
    expect((await tell(['other/b.csv', 'other/c.csv', 'p7/a.csv'])).done).toEqual([
      ...['later other/c.csv 3000', 'scan p7/'],
    ]);
    pass(3000);
    expect((await tell(['other/b.csv'], 3000)).done).toEqual(['projects']);
  });

  it('bounds how often a project is scanned in a burst of ten minutes', async () => {
    const { tell, pass, fill } = aStack([shop]);
    fill('shop/', 2000);
    let scans = 0;
    for (let second = 0; second < 600; second += 1) {
      const { done } = await tell([`shop/${second}.csv`]);
      scans += done.filter((what) => what === 'scan shop/').length;
      pass(1000);
    }
    expect(scans).toBe(30);
  });

  it('scans the others when one fails, and fails at the end', async () => {
    const scanned: string[] = [];
    const { tell } = aStack([shop, crm], {
      listFiles: (path) => {
        if (path === 'shop/') throw new Error('AccessDenied');
        scanned.push(path);
        return streamOf([]);
      },
    });
    await expect(tell(['shop/a.csv', 'crm/a.csv'])).rejects.toThrow(
      /1 project\(s\) could not be scanned .* shop: Error: AccessDenied/,
    );
    expect(scanned).toEqual(['crm/']);
  });

  it('scans those that can be read when another project cannot be', async () => {
    const { tell } = aStack([shop], {
      listProjects: async function* () {
        yield await Promise.resolve(shop);
        throw new MalformedItemsError([
          { key: 'bad', error: new MalformedItemError('its limit'), item: {} },
        ]);
      },
    });
    expect((await tell(['shop/a.csv'])).projects).toEqual(['shop']);
  });
});
