import type { Throttling } from '../../../../../local/throttling/throttling.ts';
import type { ExpressionInput } from '../expressions/expression-scope.ts';
import { noSuchTable, validationError } from '../errors.ts';
import type { Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';

export interface Database {
  /** by name */
  tables: Map<string, Table>;
  throttling: Throttling;
}

export interface TableInput {
  TableName: string;
}

export interface ReadInput extends TableInput, ExpressionInput {
  ConsistentRead?: boolean;
  ProjectionExpression?: string;
  ReturnConsumedCapacity?: 'NONE' | 'TOTAL' | 'INDEXES';
}

export interface WriteInput extends TableInput, ExpressionInput {
  ConditionExpression?: string;
  ReturnValues?: 'NONE' | 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW';
  ReturnValuesOnConditionCheckFailure?: 'NONE' | 'ALL_OLD';
  ReturnConsumedCapacity?: 'NONE' | 'TOTAL' | 'INDEXES';
}

export const tableOf = ({ tables }: Database, { TableName }: TableInput): Table => {
  const table = tables.get(TableName);
  if (!table) throw noSuchTable();
  return table;
};

/** 400 KB. */
export const mostItemBytes = 400 * 1024;

export const itemTooLarge = (what: 'Item size' | 'Item size to update'): Error =>
  validationError(`${what} has exceeded the maximum allowed size`);

/** Left out where there is nothing to say, as the service does. */
export const attributes = (item: Item | undefined): { Attributes?: Item } =>
  item && Object.keys(item).length > 0 ? { Attributes: item } : {};
