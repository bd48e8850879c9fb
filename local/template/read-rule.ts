import type { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import { parseEventPattern } from '../events/event-pattern.ts';
import { readTargetInput } from '../events/target-input.ts';
import type { ruleKind } from './kinds.ts';
import { parseRate } from './rate.ts';
import type { EventRuleModel, ScheduledRuleModel, StackModel, TargetModel } from './stack-model.ts';

type Properties = z.infer<typeof ruleKind.properties>;
type Receivers = Pick<StackModel, 'functions' | 'queues'>;

const readTarget = (
  { Arn, ...input }: Properties['Targets'][number],
  place: string,
  { functions, queues }: Receivers,
): TargetModel => {
  const compose = readTargetInput(input, place);
  const target = functions.find(({ name, arn }) => name === Arn || arn === Arn);
  if (target !== undefined) return { kind: 'function', function: target, compose };
  const queue = queues.find(({ arn }) => arn === Arn);
  if (queue !== undefined) return { kind: 'queue', queue, compose };
  throw new LocalStackError(`${place}.Arn: ${Arn} is not a function of this stack, nor a queue`);
};

const readSchedule = (expression: string, logicalId: string): number => {
  const everyMs = parseRate(expression);
  if (everyMs !== undefined) return everyMs;
  throw new LocalStackError(
    `${logicalId}.ScheduleExpression: the local stack understands rate(10 minutes) and the like, ` +
      `not ${expression} (local/template/rate.ts)`,
  );
};

/**
 * One rule may do both: fire at a rate, and for events.
 *
 * @throws LocalStackError for a schedule other than rate(…), an operator of a pattern that is not understood, a
 * target that is neither function nor queue, or a rule that never fires
 */
export const readRule = (
  { ScheduleExpression: expression, EventPattern: pattern, Targets }: Properties,
  { logicalId, name, arn }: { logicalId: string; name: string; arn: string },
  receivers: Receivers,
): { schedule?: ScheduledRuleModel; pattern?: EventRuleModel } => {
  if (expression === undefined && pattern === undefined)
    throw new LocalStackError(`${logicalId}: neither ScheduleExpression nor EventPattern`);
  const targets = Targets.map((target, index) =>
    readTarget(target, `${logicalId}.Targets[${index}]`, receivers),
  );
  const rule = { name, arn, targets };
  return {
    ...(expression !== undefined && {
      schedule: { ...rule, everyMs: readSchedule(expression, logicalId) },
    }),
    ...(pattern !== undefined && {
      pattern: { ...rule, matches: parseEventPattern(pattern, `${logicalId}.EventPattern`) },
    }),
  };
};
