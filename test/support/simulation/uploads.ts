import { pathsOf } from './acts.ts';
import type { World } from './create-world.ts';
import type { FilePlace } from './files.ts';

/** IDs of both projects: the same ones, as plain numbers are. */
export const ids: readonly string[] = Array.from({ length: 500 }, (_, index) =>
  String(10_000 + index),
);

export const feedName = 'feed.csv';

/** A version that was restored, or a multipart upload that took its time. */
const oldestMs = 3 * 60 * 60_000;

/** What comes and goes in the bucket. */
export interface Uploads {
  /** of all files that there may be, but the one that changes all the time */
  fileNames: readonly string[];
  /** puts or removes a file, mostly where the project looks for it */
  change: (projectId: string) => Promise<void>;
  put: (projectId: string, fileName?: string) => Promise<void>;
}

export const createUploads = ({
  files,
  observed: { projects },
  climate,
  random,
  dates,
}: Pick<World, 'files' | 'observed' | 'climate' | 'random' | 'dates'>): Uploads => {
  const fileNames = ['a.csv', 'b.csv', 'c d.csv', 'e.csv', 'f.csv', 'z.csv', 'ü 2.csv'].slice(
    -climate.files,
  );
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;

  const placeOf = (projectId: string, fileName: string): FilePlace => {
    const path = projects.get(projectId)?.path ?? pathsOf(projectId)[0]!;
    const isElsewhere = random() < 0.2;
    return {
      projectId,
      fileName,
      path: isElsewhere ? pick(pathsOf(projectId)) : path,
    };
  };

  /** Several hundred, in most files. */
  const someIds = (): readonly string[] => {
    if (climate.strangers > 0 && random() < climate.strangers)
      return [`stranger-${Math.floor(random() * 1_000)}`];
    const share = random() < 0.2 ? 0.02 : 0.5 + random() / 2;
    const some = ids.filter(() => random() < share);
    return some.length > 0 ? some : ids.slice(0, 1);
  };

  const put: Uploads['put'] = (projectId, fileName = pick(fileNames)) => {
    const place = placeOf(projectId, fileName);
    dates.olderBy = random() < climate.oldDates ? random() * oldestMs : 0;
    return random() < 0.1 ? files.putBroken(place, pick(ids)) : files.put(place, someIds());
  };

  return {
    fileNames,
    put,
    change: (projectId) =>
      random() < 0.15 ? files.remove(placeOf(projectId, pick(fileNames))) : put(projectId),
  };
};
