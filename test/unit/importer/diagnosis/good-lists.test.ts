import { describe, expect, it } from '@jest/globals';
import { diagnoseFile } from '../../../support/diagnose.ts';

const numbered = (write: (index: number) => string, count = 400): string[] =>
  Array.from({ length: count }, (_, index) => write(index));

const hex = (index: number): string =>
  ((BigInt(index + 1) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn).toString(16).padStart(16, '0');

/** IDs as people really have them: half of those in the file are registered, and nothing is wrong with the others. */
const lists: readonly (readonly [string, readonly string[]])[] = [
  ['plain IDs', numbered((index) => `user-${index}`)],
  ['numbers', numbered((index) => String(100_000 + index * 7))],
  ['numbers of many lengths', numbered((index) => String(index * index))],
  ['numbers padded with zeros', numbered((index) => String(index * 3).padStart(8, '0'))],
  [
    'numbers of 18 digits',
    numbered((index) => String(700_000_000_000_000_003n + BigInt(index) * 977n)),
  ],
  ['numbers of 16 digits', numbered((index) => String(4_929_123_412_341_001 + index * 977))],
  ['a number of 17 digits that ends with zeros', ['49291234123412300', 'user-1', 'user-2']],
  ['numbers with decimals', numbered((index) => `${index}.${index % 10}`)],
  ['hashes', numbered(hex)],
  ['UUIDs', numbered((index) => `6fa459ea-ee8a-3ca4-894e-${hex(index).slice(0, 12)}`)],
  ['mail addresses', numbered((index) => `First.Last${index}@Example.com`)],
  ['names', numbered((index) => `Zoë ${index}`)],
  ['IDs with bars', numbered((index) => (index % 3 === 0 ? `de|${index}` : `de-${index}`))],
  ['IDs with apostrophes inside', numbered((index) => `o'neil-${index}`)],
  ['IDs with backslashes', numbered((index) => `CORP\\user${index}`)],
  ['Base64', numbered((index) => Buffer.from(hex(index)).toString('base64'))],
];

describe('nothing is found in a list of which half is not registered', () => {
  it.each(lists)('of %s', async (_, ids) => {
    const users = ids.filter((__, index) => index % 2 === 0);
    const { diagnosis } = await diagnoseFile(`${ids.join('\n')}\n`, users);
    expect(diagnosis).toMatchObject({
      findings: [],
      sampled: Math.floor(ids.length / 2),
      wouldBeMembers: 0,
    });
  });

  it.each(lists)('of %s, of which none is', async (_, ids) => {
    const { diagnosis } = await diagnoseFile(`${ids.join('\n')}\n`, []);
    expect(diagnosis).toMatchObject({ findings: [], sampled: ids.length });
  });
});
