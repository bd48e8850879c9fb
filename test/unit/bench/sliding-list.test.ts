import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSlidingList } from '../../../bench/refresh/sliding-list.ts';
import { digestMembers } from '../../../lambdas/shared/membership/digest-members.ts';
import { orderMembers } from '../../support/order-members.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sliding-list-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

it('changes by as many members each time, and knows the digest of each list', async () => {
  const list = await createSlidingList({ members: 1000, step: 7, refreshes: 3 });
  const path = join(directory, 'list.csv');
  const lists = [0, 1, 2, 3].map((refresh) => {
    list.write(path, refresh);
    const ids = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(digestMembers(orderMembers(ids))).toBe(list.digest(refresh));
    return new Set(ids);
  });
  for (const [refresh, ids] of lists.entries()) {
    expect(ids.size).toBe(1000);
    const next = lists[refresh + 1];
    if (next) expect([...next].filter((id) => !ids.has(id))).toHaveLength(7);
  }
  expect(new Set([...lists[0]!, ...lists[3]!]).size).toBe(list.users);
});
