import { text } from 'node:stream/consumers';
import { serve, type TestServer } from './http-server.ts';

/** A request to DynamoDB as it went over the wire. */
export interface RecordedRequest {
  /** e.g. `UpdateItem` */
  operation: string;
  body: {
    TableName?: string;
    Key?: Record<string, { S?: string }>;
    UpdateExpression?: string;
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, { S?: string }>;
    ConsistentRead?: boolean;
    RequestItems?: Record<string, unknown>;
  };
}

/** A DynamoDB that passes everything on to another one, and tells of it. */
export const startRecorder = (
  endpoint: string,
  onRequest: (request: RecordedRequest) => void,
): Promise<TestServer> =>
  serve((request, response) => {
    const pass = async (): Promise<void> => {
      const body = await text(request);
      const target = String(request.headers['x-amz-target']);
      const [, operation = ''] = target.split('.');
      onRequest({ operation, body: JSON.parse(body) as RecordedRequest['body'] });
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': target,
          authorization: String(request.headers.authorization),
          'x-amz-date': String(request.headers['x-amz-date']),
        },
        body,
      });
      response
        .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(await answer.text());
    };
    pass().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

/**
 * The paths of an item that an update writes: `versions.*` for an entry of a map with keys of all kinds, and with a `?`
 * at the end where it is written only if it is not there.
 */
export const writtenPaths = ({ body }: RecordedRequest): string[] => {
  const { UpdateExpression = '', ExpressionAttributeNames = {} } = body;
  const toPath = (path: string): string => {
    const [first = '', ...rest] = path
      .split('.')
      .map((segment) => ExpressionAttributeNames[segment] ?? segment);
    const [, ...below] = rest;
    return maps.has(first) && rest.length > 0
      ? [first, '*', ...below].join('.')
      : [first, ...rest].join('.');
  };
  return UpdateExpression.split(/\b(?:SET|REMOVE) /)
    .flatMap((clause) => clause.trim().split(/, (?![^(]*\))/))
    .filter((action) => action !== '')
    .map((action) => {
      const [path = '', value = ''] = action.split(' = ');
      return toPath(path) + (value.startsWith(`if_not_exists(${path},`) ? '?' : '');
    });
};

const maps: ReadonlySet<string> = new Set(['versions', 'notices', 'events', 'slots']);
