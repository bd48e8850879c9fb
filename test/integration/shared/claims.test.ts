import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import { createRecordDrop } from '../../../lambdas/shared/adapters/record-drop.ts';
import type { ClaimedImport } from '../../../lambdas/shared/claims/ports.ts';
import type { ImportMessage } from '../../../lambdas/shared/contract.ts';
import {
  createRecordSending,
  createRecordSent,
} from '../../../lambdas/scanner/adapters/record-sending.ts';
import {
  createGetAudienceItem,
  type GetAudienceItem,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem, Version } from '../../../lambdas/shared/domain/audience-item.ts';
import { moreUnregistered } from '../../../lambdas/shared/domain/diagnosis.ts';
import { hasLiveClaim, isDue, isOnItsWay } from '../../../lambdas/shared/domain/due.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aSource, someCounts } from '../../support/factories.ts';

const now = 100_000_000;
const until = now + 60_000;
const layout = { chunks: 1, shards: 1, digest: 'd' };
const live: Version = {
  state: 'live',
  etag: 'e0',
  counts: someCounts(),
  layout,
  publishedAt: 1,
};

const notUtf8 = { cause: 'not-utf8' as const, message: 'Row 2 is not', row: 2 };

let dynalite: Dynalite;
let getItem: GetAudienceItem;
let names = 0;

beforeAll(async () => {
  dynalite = await startDynalite();
  getItem = createGetAudienceItem(dynalite.document, dynalite.tables.audiences);
});
afterAll(() => dynalite.stop());

/** The use cases of the importer on a fresh item, at a time of its own. */
const arrange = async (more: Partial<AudienceItem> = {}, time = now) => {
  names += 1;
  const item = anAudienceItem({ fileName: `${names}.csv`, ...more });
  const { document: dynamodb, tables } = dynalite;
  await dynamodb.send(new PutCommand({ TableName: tables.audiences, Item: item }));
  const deps = { dynamodb, tableName: tables.audiences, getItem, now: () => time };
  return {
    message: aMessage({ fileName: item.fileName }),
    claim: createClaimImport(deps),
    end: createEndImport(deps),
    read: async () => (await getItem('shop', item.fileName))!,
    retry: () =>
      dynamodb.send(
        new UpdateCommand({
          TableName: tables.audiences,
          Key: { projectId: 'shop', fileName: item.fileName },
          UpdateExpression: 'SET outcome.retryAt = :now',
          ExpressionAttributeValues: { ':now': time },
        }),
      ),
    recordDrop: createRecordDrop(dynamodb, tables.audiences),
    recordSending: (sent: ImportMessage) => {
      const { etag, at } = sent;
      return createRecordSending(dynamodb, tables.audiences)(sent, { etag, at, sending: true });
    },
    recordSent: createRecordSent(dynamodb, tables.audiences),
  };
};

const claimed = (result: ClaimedImport | string): ClaimedImport => {
  if (typeof result === 'string') throw new Error(`not claimed: ${result}`);
  return result;
};

describe('claiming an import', () => {
  it('takes a new version number and registers it as being written', async () => {
    const { claim, message, read } = await arrange({ versionCounter: 4, versions: { 3: live } });
    expect(await claim(message, 'i1', until)).toMatchObject({
      version: 5,
      audienceId: 'audience-1',
      live: { version: 3, etag: 'e0' },
    });
    expect(await read()).toMatchObject({
      versionCounter: 5,
      claim: { version: 5, owner: 'i1', etag: 'e1', until },
      versions: { 3: { state: 'live' }, 5: { state: 'writing', etag: 'e1', until } },
    });
  });

  it('obeys the rule that the scanner obeys, in every state', async () => {
    const etag = fc.constantFrom('e1', 'e2');
    const moments = fc.constantFrom(now - 1, now, now + 1);
    const states = fc.record({
      source: fc.record({ etag, present: fc.boolean() }),
      outcome: fc.option(fc.record({ etag, retryAt: fc.option(moments, { nil: undefined }) })),
      claimUntil: fc.option(moments),
    });
    await fc.assert(
      fc.asyncProperty(states, async ({ source, outcome, claimUntil }) => {
        const item = {
          source: aSource(source),
          ...(outcome && {
            outcome: { ...outcome, result: 'rejected' as const, importId: 'i0', at: 1 },
          }),
          ...(claimUntil !== null && {
            claim: { version: 1, owner: 'i0', etag: 'e1', until: claimUntil },
            versions: { 1: { state: 'writing' as const, etag: 'e1', until: claimUntil } },
            versionCounter: 1,
          }),
        };
        const { claim, message } = await arrange(item);
        const isAllowed = isDue(item, now) && !hasLiveClaim(item, now);
        const result = await claim(message, 'i1', until);
        expect(typeof result === 'object').toBe(isAllowed);
        // Whichever version the message was sent for.
        if (typeof result === 'object') expect(result.etag).toBe(source.etag);
      }),
    );
  });

  it('goes to exactly one of many that try at once', async () => {
    const { claim, message } = await arrange();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => claim(message, `i${index}`, until)),
    );
    expect(results.filter((result) => typeof result === 'object')).toHaveLength(1);
    expect(results.filter((result) => result === 'being-imported')).toHaveLength(19);
  });

  it('marks what a dead claim was writing as abandoned', async () => {
    const { claim, message, read } = await arrange({
      versionCounter: 1,
      claim: { version: 1, owner: 'i0', etag: 'e1', until: now },
      versions: { 1: { state: 'writing', etag: 'e1', until: now } },
    });
    await claim(message, 'i1', until);
    expect((await read()).versions).toEqual({
      1: { state: 'abandoned', etag: 'e1', until: now },
      2: { state: 'writing', etag: 'e1', until },
    });
  });

  it('is told apart from a file that was never seen', async () => {
    const { claim } = await arrange();
    expect(await claim(aMessage({ fileName: 'never.csv' }), 'i1', until)).toBe('unknown-file');
  });
});

describe('ending an import', () => {
  it('publishes the new version and supersedes the last one in one step', async () => {
    const { claim, end, message, read } = await arrange({
      versionCounter: 3,
      versions: { 3: live },
    });
    const attempt = claimed(await claim(message, 'i1', until));
    expect(await end.publish(attempt, someCounts(), layout)).toBe(true);
    const item = await read();
    expect(item).not.toHaveProperty('claim');
    expect(item.outcome).toEqual({ etag: 'e1', result: 'published', importId: 'i1', at: now });
    expect(item.versions).toEqual({
      3: { ...live, state: 'superseded', until: now + 86_400_000 },
      4: { state: 'live', etag: 'e1', counts: someCounts(), layout, publishedAt: now },
    });
  });

  it('refuses to publish once another import has taken over', async () => {
    const first = await arrange();
    const slow = claimed(await first.claim(first.message, 'slow', now - 1));
    const fast = claimed(await first.claim(first.message, 'fast', until));
    expect(await first.end.publish(slow, someCounts(), layout)).toBe(false);
    expect(await first.end.reject(slow, { cause: 'empty', message: '' }, 'no-chunks')).toBe(false);
    expect(await first.end.release(slow, 'chunks')).toBe(false);
    expect(await first.end.publish(fast, someCounts(), layout)).toBe(true);
    expect((await first.read()).versions).toMatchObject({
      [slow.version]: { state: 'abandoned' },
      [fast.version]: { state: 'live' },
    });
  });

  it('takes a publication whose answer was lost for what it is', async () => {
    const { claim, end, message } = await arrange();
    const attempt = claimed(await claim(message, 'i1', until));
    await end.publish(attempt, someCounts(), layout);
    expect(await end.publish(attempt, someCounts(), layout)).toBe(true);
  });

  it('does not take it for a failure, which would cost it its place', async () => {
    const { claim, end, message } = await arrange();
    const attempt = claimed(await claim(message, 'i1', until));
    await end.publish(attempt, someCounts(), layout);
    expect(await end.fail(attempt, { cause: 'too-slow', message: '' }, 'chunks')).toBe(false);
  });

  it('does so also when a later import has superseded it meanwhile', async () => {
    const { claim, end, message, retry } = await arrange();
    const first = claimed(await claim(message, 'i1', until));
    await end.publish(first, someCounts(), layout);
    await retry();
    const second = claimed(await claim(message, 'i2', until));
    await end.publish(second, someCounts(), { ...layout, digest: 'other' });
    expect(await end.publish(first, someCounts(), layout)).toBe(true);
  });

  it('keeps the live version, under the new ETag, when nothing has changed', async () => {
    const { claim, end, message, read } = await arrange({
      versionCounter: 3,
      versions: { 3: live },
    });
    const attempt = claimed(await claim(message, 'i1', until));
    const changed = someCounts({ added: 4, removed: 2 });
    const counts = someCounts({ blank: 7, added: 0, removed: 0 });
    await end.publishUnchanged(attempt, { ...attempt.live!, counts: changed }, counts);
    expect((await read()).versions).toEqual({
      3: { ...live, etag: 'e1', counts: { ...changed, blank: 7 }, publishedAt: now },
    });
  });

  it('rejects a file, says why and where, and leaves the live version alone', async () => {
    const { claim, end, message, read } = await arrange({
      versionCounter: 3,
      versions: { 3: live },
    });
    const attempt = claimed(await claim(message, 'i1', until));
    await end.reject(attempt, notUtf8, 'no-chunks');
    const item = await read();
    expect(item.versions).toEqual({ 3: live });
    expect(item.outcome).toMatchObject({ result: 'rejected', cause: 'not-utf8', row: 2 });
    expect(isDue(item, now)).toBe(false);
  });

  it('lets go of a file, so that it stays due', async () => {
    const { claim, end, message, read } = await arrange();
    await end.release(claimed(await claim(message, 'i1', until)), 'chunks');
    const item = await read();
    // Nobody has to wait for its worker.
    expect(item.versions).toEqual({ 1: { state: 'abandoned', etag: 'e1', until: now } });
    expect(isDue(item, now) && !hasLiveClaim(item, now)).toBe(true);
  });
});

describe('what the administrators are told', () => {
  it('is written with the rejection, once for each state of the file and cause', async () => {
    const { claim, end, message, read, retry } = await arrange({
      versionCounter: 3,
      versions: { 3: live },
    });
    const notice = {
      kind: 'rejected',
      cause: 'not-utf8',
      message: 'Row 2 is not',
      row: 2,
      importId: 'i1',
      etag: 'e1',
      at: now,
      live: { version: 3, members: 1 },
    };
    await end.reject(claimed(await claim(message, 'i1', until)), notUtf8, 'no-chunks');
    const told = { etag: 'e1', causes: ['not-utf8'] };
    const expected = { notices: { 'i1:not-utf8': notice }, told, pending: 'shop' };
    expect(await read()).toMatchObject(expected);

    await retry();
    await end.reject(claimed(await claim(message, 'i2', until)), notUtf8, 'no-chunks');
    expect(await read()).toMatchObject({ ...expected, outcome: { importId: 'i2' } });

    await retry();
    const other = { cause: 'empty' as const, message: '' };
    await end.reject(claimed(await claim(message, 'i3', until)), other, 'no-chunks');
    expect(Object.keys((await read()).notices)).toEqual(['i1:not-utf8', 'i3:empty']);
  });

  it('is that it works again, once something had been told', async () => {
    const { claim, end, message, read, retry } = await arrange();
    await end.reject(claimed(await claim(message, 'i1', until)), notUtf8, 'no-chunks');
    await retry();
    await end.publish(claimed(await claim(message, 'i2', until)), someCounts(), layout);
    const item = await read();
    expect(item).not.toHaveProperty('told');
    expect(item.notices).toMatchObject({
      'i2:recovered': { kind: 'recovered', live: { version: 2, members: 1 } },
    });
    await retry();
    await end.publish(claimed(await claim(message, 'i3', until)), someCounts(), layout);
    expect(Object.keys((await read()).notices)).toEqual(['i1:not-utf8', 'i2:recovered']);
  });

  it.each([
    ['had members and has none', 1, 0, ['i1:emptied']],
    ['is new and has none', undefined, 0, ['i1:published-empty']],
    ['is new and has some', undefined, 1, []],
    ['had none before', 0, 0, []],
    ['still has some', 1, 1, []],
    ['has less than half of them', 21, 10, ['i1:shrunk']],
    ['has half of them', 20, 10, []],
    ['has a few less', 10, 1, []],
  ])('concerns members when the audience %s', async (_, before, after, keys) => {
    const { claim, end, message, read } = await arrange({
      versionCounter: 3,
      versions:
        before === undefined ? {} : { 3: { ...live, counts: someCounts({ members: before }) } },
    });
    const attempt = claimed(await claim(message, 'i1', until));
    await end.publish(attempt, someCounts({ members: after }), layout);
    expect(Object.keys((await read()).notices)).toEqual(keys);
  });

  const decimal = { kind: 'decimal', share: 0.5, sentence: 'End with .0.' };
  const more = { kind: moreUnregistered, share: 1, sentence: '60%, and 1% before.' };
  it.each([
    ['many more IDs are unregistered than before, and it is known why', [decimal, more], 1, true],
    ['nobody is left', [decimal, more], 0, false],
    ['nothing explains that there are more', [{ ...decimal, share: 0.1 }, more], 1, false],
    ['there are no more than before', [decimal], 1, false],
  ])(
    'is why members are lost only when that is known: %s',
    async (_, findings, members, isTold) => {
      const { claim, end, message, read } = await arrange({
        versionCounter: 3,
        versions: { 3: { ...live, counts: someCounts({ members: 0 }) } },
      });
      const diagnosis = { findings, sampled: 10 };
      const attempt = claimed(await claim(message, 'i1', until));
      await end.publish(attempt, someCounts({ members }), layout, { diagnosis, header: 'id' });
      const { outcome, notices } = await read();
      expect(outcome).toMatchObject({ result: 'published', diagnosis, header: 'id' });
      const told = { 'i1:unregistered': { kind: 'unregistered', diagnosis } };
      expect(notices).toMatchObject(isTold ? told : {});
      expect(Object.keys(notices)).toEqual(isTold ? Object.keys(told) : []);
    },
  );

  it('is a failure that comes back after 1 hour, 6 hours, and then daily', async () => {
    const { claim, end, message, read, retry } = await arrange();
    const delays: number[] = [];
    for (const importId of ['i1', 'i2', 'i3', 'i4']) {
      const failure = { cause: 'gave-up' as const, message: 'throttled' };
      await end.fail(claimed(await claim(message, importId, until)), failure, 'no-chunks');
      delays.push(((await read()).outcome!.retryAt! - now) / 3_600_000);
      await retry();
    }
    expect(delays).toEqual([1, 6, 24, 24]);
    expect(Object.keys((await read()).notices)).toEqual(['i1:gave-up']);
  });
});

describe('a file over the limit', () => {
  it('keeps its place in the line, whichever version of it is rejected or fails', async () => {
    const first = {
      etag: 'e0',
      result: 'rejected' as const,
      cause: 'limit',
      importId: 'i0',
      at: 7,
    };
    const { claim, end, message, read, retry } = await arrange({ outcome: first });
    const limit = { cause: 'limit' as const, message: 'No room' };
    await end.reject(claimed(await claim(message, 'i1', until)), limit, 'no-chunks');
    expect((await read()).outcome).toMatchObject({ etag: 'e1', at: now, overLimitSince: 7 });
    await retry();
    await end.fail(
      claimed(await claim(message, 'i2', until)),
      { cause: 'gave-up', message: 'Gave up' },
      'no-chunks',
    );
    expect((await read()).outcome).toMatchObject({ cause: 'gave-up', overLimitSince: 7 });
    await retry();
    const attempt = claimed(await claim(message, 'i3', until));
    expect(attempt).toMatchObject({ overLimitSince: 7, noPlace: undefined });
    await end.reject(attempt, notUtf8, 'no-chunks');
    expect((await read()).outcome).not.toHaveProperty('overLimitSince');
  });

  it('is claimed with what the scan has said of its place, whatever the message says', async () => {
    const enqueued = { etag: 'e1', at: 5, noPlace: 3 };
    const { claim, message } = await arrange({ enqueued });
    expect(await claim(message, 'i1', until)).toMatchObject({ noPlace: 3 });
  });
});

describe('the mark that a message is on its way', () => {
  it('stands before it is sent, and counts when SQS has taken it', async () => {
    const { message, read, recordSending, recordSent } = await arrange();
    expect(await recordSending(message)).toBe(true);
    expect((await read()).enqueued).toEqual({ etag: 'e1', at: message.at, sending: true });
    expect(isOnItsWay(await read(), message.at)).toBe(false);
    await recordSent(message);
    expect((await read()).enqueued).toEqual({ etag: 'e1', at: message.at });
    expect(isOnItsWay(await read(), message.at)).toBe(true);
  });

  it.each([
    ['before SQS has answered', true],
    ['afterwards', false],
  ])('says so when the message was dropped %s', async (_, isEarly) => {
    const { message, read, recordDrop, recordSending, recordSent } = await arrange();
    await recordSending(message);
    if (isEarly) await recordDrop(message);
    await recordSent(message);
    if (!isEarly) await recordDrop(message);
    expect((await read()).enqueued).toEqual({ etag: 'e1', at: message.at, dropped: true });
  });

  it.each<[string, Partial<ImportMessage>]>([
    ['an older one', { at: 1_999_999 }],
    ['a newer one', { at: 2_000_001 }],
    ['one of another version', { etag: 'e2' }],
  ])('is not changed by the drop of %s', async (_, other) => {
    const { message, read, recordDrop, recordSending, recordSent } = await arrange();
    await recordSending(message);
    await recordDrop({ ...message, ...other });
    await recordSent({ ...message, ...other });
    expect((await read()).enqueued).toEqual({ etag: 'e1', at: message.at, sending: true });
  });

  it('is not set when the file was seen otherwise since, or is gone', async () => {
    const { message, read, recordSending } = await arrange();
    expect(await recordSending({ ...message, etag: 'e0' })).toBe(false);
    const missing = await arrange({ source: aSource({ present: false }) });
    expect(await missing.recordSending(missing.message)).toBe(false);
    expect(await read()).not.toHaveProperty('enqueued');
    expect(await missing.read()).not.toHaveProperty('enqueued');
  });

  it('creates no item for a file that nobody knows', async () => {
    const { message, recordDrop, recordSending, recordSent } = await arrange();
    const gone = { ...message, fileName: 'gone.csv' };
    await recordDrop(gone);
    await recordSent(gone);
    expect(await recordSending(gone)).toBe(false);
    expect(await getItem('shop', 'gone.csv')).toBeUndefined();
  });
});
