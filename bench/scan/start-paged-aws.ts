import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Emulator, emulatorOf } from '../../local/emulators/emulator.ts';
import { listObjects, projectItems, queryAudiences, type ScanSize } from './paged-projects.ts';

export interface PagedAws extends Emulator {
  /** messages that the queue took so far */
  sent: () => number;
}

const querySchema = z.object({
  ExpressionAttributeValues: z.object({ ':projectId': z.object({ S: z.string() }) }),
  ExclusiveStartKey: z.object({ fileName: z.object({ S: z.string() }) }).optional(),
});

const sendSchema = z.object({
  Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })),
});

/**
 * Projects with any number of files, answered page by page in the wire formats of S3, DynamoDB and SQS without holding
 * any of them. One file in a hundred has changed since it was imported.
 */
export const startPagedAws = async (size: ScanSize): Promise<PagedAws> => {
  let sent = 0;

  const query = (body: unknown): object => {
    const { ExpressionAttributeValues, ExclusiveStartKey } = querySchema.parse(body);
    const projectId = ExpressionAttributeValues[':projectId'].S;
    return queryAudiences(projectId, ExclusiveStartKey?.fileName.S, size);
  };

  const sendMessages = (body: unknown): object => {
    const { Entries } = sendSchema.parse(body);
    sent += Entries.length;
    return {
      Successful: Entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      })),
      Failed: [],
    };
  };

  const operations = new Map<string, (body: unknown) => object>([
    ['Scan', () => ({ Items: projectItems(size) })],
    ['Query', query],
    // No run has stopped early.
    ['GetItem', () => ({})],
    ['UpdateItem', () => ({})],
    ['SendMessageBatch', sendMessages],
  ]);

  const answer = async (request: IncomingMessage): Promise<string> => {
    const target = request.headers['x-amz-target'];
    if (target === undefined)
      return listObjects(new URL(request.url ?? '', 'http://127.0.0.1'), size);
    const operation = operations.get(String(target).replace(/^.*\./, ''));
    if (!operation) throw new Error(`unexpected operation ${String(target)}`);
    return JSON.stringify(operation(JSON.parse(await text(request))));
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (body) => response.end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { ...emulatorOf(server), sent: () => sent };
};
