import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../../../shared/adapters/parse-item.ts';
import { tableUseKey } from '../../../shared/contract.ts';
import type { Now, Sleep } from '../../../shared/ports.ts';
import type { LeaseTime } from '../../turns/shared-pace.ts';

export interface AwaitFreeTimePorts {
  /** of the functions, which write the item */
  now: Now;
  sleep: Sleep;
  /** told, again and again, that imports have the table's time */
  onBusy: (tableName: string) => void;
}

const schema = z.object({ freeAt: z.number().default(0) });

/** Milliseconds. An import that goes on leases again at the end of each lease: only then is it seen to have ended. */
const quietFor = 500;

/**
 * Time of a table that no import has leased. Who asks writes nothing, and so leases nothing: it waits until imports have leased
 * none for a while. One that begins later shares the table for as long as the time that is given here, a quarter of a second
 * mostly.
 */
export const createAwaitFreeTime = (
  dynamodb: DynamoDBDocumentClient,
  audiencesTable: string,
  { now, sleep, onBusy }: AwaitFreeTimePorts,
): LeaseTime => {
  let ownUntil = 0;
  const readFreeAt = async (tableName: string, signal?: AbortSignal): Promise<number> => {
    const { Item = {} } = await dynamodb.send(
      new GetCommand({
        TableName: audiencesTable,
        Key: tableUseKey(tableName),
        ConsistentRead: true,
      }),
      signal && { abortSignal: signal },
    );
    return parseItem(schema, Item, `who uses table ${tableName}`).freeAt;
  };
  return async (tableName, milliseconds, signal) => {
    for (;;) {
      const wait = (await readFreeAt(tableName, signal)) + quietFor - now();
      if (wait <= 0) break;
      onBusy(tableName);
      await sleep(wait, signal);
    }
    const begin = Math.max(now(), ownUntil);
    ownUntil = begin + milliseconds;
    return begin;
  };
};
