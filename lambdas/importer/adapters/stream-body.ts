import type { Readable } from 'node:stream';

/** Nothing came for a while over a connection that is open. */
export class BodyStalledError extends Error {
  override readonly name = 'BodyStalledError';
  /** Tells the SDK, where it reads the body, to ask again. */
  readonly $retryable = {};
}

/**
 * The bytes of a response as they come. No timeout of the SDK covers a body that stops coming, hence this one.
 *
 * @param stallMs how long it may pause
 * @throws BodyStalledError
 */
export async function* streamBody(body: Readable, stallMs: number): AsyncGenerator<Buffer> {
  const watchdog = setTimeout(() => {
    body.destroy(new BodyStalledError(`nothing has come for ${stallMs} ms`));
  }, stallMs);
  try {
    for await (const bytes of body) {
      if (!Buffer.isBuffer(bytes)) throw new TypeError('a body that is not made of bytes');
      watchdog.refresh();
      yield bytes;
      // What the consumer took is not the connection's fault.
      watchdog.refresh();
    }
  } finally {
    clearTimeout(watchdog);
    body.destroy();
  }
}
