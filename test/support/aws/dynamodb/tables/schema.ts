import { invalidValues, validationError } from '../errors.ts';
import { type AttributeValue, type Item, typeOf } from '../values/attribute-value.ts';
import { parseItem } from '../values/parse-value.ts';

export interface KeyAttribute {
  name: string;
  type: 'S' | 'N' | 'B';
}

export interface KeySchema {
  partition: KeyAttribute;
  sort: KeyAttribute | undefined;
}

export interface IndexSchema extends KeySchema {
  name: string;
  /** attributes that it holds beside the keys; undefined: all */
  attributes: readonly string[] | undefined;
}

export interface TableSchema extends KeySchema {
  name: string;
  indexes: readonly IndexSchema[];
}

const mostPartitionBytes = 2048;
const mostSortBytes = 1024;

export const keyAttributesOf = ({ partition, sort }: KeySchema): KeyAttribute[] =>
  sort ? [partition, sort] : [partition];

export const keyOf = (schema: KeySchema, item: Item): Item =>
  Object.fromEntries(keyAttributesOf(schema).map(({ name }) => [name, item[name]!]));

/** A key as a request states it. @throws ServiceError */
export const parseKey = (schema: KeySchema, key: Item): Item => {
  const attributes = keyAttributesOf(schema);
  const parsed = parseItem(key);
  const fits =
    Object.keys(parsed).length === attributes.length &&
    attributes.every(({ name, type }) => parsed[name] && typeOf(parsed[name]) === type);
  if (!fits) throw validationError('The provided key element does not match the schema');
  for (const { name } of attributes) assertKeyValue(schema, name, parsed[name]!);
  return parsed;
};

/** The keys of an item that is to be stored. @throws ServiceError */
export const assertKeys = (schema: TableSchema, item: Item): void => {
  for (const { name, type } of keyAttributesOf(schema)) {
    const value = item[name];
    if (!value) throw invalidValues(`Missing the key ${name} in the item`);
    if (typeOf(value) !== type)
      throw invalidValues(
        `Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`,
      );
    assertKeyValue(schema, name, value);
  }
  for (const index of schema.indexes)
    for (const { name, type } of keyAttributesOf(index)) {
      const value = item[name];
      if (value && typeOf(value) !== type)
        throw invalidValues(
          `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
        );
    }
};

const assertKeyValue = (schema: KeySchema, name: string, value: AttributeValue): void => {
  const bytes = keyBytes(value);
  if (bytes === 0)
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${
        'S' in value ? 'string' : 'binary'
      } value. Key: ${name}`,
    );
  const isPartition = name === schema.partition.name;
  if (bytes <= (isPartition ? mostPartitionBytes : mostSortBytes)) return;
  throw invalidValues(
    isPartition
      ? 'Size of hashkey has exceeded the maximum size limit of2048 bytes'
      : 'Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
  );
};

const keyBytes = (value: AttributeValue): number => {
  if ('S' in value) return Buffer.byteLength(value.S);
  return 'B' in value ? Buffer.byteLength(value.B, 'base64') : 1;
};
