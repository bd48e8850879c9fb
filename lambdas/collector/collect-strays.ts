import { takeAll } from '../shared/adapters/take-all.ts';
import { straysPartition } from '../shared/contract.ts';
import type { AudienceItem } from '../shared/domain/audience-item.ts';
import { collectAudience } from './collect-audience.ts';
import type { CollectionRun } from './collection-run.ts';
import type { CollectPorts } from './collect.ts';
import { findCondemned } from './domain/collectable.ts';

/** They have no project, and no place. */
const nowhere = { slots: {} };

/**
 * Removes the chunks that `audience-import repair` has found to belong to no audience, when their time is over. Who has restored
 * such an audience meanwhile keeps them: it is looked for once more, among all that there are, and its registration stays where it
 * may be there and cannot be read.
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

  const known = await findAudienceIds(projectIds, ports);
  for (const item of due) {
    if (known === undefined || known.has(item.audienceId)) continue;
    await collectAudience(item, nowhere, run, ports);
    if (ports.budget.isSpent()) return false;
  }
  return true;
};

const isDue = (item: AudienceItem, now: number): boolean =>
  findCondemned(item, now).length > 0 ||
  Object.values(item.versions).every(({ state }) => state === 'collecting');

/** @returns undefined when the ID of one cannot be read, which may be any */
const findAudienceIds = async (
  projectIds: readonly string[],
  { listAudienceItems }: Pick<CollectPorts, 'listAudienceItems'>,
): Promise<ReadonlySet<string> | undefined> => {
  const ids = new Set<string>();
  for (const projectId of projectIds) {
    const unread = await takeAll(listAudienceItems(projectId), ({ audienceId }) => {
      ids.add(audienceId);
    });
    for (const { item } of unread?.entries ?? []) {
      if (typeof item.audienceId !== 'string') return undefined;
      ids.add(item.audienceId);
    }
  }
  return ids;
};
