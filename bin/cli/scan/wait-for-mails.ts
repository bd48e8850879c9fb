import type { GetIgnored } from '../../../lambdas/shared/adapters/get-ignored.ts';
import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { Now, Sleep } from '../../../lambdas/shared/ports.ts';
import { firstDelayMs, longerDelay } from './delays.ts';
import { RefusedError } from '../errors.ts';
import { nameSome } from '../terminal/name-some.ts';

/** Sends what is pending, or finds that another run does so at the moment. */
export type RunMailer = () => Promise<void>;

/** Whose notices are not sent yet. */
interface Pending {
  projectId: string;
  /** of the audience; absent: what is ignored of the project */
  fileName?: string;
}

export interface WaitForMailsPorts {
  listAudienceItems: ListAudienceItems;
  getIgnored: GetIgnored;
  /** for a stack whose rule does not run the mailer every minute */
  runMailer?: RunMailer | undefined;
  now: Now;
  sleep: Sleep;
  /** told how many audiences still have something to tell */
  onProgress: (pending: number) => void;
}

/**
 * Waits until nothing is left that the administrators of these projects have to be told.
 *
 * @param deadline milliseconds since 1970
 * @throws RefusedError naming the audiences that are still pending then, or with what the mailer says of
 *   its failure
 */
export const waitForMails = async (
  projectIds: readonly string[],
  deadline: number,
  { listAudienceItems, getIgnored, runMailer, now, sleep, onProgress }: WaitForMailsPorts,
): Promise<void> => {
  const findPending = async (): Promise<Pending[]> => {
    const pending: Pending[] = [];
    for (const projectId of projectIds) {
      if ((await getIgnored(projectId))?.pending !== undefined) pending.push({ projectId });
      for await (const item of listAudienceItems(projectId))
        if (item.pending !== undefined) pending.push({ projectId, fileName: item.fileName });
    }
    onProgress(pending.length);
    return pending;
  };

  for (let delayMs = firstDelayMs; ; delayMs = longerDelay(delayMs)) {
    if ((await findPending()).length === 0) return;
    await runMailer?.();
    const pending = await findPending();
    if (pending.length === 0) return;
    if (now() >= deadline) throw stillPending(pending);
    await sleep(delayMs);
  }
};

const stillPending = (pending: readonly Pending[]): RefusedError =>
  new RefusedError((say) => {
    const names = pending.map(({ projectId, fileName }) =>
      fileName === undefined ? say.scan.ignoredOf(projectId) : `${projectId}/${fileName}`,
    );
    return say.scan.stillPending(nameSome(names, say));
  });
