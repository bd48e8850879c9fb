import { crc32 } from 'node:zlib';
import { createThrottling, type Throttling } from '../../../../local/throttling/throttling.ts';
import { NotSimulatedError } from '../not-simulated-error.ts';
import type { Fault } from '../wire/fault.ts';
import { decodeJson } from '../wire/json-protocol.ts';
import type { Service, WireAnswer } from '../wire/service.ts';
import { batchGetItem } from './operations/batch-get-item.ts';
import { batchWriteItem } from './operations/batch-write-item.ts';
import { createTable } from './operations/create-table.ts';
import { deleteItem } from './operations/delete-item.ts';
import { describeTable } from './operations/describe-table.ts';
import { getItem } from './operations/get-item.ts';
import type { Database } from './operations/operation.ts';
import { putItem } from './operations/put-item.ts';
import { query } from './operations/query.ts';
import { scan } from './operations/scan.ts';
import { updateItem } from './operations/update-item.ts';

type Perform = (database: Database, input: never, fault: Pick<Fault, 'undone'>) => object;

const operations: Readonly<Record<string, Perform>> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: createTable,
  DeleteItem: deleteItem,
  DescribeTable: describeTable,
  GetItem: getItem,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  UpdateItem: updateItem,
};

/** DynamoDB by its JSON protocol, on demand, with tables that are there at once. @param throttling left out: nothing is refused */
export const createDynamodbService = (
  throttling: Throttling = createThrottling(() => 0),
): Service => {
  const database: Database = { tables: new Map(), throttling };
  return {
    name: 'dynamodb',
    decode: decodeJson,
    perform: (operation, input, fault) => {
      const perform = operations[operation];
      if (!perform) throw new NotSimulatedError(`${operation} of DynamoDB`);
      return toAnswer(200, perform(database, input as never, fault));
    },
    encodeError: ({ code, message, status, details }) =>
      toAnswer(status, {
        __type: `com.amazonaws.dynamodb.v20120810#${code}`,
        message,
        ...details,
      }),
  };
};

const toAnswer = (status: number, output: object): WireAnswer => {
  const body = Buffer.from(JSON.stringify(output));
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(body.length),
      'x-amz-crc32': String(crc32(body)),
    },
    body,
  };
};
