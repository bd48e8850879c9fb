import { crc32 } from 'node:zlib';
import type { Item } from '../attribute-values.ts';
import type { Reply } from './table.ts';

export interface UsersPage {
  /** users `from` to `to - 1` */
  from: number;
  to: number;
  consumed?: { TableName: string; CapacityUnits: number };
  lastKey?: Item;
}

interface Rendered {
  head: string;
  bytes: Buffer;
  crc: number;
}

/** The one attribute of a generated item that is answered. Its values are as long as each other, and need no escapes. */
export interface RenderedAttribute {
  name: string;
  length: number;
  write: (target: Uint8Array, at: number, index: number) => void;
}

/** Renders pages of answers. Whole ones are kept, with the CRC-32 of all but the tail, which differs by shard or segment. */
export const createRenderPage = (
  attribute: RenderedAttribute,
  usersPerPage: number,
): ((page: UsersPage) => Reply) => {
  const before = `{${JSON.stringify(attribute.name)}:{"S":"`;
  const itemTemplate = Buffer.from(`${before}${' '.repeat(attribute.length)}"}},`);
  const kept = new Map<number, Rendered>();

  const render = (head: string, from: number, to: number): Rendered => {
    const items = Buffer.alloc((to - from) * itemTemplate.length, itemTemplate);
    for (let user = from; user < to; user += 1)
      attribute.write(items, (user - from) * itemTemplate.length + before.length, user);
    const bytes = Buffer.concat([Buffer.from(head), items.subarray(0, -1)]);
    return { head, bytes, crc: crc32(bytes) };
  };

  const findOrRender = (head: string, from: number, to: number): Rendered => {
    const isWhole = from % usersPerPage === 0 && to - from === usersPerPage;
    const known = isWhole ? kept.get(from) : undefined;
    if (known?.head === head) return known;
    const rendered = render(head, from, to);
    if (isWhole) kept.set(from, rendered);
    return rendered;
  };

  return ({ from, to, consumed, lastKey }) => {
    const count = to - from;
    // In the order in which the service names them.
    const head =
      (consumed ? `{"ConsumedCapacity":${JSON.stringify(consumed)},` : '{') +
      `"Count":${count},"Items":[`;
    const last = lastKey ? `"LastEvaluatedKey":${JSON.stringify(lastKey)},` : '';
    const tail = Buffer.from(`],${last}"ScannedCount":${count}}`);
    const { bytes, crc } = findOrRender(head, from, to);
    return { parts: [bytes, tail], crc: crc32(tail, crc) };
  };
};
