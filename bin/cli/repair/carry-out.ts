import type { GetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { RegisterStrays } from '../../../lambdas/shared/operators/repair/register-strays.ts';
import type { RepairAudience } from '../../../lambdas/shared/operators/repair/repair-audience.ts';
import type { MendPlaces } from '../../../lambdas/shared/slots/mend-places.ts';
import { type Examination, needsPlace, placesOf } from './examine-tables.ts';
import type { ListAllAudiences } from './ports.ts';

export interface CarryOutPorts {
  repairAudience: RepairAudience;
  registerStrays: RegisterStrays;
  mendPlaces: MendPlaces;
  getAudienceItem: GetAudienceItem;
  listAllAudiences: ListAllAudiences;
}

/**
 * Does what was found to be needed. Each write checks that nothing has changed since; given again after an interruption, it does
 * the rest.
 *
 * @throws what DynamoDB answers, or the signal's reason
 */
export const carryOut = async (
  { repairs, placeless, unused, strays }: Examination,
  ports: CarryOutPorts,
  signal: AbortSignal,
): Promise<void> => {
  for (const { item, plan } of repairs) {
    signal.throwIfAborted();
    await ports.repairAudience(item, plan);
    await registerUnknown(item, plan(item).strays, ports);
  }
  for (const { projectId, fileName } of placeless) {
    signal.throwIfAborted();
    const current = await ports.getAudienceItem(projectId, fileName);
    if (current && needsPlace(current)) await ports.mendPlaces.enter(current);
  }
  await giveBackUnused(unused, ports, signal);
  for (const [audienceId, versions] of strays) {
    signal.throwIfAborted();
    await ports.registerStrays(audienceId, versions);
  }
};

/**
 * No import can draw the number of such a version any more: it is not above the last one that was drawn. Where it is, because an import
 * runs, the next `repair` registers it.
 */
const registerUnknown = async (
  { projectId, fileName, audienceId }: AudienceItem,
  strays: readonly number[],
  { getAudienceItem, registerStrays }: Pick<CarryOutPorts, 'getAudienceItem' | 'registerStrays'>,
): Promise<void> => {
  if (strays.length === 0) return;
  const current = await getAudienceItem(projectId, fileName);
  if (current?.audienceId !== audienceId) return;
  const { versions, versionCounter } = current;
  const unknown = strays.filter((number) => number <= versionCounter && !(number in versions));
  if (unknown.length > 0) await registerStrays(audienceId, unknown);
};

/**
 * A scan may find the file meanwhile, and its import take the place, under the very number that was read: versions of a new audience
 * begin at 1. So the place is left to nobody first, and given back only if there still is no such audience: whoever takes it after
 * that look has another number, and keeps it.
 */
const giveBackUnused = async (
  unused: Examination['unused'],
  { mendPlaces, listAllAudiences }: Pick<CarryOutPorts, 'mendPlaces' | 'listAllAudiences'>,
  signal: AbortSignal,
): Promise<void> => {
  if (unused.length === 0) return;
  for (const { projectId, slot, version } of unused)
    await mendPlaces.vacate(projectId, slot, version);
  const { items, unreadable } = await listAllAudiences(signal);
  if (unreadable.length > 0) return;
  const known = placesOf(items);
  for (const { projectId, slot } of unused)
    if (!known.has(`${projectId}/${slot}`)) await mendPlaces.giveBack(projectId, slot);
};
