import type { GetIgnored } from '../../../lambdas/shared/adapters/get-ignored.ts';
import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { Now, Sleep } from '../../../lambdas/shared/ports.ts';
import { firstDelayMs, longerDelay } from './delays.ts';
import { RefusedError } from '../errors.ts';
import { nameSome } from '../terminal/name-some.ts';

/** Sends what is pending, or finds that another run does so at the moment. */
export type RunMailer = () => Promise<void>;

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
  const findPending = async (): Promise<string[]> => {
    const pending: string[] = [];
    for (const projectId of projectIds) {
      if ((await getIgnored(projectId))?.pending !== undefined)
        pending.push(`what is ignored of ${projectId}`);
      for await (const item of listAudienceItems(projectId))
        if (item.pending !== undefined) pending.push(`${projectId}/${item.fileName}`);
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

const stillPending = (pending: readonly string[]): RefusedError =>
  new RefusedError((say) => say.scan.stillPending(nameSome(pending, say)));
