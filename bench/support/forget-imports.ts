import { DeleteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { tableKeys } from '../../lambdas/shared/contract.ts';
import { freeSlots } from '../loopback/free-slots.ts';
import { tableNames } from '../loopback/names.ts';

const { partition, sort } = tableKeys.audiences;
const keySchema = z.object({ [partition]: z.string(), [sort]: z.string() });

/** Makes all files due, as if there had been no scan and no import: nobody knows what users cost to read. */
export const forgetImports = async (dynamodb: DynamoDBDocumentClient): Promise<void> => {
  const TableName = tableNames.audiences;
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName }))
    for (const item of Items)
      await dynamodb.send(new DeleteCommand({ TableName, Key: keySchema.parse(item) }));
  await freeSlots(dynamodb);
};
