import { validationError } from '../errors.ts';
import { createScope } from '../expressions/expression-scope.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { parseProjection } from '../expressions/parse-projection.ts';
import { type Database, tableOf } from './operation.ts';
import { type PageInput, readableOf, readPage } from './read-page.ts';

interface ScanInput extends PageInput {
  Segment?: number;
  TotalSegments?: number;
}

export const scan = (database: Database, input: ScanInput): object => {
  const { FilterExpression, Segment, TotalSegments } = input;
  const scope = createScope(input);
  const filter =
    FilterExpression === undefined
      ? undefined
      : parseCondition(FilterExpression, scope, 'FilterExpression');
  const projection = parseProjection(input.ProjectionExpression, scope);
  scope.assertAllUsed();
  if ((Segment === undefined) !== (TotalSegments === undefined))
    throw validationError('Segment and TotalSegments have to be given together');
  if (Segment !== undefined && TotalSegments !== undefined && Segment >= TotalSegments)
    throw validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    );

  const readable = readableOf(tableOf(database, input), input);
  const [segment, segments] = [Segment ?? 0, TotalSegments ?? 1];
  const items = readable.all({ segment, segments });
  return readPage(database, input, readable, items, {
    place: () => segment / segments,
    filter,
    projection,
    isDescending: false,
  });
};
