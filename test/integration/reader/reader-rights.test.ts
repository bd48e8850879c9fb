import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { chunkSetKey } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { readerActions } from '../../../lib/reader-rights.ts';
import { AudienceReader } from '../../../reader/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { importList } from '../../support/publish-members.ts';
import { collect } from '../../support/streams.ts';
import { watchCalls } from '../cli/recorded-calls.ts';

let dynalite: Dynalite;
const calls: Record<string, Set<string>> = {};
let isRecording = false;

beforeAll(async () => {
  dynalite = await startDynalite();
  await importList(dynalite, 'vip.csv', ['a', 'b']);
  await importList(dynalite, 'vip.csv', ['a', 'c']);
  watchCalls(dynalite.client, (action, on) => {
    if (isRecording) (calls[on] ??= new Set()).add(action);
  });
});
afterAll(() => dynalite.stop());

/** What a reader can be asked for; a method that is not here is found by name. */
const asked: Record<string, (reader: AudienceReader) => Promise<unknown>> = {
  snapshot: async (reader) => {
    const snapshot = await reader.snapshot('shop', 'vip');
    return [
      await collect(snapshot.ids()),
      await collect(snapshot.batches()),
      await snapshot.contains('a'),
      await snapshot.containsMany(['a', 'nobody']),
    ];
  },
  list: (reader) => reader.list('shop'),
  which: (reader) => reader.which('shop', 'a'),
};

it('campaign systems may call exactly what the reader calls', async () => {
  const reader = new AudienceReader({ dynamodb: dynalite.client, tables: dynalite.tables });
  const methods = Object.getOwnPropertyNames(AudienceReader.prototype);
  expect(methods.filter((name) => name !== 'constructor').sort()).toEqual(
    Object.keys(asked).sort(),
  );

  isRecording = true;
  for (const ask of Object.values(asked)) await ask(reader);
  isRecording = false;
  const { document, tables } = dynalite;
  const item = await createGetAudienceItem(document, tables.audiences)('shop', 'vip.csv');
  const chunkSet = chunkSetKey(item!.audienceId, 2, 0);
  await document.send(
    new DeleteCommand({ TableName: tables.memberships, Key: { chunkSet, bucket: 0 } }),
  );
  isRecording = true;
  // A chunk that a query does not find is asked for by itself.
  await expect(asked.snapshot!(reader)).rejects.toThrow();
  isRecording = false;

  const called = Object.entries(calls).map(([table, actions]) => [table, [...actions].sort()]);
  expect(Object.fromEntries(called)).toEqual({
    [tables.audiences]: [...readerActions.audiences].sort(),
    [tables.memberships]: [...readerActions.memberships].sort(),
  });
});
