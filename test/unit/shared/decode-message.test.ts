import { describe, expect, it } from '@jest/globals';
import { mostFilesTogether } from '../../../lambdas/shared/contract.ts';
import { decodeMessage } from '../../../lambdas/shared/decode-message.ts';
import { aMessage } from '../../support/factories.ts';

const { projectId, path, ...file } = aMessage({ at: 1 });
const decode = (message: object) => decodeMessage(JSON.stringify(message), 2);

describe('a message to the importer', () => {
  it('names files of one project, in their order', () => {
    const files = ['b.csv', 'a.csv'].map((fileName) => ({ ...file, fileName }));
    expect(decode({ projectId, path, files })).toEqual(
      files.map((one) => ({ projectId, path, ...one })),
    );
  });

  it('of the last release names one', () => {
    expect(decode(aMessage({ at: 1 }))).toEqual([aMessage({ at: 1 })]);
  });

  it.each([
    ['no file', []],
    ['more files than can share a pass', Array(mostFilesTogether + 1).fill(file)],
    ['a file that is none', [file, { ...file, fileName: 'a/b.csv' }]],
  ])('is refused with %s', (_, files) => {
    expect(decode({ projectId, path, files })).toMatchObject({ reason: 'wrong-shape' });
  });

  it('is refused whole when one of its files is from the future', () => {
    const files = [file, { ...file, at: 1e12 }];
    expect(decode({ projectId, path, files })).toMatchObject({ reason: 'from-the-future' });
  });
});
