import { beforeEach, describe, expect, it } from '@jest/globals';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createRemoveNotices } from '../../../lambdas/mailer/adapters/remove-notices.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import {
  createGetAudienceItem,
  type GetAudienceItem,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import type { ClaimedImport } from '../../../lambdas/shared/claims/ports.ts';
import { mostVersions } from '../../../lambdas/shared/domain/audience-item.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { mostNotices } from '../../../lambdas/shared/domain/fold-notices.ts';
import { noticeKey } from '../../../lambdas/shared/domain/notice.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { aMessage, anAudienceItem, aSource } from '../../support/factories.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { aNotice } from '../../unit/mailer/notices.ts';

const notUtf8 = { cause: 'not-utf8' as const, message: 'Row 2 is not UTF-8.', row: 2 };

let dynamodb: DynamoDBDocumentClient;
let getItem: GetAudienceItem;
/** tells of each update of the audiences table before it is made */
let beforeUpdate: () => Promise<void>;
/** how many answers to updates are lost from now on */
let lostAnswers: number;

beforeEach(async () => {
  const aws = createAws();
  await createResources(aws);
  beforeUpdate = () => Promise.resolve();
  lostAnswers = 0;
  dynamodb = toDocumentClient(aws.dynamodb);
  getItem = createGetAudienceItem(dynamodb, tables.audiences);
  aws.dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'UpdateItemCommand') return next(args);
        await beforeUpdate();
        const answer = await next(args);
        if (lostAnswers === 0) return answer;
        lostAnswers -= 1;
        // As the SDK repeats it.
        return next(args);
      },
    { step: 'initialize' },
  );
});

const put = (more: Partial<AudienceItem>): Promise<unknown> =>
  dynamodb.send(new PutCommand({ TableName: tables.audiences, Item: anAudienceItem(more) }));
const read = async (): Promise<AudienceItem> => (await getItem('shop', 'vip.csv'))!;
const deps = () => ({ dynamodb, tableName: tables.audiences, getItem, now: () => 1_000 });

const claim = async (importId: string): Promise<ClaimedImport> => {
  const claimed = await createClaimImport(deps())(aMessage(), importId, 10_000);
  if (typeof claimed === 'string') throw new Error(`not claimed: ${claimed}`);
  return claimed;
};

const oldNotices = (count: number): AudienceItem['notices'] =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const notice = aNotice({ importId: `old-${index}`, at: index });
      return [noticeKey(notice), notice];
    }),
  );

describe('an audience with as many notices as it may have', () => {
  it('gets another one in the place of the oldest, which it counts', async () => {
    await put({ notices: oldNotices(mostNotices), pending: 'shop' });
    expect(await createEndImport(deps()).reject(await claim('i1'), notUtf8, 'no-chunks')).toBe(
      true,
    );
    const { notices } = await read();
    expect(Object.keys(notices)).toHaveLength(mostNotices);
    expect(notices['old-0:not-utf8']).toBeUndefined();
    expect(notices['i1:not-utf8']?.earlier).toEqual({ count: 1, first: 0, last: 0 });
  });

  it('counts it once when the answer is lost', async () => {
    await put({ notices: oldNotices(mostNotices), pending: 'shop' });
    const claimed = await claim('i1');
    lostAnswers = 1;
    expect(await createEndImport(deps()).reject(claimed, notUtf8, 'no-chunks')).toBe(true);
    const { notices } = await read();
    expect(notices['i1:not-utf8']?.earlier).toEqual({ count: 1, first: 0, last: 0 });
    expect(Object.keys(notices)).toHaveLength(mostNotices);
  });

  it('does not count what the mailer has told meanwhile', async () => {
    await put({ notices: oldNotices(mostNotices), pending: 'shop' });
    const claimed = await claim('i1');
    const removeNotices = createRemoveNotices(dynamodb, tables.audiences);
    const key = { projectId: 'shop', fileName: 'vip.csv' };
    let hasRun = false;
    beforeUpdate = async () => {
      if (hasRun) return;
      hasRun = true;
      await removeNotices(key, ['old-0:not-utf8', 'old-1:not-utf8'], false);
    };
    expect(await createEndImport(deps()).reject(claimed, notUtf8, 'no-chunks')).toBe(true);
    const { notices, claim: left } = await read();
    expect(left).toBeUndefined();
    expect(Object.keys(notices)).toHaveLength(mostNotices - 1);
    expect(notices['i1:not-utf8']).not.toHaveProperty('earlier');
  });

  it('is bounded over weeks in which nobody takes the mails', async () => {
    await put({});
    const { reject } = createEndImport(deps());
    for (let index = 0; index < 60; index += 1) {
      const item = await read();
      await put({ ...item, source: aSource({ etag: `e${index}` }) });
      const message = aMessage({ etag: `e${index}` });
      const claimed = await createClaimImport(deps())(message, `i${index}`, 10_000);
      if (typeof claimed === 'string') throw new Error(claimed);
      await reject(claimed, notUtf8, 'no-chunks');
    }
    const { notices } = await read();
    expect(Object.keys(notices)).toHaveLength(mostNotices);
    expect(
      Object.values(notices).reduce((sum, { earlier }) => sum + 1 + (earlier?.count ?? 0), 0),
    ).toBe(60);
  });
});

it('a message for people is cut where it would fill the item', async () => {
  await put({});
  const failure = { cause: 'gave-up' as const, message: 'x'.repeat(5_000) };
  await createEndImport(deps()).fail(await claim('i1'), failure, 'no-chunks');
  const { outcome, notices } = await read();
  expect(outcome?.message).toHaveLength(998);
  expect(notices['i1:gave-up']?.message).toBe(outcome?.message);
});

it('an audience that is full of versions gets no other entry, however often imports of it die', async () => {
  const versions = Object.fromEntries(
    Array.from({ length: mostVersions }, (_, index) => [
      String(index + 1),
      { state: 'abandoned' as const, etag: 'e0', until: 1 },
    ]),
  );
  await put({ versions, versionCounter: mostVersions });
  for (let death = 0; death < 3; death += 1) {
    const time = 100_000 * (death + 1);
    const dying = createClaimImport({ ...deps(), now: () => time });
    expect(await dying(aMessage(), `dies-${death}`, time + 1)).toMatchObject({
      otherVersions: mostVersions,
    });
  }
  const claimed = await createClaimImport({ ...deps(), now: () => 900_000 })(
    aMessage(),
    'ends',
    950_000,
  );
  if (typeof claimed === 'string') throw new Error(claimed);
  const behind = { cause: 'collector-behind' as const, message: 'full' };
  expect(await createEndImport(deps()).fail(claimed, behind, 'no-chunks')).toBe(true);
  expect((await read()).versions).toEqual(versions);
});
