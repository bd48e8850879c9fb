import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readProjectHistory } from '../../../bin/cli/import/import-history.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { anAudienceItem } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';

const aRecord = (fileName: string, number: number): ImportRecord => ({
  audience: `shop/${fileName}`,
  importId: String(number).padStart(9, '0'),
  etag: 'e',
  size: 1,
  startedAt: number,
  endedAt: number,
  outcome: 'published',
  readUnits: 0,
  writeUnits: 0,
  durations: {},
  expiresAt: 1,
});

/** Audiences by the numbers of their imports. */
const portsFor = (audiences: readonly (readonly number[])[]) => {
  const taken = { records: 0 };
  return {
    taken,
    ports: {
      listAudienceItems: () =>
        streamOf(audiences.map((_, index) => anAudienceItem({ fileName: `${index}.csv` }))),
      readImportRecords: async function* (_: string, fileName: string) {
        const numbers = audiences[Number.parseInt(fileName, 10)] ?? [];
        for (const number of numbers.toSorted((one, other) => other - one)) {
          taken.records += 1;
          yield await Promise.resolve(aRecord(fileName, number));
        }
      },
    },
  };
};

describe('the history of a project', () => {
  it('is what sorting all records would give', async () => {
    const histories = fc.array(fc.array(fc.nat(200), { maxLength: 12 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 9 }), async (audiences, limit) => {
        // A number is given out once.
        const seen = new Set<number>();
        const distinct = audiences.map((numbers) =>
          numbers.filter((number) => !seen.has(number) && seen.add(number)),
        );
        const all = distinct.flat().sort((one, other) => other - one);
        const { ports } = portsFor(distinct);
        const records = await readProjectHistory('shop', limit, ports);
        expect(records.map(({ startedAt }) => startedAt)).toEqual(all.slice(0, limit));
      }),
    );
  });

  it('reads of each audience little more than is among the newest', async () => {
    const imports = Array.from({ length: 1000 }, (_, index) => index);
    const audiences = Array.from({ length: 100 }, (_, index) =>
      imports.map((number) => number * 100 + index),
    );
    const { ports, taken } = portsFor(audiences);
    expect(await readProjectHistory('shop', 10, ports)).toHaveLength(10);
    expect(taken.records).toBeLessThan(500);
  });
});
