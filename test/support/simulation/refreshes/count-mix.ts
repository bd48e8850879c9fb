import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
} from '../../../../lambdas/shared/domain/audience-item.ts';
import { baseOfVersion } from '../../../../lambdas/shared/domain/stands-on.ts';
import type { AudienceChange, Observed } from '../observed.ts';

/** How often it happened. */
export interface Mix {
  /** a difference was published by an import */
  differences: number;
  /** a whole version took the place of another one */
  newBases: number;
  /** a difference was held */
  heldDifferences: number;
  /** a version that stands on another base, or is one, was published again */
  rollbacksAcross: number;
  /** a version on which others had stood was marked, and one that had stood on another */
  collectedBases: number;
  collectedDifferences: number;
  /** an importer was killed while it wrote chunks */
  killedWriting: number;
  /** a version was read that stands on one whose own time is over */
  onOldBase: number;
  /** a version was read that was replaced */
  replacedRead: number;
  /** a snapshot that was opened before was read, of a version that was replaced since */
  openRead: number;
}

export const noMix = (): Mix => ({
  differences: 0,
  newBases: 0,
  heldDifferences: 0,
  rollbacksAcross: 0,
  collectedBases: 0,
  collectedDifferences: 0,
  killedWriting: 0,
  onOldBase: 0,
  replacedRead: 0,
  openRead: 0,
});

const mixNames = Object.keys(noMix()) as (keyof Mix)[];

export const addMix = (sum: Mix, mix: Mix): void => {
  for (const name of mixNames) sum[name] += mix[name];
};

/** Counts what can be seen of the items of audiences. */
export const countChanges = ({ watch }: Observed, mix: Mix): void => {
  const bases = new Set<string>();
  watch({
    onAudience: ({ before, after }) => {
      if (!before || !after) return;
      countPublication({ before, after }, mix);
      const held = findHeldVersion(after.versions);
      if (held && held.version !== findHeldVersion(before.versions)?.version)
        mix.heldDifferences += baseOfVersion(held) === undefined ? 0 : 1;
      for (const [number, version] of Object.entries(after.versions)) {
        const base = baseOfVersion(version);
        if (base !== undefined) bases.add(`${after.audienceId}#${base}`);
        if (version.state !== 'collecting' || before.versions[number]?.state === 'collecting')
          continue;
        if (base !== undefined) mix.collectedDifferences += 1;
        if (bases.has(`${after.audienceId}#${number}`)) mix.collectedBases += 1;
      }
    },
  });
};

type Change = { [Side in 'before' | 'after']: NonNullable<AudienceChange[Side]> };

/** The whole version that this one stands on, or is. */
export const rootOf = (versions: AudienceItem['versions'], number: number): number => {
  const version = versions[number];
  return (version && baseOfVersion(version)) ?? number;
};

const countPublication = ({ before, after }: Change, mix: Mix): void => {
  const [last, next] = [before, after].map(({ versions }) => {
    const version = findLiveVersion(versions)?.version;
    return version === undefined ? undefined : { version, root: rootOf(versions, version) };
  });
  if (!next || next.version === last?.version) return;
  if (before.versions[next.version]?.state === 'superseded') {
    if (last && next.root !== last.root) mix.rollbacksAcross += 1;
  } else if (next.root !== next.version) mix.differences += 1;
  else if (last) mix.newBases += 1;
};
