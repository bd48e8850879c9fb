import { composeDetail, detailTypes } from '../shared/domain/event-detail.ts';
import type { PendingEvent } from '../shared/domain/pending-event.ts';
import type { Now } from '../shared/ports.ts';
import type { Entry } from './domain/entry.ts';
import type { AudienceKey, ReadEvents, ReadRecord } from './ports.ts';

export interface PreparePorts {
  readEvents: ReadEvents;
  readRecord: ReadRecord;
  /** of the stack */
  region: string;
  now: Now;
}

/** What one audience has to tell. */
export interface Preparation {
  key: AudienceKey;
  /** in order; those that can be told by now */
  events: readonly { sequence: string; entry: Entry }[];
  /** how many the audience has */
  all: number;
}

/** An import writes its record right after its end. One that is not there by then was lost, and its event goes without it. */
const recordPatienceMs = 2 * 60_000;

/** @returns undefined when there is nothing to be told */
export const prepareEvents = async (
  key: AudienceKey,
  { readEvents, readRecord, region, now }: PreparePorts,
): Promise<Preparation | undefined> => {
  const unannounced = await readEvents(key);
  if (!unannounced) return undefined;
  const { audienceId, events: pending } = unannounced;
  const inOrder = Object.entries(pending).sort(([one], [other]) => Number(one) - Number(other));

  const events: { sequence: string; entry: Entry }[] = [];
  for (const [sequence, event] of inOrder) {
    const record = event.importId === undefined ? undefined : await readRecord(key, event.importId);
    // What comes after it waits with it: in order.
    if (!record && mayHaveRecord(event, now())) break;
    const told = { ...key, audienceId, sequence: Number(sequence), event };
    events.push({
      sequence,
      entry: {
        ...{ detailType: detailTypes[event.type], at: event.at },
        detail: JSON.stringify(composeDetail(told, record, region)),
      },
    });
  }
  return { key, events, all: inOrder.length };
};

const mayHaveRecord = ({ importId, at }: PendingEvent, now: number): boolean =>
  importId !== undefined && now < at + recordPatienceMs;
