import { takeAll } from '../shared/adapters/take-all.ts';
import { straysPartition } from '../shared/contract.ts';
import { inGroups } from '../shared/in-groups.ts';
import type { AudienceItem } from '../shared/domain/audience-item.ts';
import { collectAudience } from './collect-audience.ts';
import type { CollectionRun } from './collection-run.ts';
import type { CollectPorts } from './collect.ts';
import { findCondemned } from './domain/collectable.ts';

/** They have no project, and no place. */
const nowhere = { slots: {} };

/**
 * Removes the chunks that `audience-import repair` has found to belong to no version of any audience, when their time is over. All
 * audiences are looked at once more: of a version that one of them knows by now, as it was restored, the chunks stay, and so they do
 * where an audience cannot be read that may have them.
 *
 * @param projectIds of all projects
 * @returns false when the budget was spent before all was done
 * @throws what DynamoDB answers
 */
export const collectStrays = async (
  projectIds: readonly string[],
  run: CollectionRun,
  ports: CollectPorts,
): Promise<boolean> => {
  const due: AudienceItem[] = [];
  const unread = await takeAll(ports.listAudienceItems(straysPartition), (item) => {
    if (isDue(item, ports.now())) due.push(item);
  });
  for (const { key, error } of unread?.entries ?? [])
    run.failures.push({ projectId: straysPartition, fileName: key, error });
  if (due.length === 0) return true;

  const audiences = await findAudiences(projectIds, ports);
  if (audiences === undefined) return true;
  for (const item of due) {
    const audience = audiences.get(item.audienceId);
    if (audience === 'unreadable') continue;
    const isKnown = isKnownTo(audience);
    await forget(item, isKnown, ports);
    const entries = Object.entries(item.versions).filter(([version]) => !isKnown(Number(version)));
    await collectAudience({ ...item, versions: Object.fromEntries(entries) }, nowhere, run, ports);
    if (ports.budget.isSpent()) return false;
  }
  return true;
};

/** It has such a version, or may draw its number yet. */
const isKnownTo =
  (audience: Known | undefined) =>
  (version: number): boolean =>
    audience !== undefined && (version in audience.versions || version > audience.versionCounter);

/** An expression has at most 4 KB. */
const versionsPerUpdate = 20;

/** They are somebody's, whatever was found: their entries go, and nothing else. */
const forget = async (
  item: AudienceItem,
  isKnown: (version: number) => boolean,
  { beginCollecting, dropVersions, now }: CollectPorts,
): Promise<void> => {
  const condemned = findCondemned(item, now()).filter(({ version }) => isKnown(version));
  for (const group of inGroups(condemned, versionsPerUpdate))
    if (await beginCollecting(item, group))
      await dropVersions(
        item,
        group.map(({ version }) => version),
      );
};

const isDue = (item: AudienceItem, now: number): boolean =>
  findCondemned(item, now).length > 0 ||
  Object.values(item.versions).every(({ state }) => state === 'collecting');

type Known = Pick<AudienceItem, 'versions' | 'versionCounter'>;

/** By ID. @returns undefined when the ID of one cannot be read, which may be any */
const findAudiences = async (
  projectIds: readonly string[],
  { listAudienceItems }: Pick<CollectPorts, 'listAudienceItems'>,
): Promise<ReadonlyMap<string, Known | 'unreadable'> | undefined> => {
  const audiences = new Map<string, Known | 'unreadable'>();
  for (const projectId of projectIds) {
    const unread = await takeAll(
      listAudienceItems(projectId),
      ({ audienceId, versions, versionCounter }) => {
        audiences.set(audienceId, { versions, versionCounter });
      },
    );
    for (const { item } of unread?.entries ?? []) {
      if (typeof item.audienceId !== 'string') return undefined;
      audiences.set(item.audienceId, 'unreadable');
    }
  }
  return audiences;
};
