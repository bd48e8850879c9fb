import type { SaveDecision } from '../adapters/save-record.ts';
import { expiryAttribute, importRecordRetentionSeconds } from '../contract.ts';
import {
  type DecidedBy,
  type Decision,
  decisionPartition,
  type ReadVersion,
} from '../domain/decision.ts';
import type { NewId, Now } from '../ports.ts';
import type { Approval } from './approve-audience.ts';
import type { Discard } from './discard-held.ts';
import type { Rollback } from './rollback-audience.ts';

/** What was decided on an audience. */
export type Decided = Pick<Decision, 'action' | 'before' | 'after' | 'dropped' | 'onlyFile'>;

/**
 * Writes down what an operator has decided, after it was carried out. What a dashboard says of itself comes from whoever has called,
 * and is left out if it cannot be stored with that.
 *
 * @returns what has gone wrong, if something has: the decision stands all the same, and whoever has taken it is told
 */
export type RecordDecision = (
  projectId: string,
  fileName: string,
  decided: Decided,
  by: DecidedBy,
) => Promise<{ lost: unknown } | undefined>;

export interface RecordDecisionDeps {
  saveDecision: SaveDecision;
  now: Now;
  /** sorted by time */
  newId: NewId;
}

export const createRecordDecision =
  ({ saveDecision, now, newId }: RecordDecisionDeps): RecordDecision =>
  async (projectId, fileName, decided, by) => {
    const at = now();
    const importId = newId();
    const save = async (whom: DecidedBy): Promise<{ lost: unknown } | undefined> => {
      try {
        await saveDecision({
          audience: decisionPartition(projectId, fileName),
          importId,
          ...decided,
          at,
          by: whom,
          [expiryAttribute]: Math.floor(at / 1000) + importRecordRetentionSeconds,
        });
        return undefined;
      } catch (lost) {
        return { lost };
      }
    };
    const { dashboard, account, ...surely } = by;
    const failure = await save(by);
    return failure && (dashboard !== undefined || account !== undefined) ? save(surely) : failure;
  };

export const decidedOf = {
  deletion: (live: ReadVersion | undefined): Decided => ({
    action: 'delete',
    before: live ?? null,
    after: null,
  }),

  deletionOfFile: (live: ReadVersion | undefined): Decided => ({
    action: 'delete',
    onlyFile: true,
    before: live ?? null,
    after: live ?? null,
  }),

  approval: ({
    version,
    members,
    superseded,
    membersBefore = 0,
  }: Extract<Approval, { result: 'published' }>): Decided => ({
    action: 'approve',
    before: superseded === undefined ? null : { version: superseded, members: membersBefore },
    after: { version, members },
  }),

  rollback: ({
    version,
    members,
    superseded,
    membersBefore,
  }: Extract<Rollback, { result: 'published' }>): Decided => ({
    action: 'rollback',
    before: { version: superseded, members: membersBefore },
    after: { version, members },
  }),

  discard: ({
    version,
    members,
    live,
    liveMembers = 0,
  }: Extract<Discard, { result: 'discarded' }>): Decided => {
    const stays = live === undefined ? null : { version: live, members: liveMembers };
    return { action: 'discard', before: stays, after: stays, dropped: { version, members } };
  },

  /** What becomes of the file then is an import of its own. */
  retry: (): Decided => ({ action: 'retry' }),
};
