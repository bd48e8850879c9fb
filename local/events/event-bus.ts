import type { EventRuleModel, TargetModel } from '../template/stack-model.ts';
import { busEvent, type BusEvent, type Occurrence } from './bus-event.ts';

/** Gives a target the event, or what its rule says it gets. Resolves when it has it. */
export type Deliver = (target: TargetModel, event: BusEvent) => Promise<void>;

/** Says something to the default event bus, and returns the event's ID. Rules get it at once. */
export type PublishEvent = (occurrence: Occurrence) => string;

export interface EventBus {
  publish: PublishEvent;
  /** deliveries under way */
  inFlight: () => number;
}

/** The account's default event bus: hands each event to the targets of the rules whose patterns it matches. */
export const createEventBus = (
  rules: () => readonly EventRuleModel[],
  deliver: Deliver,
): EventBus => {
  let inFlight = 0;
  return {
    publish: (occurrence) => {
      const event = busEvent(occurrence);
      for (const rule of rules().filter(({ matches }) => matches(event)))
        for (const target of rule.targets) {
          inFlight += 1;
          void deliver(target, event).finally(() => {
            inFlight -= 1;
          });
        }
      return event.id;
    },
    inFlight: () => inFlight,
  };
};
