import type { AudienceItem } from '../shared/domain/audience-item.ts';
import { inGroups } from '../shared/in-groups.ts';
import { maxShards } from '../shared/membership/choose-shards.ts';
import type { Now } from '../shared/ports.ts';
import type { CollectionRun } from './collection-run.ts';
import { deleteVersion, type DeleteVersionPorts } from './delete-version.ts';
import { findCondemned } from './domain/collectable.ts';
import type { BeginCollecting, ChunkSet, DropVersions } from './ports.ts';

export interface CollectVersionsPorts extends Omit<DeleteVersionPorts, 'onDeleted'> {
  beginCollecting: BeginCollecting;
  dropVersions: DropVersions;
  now: Now;
}

/** An update is billed by the size of the item, however little it changes; an expression has at most 4 KB. */
const versionsPerUpdate = 20;

/**
 * Removes the versions of an audience whose time has come, and goes on with those that another run has begun. A version
 * is marked first, so that it cannot come back while its chunks go, and struck off when they are gone.
 *
 * @throws what DynamoDB answers
 */
export const collectVersions = async (
  item: AudienceItem,
  run: CollectionRun,
  ports: CollectVersionsPorts,
): Promise<void> => {
  const marked = Object.entries(item.versions)
    .filter(([, { state }]) => state === 'collecting')
    .map(([version]) => Number(version));
  for (const condemned of inGroups(findCondemned(item, ports.now()), versionsPerUpdate))
    if (await ports.beginCollecting(item, condemned))
      marked.push(...condemned.map(({ version }) => version));

  for (const versions of inGroups(marked, versionsPerUpdate)) {
    const gone: number[] = [];
    for (const version of versions) {
      const isGone = await deleteVersion(chunkSetOf(item, version), {
        ...ports,
        onDeleted: (chunks) => {
          run.chunks += chunks;
        },
      });
      if (!isGone) break;
      gone.push(version);
    }
    if (gone.length > 0 && (await ports.dropVersions(item, gone))) run.versions += gone.length;
    if (gone.length < versions.length) return;
  }
};

/** An import that did not end has told nobody how many shards it would have filled. */
const chunkSetOf = ({ audienceId, versions }: AudienceItem, version: number): ChunkSet => {
  const stored = versions[version];
  const layout = stored && 'layout' in stored ? stored.layout : undefined;
  return { audienceId, version, shards: layout?.shards ?? maxShards };
};
