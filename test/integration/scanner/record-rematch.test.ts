import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createRecordRematch } from '../../../lambdas/scanner/adapters/record-sending.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type {
  AudienceItem,
  Enqueued,
  Outcome,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aSource } from '../../support/factories.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const sending: Enqueued = { etag: 'e1', at: 5, sending: true };
const published: Outcome = { etag: 'e1', result: 'published', importId: 'i', at: 1 };

/** @returns what the item is then */
const rematch = async (
  Item: AudienceItem,
): Promise<{ isGiven: boolean; item: AudienceItem | undefined }> => {
  const { document, tables } = dynalite;
  const { projectId, fileName } = Item;
  await document.send(new PutCommand({ TableName: tables.audiences, Item }));
  const record = createRecordRematch(document, tables.audiences);
  const isGiven = await record(aMessage({ fileName, at: 5 }), sending, 'i');
  return {
    isGiven,
    item: await createGetAudienceItem(document, tables.audiences)(projectId, fileName),
  };
};

describe('a file that was published', () => {
  it('is due once more, and notes its message', async () => {
    const { isGiven, item } = await rematch(anAudienceItem({ outcome: published }));
    expect(isGiven).toBe(true);
    expect(item).toMatchObject({
      outcome: { ...published, retryAt: 5, rematch: true },
      enqueued: sending,
    });
  });

  it.each<[string, Partial<AudienceItem>]>([
    ['another import has ended', { outcome: { ...published, importId: 'j' } }],
    ['the file was seen as another version', { source: aSource({ etag: 'e2' }) }],
    ['the file has gone', { source: aSource({ present: false }) }],
  ])('is not where %s since', async (_, more) => {
    const before = anAudienceItem({ outcome: published, ...more });
    expect(await rematch(before)).toEqual({ isGiven: false, item: before });
  });

  it('is not where its audience was deleted since', async () => {
    const before = anAudienceItem();
    expect(await rematch(before)).toEqual({ isGiven: false, item: before });
  });
});
