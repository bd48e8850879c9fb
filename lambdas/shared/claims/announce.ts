import type { AudienceItem } from '../domain/audience-item.ts';
import { addEvent, type PendingEvent } from '../domain/pending-event.ts';
import type { UpdateParts } from './update-parts.ts';

/**
 * Adds an event for the announcer to an update of the audience's item. What is folded has to be there still: the announcer
 * may have told it meanwhile, and then it must not be counted.
 *
 * @param sequence what the audience's version counter is after the update
 */
export const announce = (
  { projectId, events }: Pick<AudienceItem, 'projectId' | 'events'>,
  sequence: number,
  event: PendingEvent,
): UpdateParts => {
  const { written, folded } = addEvent(events ?? {}, event);
  const common = {
    names: { '#events': 'events', '#unannounced': 'unannounced' },
    values: { ':unannounced': projectId },
  };
  if (!events)
    return {
      set: ['#events = :events', '#unannounced = :unannounced'],
      conditions: ['attribute_not_exists(#events)'],
      names: common.names,
      values: { ...common.values, ':events': { [String(sequence)]: written } },
    };
  const paths = folded.map((_, index) => `#events.#told${index}`);
  return {
    set: ['#events.#event = :event', '#unannounced = :unannounced'],
    remove: paths,
    // Below a map that is not there nothing can be set.
    conditions: ['attribute_exists(#events)', ...paths.map((path) => `attribute_exists(${path})`)],
    names: {
      ...common.names,
      '#event': String(sequence),
      ...Object.fromEntries(folded.map((key, index) => [`#told${index}`, key])),
    },
    values: { ...common.values, ':event': written },
  };
};

/** What readers see, as an event has it. */
export const liveAs = (
  live: { version: number; counts: { members: number } } | undefined,
): Pick<PendingEvent, 'live'> =>
  live ? { live: { version: live.version, members: live.counts.members } } : {};
