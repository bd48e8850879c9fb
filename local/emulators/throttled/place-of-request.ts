import { placeOf } from '../../throttling/place.ts';
import type { OneRequest } from './requests.ts';

/**
 * Where a request reads or writes. The engine's order of keys is not ours, so a page of a Scan is thought to lie where its
 * start key does, or at the beginning of its segment.
 *
 * @param keyName of the partition key
 */
export const placeOfRequest = (request: OneRequest, keyName: string): number => {
  const { Key, Item, ExclusiveStartKey, Segment = 0, TotalSegments = 1 } = request;
  const value = queriedValue(request, keyName) ?? (Key ?? Item ?? ExclusiveStartKey)?.[keyName];
  return value === undefined ? Segment / TotalSegments : placeOf(value);
};

/** Of a Query: the value that its condition asks of the partition key. */
const queriedValue = (request: OneRequest, keyName: string): unknown => {
  const {
    KeyConditionExpression: condition = '',
    ExpressionAttributeNames: names = {},
    ExpressionAttributeValues: values = {},
  } = request;
  for (const [, name = '', value = ''] of condition.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g))
    if ((names[name] ?? name) === keyName) return values[value];
  return undefined;
};
