import { validationError } from '../errors.ts';
import { createScope } from '../expressions/expression-scope.ts';
import { holds } from '../expressions/holds.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { parseProjection } from '../expressions/parse-projection.ts';
import { hashOf } from '../tables/item-order.ts';
import { type Database, tableOf } from './operation.ts';
import { type PageInput, readableOf, readPage } from './read-page.ts';
import { splitKeyCondition } from './split-key-condition.ts';

interface QueryInput extends PageInput {
  KeyConditionExpression?: string;
  ScanIndexForward?: boolean;
}

const kind = 'KeyConditionExpression';

export const query = (database: Database, input: QueryInput): object => {
  const { KeyConditionExpression, FilterExpression, ScanIndexForward = true } = input;
  if (KeyConditionExpression === undefined)
    throw validationError(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  const scope = createScope(input);
  const keyCondition = parseCondition(KeyConditionExpression, scope, kind);
  const filter =
    FilterExpression === undefined
      ? undefined
      : parseCondition(FilterExpression, scope, 'FilterExpression');
  const projection = parseProjection(input.ProjectionExpression, scope);
  scope.assertAllUsed();

  const readable = readableOf(tableOf(database, input), input);
  const { partition, range } = splitKeyCondition(keyCondition, readable.index ?? readable.schema);
  const items = readable.partition(partition).filter((item) => !range || holds(range, item));
  return readPage(database, input, readable, items, {
    place: () => hashOf(partition),
    filter,
    projection,
    isDescending: !ScanIndexForward,
  });
};
