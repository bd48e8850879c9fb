import type { GetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import type { RecordDrop } from '../shared/adapters/record-drop.ts';
import type { SaveRecord } from '../shared/adapters/save-record.ts';
import type { ClaimedImport, ClaimImport, EndImport, Failure } from '../shared/claims/ports.ts';
import {
  expiryAttribute,
  importRecordRetentionSeconds,
  type ImportMessage,
} from '../shared/contract.ts';
import type { DropReason, FailureCause, ReleaseReason } from '../shared/domain/error-policies.ts';
import { isAwaited } from '../shared/domain/due.ts';
import { recordPartition } from '../shared/domain/import-record.ts';
import { obstacleOf } from '../shared/domain/obstacle.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import { describeGivingUp } from './describe-giving-up.ts';
import { ImportUnderwayError } from './errors.ts';

export interface GiveUpPorts {
  getItem: GetAudienceItem;
  claimImport: ClaimImport;
  endImport: Pick<EndImport, 'fail' | 'release'>;
  getProject: (projectId: string) => Promise<Project | undefined>;
  recordDrop: RecordDrop;
  saveRecord: SaveRecord;
  /** The import has ended and cannot be undone: a record that is lost must not bring the message back. */
  onRecordLost: (error: unknown) => void;
  newImportId: () => string;
  now: Now;
}

/** `failed` is told to the administrators; the others are none of their concern. */
export type GiveUpResult = { projectId: string; fileName: string } & (
  | { result: 'failed'; importId: string; retries: number }
  | { result: 'released'; importId: string; why: ReleaseReason }
  | { result: 'nothing-to-do'; why: Exclude<DropReason, 'being-imported'> }
);

/**
 * Gives up on an import for now: the file is due again by the retry schedule, and the project's
 * administrators are told. Nobody else gives up, so that the claim keeps this apart from an import that
 * still runs or has succeeded after all.
 *
 * @throws ImportUnderwayError, or what AWS answers
 */
export const giveUp = async (
  message: ImportMessage,
  claimUntil: number,
  ports: GiveUpPorts,
): Promise<GiveUpResult | 'unknown-project'> => {
  const { projectId, fileName } = message;
  const item = await ports.getItem(projectId, fileName);
  // Another file of the message may have kept it in the queue, when this one was long on its way again.
  if (item && !isAwaited(item, message))
    return { projectId, fileName, result: 'nothing-to-do', why: 'sent-again' };
  const importId = ports.newImportId();
  const startedAt = ports.now();
  const claimed = await ports.claimImport(message, importId, claimUntil);
  if (claimed === 'being-imported') throw new ImportUnderwayError(projectId);
  if (claimed === 'unknown-file' && !(await ports.getProject(projectId))) return 'unknown-project';
  if (typeof claimed === 'string') {
    await ports.recordDrop(message);
    return { projectId, fileName, result: 'nothing-to-do', why: claimed };
  }

  const ending = await endClaimed(message, claimed, ports);
  await recordEnding(claimed, startedAt, ending, ports);
  // Else the scanner would wait for this message for a day, and not send the file when it is due again.
  await ports.recordDrop(message);
  return ending.outcome === 'failed'
    ? { projectId, fileName, result: 'failed', importId, retries: claimed.retries }
    : { projectId, fileName, result: 'released', importId, why: ending.cause };
};

type Ending =
  ({ outcome: 'failed' } & Failure<FailureCause>) | { outcome: 'released'; cause: ReleaseReason };

const endClaimed = async (
  message: ImportMessage,
  claimed: ClaimedImport,
  { endImport, getProject, now }: GiveUpPorts,
): Promise<Ending> => {
  try {
    const obstacle = obstacleOf(message, await getProject(message.projectId));
    if (obstacle) {
      await endImport.release(claimed, 'no-chunks');
      return { outcome: 'released', cause: obstacle };
    }
    const failure = describeGivingUp(claimed, now());
    return (await endImport.fail(claimed, failure, 'no-chunks'))
      ? { outcome: 'failed', ...failure }
      : { outcome: 'released', cause: 'fenced-out' };
  } catch (error) {
    // Else the message would find the file being imported until the claim dies.
    try {
      await endImport.release(claimed, 'no-chunks');
    } catch (releaseError) {
      throw new AggregateError([error, releaseError], 'giving up failed, and so did letting go', {
        cause: releaseError,
      });
    }
    throw error;
  }
};

const recordEnding = async (
  { importId, projectId, fileName, object, etag, size, isRematch }: ClaimedImport,
  startedAt: number,
  ending: Ending,
  { saveRecord, onRecordLost, now }: GiveUpPorts,
): Promise<void> => {
  const endedAt = now();
  try {
    await saveRecord({
      audience: recordPartition(projectId, fileName),
      ...(object !== fileName && { object }),
      ...(isRematch && { trigger: 'rematch' as const }),
      importId,
      etag,
      size,
      startedAt,
      endedAt,
      ...ending,
      readUnits: 0,
      writeUnits: 0,
      durations: {},
      [expiryAttribute]: Math.ceil(endedAt / 1000) + importRecordRetentionSeconds,
    });
  } catch (error) {
    onRecordLost(error);
  }
};
