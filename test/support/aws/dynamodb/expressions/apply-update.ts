import { validationError } from '../errors.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { addDecimals, formatDecimal, negate, parseDecimal } from '../values/decimal.ts';
import type { Path, SetOperand, Update } from './ast.ts';
import { readPath } from './read-path.ts';

/** Every operand is read from the item as it was. @throws ServiceError */
export const applyUpdate = ({ set, remove }: Update, item: Item): Item => {
  const values = set.map(({ path, operand }) => ({ path, value: evaluate(operand, item) }));
  let changed: AttributeValue = { M: item };
  for (const { path, value } of values) changed = change(changed, path, () => value);
  // From a list's end on, so that the indexes of the others stay right.
  for (const path of remove.toSorted(byLastIndexDownwards))
    changed = change(changed, path, () => undefined);
  return (changed as { M: Item }).M;
};

const byLastIndexDownwards = (one: Path, other: Path): number => {
  const [first, second] = [one.at(-1), other.at(-1)];
  return typeof first === 'number' && typeof second === 'number' ? second - first : 0;
};

const evaluate = (operand: SetOperand, item: Item): AttributeValue => {
  switch (operand.type) {
    case 'value':
      return operand.value;
    case 'path': {
      const value = readPath(item, operand.path);
      if (value) return value;
      throw validationError(
        'The provided expression refers to an attribute that does not exist in the item',
      );
    }
    case 'if_not_exists':
      return readPath(item, operand.path) ?? evaluate(operand.otherwise, item);
    case 'list_append': {
      const [first, second] = operand.lists.map((list) => evaluate(list, item));
      if (!first || !second || !('L' in first && 'L' in second)) throw wrongType();
      return { L: [...first.L, ...second.L] };
    }
    case 'plus':
    case 'minus': {
      const [left, right] = operand.operands.map((one) => evaluate(one, item));
      if (!left || !right || !('N' in left && 'N' in right)) throw wrongType();
      const added = parseDecimal(right.N);
      const sum = addDecimals(
        parseDecimal(left.N),
        operand.type === 'plus' ? added : negate(added),
      );
      return { N: formatDecimal(sum) };
    }
  }
};

const wrongType = (): Error =>
  validationError('An operand in the update expression has an incorrect data type');

/** @param to what is there from now on; undefined: nothing */
const change = (
  value: AttributeValue | undefined,
  [step, ...below]: Path,
  to: () => AttributeValue | undefined,
): AttributeValue => {
  if (step === undefined || value === undefined) throw invalidPath();
  const inside = (inner: AttributeValue | undefined): AttributeValue | undefined =>
    below.length === 0 ? to() : change(inner, below, to);

  if (typeof step === 'number') {
    if (!('L' in value)) throw invalidPath();
    const element = inside(value.L[step]);
    return { L: value.L.toSpliced(step, 1, ...(element ? [element] : [])) };
  }
  if (!('M' in value)) throw invalidPath();
  const { [step]: before, ...others } = value.M;
  const after = inside(Object.hasOwn(value.M, step) ? before : undefined);
  return { M: after ? { ...value.M, [step]: after } : others };
};

const invalidPath = (): Error =>
  validationError('The document path provided in the update expression is invalid for update');
