import { validationError } from '../errors.ts';
import type { Condition, Operand } from '../expressions/ast.ts';
import type { KeySchema } from '../tables/schema.ts';
import { type AttributeValue, typeOf } from '../values/attribute-value.ts';

export interface SplitKeyCondition {
  partition: AttributeValue;
  /** on the sort key */
  range: Condition | undefined;
}

/** One partition by `=`, and a condition on the sort key if need be. @throws ServiceError */
export const splitKeyCondition = (
  condition: Condition,
  { partition, sort }: KeySchema,
): SplitKeyCondition => {
  const parts = condition.type === 'and' ? condition.parts : [condition];
  const [onPartition, ...more] = parts.filter((part) => attributeOf(part) === partition.name);
  const others = parts.filter((part) => attributeOf(part) !== partition.name);
  if (!onPartition)
    throw validationError(`Query condition missed key schema element: ${partition.name}`);
  if (
    onPartition.type !== 'compare' ||
    onPartition.comparator !== '=' ||
    onPartition.right.type !== 'value'
  )
    throw validationError('Query key condition not supported');
  if (more.length > 0)
    throw validationError(
      'Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key',
    );
  assertType(onPartition.right, partition.type);

  const [range] = others;
  if (range) {
    if (!sort || attributeOf(range) !== sort.name)
      throw validationError(
        `Query condition missed key schema element: ${sort?.name ?? partition.name}`,
      );
    if (range.type === 'compare' && range.comparator === '<>')
      throw validationError(
        'Invalid KeyConditionExpression: Unsupported operator in KeyConditionExpression: <>',
      );
    for (const operand of boundsOf(range)) assertType(operand, sort.type);
  }
  return { partition: onPartition.right.value, range };
};

/** Of which key it speaks. */
const attributeOf = (part: Condition): string | number | undefined => {
  const operand = part.type === 'compare' ? part.left : operandOf(part);
  if (operand?.type !== 'path' || operand.path.length > 1)
    throw validationError(
      `Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: ${part.type.toUpperCase()}`,
    );
  return operand.path[0];
};

const operandOf = (part: Condition): Operand | undefined =>
  part.type === 'between' || part.type === 'begins_with' ? part.operand : undefined;

const boundsOf = (part: Condition): Operand[] => {
  if (part.type === 'compare') return [part.right];
  if (part.type === 'between') return [part.low, part.high];
  return part.type === 'begins_with' ? [part.part] : [];
};

const assertType = (operand: Operand, type: string): void => {
  if (operand.type === 'value' && typeOf(operand.value) !== type)
    throw validationError(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    );
};
