import { expect, it } from '@jest/globals';
import { listFailures } from '../../../lambdas/shared/list-failures.ts';

const failuresOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `p${index}`, error: new TypeError('no') }));

it('names each of a few failures, whatever was thrown', () => {
  expect(listFailures([...failuresOf(1), { name: 'shop', error: 'gone' }])).toBe(
    'p0: TypeError: no; shop: gone',
  );
});

it('names ten of many, and says how many more there are', () => {
  expect(listFailures(failuresOf(1000))).toMatch(/^p0: .*p9: TypeError: no; and 990 more$/);
});
