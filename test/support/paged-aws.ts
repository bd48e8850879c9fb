import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const pageSize = 1000;

const nameOf = (index: number): string => `file-${String(index).padStart(8, '0')}.csv`;
const modified = '2026-01-01T00:00:00.000Z';

export interface PagedAws {
  url: string;
  /** entries of SendMessageBatch calls so far */
  sent: () => number;
  close: () => Promise<void>;
}

/**
 * Projects with any number of files each, answered page by page in the wire formats of S3, DynamoDB and SQS
 * without holding any of them. Every hundredth file has changed since it was imported.
 */
export const startPagedAws = async (files: number, projects = 1): Promise<PagedAws> => {
  let sent = 0;

  const listObjects = (url: URL): string => {
    const from = Number(url.searchParams.get('continuation-token') ?? 0);
    const to = Math.min(files, from + pageSize);
    const path = url.searchParams.get('prefix') ?? '';
    let contents = '';
    for (let index = from; index < to; index += 1)
      contents += `<Contents><Key>${path}${nameOf(index)}</Key><LastModified>${modified}</LastModified><ETag>&quot;new-${index % 100 === 0}&quot;</ETag><Size>10</Size></Contents>`;
    const next =
      to < files
        ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${to}</NextContinuationToken>`
        : '<IsTruncated>false</IsTruncated>';
    return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${contents}${next}</ListBucketResult>`;
  };

  const queryItems = (body: { ExclusiveStartKey?: { fileName: { S: string } } }): unknown => {
    const start = body.ExclusiveStartKey?.fileName.S;
    const from = start === undefined ? 0 : Number(start.slice(5, 13)) + 1;
    const to = Math.min(files, from + pageSize);
    const Items = Array.from({ length: to - from }, (_, offset) => ({
      fileName: { S: nameOf(from + offset) },
      source: {
        M: {
          etag: { S: 'new-false' },
          size: { N: '10' },
          lastModified: { N: String(Date.parse(modified)) },
          present: { BOOL: true },
          seenAt: { N: '0' },
        },
      },
      outcome: { M: { etag: { S: 'new-false' }, at: { N: '0' } } },
    }));
    return to < files
      ? { Items, LastEvaluatedKey: { projectId: { S: 'shop' }, fileName: { S: nameOf(to - 1) } } }
      : { Items };
  };

  const projectItem = (index: number) => ({
    projectId: { S: `shop-${index}` },
    path: { S: `shop-${index}/` },
    adminEmails: { L: [{ S: 'admin@example.com' }] },
    audienceLimit: { N: '2000' },
    slots: { M: {} },
    paused: { BOOL: false },
  });

  const sendMessages = (body: { Entries: { Id: string; MessageBody: string }[] }): unknown => {
    sent += body.Entries.length;
    return {
      Successful: body.Entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      })),
      Failed: [],
    };
  };

  const answer = async (request: IncomingMessage): Promise<string> => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1];
    if (operation === undefined) return listObjects(new URL(request.url!, 'http://127.0.0.1'));
    const body = JSON.parse(await text(request)) as never;
    switch (operation) {
      case 'Scan':
        return JSON.stringify({
          Items: Array.from({ length: projects }, (_, index) => projectItem(index)),
        });
      case 'Query':
        return JSON.stringify(queryItems(body));
      case 'UpdateItem':
        return '{}';
      case 'SendMessageBatch':
        return JSON.stringify(sendMessages(body));
      default:
        throw new Error(`unexpected operation ${operation}`);
    }
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (body) => response.end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
