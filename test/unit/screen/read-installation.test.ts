import { describe, expect, it } from '@jest/globals';
import { createFindAudiences } from '../../../lambdas/screen/find-audiences.ts';
import { createReadAudience } from '../../../lambdas/screen/read-audience.ts';
import { createReadInstallation } from '../../../lambdas/screen/read-installation.ts';
import {
  MalformedItemError,
  MalformedItemsError,
} from '../../../lambdas/shared/adapters/parse-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { viewParamsSchema } from '../../../lambdas/shared/screen/view-params.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';

const scan = {
  at: 100,
  seen: 3,
  ignored: 0,
  missing: 0,
  waiting: 1,
  longestWaitSeconds: 60,
  failed: 0,
};
const refused = { code: 'MessageRejected', since: 1, tried: 2, missed: 3 };

const notes = {
  readLastScans: () => Promise.resolve({ tick: 500, byProject: new Map([['shop', scan]]) }),
  countPending: () => Promise.resolve(new Map([['shop', 2]])),
  readRefusedAddresses: () =>
    Promise.resolve(
      new Map([['shop', { 'a@example.com': refused, 'former@example.com': refused }]]),
    ),
};

async function* withUnreadable<T>(key: string, ...items: T[]): AsyncGenerator<T> {
  await Promise.resolve();
  yield* items;
  throw new MalformedItemsError([{ key, error: new MalformedItemError('no'), item: {} }]);
}

const shop = aProject({ adminEmails: ['a@example.com'] });

describe('the projects', () => {
  const read = (...projects: Project[]) =>
    createReadInstallation({ ...notes, listProjects: () => streamOf(projects) })();

  it('come with what is known of each, by ID, without those that were deleted', async () => {
    const { projects, unreadable } = await read(
      shop,
      aProject({ projectId: 'gone', deletedAt: 1 }),
      aProject({ projectId: 'news' }),
    );
    expect(projects.map(({ project }) => project.projectId)).toEqual(['news', 'shop']);
    expect(projects[0]).toMatchObject({ lastScan: undefined, mailsPending: 0 });
    expect(projects[1]).toEqual({
      project: shop,
      lastScan: { ...scan, at: 500 },
      mailsPending: 2,
      refusedAddresses: { 'a@example.com': refused },
    });
    expect(unreadable).toEqual([]);
  });

  it('are shown when one of them cannot be read, which is named', async () => {
    const { projects, unreadable } = await createReadInstallation({
      ...notes,
      listProjects: () => withUnreadable('broken', shop),
    })();
    expect(projects).toHaveLength(1);
    expect(unreadable).toEqual(['broken']);
  });
});

describe('the audiences of a project', () => {
  const find = (project: Project | undefined) =>
    createFindAudiences({
      ...notes,
      getProject: () => Promise.resolve(project),
      listItems: () =>
        withUnreadable(
          'shop/broken.csv',
          anAudienceItem({ fileName: 'vip.csv' }),
          anAudienceItem({ fileName: 'deleted.csv', deletedAt: 1 }),
        ),
      now: () => 1000,
    });
  const params = viewParamsSchema.parse({ view: 'project', project: 'shop' });
  if (params.view !== 'project') throw new Error('another view');

  it('are those that are not deleted, and those that cannot be read are named', async () => {
    expect(await find(shop)(params)).toMatchObject({
      project: { mailsPending: 2 },
      audiences: [{ item: { fileName: 'vip.csv' } }],
      found: 1,
      unreadable: ['broken.csv'],
    });
  });

  it.each([undefined, aProject({ deletedAt: 1 })])(
    'are none of a project that is not',
    async (project) => {
      expect(await find(project)(params)).toBeUndefined();
    },
  );
});

describe('an audience', () => {
  const read = (project: Project | undefined) =>
    createReadAudience({
      getProject: () => Promise.resolve(project),
      getItem: () => Promise.resolve(anAudienceItem()),
      readNewestRecords: () => Promise.resolve([]),
      readDecisions: () => Promise.resolve([]),
    })({ view: 'audience', project: 'shop', file: 'vip.csv' });

  it('is not there without its project, nor in one that was deleted', async () => {
    expect(await read(shop)).toMatchObject({ project: shop });
    expect(await read({ ...shop, deletedAt: 1 })).toBeUndefined();
    expect(await read(undefined)).toBeUndefined();
  });
});
