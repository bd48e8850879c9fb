import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { assertAccepted } from './operations/assert-accepted.ts';
import { bytesOf } from './operations/operation.ts';
import type { Bucket, Reply } from './operations/operation.ts';
import { accessDenied, assertAllowed, type Rights } from './operations/rights.ts';
import { findRoute } from './operations/route.ts';
import { S3Error } from './protocol/s3-error.ts';
import { parseTarget } from './request-target.ts';
import { errorReply, sendReply } from './send-reply.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface RequestHandler {
  handle: Listener;
  /** for requests with `Expect: 100-continue` */
  handleExpectation: Listener;
  /** Resolves when no request is being worked on. */
  idle: () => Promise<void>;
}

/** @returns undefined for a request that is taken */
export type Refuse = (headers: IncomingHttpHeaders) => string | undefined;

interface Checks {
  /** of whoever calls; an owner's without them */
  rights?: Rights;
  refuse?: Refuse;
}

const answer = (
  request: IncomingMessage,
  bucket: Bucket,
  { rights, refuse }: Checks,
  body: () => AsyncIterable<Buffer>,
): Promise<Reply> => {
  const { method = '', url = '', headers } = request;
  const refusal = refuse?.(headers);
  if (refusal !== undefined) throw new S3Error('AccessDenied', refusal);
  const target = parseTarget(url);
  assertAccepted(headers);
  if (target.scope !== 'Service' && target.bucket !== bucket.name)
    throw new S3Error(
      'NoSuchBucket',
      `The specified bucket does not exist: this server has only "${bucket.name}".`,
      { BucketName: target.bucket },
    );
  const { action, run } = findRoute(method, target.scope, target.query);
  if (rights) assertAllowed(rights, action, target, headers, bucket);
  return run({ method, key: target.key, query: target.query, headers, body }, bucket);
};

/** Whoever may not list the bucket is not told what is not there; and whatever is not known here, a writer may not do. */
const asTheyAreTold = (error: unknown): unknown =>
  error instanceof S3Error && (error.code === 'NoSuchKey' || error.code === 'NotImplemented')
    ? accessDenied()
    : error;

export const createRequestHandler = (bucket: Bucket, checks: Checks): RequestHandler => {
  const running = new Set<Promise<void>>();

  const work = async (
    request: IncomingMessage,
    response: ServerResponse,
    isBodyHeldBack: boolean,
  ): Promise<void> => {
    const requestId = randomUUID();
    let isBodyMissing = isBodyHeldBack;
    const body = (): AsyncIterable<Buffer> => {
      if (isBodyMissing) response.writeContinue();
      isBodyMissing = false;
      return bytesOf(request);
    };
    let reply: Reply;
    try {
      reply = await answer(request, bucket, checks, body);
    } catch (error) {
      reply = errorReply(
        checks.rights ? asTheyAreTold(error) : error,
        request.url ?? '',
        requestId,
      );
    }
    // What is left of a body that was refused half-way stands before the next request.
    request.resume();
    response.setHeader('x-amz-request-id', requestId);
    // A client that was not told to continue may send its body all the same, or not: the next request cannot be found.
    if (isBodyMissing) response.setHeader('Connection', 'close');
    // When the connection broke there is nobody left to tell.
    await sendReply(response, reply).catch(() => response.destroy());
  };

  const start =
    (isBodyHeldBack: boolean): Listener =>
    (request, response) => {
      const done = work(request, response, isBodyHeldBack).finally(() => running.delete(done));
      running.add(done);
    };

  return {
    handle: start(false),
    handleExpectation: start(true),
    idle: async () => {
      await Promise.allSettled(running);
    },
  };
};
