import { invalidValues, validationError } from '../errors.ts';
import { type AttributeValue, type Item, typeOf } from './attribute-value.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';

const deepest = 32;

/**
 * A value as it came over the wire, its numbers in DynamoDB's notation.
 *
 * @throws ServiceError
 */
export const parseValue = (value: AttributeValue, depth = 0): AttributeValue => {
  if (depth > deepest)
    throw validationError(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  const types = Object.keys(value);
  if (types.length === 0)
    throw validationError(
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    );
  if (types.length > 1)
    throw validationError(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  if ('N' in value) return { N: formatDecimal(parseDecimal(value.N)) };
  if ('M' in value) return { M: parseItem(value.M, depth + 1) };
  if ('L' in value) return { L: value.L.map((element) => parseValue(element, depth + 1)) };
  if ('NS' in value)
    return {
      NS: asSet(
        'NS',
        value.NS.map((text) => formatDecimal(parseDecimal(text))),
      ),
    };
  if ('SS' in value) return { SS: asSet('SS', value.SS) };
  if ('BS' in value) return { BS: asSet('BS', value.BS) };
  if ('NULL' in value && !value.NULL)
    throw invalidValues('Null attribute value types must have the value of true');
  return value;
};

export const parseItem = (item: Item, depth = 0): Item =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, parseValue(value, depth)]));

const asSet = (type: 'SS' | 'NS' | 'BS', elements: readonly string[]): readonly string[] => {
  const names = { SS: 'string', NS: 'number', BS: 'binary' };
  if (elements.length === 0) throw invalidValues(`An ${names[type]} set  may not be empty`);
  if (new Set(elements).size < elements.length)
    throw invalidValues(`Input collection [${elements.join(', ')}]${type} contains duplicates.`);
  return elements;
};

export const isSet = (
  value: AttributeValue,
): value is Extract<AttributeValue, { SS: unknown } | { NS: unknown } | { BS: unknown }> =>
  ['SS', 'NS', 'BS'].includes(typeOf(value));
