import { randomUUID } from 'node:crypto';
import { accountId, region } from '../template/physical-names.ts';
import type { RuleModel } from '../template/stack-model.ts';

const scheduledEvent = (rule: RuleModel): string =>
  JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: new Date().toISOString(),
    region,
    resources: [rule.arn],
    detail: {},
  });

/**
 * Fires each rule now and then at its rate. Ticks do not wait for each other, as in AWS.
 *
 * @param everyMs takes the place of the rates in the template
 * @returns stops firing
 */
export const startRules = (
  rules: readonly RuleModel[],
  everyMs: number | undefined,
  invoke: (functionName: string, payload: string) => void,
): (() => void) => {
  const timers = rules.map((rule) => {
    const fire = (): void => {
      for (const target of rule.targets)
        invoke(target.function.name, target.input ?? scheduledEvent(rule));
    };
    fire();
    return setInterval(fire, everyMs ?? rule.everyMs);
  });
  return () => {
    timers.forEach(clearInterval);
  };
};
