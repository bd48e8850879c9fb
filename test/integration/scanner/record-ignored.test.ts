import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createReadKnownFiles } from '../../../lambdas/scanner/adapters/read-known-files.ts';
import { createRecordIgnored } from '../../../lambdas/scanner/adapters/record-ignored.ts';
import { createGetIgnored } from '../../../lambdas/shared/adapters/get-ignored.ts';
import { type IgnoredObjects, ignoredKey } from '../../../lambdas/shared/domain/ignored-objects.ts';
import type { Notice } from '../../../lambdas/shared/domain/notice.ts';
import { createForgetIgnored } from '../../../lambdas/shared/operators/forget-ignored.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { collect } from '../../support/streams.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

describe('what was ignored', () => {
  const notice = (cause: string): Notice => ({
    kind: 'ignored',
    cause,
    message: 'm',
    importId: 'scan',
    etag: '',
    at: 7,
  });
  const found = (at: number): Omit<IgnoredObjects, 'pending'> => ({
    at,
    isEmpty: false,
    told: { shadowed: {} },
    reasons: { shadowed: { count: 1, examples: ['vip.CSV'] } },
  });

  it('is read as it was written, by whoever had seen what was there before', async () => {
    const { document, tables } = dynalite;
    const get = createGetIgnored(document, tables.audiences);
    const record = createRecordIgnored(document, tables.audiences);
    const read = async (): Promise<unknown> =>
      (
        await document.send(
          new GetCommand({ TableName: tables.audiences, Key: ignoredKey('shop') }),
        )
      ).Item?.notices;
    expect(await get('shop')).toBeUndefined();
    await record('shop', found(1), [notice('shadowed')], undefined);
    expect(await get('shop')).toEqual({ ...found(1), pending: 'shop' });
    expect(await read()).toEqual({ 'scan:shadowed': notice('shadowed') });

    await record('shop', found(2), [], undefined);
    await record('shop', found(2), [], 7);
    expect(await get('shop')).toMatchObject({ at: 1 });
    await record('shop', found(3), [notice('csv-folder')], 1);
    expect(await get('shop')).toMatchObject({ at: 3 });
    expect(await read()).toHaveProperty('scan:shadowed');
    expect(await read()).toHaveProperty('scan:csv-folder');

    await createForgetIgnored(document, tables.audiences)('shop');
    expect(await get('shop')).toEqual({ at: 0, reasons: {}, isEmpty: false, told: {} });
    await record('shop', found(4), [notice('shadowed')], 0);
    expect(await read()).toEqual({ 'scan:shadowed': notice('shadowed') });
  });

  it('is none of the project files', async () => {
    const { document, tables } = dynalite;
    await createRecordIgnored(document, tables.audiences)('alone', found(1), [], undefined);
    expect(await collect(createReadKnownFiles(document, tables.audiences)('alone'))).toEqual([]);
  });
});
