import type { Failure } from '../shared/claims/ports.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import type {
  DropReason,
  FailureCause,
  HoldCause,
  RejectionCause,
  ReleaseReason,
} from '../shared/domain/error-policies.ts';

/** `held`: complete, and live only if an operator approves it. `dropped`: there was nothing to claim. `released`: there was nothing to be done after all. */
export type ImportResult =
  | { result: 'published'; version: number; counts: Counts; unchanged: boolean }
  | { result: 'held'; version: number; counts: Counts; failure: Failure<HoldCause> }
  | { result: 'rejected'; failure: Failure<RejectionCause> }
  | { result: 'failed'; failure: Failure<FailureCause> }
  | { result: 'released'; why: ReleaseReason }
  | { result: 'dropped'; why: DropReason };

/** What may be logged of it. The sentence for people is in the record; it may show what stands in the file, and no user ID is ever logged. */
export const withoutTexts = (result: ImportResult): object =>
  'failure' in result
    ? { ...result, failure: { cause: result.failure.cause, row: result.failure.row } }
    : result;
