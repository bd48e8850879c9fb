import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { BodyStalledError, streamBody } from '../../../lambdas/importer/adapters/stream-body.ts';
import { createFakeTimers } from '../../support/fake-timers.ts';

const stallMs = 20_000;

const arrange = () => {
  const timers = createFakeTimers();
  const body = new PassThrough();
  return { timers, body, bytes: streamBody(body, { stallMs, startTimer: timers.startTimer }) };
};

describe('the body of a response', () => {
  it('is given up when nothing comes for a while', async () => {
    const { timers, bytes } = arrange();
    const first = bytes.next();
    expect(timers.running()).toEqual([stallMs]);
    timers.end();
    await expect(first).rejects.toBeInstanceOf(BodyStalledError);
  });

  it('has its time anew with all that comes, and once more when it was taken', async () => {
    const { timers, body, bytes } = arrange();
    body.write('some');
    expect(await bytes.next()).toEqual({ done: false, value: Buffer.from('some') });
    expect(timers.restarts()).toBe(1);
    body.end('more');
    await bytes.next();
    expect(timers.restarts()).toBe(3);
  });

  it('is not watched any more when it has ended, or nobody wants the rest', async () => {
    const ended = arrange();
    ended.body.end();
    await ended.bytes.next();
    expect(ended.timers.running()).toEqual([]);

    const left = arrange();
    left.body.write('some');
    await left.bytes.next();
    await left.bytes.return(undefined);
    expect(left.timers.running()).toEqual([]);
    expect(left.body.destroyed).toBe(true);
  });
});
