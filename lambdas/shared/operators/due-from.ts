import type { AudienceItem } from '../domain/audience-item.ts';
import { isFromFuture } from '../domain/clocks.ts';

/**
 * From when on a file is due that an operator wants imported again, in milliseconds since 1970: after the last message, also by a
 * clock that is behind the functions'. Else that message would count as sent for it.
 */
export const dueFrom = (item: Pick<AudienceItem, 'enqueued'> | undefined, now: number): number => {
  const sentAt = item?.enqueued?.at ?? 0;
  return isFromFuture(sentAt, now) ? now : Math.max(now, sentAt + 1);
};
