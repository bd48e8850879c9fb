import type { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import { findFunction } from './find-function.ts';
import type { ruleKind } from './kinds.ts';
import { parseRate } from './rate.ts';
import type { FunctionModel, RuleModel } from './stack-model.ts';

type Properties = z.infer<typeof ruleKind.properties>;

/** @throws LocalStackError for a schedule other than rate(…), or a target that is not a function */
export const readRule = (
  { ScheduleExpression: expression, Targets: targets }: Properties,
  { logicalId, name, arn }: { logicalId: string; name: string; arn: string },
  functions: readonly FunctionModel[],
): RuleModel => {
  const everyMs = parseRate(expression);
  if (everyMs === undefined)
    throw new LocalStackError(
      `${logicalId}.ScheduleExpression: the local stack understands rate(10 minutes) and the like, ` +
        `not ${expression} (local/template/rate.ts)`,
    );
  return {
    name,
    arn,
    everyMs,
    targets: targets.map(({ Arn, Input }, index) => ({
      function: findFunction(functions, Arn, `${logicalId}.Targets[${index}].Arn`),
      input: Input,
    })),
  };
};
