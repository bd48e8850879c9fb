import { describe, expect, it } from '@jest/globals';
import { fromHash, type Place, toHash } from '../../../local/console/page/address.ts';

describe('what the address of the console says', () => {
  it.each<[string, Place]>([
    ['#mails', { section: 'mails', params: {} }],
    ['#', { section: 'audiences', params: {} }],
    [
      '#view=project&project=shop&page=2',
      {
        section: 'audiences',
        params: { view: 'project', project: 'shop', page: 2 },
      },
    ],
    [
      '#view=project&project=%22123%22&descending=true',
      {
        section: 'audiences',
        params: { view: 'project', project: '123', descending: true },
      },
    ],
    [
      '#view=audience&project=%22true%22&file=a%26b%3D%E6%98%A5.csv',
      {
        section: 'audiences',
        params: { view: 'audience', project: 'true', file: 'a&b=春.csv' },
      },
    ],
  ])('%s', (hash, place) => {
    expect(toHash(place)).toBe(hash);
    expect(fromHash(hash)).toEqual(place);
  });

  it('is the list where it says nothing', () => {
    expect(fromHash('')).toEqual({ section: 'audiences', params: {} });
  });
});
