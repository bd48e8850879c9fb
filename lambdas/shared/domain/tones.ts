import type { AudienceStatus } from './audience-view.ts';
import type { ImportRecord } from './import-record.ts';

/** How a state is meant: what somebody has to look at is a warning, or bad. */
export type Tone = 'good' | 'warning' | 'bad';

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

export const toneOfOutcome: Readonly<Record<ImportRecord['outcome'], Tone | undefined>> = {
  published: 'good',
  unchanged: 'good',
  held: 'warning',
  rejected: 'bad',
  failed: 'bad',
  released: undefined,
  interrupted: 'warning',
};
