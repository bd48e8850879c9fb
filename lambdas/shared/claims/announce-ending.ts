import type { PendingEvent } from '../domain/pending-event.ts';
import { announce, liveAs } from './announce.ts';
import type { ClaimedImport, Failure } from './ports.ts';
import type { UpdateParts } from './update-parts.ts';

/** What has become of an import, for other systems. */
export const announceEnding = (
  claimed: ClaimedImport,
  event: Omit<PendingEvent, 'trigger' | 'importId'>,
): UpdateParts => {
  const { version, importId, isRematch } = claimed;
  return announce(claimed, version, {
    ...event,
    importId,
    trigger: isRematch ? 'rematch' : 'file',
  });
};

export const announceFailure = (
  claimed: ClaimedImport,
  { cause }: Pick<Failure, 'cause'>,
  at: number,
): UpdateParts => announceEnding(claimed, { type: 'failed', at, cause, ...liveAs(claimed.live) });
