import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { mayHaveWorker } from '../../../lambdas/shared/domain/live-worker.ts';
import type { Now, Sleep } from '../../../lambdas/shared/ports.ts';
import { RefusedError } from '../errors.ts';
import { nameSome } from '../terminal/name-some.ts';
import { firstDelayMs, longerDelay } from '../scan/delays.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';

export interface WaitForWorkersPorts {
  listAudienceItems: ListAudienceItems;
  now: Now;
  /** DynamoDB's clock, by which imports live */
  serviceNow: Now;
  sleep: Sleep;
  /** told how many imports still run */
  onProgress: (running: number) => void;
}

/**
 * Waits until no import of a project runs any more, also none that cannot publish because its audience was deleted or rolled
 * back meanwhile: it still reads users and writes chunks. For a project that was paused before: an import that claims its
 * audience afterwards sees that, and lets go.
 *
 * @throws RefusedError naming the audiences whose imports still run after `timeoutMs`
 */
export const waitForWorkers = async (
  projectId: string,
  timeoutMs: number,
  { listAudienceItems, now, serviceNow, sleep, onProgress }: WaitForWorkersPorts,
): Promise<void> => {
  const deadline = now() + timeoutMs;
  for (let delayMs = firstDelayMs; ; delayMs = longerDelay(delayMs)) {
    const running: string[] = [];
    const unread = await takeAll(listAudienceItems(projectId), (item) => {
      if (mayHaveWorker(item, serviceNow())) running.push(item.fileName);
    });
    onProgress(running.length);
    // Of an item that cannot be read nobody knows whether it is being imported.
    if (running.length === 0 && unread) throw unread;
    if (running.length === 0) return;
    if (now() >= deadline)
      throw new RefusedError((say) =>
        say.projectChanges.stillImports(projectId, timeoutMs / 1000, nameSome(running, say)),
      );
    await sleep(delayMs);
  }
};
