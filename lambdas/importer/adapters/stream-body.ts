import type { Readable } from 'node:stream';
import type { StartTimer } from '../../shared/ports.ts';

/** Nothing came for a while over a connection that is open. */
export class BodyStalledError extends Error {
  override readonly name = 'BodyStalledError';
  /** Tells the SDK, where it reads the body, to ask again. */
  readonly $retryable = {};
}

export interface StallWatch {
  /** how long a body may pause, in milliseconds */
  stallMs: number;
  startTimer: StartTimer;
}

/**
 * The bytes of a response as they come. No timeout of the SDK covers a body that stops coming, hence this one.
 *
 * @throws BodyStalledError
 */
export async function* streamBody(
  body: Readable,
  { stallMs, startTimer }: StallWatch,
): AsyncGenerator<Buffer> {
  const watchdog = startTimer(stallMs, () => {
    body.destroy(new BodyStalledError(`nothing has come for ${stallMs} ms`));
  });
  try {
    for await (const bytes of body) {
      if (!Buffer.isBuffer(bytes)) throw new TypeError('a body that is not made of bytes');
      watchdog.restart();
      yield bytes;
      // What the consumer took is not the connection's fault.
      watchdog.restart();
    }
  } finally {
    watchdog.cancel();
    body.destroy();
  }
}
