import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
  type Version,
} from '../../domain/audience-item.ts';
import { hasLiveClaim, isDue } from '../../domain/due.ts';
import { baseOfVersion } from '../../domain/stands-on.ts';
import type { Project } from '../../domain/project.ts';
import { dueFrom } from '../due-from.ts';
import { slotOf } from '../../slots/slot-of.ts';

/** What lies in the memberships table of one audience, by version number. */
export interface FoundChunks {
  /** versions that lack chunks of their own, or have some among them that are not theirs */
  damaged: ReadonlySet<number>;
  /** versions whose own chunks are all there, and no others; what is in neither set was not looked at */
  sound: ReadonlySet<number>;
  /** how many there are of each version that has any, whatever the audience says of it */
  stored: ReadonlyMap<number, number>;
  /** versions whose chunks are left to the collector already */
  registered: ReadonlySet<number>;
}

/** What an audience is compared with. */
export interface AudienceSurroundings {
  /** undefined: the project's item is gone */
  project: Pick<Project, 'slots' | 'deletedAt'> | undefined;
  chunks: FoundChunks;
  /** nobody is registered in the project: an import would leave nobody in the audience */
  hasNoUsers: boolean;
  /** milliseconds since 1970 */
  now: number;
}

/**
 * What becomes of an audience whose members cannot be read. `import`: its file is imported again. `due-already`: it is due, without
 * anybody's help. The others say why it is not: `rolled-back`: the file that is there is the one that somebody has rolled back from.
 */
export type Remedy =
  | 'import'
  | 'due-already'
  | 'being-imported'
  | 'project-missing'
  | 'users-missing'
  | 'file-missing'
  | 'rejected'
  | 'held'
  | 'discarded'
  | 'rolled-back';

/** What there is to be done about one audience. */
export interface AudienceRepair {
  /** it cannot be read, or what is held of it; `chunks`: that are missing is not said, which would take another look */
  unreadable: { version: number; isHeld: boolean; remedy: Remedy } | undefined;
  /** earlier versions that nobody could roll back to, and that are not marked so yet */
  earlier: readonly number[];
  /** published versions that are to be marked as damaged: the one that is live first */
  mark: readonly number[];
  /** published versions that are marked as damaged, and are not */
  unmark: readonly number[];
  /** what is held, and cannot be published */
  dropHeld: number | undefined;
  /** its file was refused a place that it has: a claim of before the table was restored holds it */
  isRefusedItsPlace: boolean;
  /** its file is to be imported again */
  makeDue: boolean;
  /** numbers up to this one have been used: no import may draw them again */
  counter: number | undefined;
  /** versions that have chunks, and that the audience does not know */
  strays: readonly number[];
  /** it is published or held, and its project has no place for it */
  lacksPlace: boolean;
  /** an import runs: what else there is to be done has to wait for it */
  isBeingImported: boolean;
}

/** Decides from what was read; whoever carries it out checks that nothing has changed since. */
export const planRepair = (
  item: AudienceItem,
  { project, chunks, hasNoUsers, now }: AudienceSurroundings,
): AudienceRepair => {
  const { versions, versionCounter, outcome, source } = item;
  const isDamaged = (version: number): boolean => isDamagedIn(versions, chunks, version);
  const published = Object.entries(versions)
    .map(([number, version]) => ({ number: Number(number), version }))
    .filter(({ version }) => version.state === 'live' || version.state === 'superseded')
    .sort((one, other) => rank(one.version) - rank(other.version) || other.number - one.number);
  const isMarked = (version: Version): boolean => 'damaged' in version && version.damaged === true;
  const mark = published
    .filter(({ number, version }) => !isMarked(version) && isDamaged(number))
    .map(({ number }) => number);
  const unmark = published
    .filter(({ number, version }) => isMarked(version) && isSoundIn(versions, chunks, number))
    .map(({ number }) => number);

  const live = findLiveVersion(versions);
  const held = findHeldVersion(versions);
  const slot = project?.slots[slotOf(item.fileName)];
  const isRefusedItsPlace =
    slot !== undefined &&
    slot > versionCounter &&
    outcome?.etag === source.etag &&
    outcome.cause === 'limit';
  const dropHeld = held && isDamaged(held.version) ? held.version : undefined;
  const broken =
    live && isDamaged(live.version)
      ? { version: live.version, isHeld: false }
      : dropHeld === undefined
        ? undefined
        : { version: dropHeld, isHeld: true };
  const remedy =
    broken && remedyFor(item, { isHeldBroken: dropHeld !== undefined, project, hasNoUsers, now });
  const counter = Math.max(versionCounter, slot ?? 0, ...chunks.stored.keys());
  return {
    unreadable: broken && remedy && { ...broken, remedy },
    earlier: mark.filter((number) => number !== live?.version),
    mark,
    unmark,
    dropHeld,
    isRefusedItsPlace,
    makeDue: remedy === 'import' || (isRefusedItsPlace && !hasNoUsers && source.present),
    counter: counter > versionCounter ? counter : undefined,
    strays: [...chunks.stored.keys()].filter(
      (number) => !(number in versions) && !chunks.registered.has(number),
    ),
    lacksPlace:
      project !== undefined &&
      project.deletedAt === undefined &&
      slot === undefined &&
      (live !== undefined || (held !== undefined && dropHeld === undefined)),
    isBeingImported: hasLiveClaim(item, now),
  };
};

const rank = ({ state }: Version): number => (state === 'live' ? 0 : 1);

type Versions = AudienceItem['versions'];

const isDamagedIn = (versions: Versions, chunks: FoundChunks, number: number): boolean => {
  const version = versions[number];
  if (!version) return false;
  if (chunks.damaged.has(number)) return true;
  const base = baseOfVersion(version);
  if (base === undefined) return false;
  const state = versions[base]?.state;
  return (state !== 'live' && state !== 'superseded') || chunks.damaged.has(base);
};

const isSoundIn = (versions: Versions, chunks: FoundChunks, number: number): boolean => {
  const version = versions[number];
  const base = version && baseOfVersion(version);
  return chunks.sound.has(number) && (base === undefined || chunks.sound.has(base));
};

interface Circumstances extends Pick<AudienceSurroundings, 'project' | 'hasNoUsers' | 'now'> {
  isHeldBroken: boolean;
}

const remedyFor = (
  item: AudienceItem,
  { project, hasNoUsers, isHeldBroken, now }: Circumstances,
): Remedy => {
  const { source, outcome, versions } = item;
  if (!project) return 'project-missing';
  if (hasLiveClaim(item, now)) return 'being-imported';
  if (!source.present) return 'file-missing';
  if (hasNoUsers) return 'users-missing';
  if (isDue(item, dueFrom(item, now)) || outcome?.etag !== source.etag) return 'due-already';
  switch (outcome.result) {
    case 'failed':
      return 'import';
    case 'held':
      return isHeldBroken || findHeldVersion(versions) === undefined ? 'import' : 'held';
    case 'rejected':
    case 'discarded':
      return outcome.result;
    case 'published': {
      const live = findLiveVersion(versions);
      return live === undefined || live.etag === source.etag ? 'import' : 'rolled-back';
    }
  }
};

/** Whether there is anything to be written to the audience's item. */
export const hasWork = (repair: AudienceRepair): boolean =>
  !repair.isBeingImported &&
  (repair.mark.length > 0 ||
    repair.unmark.length > 0 ||
    repair.dropHeld !== undefined ||
    repair.makeDue ||
    repair.counter !== undefined);
