import type { AudienceStatus } from '../../../lambdas/shared/domain/audience-view.ts';
import type { Tone } from '../terminal/colors.ts';

/** What somebody has to look at is red or yellow. */
export const toneOfStatus: Readonly<Record<AudienceStatus, Tone | undefined>> = {
  ready: 'good',
  stale: 'warning',
  importing: undefined,
  deleted: undefined,
  held: 'warning',
  'being-written': 'warning',
  'source-missing': 'warning',
  rejected: 'bad',
  failed: 'bad',
};
