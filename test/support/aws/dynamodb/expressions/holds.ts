import { type AttributeValue, type Item, typeOf } from '../values/attribute-value.ts';
import { areEqual, compareValues } from '../values/compare-values.ts';
import { sizeOf } from '../values/sizes.ts';
import type { Comparator, Condition, Operand } from './ast.ts';
import { readPath } from './read-path.ts';

/** @param item without attributes where there is none */
export const holds = (condition: Condition, item: Item): boolean => {
  const valueOf = (operand: Operand): AttributeValue | undefined => readOperand(operand, item);
  switch (condition.type) {
    case 'and':
      return condition.parts.every((part) => holds(part, item));
    case 'or':
      return condition.parts.some((part) => holds(part, item));
    case 'not':
      return !holds(condition.part, item);
    case 'compare':
      return compare(condition.comparator, valueOf(condition.left), valueOf(condition.right));
    case 'between': {
      const value = valueOf(condition.operand);
      return (
        compare('>=', value, valueOf(condition.low)) &&
        compare('<=', value, valueOf(condition.high))
      );
    }
    case 'in': {
      const value = valueOf(condition.operand);
      return condition.list.some((operand) => compare('=', value, valueOf(operand)));
    }
    case 'attribute_exists':
      return readPath(item, condition.path) !== undefined;
    case 'attribute_not_exists':
      return readPath(item, condition.path) === undefined;
    case 'attribute_type': {
      const value = readPath(item, condition.path);
      return value !== undefined && typeOf(value) === condition.valueType;
    }
    case 'begins_with':
      return beginsWith(valueOf(condition.operand), valueOf(condition.part));
    case 'contains':
      return contains(valueOf(condition.operand), valueOf(condition.part));
  }
};

const readOperand = (operand: Operand, item: Item): AttributeValue | undefined => {
  if (operand.type === 'value') return operand.value;
  const value = readPath(item, operand.path);
  if (operand.type === 'path') return value;
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
};

/** What is missing equals nothing, is unequal to everything, and has no order. */
const compare = (
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean => {
  if (!left || !right) return comparator === '<>';
  if (comparator === '=') return areEqual(left, right);
  if (comparator === '<>') return !areEqual(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
};

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

const beginsWith = (
  value: AttributeValue | undefined,
  part: AttributeValue | undefined,
): boolean => {
  if (!value || !part) return false;
  if ('S' in value && 'S' in part) return value.S.startsWith(part.S);
  if (!('B' in value && 'B' in part)) return false;
  const beginning = bytesOf(part.B);
  return bytesOf(value.B).subarray(0, beginning.length).equals(beginning);
};

const contains = (value: AttributeValue | undefined, part: AttributeValue | undefined): boolean => {
  if (!value || !part) return false;
  if ('S' in value && 'S' in part) return value.S.includes(part.S);
  if ('B' in value && 'B' in part) return bytesOf(value.B).includes(bytesOf(part.B));
  if ('SS' in value && 'S' in part) return value.SS.includes(part.S);
  if ('NS' in value && 'N' in part) return value.NS.includes(part.N);
  if ('BS' in value && 'B' in part) return value.BS.includes(part.B);
  return 'L' in value && value.L.some((element) => areEqual(element, part));
};
