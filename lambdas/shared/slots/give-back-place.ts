import type { GetAudienceItem } from '../adapters/read-audience-items.ts';
import { versionWithPlace } from '../domain/audience-item.ts';
import type { Slots } from './slots.ts';

/**
 * Gives back the place of an audience that has no version any more which needs it. What was held may have been approved meanwhile:
 * then the place is that one's.
 *
 * Nothing can come to need the place between the look and the write: only a later claim can, and that has a later version.
 *
 * @param version of the claim that took the place, or of what it was for
 */
export type GiveBackPlace = (projectId: string, fileName: string, version: number) => Promise<void>;

export const createGiveBackPlace =
  ({
    getItem,
    slots,
  }: {
    getItem: GetAudienceItem;
    slots: Pick<Slots, 'release'>;
  }): GiveBackPlace =>
  async (projectId, fileName, version) => {
    const item = await getItem(projectId, fileName);
    if (item && versionWithPlace(item.versions) !== undefined) return;
    // Whoever has the claim may publish yet, in the place that it has taken.
    const upTo = item && !item.claim ? item.versionCounter : version;
    await slots.release(projectId, fileName, upTo);
  };
