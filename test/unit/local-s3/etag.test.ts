import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { multipartEtag, quoteEtag, unquoteEtag } from '../../../local/s3/protocol/etag.ts';

const md5 = (data: string | Buffer): string => createHash('md5').update(data).digest('hex');

describe('multipartEtag', () => {
  it('is the MD5 of the binary MD5s and the number of parts', () => {
    const parts = [md5('one'), md5('two')];
    const expected = md5(Buffer.concat(parts.map((part) => Buffer.from(part, 'hex'))));
    expect(multipartEtag(parts)).toBe(`${expected}-2`);
  });
});

describe('quotes', () => {
  it.each(['"abc"', 'abc', 'W/"abc"', ' "abc" '])('%s is abc', (etag) => {
    expect(unquoteEtag(etag)).toBe('abc');
    expect(quoteEtag(unquoteEtag(etag))).toBe('"abc"');
  });
});
