/**
 * Loaded before a function of the local stack: writes down each request to AWS, a line each, in a file of the function and of the
 * stack, which is told apart by the port of its DynamoDB. What it writes is read by recorded-calls.ts.
 */
import { channel } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';

const { RECORDED_CALLS: folder, AWS_ENDPOINT_URL_DYNAMODB: dynamodb = '' } = process.env;
const file =
  folder && join(folder, `${new URL(dynamodb).port}.${process.env.POWERTOOLS_SERVICE_NAME}`);

const record = (request: ClientRequest, body: string): void => {
  const header = (name: string): string => String(request.getHeader(name) ?? '');
  const [, service] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(header('authorization')) ?? [];
  // Whatever is not signed is not for AWS.
  if (file === undefined || service === undefined) return;
  const call = {
    service,
    target: header('x-amz-target'),
    method: request.method,
    path: request.path,
    ifMatch: header('if-match'),
    // Files and chunks are of no interest.
    body: service === 's3' ? '' : body,
  };
  appendFileSync(file, `${JSON.stringify(call)}\n`);
};

/** Bodies go through `write` and `end`, whoever sends them. */
const watch = (request: ClientRequest): void => {
  const parts: Buffer[] = [];
  const keep = (part: unknown): void => {
    if (typeof part === 'string') parts.push(Buffer.from(part));
    else if (part instanceof Uint8Array) parts.push(Buffer.from(part));
  };
  for (const name of ['write', 'end'] as const) {
    const original = request[name].bind(request) as (...words: unknown[]) => never;
    request[name] = (...words: unknown[]) => {
      keep(words[0]);
      const answer = original(...words);
      if (name === 'end') record(request, Buffer.concat(parts).toString());
      return answer;
    };
  }
};

channel('http.client.request.created').subscribe((message) => {
  watch((message as { request: ClientRequest }).request);
});
