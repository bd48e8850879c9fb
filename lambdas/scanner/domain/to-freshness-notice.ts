import type { Source } from '../../shared/domain/audience-item.ts';
import { type FreshnessTurn, lastChangeOf } from '../../shared/domain/freshness.ts';
import type { Notice } from '../../shared/domain/notice.ts';

/** What administrators are told of a turn, if anything. @param at milliseconds since 1970 */
export const toFreshnessNotice = (
  turn: FreshnessTurn,
  source: Source,
  at: number,
): Notice | undefined => {
  // No import has written it. One notice of a kind at a time, and another one each time.
  const about = { message: '', importId: `scan-${at}`, etag: source.etag, at };
  if (turn.to === 'stale') {
    const { changedAt, hours } = turn.stale;
    const file = source.present ? {} : { isMissing: true };
    return { kind: 'stale', cause: 'stale', ...about, freshness: { changedAt, hours, ...file } };
  }
  if (!turn.isTold) return undefined;
  const freshness = { changedAt: lastChangeOf(source), hours: turn.before.hours };
  return { kind: 'fresh', cause: 'fresh', ...about, freshness };
};
