import { describe, expect, it } from '@jest/globals';
import { createWatchTrouble } from '../../../local/s3/store/watch-trouble.ts';

const refused = (path: string) => Object.assign(new Error(`EACCES ${path}`), { path });

const collect = () => {
  const told: string[] = [];
  const trouble = createWatchTrouble('/work/inbox', (error, key) => {
    told.push(`${key}: ${String(error)}`);
  });
  return { told, trouble };
};

describe('what cannot be watched', () => {
  it('is a file, told once, whoever finds it first', () => {
    const { told, trouble } = collect();
    trouble.ofWatcher(refused('/work/inbox/shop/vip.csv'));
    trouble.ofFile('shop/vip.csv', refused('/work/inbox/shop/vip.csv'));
    trouble.ofFile('shop/other.csv', refused('/work/inbox/shop/other.csv'));
    expect(told).toEqual([
      'shop/vip.csv: Error: EACCES /work/inbox/shop/vip.csv',
      'shop/other.csv: Error: EACCES /work/inbox/shop/other.csv',
    ]);
  });

  it.each([refused('/work/inbox'), refused('/work'), new Error('ENOSPC')])(
    'is all of the folder: %s',
    (error) => {
      const { told, trouble } = collect();
      trouble.ofWatcher(error);
      expect(told).toEqual([`undefined: ${String(error)}`]);
    },
  );
});
