import { conditionFailed } from '../errors.ts';
import type { Condition } from '../expressions/ast.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import { holds } from '../expressions/holds.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import type { Item } from '../values/attribute-value.ts';
import type { WriteInput } from './operation.ts';

/** @throws ServiceError */
export const parseIfAny = (
  { ConditionExpression }: WriteInput,
  scope: ExpressionScope,
): Condition | undefined =>
  ConditionExpression === undefined ? undefined : parseCondition(ConditionExpression, scope);

/** @param charge for a write that is not done @throws ServiceError ConditionalCheckFailedException */
export const assertCondition = (
  condition: Condition | undefined,
  item: Item | undefined,
  { ReturnValuesOnConditionCheckFailure: returned }: WriteInput,
  charge: () => void,
): void => {
  if (!condition || holds(condition, item ?? {})) return;
  charge();
  throw conditionFailed(returned === 'ALL_OLD' ? item : undefined);
};
