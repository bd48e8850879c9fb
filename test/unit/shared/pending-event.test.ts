import { describe, expect, it } from '@jest/globals';
import {
  addEvent,
  mostEvents,
  type PendingEvent,
  type PendingEvents,
} from '../../../lambdas/shared/domain/pending-event.ts';

const event = (at: number, more: Partial<PendingEvent> = {}): PendingEvent => ({
  type: 'failed',
  trigger: 'file',
  at,
  ...more,
});

/** As an item has them: in whatever order. */
const events = (from: number, count: number): PendingEvents =>
  Object.fromEntries(
    Array.from(
      { length: count },
      (_, index) => [String(from + index), event(from + index)] as const,
    ).reverse(),
  );

/** Adds so many, one after the other. */
const addAll = (count: number): PendingEvents => {
  let present: PendingEvents = {};
  for (let sequence = 1; sequence <= count; sequence += 1) {
    const { written, folded } = addEvent(present, event(sequence));
    present = {
      ...Object.fromEntries(Object.entries(present).filter(([key]) => !folded.includes(key))),
      [String(sequence)]: written,
    };
  }
  return present;
};

describe('adding an event', () => {
  it('leaves the others while there are few', () => {
    const added = event(99);
    expect(addEvent(events(1, mostEvents - 1), added)).toEqual({ written: added, folded: [] });
  });

  it('counts the oldest in it where there would be too many, by number and not by text', () => {
    expect(addEvent(events(8, mostEvents), event(99))).toEqual({
      written: event(99, { earlier: { count: 1, first: 8, last: 8 } }),
      folded: ['8'],
    });
  });

  it('passes on what the oldest counts, and folds all that are too many', () => {
    const present = {
      ...events(3, mostEvents),
      2: event(20, { earlier: { count: 5, first: 11, last: 15 } }),
    };
    expect(addEvent(present, event(99))).toEqual({
      written: event(99, { earlier: { count: 7, first: 11, last: 20 } }),
      folded: ['2', '3'],
    });
  });

  it('never holds more than there may be, and loses none without a count', () => {
    const left = addAll(100);
    const counted = Object.values(left).reduce(
      (sum, { earlier }) => sum + (earlier?.count ?? 0),
      0,
    );
    expect(Object.keys(left)).toHaveLength(mostEvents);
    expect(Object.keys(left).map(Number).at(-1)).toBe(100);
    expect(counted + mostEvents).toBe(100);
  });
});
