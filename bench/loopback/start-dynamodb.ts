import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z, ZodError } from 'zod';
import { emulatorOf, type Emulator } from '../../local/emulators/emulator.ts';
import type { Forward } from './forward.ts';
import {
  jsonReply,
  type Reply,
  type Table,
  ThrottledError,
  ValidationError,
} from './tables/table.ts';

/** Both ways of naming a table; a batch is for one. */
const bodySchema = z.union([
  z.looseObject({ TableName: z.string() }),
  z.looseObject({ RequestItems: z.record(z.string(), z.unknown()) }),
]);

/** Serves DynamoDB's wire protocol for `tables`; requests for any other table go on to `forward`. */
export const startDynamodb = async (
  tables: readonly Table[],
  forward: Forward,
): Promise<Emulator> => {
  const byName = new Map(tables.map((table) => [table.name, table]));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await buffer(request);
    const body: unknown = JSON.parse(bytes.toString());
    const table = byName.get(tableNameOf(body));
    if (!table) {
      await forward(request, bytes, response);
      return;
    }
    const target = String(request.headers['x-amz-target']);
    const operation = table.operations.get(target.slice(target.indexOf('.') + 1));
    if (!operation) throw new ValidationError(`The loopback table knows no ${target}`);
    sendReply(response, 200, operation(body));
  };

  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendReply(response, ...refusalOf(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return emulatorOf(server);
};

const tableNameOf = (body: unknown): string => {
  const { data } = bodySchema.safeParse(body);
  if (!data) return '';
  return 'TableName' in data ? String(data.TableName) : (Object.keys(data.RequestItems)[0] ?? '');
};

const sendReply = (response: ServerResponse, status: number, { parts, crc }: Reply): void => {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': parts.reduce((sum, part) => sum + part.length, 0),
    'x-amz-crc32': crc,
    'x-amzn-requestid': randomUUID(),
  });
  for (const part of parts) response.write(part);
  response.end();
};

const refusalOf = (error: unknown): [number, Reply] => {
  if (error instanceof ThrottledError) {
    const { name, message, details } = error.refusal;
    const __type = `com.amazonaws.dynamodb.v20120810#${name}`;
    return [400, jsonReply({ __type, message, ...details })];
  }
  const isClients = error instanceof ValidationError || error instanceof ZodError;
  const type = isClients ? 'ValidationException' : 'InternalServerError';
  const message = error instanceof Error ? error.message : String(error);
  return [
    isClients ? 400 : 500,
    jsonReply({ __type: `com.amazon.coral.validate#${type}`, message }),
  ];
};
