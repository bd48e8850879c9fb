import { type AudienceItem, findLiveVersion } from '../../shared/domain/audience-item.ts';

/**
 * Members of what campaigns have read one after the other, the oldest first: the last figure is what they read now. Empty where
 * they read nothing, or where nothing was published since there are trends.
 */
export const trendOf = ({
  trend = [],
  versions,
}: Pick<AudienceItem, 'trend' | 'versions'>): readonly number[] => {
  const now = findLiveVersion(versions)?.counts.members;
  if (now === undefined || trend.length === 0) return [];
  // A release that knows of no trends may have published since.
  return trend[trend.length - 1] === now ? trend : [...trend, now];
};
