import { isDeepStrictEqual } from 'node:util';
import { validationError } from '../errors.ts';
import { type AttributeValue, typeOf } from '../values/attribute-value.ts';
import { compareValues } from '../values/compare-values.ts';
import { type Condition, type Operand, showPath } from './ast.ts';

const ordered: readonly string[] = ['S', 'N', 'B'];

/** What the service sees to be senseless without looking at an item. @throws ServiceError */
export const assertOperands = (condition: Condition, kind: string): void => {
  const assertType = (operator: string, operand: Operand, types: readonly string[]): void => {
    if (operand.type !== 'value' || types.includes(typeOf(operand.value))) return;
    throw validationError(
      `Invalid ${kind}: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${typeOf(operand.value)}`,
    );
  };
  const assertDistinct = (operator: string, first: Operand, other: Operand): void => {
    if (first.type === 'path' && isDeepStrictEqual(first, other))
      throw validationError(
        `Invalid ${kind}: The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${showPath(first.path)}`,
      );
  };

  if (condition.type === 'compare') {
    const { comparator, left, right } = condition;
    assertDistinct(comparator, left, right);
    if (comparator !== '=' && comparator !== '<>')
      for (const operand of [left, right]) assertType(comparator, operand, ordered);
  } else if (condition.type === 'between') {
    const { low, high } = condition;
    for (const operand of [low, high]) assertType('BETWEEN', operand, ordered);
    if (low.type === 'value' && high.type === 'value') assertBounds(low.value, high.value, kind);
  } else if (condition.type === 'begins_with') {
    assertDistinct('begins_with', condition.operand, condition.part);
    assertType('begins_with', condition.part, ['S', 'B']);
  }
};

const assertBounds = (low: AttributeValue, high: AttributeValue, kind: string): void => {
  const order = compareValues(low, high);
  const show = (value: AttributeValue): string =>
    `AttributeValue: {${typeOf(value)}:${String(Object.values(value)[0])}}`;
  const bounds = `lower bound operand: ${show(low)}, upper bound operand: ${show(high)}`;
  if (order === undefined)
    throw validationError(
      `Invalid ${kind}: The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`,
    );
  if (order > 0)
    throw validationError(
      `Invalid ${kind}: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
    );
};
