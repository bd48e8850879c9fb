import type { Failure } from '../shared/claims/ports.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import type { HoldCause } from '../shared/domain/error-policies.ts';

/** `held`: written, and not published; `fenced-out`: another import has taken over, and nothing was published or held. */
export type Publication =
  | { result: 'published'; version: number; counts: Counts; unchanged: boolean }
  | { result: 'held'; version: number; counts: Counts; failure: Failure<HoldCause> }
  | 'fenced-out';
