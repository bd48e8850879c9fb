import { validationError } from '../errors.ts';
import type { Condition } from '../expressions/ast.ts';
import { createScope } from '../expressions/expression-scope.ts';
import type { Table } from '../tables/table.ts';
import { parseIfAny } from './conditional.ts';
import { type Database, tableOf, type WriteInput } from './operation.ts';

export interface OpenedWrite {
  table: Table;
  condition: Condition | undefined;
  returnsOld: boolean;
}

/** What PutItem and DeleteItem check first. @throws ServiceError */
export const openWrite = (database: Database, input: WriteInput): OpenedWrite => {
  const { ReturnValues = 'NONE' } = input;
  if (ReturnValues !== 'NONE' && ReturnValues !== 'ALL_OLD')
    throw validationError('ReturnValues can only be ALL_OLD or NONE');
  const scope = createScope(input);
  const condition = parseIfAny(input, scope);
  scope.assertAllUsed();
  return { table: tableOf(database, input), condition, returnsOld: ReturnValues === 'ALL_OLD' };
};
