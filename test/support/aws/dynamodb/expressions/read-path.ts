import type { AttributeValue, Item } from '../values/attribute-value.ts';
import type { Path } from './ast.ts';

/** @returns undefined where there is nothing */
export const readPath = (item: Item, path: Path): AttributeValue | undefined =>
  path.reduce<AttributeValue | undefined>(stepInto, { M: item });

const stepInto = (
  value: AttributeValue | undefined,
  step: string | number,
): AttributeValue | undefined => {
  if (value === undefined) return undefined;
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
};
