import type { ImportRecord } from '../shared/domain/import-record.ts';
import type { PendingEvents } from '../shared/domain/pending-event.ts';
import type { Entry } from './domain/entry.ts';
import type { EventRefusedError } from './errors.ts';

export interface AudienceKey {
  projectId: string;
  fileName: string;
}

/** The audiences that are likely to have events, from an index that lags a little. */
export type ListUnannounced = () => AsyncIterable<AudienceKey>;

/** What an audience has to tell. */
export interface Unannounced {
  audienceId: string;
  /** empty only where the index has to be told so */
  events: PendingEvents;
}

/** Strongly consistent. @returns undefined when there is nothing to be told */
export type ReadEvents = (key: AudienceKey) => Promise<Unannounced | undefined>;

/** Strongly consistent. @returns undefined when it is not written, or not any more */
export type ReadRecord = (key: AudienceKey, importId: string) => Promise<ImportRecord | undefined>;

/**
 * One call with at most `mostEntries` events.
 *
 * @returns for each of them why it was not taken; undefined when it was
 * @throws when EventBridge has taken none
 */
export type PutEvents = (
  entries: readonly Entry[],
) => Promise<readonly (EventRefusedError | undefined)[]>;

/**
 * Removes exactly these events, and takes the audience out of the index if they are all it has.
 *
 * @param areAll no others were read; whether one came since is checked
 */
export type RemoveEvents = (
  key: AudienceKey,
  sequences: readonly string[],
  areAll: boolean,
) => Promise<void>;
