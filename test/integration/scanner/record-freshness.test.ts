import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createRecordFreshness } from '../../../lambdas/scanner/adapters/record-freshness.ts';
import { createReadKnownFiles } from '../../../lambdas/scanner/adapters/read-known-files.ts';
import { createRecordMissing } from '../../../lambdas/scanner/adapters/record-source.ts';
import type { RecordFreshness } from '../../../lambdas/scanner/ports.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { mostNotices } from '../../../lambdas/shared/domain/fold-notices.ts';
import type { FreshnessTurn } from '../../../lambdas/shared/domain/freshness.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aSource } from '../../support/factories.ts';
import { collect } from '../../support/streams.ts';

let dynalite: Dynalite;
let record: RecordFreshness;

beforeAll(async () => {
  dynalite = await startDynalite();
  record = createRecordFreshness(dynalite.document, dynalite.tables.audiences);
});
afterAll(() => dynalite.stop());
beforeEach(() => store({}));

const store = async (item: Partial<AudienceItem>): Promise<void> => {
  const { document, tables } = dynalite;
  await document.send(new PutCommand({ TableName: tables.audiences, Item: anAudienceItem(item) }));
};
const item = async () =>
  (await createGetAudienceItem(dynalite.document, dynalite.tables.audiences)('shop', 'vip.csv'))!;

const source = aSource();
const stale = { at: 900, changedAt: source.seenAt, hours: 24 };
const late: FreshnessTurn = { to: 'stale', stale };
const again = (isTold: boolean): FreshnessTurn => ({ to: 'fresh', before: stale, isTold });
const write = (turn: FreshnessTurn, at = 900, of = source) =>
  record('shop', 'vip.csv', of, turn, at);

describe('recording freshness', () => {
  it('writes that a file is stale together with its notice, once', async () => {
    expect(await write(late)).toBe(true);
    expect(await item()).toMatchObject({ stale, pending: 'shop' });
    expect((await item()).notices).toEqual({
      'scan-900:stale': {
        kind: 'stale',
        cause: 'stale',
        message: '',
        importId: 'scan-900',
        at: 900,
        etag: source.etag,
        freshness: { changedAt: source.seenAt, hours: 24 },
      },
    });
    expect(await write(late, 901)).toBe(false);
    expect(Object.keys((await item()).notices)).toEqual(['scan-900:stale']);
    expect(
      await collect(createReadKnownFiles(dynalite.document, dynalite.tables.audiences)('shop')),
    ).toMatchObject([{ stale }]);
  });

  it.each([
    ['it was seen otherwise since', { source: { ...source, seenAt: source.seenAt + 1 } }],
    ['its audience was deleted', { deletedAt: 1 }],
    [
      'there is no room for a notice',
      {
        notices: Object.fromEntries(
          Array.from({ length: mostNotices }, (_, index) => [
            `i${index}:empty`,
            {
              kind: 'rejected' as const,
              cause: 'empty',
              message: '',
              etag: 'e',
              at: 1,
              importId: `i${index}`,
            },
          ]),
        ),
      },
    ],
  ])('writes nothing when %s', async (_, changed) => {
    await store(changed);
    const before = await item();
    expect(await write(late)).toBe(false);
    expect(await item()).toEqual(before);
  });

  it('writes once that it is fresh again, and tells it if the file has changed', async () => {
    await write(late);
    expect(await write(again(true), 1000)).toBe(true);
    expect(await write(again(true), 1001)).toBe(false);
    expect((await item()).stale).toBeUndefined();
    expect(Object.keys((await item()).notices).sort()).toEqual([
      ...['scan-1000:fresh', 'scan-900:stale'],
    ]);
    await write(late, 2000);
    expect(await write(again(false), 3000)).toBe(true);
    expect((await item()).stale).toBeUndefined();
    expect(Object.keys((await item()).notices)).not.toContain('scan-3000:fresh');
  });

  it('keeps when a file had changed that is gone now, also if the answer was lost', async () => {
    const missing = createRecordMissing(dynalite.document, dynalite.tables.audiences);
    const listedAt = source.seenAt + 5000;
    for (let tries = 0; tries < 2; tries += 1) {
      expect(await missing('shop', 'vip.csv', listedAt)).toBe(true);
      expect((await item()).source).toMatchObject({
        present: false,
        seenAt: listedAt,
        changedAt: source.seenAt,
      });
    }
  });
});
