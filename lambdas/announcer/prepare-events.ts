import { AudienceImportError } from '../shared/errors.ts';
import type { ImportRecord } from '../shared/domain/import-record.ts';
import { composeDetail, detailTypeOf, type EventOrigin } from '../shared/domain/event-detail.ts';
import type { StoredEvent } from '../shared/domain/pending-event.ts';
import type { Now } from '../shared/ports.ts';
import type { Entry } from './domain/entry.ts';
import { UnknownEventError } from './errors.ts';
import type { AudienceKey, ReadEvents, ReadRecord } from './ports.ts';

export interface PreparePorts {
  readEvents: ReadEvents;
  readRecord: ReadRecord;
  origin: EventOrigin;
  now: Now;
}

/** What one audience has to tell. */
export interface Preparation {
  key: AudienceKey;
  /** in order; those that can be told by now */
  events: readonly { sequence: string; entry: Entry }[];
  /** how many the audience has */
  all: number;
  /** what keeps an event from being sent, or its record from being sent with it */
  errors: readonly unknown[];
}

/** An import writes its record right after its end. One that is not there by then was lost, and its event goes without it. */
const recordPatienceMs = 2 * 60_000;

/** @returns undefined when there is nothing to be told */
export const prepareEvents = async (
  key: AudienceKey,
  ports: PreparePorts,
): Promise<Preparation | undefined> => {
  const unannounced = await ports.readEvents(key);
  if (!unannounced) return undefined;
  const { audienceId, events: pending } = unannounced;
  const inOrder = Object.entries(pending).sort(([one], [other]) => Number(one) - Number(other));

  const events: { sequence: string; entry: Entry }[] = [];
  const errors: unknown[] = [];
  // What comes after one that waits, waits with it: in order.
  for (const [sequence, event] of inOrder) {
    const detailType = detailTypeOf(event);
    if (detailType === undefined) {
      errors.push(new UnknownEventError(event.type));
      break;
    }
    const { record, error } = await findRecord(key, event, ports);
    if (error !== undefined) errors.push(error);
    if (!record && mayHaveRecord(event, ports.now())) break;
    const told = { ...key, audienceId, sequence: Number(sequence), event };
    const detail = JSON.stringify(composeDetail(told, record, ports.origin));
    events.push({ sequence, entry: { detailType, at: event.at, detail } });
  }
  return { key, events, all: inOrder.length, errors };
};

/** One that cannot be read, as a later release has written it, is the same as none. */
const findRecord = async (
  key: AudienceKey,
  { importId }: StoredEvent,
  { readRecord }: PreparePorts,
): Promise<{ record?: ImportRecord | undefined; error?: unknown }> => {
  if (importId === undefined) return {};
  try {
    return { record: await readRecord(key, importId) };
  } catch (error) {
    if (error instanceof AudienceImportError) return { error };
    throw error;
  }
};

const mayHaveRecord = ({ importId, at }: StoredEvent, now: number): boolean =>
  importId !== undefined && now < at + recordPatienceMs;
