import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createPutChunks } from '../../../lambdas/importer/adapters/put-chunks.ts';
import type { CollectPorts } from '../../../lambdas/collector/collect.ts';
import type { CollectionRun } from '../../../lambdas/collector/collection-run.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { deadWorkerSeconds } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem, Version } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { collectAll, collectorPorts } from '../../support/collector-world.ts';
import type { Dynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject, someCounts } from '../../support/factories.ts';

export const now = 100_000_000;
type Superseded = Extract<Version, { state: 'superseded' }>;

export const dead = now - deadWorkerSeconds * 1000;

export const layout = { chunks: 5, shards: 2, digest: 'd' };
export const published = { etag: 'e1', counts: someCounts(), layout, publishedAt: 1 };
export const live = { state: 'live' as const, ...published };
export const superseded = (until: number): Superseded => ({
  state: 'superseded',
  ...published,
  until,
});
export const abandoned = (until: number): Version => ({ state: 'abandoned', etag: 'e1', until });
export const claimOf = (
  version: number,
  until: number,
): Required<Pick<AudienceItem, 'claim' | 'versions'>> => ({
  claim: { version, owner: 'i1', etag: 'e1', until },
  versions: { [version]: { state: 'writing' as const, etag: 'e1', until } },
});

let names = 0;

export interface ArrangedCollection {
  projectId: string;
  ports: Omit<CollectPorts, 'budget'>;
  item: AudienceItem;
  put: (table: string, item: object) => Promise<unknown>;
  read: () => Promise<AudienceItem | undefined>;
  slots: () => Promise<Project['slots']>;
  /** how many there are of each version */
  chunks: () => Promise<Record<string, number>>;
  collect: (replaced?: Partial<CollectPorts>) => Promise<CollectionRun>;
}

export type ArrangeCollection = (
  more: Partial<AudienceItem>,
  project?: Partial<Project>,
) => Promise<ArrangedCollection>;

/** A project with one audience, whose versions all have their chunks. */
export const createArrange =
  (dynalite: Dynalite): ArrangeCollection =>
  async (more, project = {}) => {
    names += 1;
    const projectId = `p${names}`;
    const { client, document, tables } = dynalite;
    const item = anAudienceItem({
      projectId,
      fileName: 'vip.csv',
      audienceId: projectId,
      versionCounter: 9,
      ...more,
    });
    const put = (TableName: string, Item: object) =>
      document.send(new PutCommand({ TableName, Item }));
    await put(tables.audiences, item);
    await put(tables.projects, aProject({ projectId, path: `${projectId}/`, ...project }));
    const putChunks = createPutChunks(client, tables.memberships);
    const write = (version: number, buckets = [0, 1, 2, 3, 4]) =>
      putChunks(
        { audienceId: projectId, version, shards: layout.shards },
        buckets.map((bucket) => ({ bucket, ids: Buffer.from('chunk') })),
        new AbortController().signal,
      );
    for (const version of Object.keys(item.versions)) await write(Number(version));

    const getItem = createGetAudienceItem(document, tables.audiences);
    const getProject = createGetProject(document, tables.projects);
    const ports = collectorPorts(dynalite, projectId, () => now);
    return {
      projectId,
      ports,
      item,
      put,
      read: () => getItem(projectId, 'vip.csv'),
      slots: async () => (await getProject(projectId))!.slots,
      chunks: async () => {
        const counts: Record<string, number> = {};
        const { Items = [] } = await document.send(
          new ScanCommand({ TableName: tables.memberships }),
        );
        for (const { chunkSet } of Items as { chunkSet: string }[]) {
          const [audienceId, version = ''] = chunkSet.split('#');
          if (audienceId === projectId) counts[version] = (counts[version] ?? 0) + 1;
        }
        return counts;
      },
      collect: (replaced: Partial<CollectPorts> = {}) => collectAll({ ...ports, ...replaced }),
    };
  };
