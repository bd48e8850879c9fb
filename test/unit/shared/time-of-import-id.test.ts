import { expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { timeOfImportId } from '../../../lambdas/shared/domain/time-of-import-id.ts';

it('an import ID says when its import has begun', () => {
  expect(timeOfImportId(v7({ msecs: 1_796_000_000_123 }))).toBe(1_796_000_000_123);
});

it.each(['rollback-0199e0a0-0000-7000-8000-000000000000', 'import-1', '', undefined])(
  '%p says nothing of it',
  (id) => {
    expect(timeOfImportId(id)).toBeUndefined();
  },
);
