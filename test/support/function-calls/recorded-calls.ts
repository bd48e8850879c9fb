import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const callSchema = z.object({
  service: z.string(),
  target: z.string(),
  method: z.string(),
  path: z.string(),
  ifMatch: z.string(),
  body: z.string(),
});
type Call = z.infer<typeof callSchema>;

const bodySchema = z.object({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  QueueUrl: z.string().optional(),
});

/** IAM's action, and the name of what it is on: a table, `table/index/name`, a bucket, a key, the URL of a queue. */
export interface RecordedCall {
  action: string;
  on: string;
}

const ofS3 = ({ method, path, ifMatch }: Call): RecordedCall[] => {
  const { pathname, searchParams } = new URL(path, 'http://host');
  const [, on = '', ...key] = decodeURIComponent(pathname).split('/');
  const isOnBucket = key.join('/') === '';
  const file = `${on}/${key.join('/')}`;
  if (method === 'GET' && isOnBucket) return [{ action: 's3:ListBucket', on }];
  if (method === 'GET' || method === 'HEAD') return [{ action: 's3:GetObject', on: file }];
  if (method === 'DELETE' && searchParams.has('uploadId'))
    return [{ action: 's3:AbortMultipartUpload', on: file }];
  if (method === 'DELETE')
    return [
      { action: 's3:DeleteObject', on: file },
      // IAM wants both of whoever depends on an ETag.
      ...(ifMatch === '' ? [] : [{ action: 's3:GetObject', on: file }]),
    ];
  return [{ action: 's3:PutObject', on: file }];
};

const onNothing = 'nothing';

/** @param line as preload.ts writes it */
export const parseCall = (line: string): RecordedCall[] => {
  const call = callSchema.parse(JSON.parse(line));
  if (call.service === 's3') return ofS3(call);
  if (call.service === 'ses') {
    const action = new URLSearchParams(call.body).get('Action') ?? 'SendEmail';
    return [{ action: `ses:${action}`, on: onNothing }];
  }
  const operation = call.target.split('.').at(-1) ?? '';
  // IAM knows no right of its own for a batch of messages.
  const action = `${call.service}:${call.service === 'sqs' ? operation.replace(/Batch$/, '') : operation}`;
  const { TableName, IndexName, RequestItems, QueueUrl } = bodySchema.parse(JSON.parse(call.body));
  const table = IndexName === undefined ? TableName : `${TableName}/index/${IndexName}`;
  const things = RequestItems ? Object.keys(RequestItems) : [table ?? QueueUrl ?? onNothing];
  return things.map((on) => ({ action, on }));
};

/** Folder, in that of the assembly, in which all stacks of the end-to-end tests record. */
export const callsFolder = 'calls';

/** @param dynamodb endpoint of the stack; @param service as `POWERTOOLS_SERVICE_NAME` */
export const readCalls = async (
  assembly: string,
  dynamodb: string,
  service: string,
): Promise<RecordedCall[]> => {
  const file = join(assembly, callsFolder, `${new URL(dynamodb).port}.${service}`);
  const text = await readFile(file, 'utf8').catch(() => '');
  // The last line may be on its way.
  return text.split('\n').slice(0, -1).flatMap(parseCall);
};
