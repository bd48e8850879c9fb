import type { AudienceItem } from '../domain/audience-item.ts';
import { addToTrend } from '../domain/trend.ts';
import type { UpdateParts } from './update-parts.ts';

/**
 * Part of each write that has readers see another version. Whoever publishes holds the claim or forces it, so nobody else has
 * added to it since it was read.
 */
export const drawTrend = (
  { trend }: { trend?: AudienceItem['trend'] | readonly number[] },
  { members }: { members: number },
): UpdateParts => ({
  set: ['#trend = :trend'],
  names: { '#trend': 'trend' },
  values: { ':trend': addToTrend(trend, members) },
});
