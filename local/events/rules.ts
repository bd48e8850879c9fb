import type { ScheduledRuleModel } from '../template/stack-model.ts';
import { busEvent, type BusEvent } from './bus-event.ts';
import type { Deliver } from './event-bus.ts';

const scheduledEvent = ({ arn }: ScheduledRuleModel): BusEvent =>
  busEvent({
    source: 'aws.events',
    detailType: 'Scheduled Event',
    resources: [arn],
    detail: {},
  });

/**
 * Fires each rule now and then at its rate. Ticks do not wait for each other, as in AWS.
 *
 * @param everyMs takes the place of the rates in the template
 * @returns stops firing
 */
export const startRules = (
  rules: readonly ScheduledRuleModel[],
  everyMs: number | undefined,
  deliver: Deliver,
): (() => void) => {
  const timers = rules.map((rule) => {
    const fire = (): void => {
      for (const target of rule.targets) void deliver(target, scheduledEvent(rule));
    };
    fire();
    return setInterval(fire, everyMs ?? rule.everyMs);
  });
  return () => {
    timers.forEach(clearInterval);
  };
};
