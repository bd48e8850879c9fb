import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import type { ReadVersion } from '../domain/decision.ts';
import { isAsSeen, readVersionOf, type SeenWhole } from './seen.ts';
import { createWriteDeletion, type DeleteOptions, isDeleted } from './write-deletion.ts';

/**
 * `deleted-already`: nothing was left to do. `changed`: it is not as it was seen any more, and nothing was written.
 *
 * `version`: the claims up to this one cannot publish any more, and nothing of theirs is live; what place they
 * have taken may be given back.
 */
export type Deletion =
  | {
      result: 'deleted' | 'deleted-already';
      version: number;
      /** what campaigns have read until then; undefined: nothing */
      live: ReadVersion | undefined;
    }
  | { result: 'unknown' }
  /** `live`: what campaigns read now */
  | { result: 'changed'; live: ReadVersion | undefined };

/**
 * Takes an audience from its readers. Snapshots that are open stay readable for the grace period, and
 * notices that are pending are still sent. The item stays, with its ID and version counter, so that no
 * version number is ever used twice.
 *
 * @param options with `seen`, it is deleted only if it is still like that
 */
export type DeleteAudience = (
  projectId: string,
  fileName: string,
  options: DeleteOptions & { seen?: SeenWhole | undefined },
) => Promise<Deletion>;

export const createDeleteAudience = (deps: AudienceWriterDeps): DeleteAudience => {
  const writeDeletion = createWriteDeletion(deps);
  return async (projectId, fileName, options) => {
    const operation = deps.newId();
    let version = 0;
    let live: ReadVersion | undefined;
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await deps.getItem(projectId, fileName);
      if (!item) return { result: 'unknown' };
      // The answer to our own update was lost. There may be a later import since, which is not to be deleted.
      if (item.operation === operation) return { result: 'deleted', version, live };
      if (!isAsSeen(options.seen, item)) return { result: 'changed', live: readVersionOf(item) };
      if (isDeleted(item, options))
        return { result: 'deleted-already', version: item.versionCounter, live: undefined };

      version = item.versionCounter + 1;
      live = readVersionOf(item);
      if (await writeDeletion(item, operation, options))
        return { result: 'deleted', version, live };
    }
  };
};
