import { z } from 'zod';
import { placeOf } from '../../../local/throttling/place.ts';
import type { Throttling } from '../../../local/throttling/throttling.ts';
import type { Item } from '../attribute-values.ts';
import { idLength, idOf, indexOfId, writeId } from '../data/user-ids.ts';
import type { Meter } from '../meter.ts';
import { createGeneratedUsers, pageRequestSchema } from './generated-users.ts';
import { type Reply, type Table, ValidationError } from './table.ts';

export interface UsersByKeyTableOptions {
  name: string;
  /** as long as each other, so that all items are */
  projectIds: readonly [string] | readonly [string, string];
  /** of each project */
  users: number;
  /** of one item, with the attributes that no projection asks for */
  itemBytes: number;
}

/** `<projectId>/<userId>` */
const keyName = 'userKey';

/** Nobody of one project is in the other: their IDs are those of the users from here on. */
const othersFrom = 2 ** 29;

const scanSchema = pageRequestSchema.extend({
  Segment: z.number().default(0),
  TotalSegments: z.number().default(1),
});

/**
 * The users table of stacks before they kept users by project and shard, for contestants of that time. The users of two
 * projects take turns in it, and whoever scans it reads both; or there are those of one.
 */
export const createUsersByKeyTable = (
  { name, projectIds, users, itemBytes }: UsersByKeyTableOptions,
  meter: Meter,
  throttling?: Throttling,
): Table => {
  const projects = projectIds.length;
  const items = projects * users;
  const prefixes = projectIds.map((projectId) => `${projectId}/`);
  const prefixBytes = prefixes.map((prefix) => Buffer.from(prefix));
  const prefixLength = projectIds[0].length + 1;
  const userAt = (index: number): number =>
    Math.floor(index / projects) + (index % projects) * othersFrom;
  const keyOf = (index: number): Item => ({
    [keyName]: { S: (prefixes[index % projects] ?? '') + idOf(userAt(index)) },
  });

  const find = (key: Item): number | undefined => {
    const value = key[keyName];
    if (!value || !('S' in value)) throw new ValidationError('The provided key does not fit');
    const project = prefixes.findIndex((prefix) => value.S.startsWith(prefix));
    const user = project === -1 ? undefined : indexOfId(value.S.slice(prefixLength));
    if (user === undefined) return undefined;
    const index = projects * (user - project * othersFrom) + project;
    return index >= 0 && index < items ? index : undefined;
  };
  /** Pages follow each other in the order of the index, so keys do. */
  const placeOfItem = (index: number): number => Math.min(index / items, 1 - 2 ** -32);

  const { readPage, batchGet, describe } = createGeneratedUsers(
    {
      name,
      items,
      itemBytes,
      find,
      attribute: {
        name: keyName,
        length: prefixLength + idLength,
        write: (target, at, index) => {
          target.set(prefixBytes[index % projects] ?? [], at);
          writeId(target, at + prefixLength, userAt(index));
        },
      },
      placeOf: (key, index) => (index === undefined ? placeOf(key[keyName]) : placeOfItem(index)),
    },
    meter,
    throttling,
  );

  const scan = (body: unknown): Reply => {
    const { Segment, TotalSegments, ...request } = scanSchema.parse(body);
    const part = { number: Segment, of: TotalSegments, placeOf: placeOfItem, keyOf };
    return readPage(request, part);
  };

  return {
    name,
    operations: new Map([
      ['Scan', scan],
      ['BatchGetItem', batchGet],
      ['DescribeTable', describe],
    ]),
  };
};
