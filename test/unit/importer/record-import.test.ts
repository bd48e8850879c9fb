import { expect, it } from '@jest/globals';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import { createRecordImport } from '../../../lambdas/importer/record-import.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { someCounts } from '../../support/factories.ts';
import { claimed } from './fake-import.ts';

it.each([undefined, { findings: [], sampled: 4, readUnits: 2 }])(
  'a record says what was found out of unregistered IDs: %j',
  async (diagnosis) => {
    const saved: ImportRecord[] = [];
    const record = createRecordImport({
      saveRecord: (item) => {
        saved.push(item as ImportRecord);
        return Promise.resolve();
      },
      onRecordLost: (error) => {
        throw error;
      },
      region: 'eu-west-1',
      now: () => 2,
    });
    const attempt = { ...beginAttempt(), ...(diagnosis && { diagnosis }) };
    await record(
      { claimed, startedAt: 1, attempt },
      { result: 'published', version: 5, counts: someCounts(), unchanged: false },
    );
    expect(saved).toEqual([expect.objectContaining({ outcome: 'published', version: 5 })]);
    expect(saved[0]?.diagnosis).toEqual(diagnosis);
    expect(Object.keys(saved[0] ?? {}).includes('diagnosis')).toBe(diagnosis !== undefined);
  },
);
