import { updateAudience } from '../claims/update-audience.ts';
import { type GuardName, guardNames, type OwnGuard } from '../domain/guard-settings.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { noOtherOperation, rememberOperation } from './remember-operation.ts';

/** What is given of an audience's own settings; `inherit`: as the project says, from now on. */
export type GuardChange = {
  [Name in GuardName]?: Exclude<OwnGuard[Name], undefined> | 'inherit';
};

export type GuardedAudience =
  { result: 'changed'; guard: OwnGuard } | { result: 'refused'; why: 'unknown' | 'deleted' };

/**
 * Sets when new versions of one audience are held, in place of what its project says. It counts from the next import on that
 * begins, and goes with the audience when that is deleted. Only what is given is changed, so that two who change different settings do not undo each other.
 */
export type GuardAudience = (
  projectId: string,
  fileName: string,
  change: GuardChange,
) => Promise<GuardedAudience>;

export const createGuardAudience =
  ({ dynamodb, tableName, getItem, newId }: Omit<AudienceWriterDeps, 'now'>): GuardAudience =>
  async (projectId, fileName, change) => {
    const operation = newId();
    let guard: OwnGuard = {};
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      if (!item) return { result: 'refused', why: 'unknown' };
      // The answer to our own update was lost.
      if (item.operation === operation) return { result: 'changed', guard };
      if (item.deletedAt !== undefined) return { result: 'refused', why: 'deleted' };
      guard = applyChange(item.guard ?? {}, change);
      const isWritten = await updateAudience({ dynamodb, tableName }, item, [
        {
          set: ['#guard = :guard'],
          conditions: ['attribute_not_exists(#deletedAt) AND #audienceId = :audienceId'],
          names: { '#guard': 'guard', '#deletedAt': 'deletedAt', '#audienceId': 'audienceId' },
          values: { ':guard': guard, ':audienceId': item.audienceId },
        },
        // Nobody but operators writes it.
        noOtherOperation(item),
        rememberOperation(operation),
      ]);
      if (isWritten) return { result: 'changed', guard };
    }
  };

const applyChange = (before: OwnGuard, change: GuardChange): OwnGuard => {
  const merged = { ...before, ...change };
  return Object.fromEntries(
    guardNames
      .filter((name) => merged[name] !== undefined && merged[name] !== 'inherit')
      .map((name) => [name, merged[name]]),
  );
};
