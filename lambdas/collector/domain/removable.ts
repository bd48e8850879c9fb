import { type AudienceItem, versionWithPlace } from '../../shared/domain/audience-item.ts';
import { latestUntil } from './collectable.ts';

/**
 * Nothing is published or held, and nobody is left who could: whoever claims now has a later version than all that hold
 * the audience's place.
 */
export const needsNoSlot = ({ versions, claim }: AudienceItem, now: number): boolean =>
  versionWithPlace(versions) === undefined &&
  (claim === undefined || claim.until <= latestUntil('writing', now));

/** Deleted, and nothing of it is left: no file, no version, no import, nothing to be told. */
export const isRemovable = (item: AudienceItem): boolean =>
  item.deletedAt !== undefined &&
  !item.source.present &&
  item.claim === undefined &&
  item.pending === undefined &&
  item.unannounced === undefined &&
  Object.keys(item.versions).length === 0;
