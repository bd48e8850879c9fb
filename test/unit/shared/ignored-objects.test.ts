import { describe, expect, it } from '@jest/globals';
import { ignoredReasonOf, looksMeant } from '../../../lambdas/shared/domain/ignored-objects.ts';
import {
  areSimilar,
  differenceOf,
  findLookAlikes,
  spellOut,
} from '../../../lambdas/shared/domain/similar-names.ts';
import { ignored } from '../../../lambdas/shared/texts/en/ignored.ts';

describe('what is no file of an audience', () => {
  it.each([
    ['csv-folder', ['vip.csv/', 'vip.CSV/', 'vip.csv.gz/']],
    [
      'near-suffix',
      [
        ...[
          'vip.txt',
          'vip.tsv',
          'vip.csv.zip',
          'vip.xlsx',
          'vip.XLS',
          'vip',
          'vip.csv ',
          'vip.csv_2',
        ],
        ...['vip.csv.bz2', 'vip.gz', 'vip.zip', 'vip.parquet', 'vip.txt.gz', 'vip.csv.1'],
      ],
    ],
    ['shadowed', ['vip.CSV', 'vip.csv.gz']],
    ['folder', ['old/', 'vip/', 'vip.txt/']],
    ['hidden', ['.csv', '._vip.csv', '.vip.csv', '.DS_Store', '.git/']],
    [
      'other',
      [
        ...['_SUCCESS', '_committed_1', 'old_$folder$', 'notes.pdf', 'logo.png', 'vip.csv.part'],
        ...['vip.csv.metadata', 'vip.csv.tmp', 'vip.csv~', 'vip.csv.md5', 'manifest.json'],
      ],
    ],
  ])('is %s: %j', (reason, names) => {
    for (const name of names) expect([name, ignoredReasonOf(name)]).toEqual([name, reason]);
  });

  it('looks meant or not, and is explained', () => {
    expect(looksMeant('csv-folder') && looksMeant('near-suffix') && looksMeant('shadowed')).toBe(
      true,
    );
    expect(looksMeant('folder') || looksMeant('hidden') || looksMeant('other')).toBe(false);
    expect(ignored.objects('near-suffix', 1, ['vip.txt'])).toBe(
      '"vip.txt" is ignored. It is not called .csv, .csv.gz or .csv.zst, so that it is not read. If it is a list of user ' +
        'IDs, set the name in the export to NAME.csv, and its format to CSV.',
    );
    expect(ignored.objects('shadowed', 5, ['a.CSV', 'b.csv.gz'])).toMatch(
      /^"a\.CSV", "b\.csv\.gz" and 3 more are ignored \(5 objects\)\. Each is /,
    );
  });
});

describe('names that are similar', () => {
  const composed = 'caf\u00e9';
  const decomposed = 'cafe\u0301';

  it.each([
    [composed, decomposed, 'composed'],
    [decomposed, composed, 'decomposed'],
    ['VIP', 'vip', 'case'],
    ['vip ', 'vip', 'blanks'],
  ])('%j and %j differ, and it is said how: %s', (name, asked, how) => {
    expect(areSimilar(name, asked)).toBe(true);
    expect(differenceOf(name, asked)).toBe(how);
  });

  it('are told from others, and spelled out where they look alike', () => {
    expect(areSimilar('vip', 'vip2')).toBe(false);
    expect(findLookAlikes([composed, 'vip', decomposed, 'VIP'])).toEqual([[composed, decomposed]]);
    expect([composed, decomposed, 'vip '].map(spellOut)).toEqual([
      composed,
      'cafe\\u{301}',
      'vip\\u{20}',
    ]);
  });
});
