import type { OpenContents } from './console/server/open-contents.ts';
import { isOnItsWay } from '../lambdas/shared/domain/due.ts';

/**
 * The queues were in memory, and the tables are not: the next scan is to send again what was in the queues. An import that was cut
 * off is claimed until its function would have ended, and begins anew then.
 */
export const forgetMessages = async (
  {
    listProjects,
    listAudienceItems,
    recordDrop,
  }: Pick<OpenContents, 'listProjects' | 'listAudienceItems' | 'recordDrop'>,
  now: number,
): Promise<void> => {
  for await (const { projectId, path } of listProjects())
    for await (const item of listAudienceItems(projectId)) {
      const { fileName, enqueued, source } = item;
      if (!enqueued || !isOnItsWay(item, now)) continue;
      const { etag, at } = enqueued;
      await recordDrop({ projectId, path, fileName, etag, size: source.size, at });
    }
};
