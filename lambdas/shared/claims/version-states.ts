import { supersededGraceSeconds } from '../contract.ts';
import type { HeldVersion, Version } from '../domain/audience-item.ts';
import type { ClaimedImport, Leftovers } from './ports.ts';
import { joinParts, type UpdateParts } from './update-parts.ts';

/**
 * Another version takes its place: it stays readable for the grace period.
 *
 * @param entry path of its entry in `versions`, as in `#versions.#live`
 */
export const supersede = (entry: string, at: number): UpdateParts => ({
  set: [`${entry}.#state = :superseded`, `${entry}.#until = :until`],
  names: { '#state': 'state', '#until': 'until' },
  values: { ':superseded': 'superseded', ':until': at + supersededGraceSeconds * 1000 },
});

/** It is never published: what was written of it may be collected. Its worker may live until the entry's `until`. */
export const abandon = (entry: string): UpdateParts => ({
  set: [`${entry}.#state = :abandoned`],
  names: { '#state': 'state' },
  values: { ':abandoned': 'abandoned' },
});

/** Its worker has ended, before its time: nobody waits for it any more. */
export const endWorker = (entry: string, at: number): UpdateParts => ({
  set: [`${entry}.#until = :ended`],
  names: { '#until': 'until' },
  values: { ':ended': at },
});

/**
 * What is held is not published, and may be collected at once: nobody writes it. On condition that it is held still: it may
 * have been approved or dropped meanwhile.
 *
 * @param entry path of its entry in `versions`
 */
export const dropHeld = (entry: string, { etag, layout }: HeldVersion, at: number): UpdateParts => {
  const dropped: Version = { state: 'abandoned', etag, until: at, layout };
  return {
    set: [`${entry} = :dropped`],
    conditions: [`${entry}.#state = :isHeld`],
    names: { '#state': 'state' },
    values: { ':dropped': dropped, ':isHeld': 'held' },
  };
};

/** Another version is live or held: it takes the place of what was held. */
export const replaceHeld = ({ held }: Pick<ClaimedImport, 'held'>, at: number): UpdateParts[] =>
  held ? [{ names: { '#held': String(held.version) } }, dropHeld('#versions.#held', held, at)] : [];

/** What becomes of the version that the claim had registered. */
export const forsake = (leftovers: Leftovers, at: number): UpdateParts =>
  leftovers === 'no-chunks'
    ? { remove: ['#versions.#version'] }
    : joinParts([abandon('#versions.#version'), endWorker('#versions.#version', at)]);
