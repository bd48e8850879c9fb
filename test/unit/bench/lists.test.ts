import { describe, expect, it } from '@jest/globals';
import { createLists, type ListsSize } from '../../../bench/support/lists.ts';

const listsOf = (size: ListsSize): number[][] => {
  const { userAt } = createLists(size);
  return Array.from({ length: size.files }, (_, file) =>
    Array.from({ length: size.rows }, (_, row) => userAt(file, row)),
  );
};

describe('lists that overlap', () => {
  it.each([
    { files: 1, rows: 400, users: 300 },
    { files: 2, rows: 400, users: 1_000 },
    { files: 5, rows: 400, users: 10_000 },
    { files: 9, rows: 400, users: 700 },
  ])('name nobody twice, and three registered users in four rows: %j', (size) => {
    const { memberAt } = createLists(size);
    for (const [file, list] of listsOf(size).entries()) {
      expect(new Set(list).size).toBe(400);
      const registered = list.filter((user) => user < size.users);
      const places = Array.from({ length: 300 }, (_, place) => memberAt(file, place));
      expect(registered.toSorted()).toEqual(places.toSorted());
    }
  });

  it('have 30 % of their IDs in others, too', () => {
    const lists = listsOf({ files: 5, rows: 400, users: 10_000 });
    for (const list of lists) {
      const others = new Set(lists.filter((other) => other !== list).flat());
      expect(list.filter((user) => others.has(user))).toHaveLength(120);
    }
  });

  it('name each user before one has more lists than another needs', () => {
    const users = new Set(listsOf({ files: 9, rows: 400, users: 700 }).flat());
    expect([...users].filter((user) => user < 700)).toHaveLength(700);
  });

  it('cannot be of fewer users than they name', () => {
    expect(() => createLists({ files: 1, rows: 400, users: 299 })).toThrow('300 users');
  });
});
