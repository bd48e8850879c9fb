import type { GetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import { type AudienceItem, findHeldVersion, heldUntil } from '../shared/domain/audience-item.ts';
import type { DeleteOrphan } from '../shared/operators/delete-orphan.ts';
import type { DiscardHeld } from '../shared/operators/discard-held.ts';
import type { Project } from '../shared/domain/project.ts';
import { isDeleted } from '../shared/operators/write-deletion.ts';
import { slotOf } from '../shared/slots/slot-of.ts';
import { type Slots } from '../shared/slots/slots.ts';
import { collectVersions, type CollectVersionsPorts } from './collect-versions.ts';
import type { CollectionRun } from './collection-run.ts';
import { isRemovable, needsNoSlot } from './domain/removable.ts';
import type { RemoveItem } from './ports.ts';

export interface CollectAudiencePorts extends CollectVersionsPorts {
  getItem: GetAudienceItem;
  deleteOrphan: DeleteOrphan;
  discardHeld: DiscardHeld;
  slots: Pick<Slots, 'release'>;
  removeItem: RemoveItem;
}

/**
 * Removes what nobody needs any more of one audience: versions, its place in the project, its item.
 *
 * @param item as it was listed; what is decided from it is checked again where it is written
 * @throws what DynamoDB answers
 */
export const collectAudience = async (
  item: AudienceItem,
  project: Pick<Project, 'slots' | 'deletedAt'>,
  run: CollectionRun,
  ports: CollectAudiencePorts,
): Promise<void> => {
  const { projectId, fileName } = item;
  // A scan that was under way may have added it after the deletion, or that was interrupted.
  if (project.deletedAt !== undefined && !isDeleted(item, { forgetFile: true }))
    await ports.deleteOrphan(projectId, fileName);
  // Its chunks go with the next run: nobody publishes it any more.
  await discardExpired(item, run, ports);
  await collectVersions(item, run, ports);

  const mayHoldSlot = slotOf(item.fileName) in project.slots && needsNoSlot(item, ports.now());
  if (!mayHoldSlot && !(item.deletedAt !== undefined && !item.source.present)) return;
  const current = await ports.getItem(projectId, fileName);
  if (!current || !needsNoSlot(current, ports.now())) return;
  // Before the item: the numbers of a new one start again, and could not take the place from an old one.
  if (await ports.slots.release(projectId, fileName, current.versionCounter)) run.slots += 1;
  if (isRemovable(current) && (await ports.removeItem(current))) run.audiences += 1;
};

const discardExpired = async (
  { projectId, fileName, versions }: AudienceItem,
  run: CollectionRun,
  { discardHeld, now }: CollectAudiencePorts,
): Promise<void> => {
  const held = findHeldVersion(versions);
  if (!held || heldUntil(held) > now()) return;
  const discard = await discardHeld(projectId, fileName, held.version, 'hold-expired');
  if (discard.result !== 'discarded') return;
  run.holds += 1;
  if (discard.unreturned) throw discard.unreturned;
};
