import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { childElements, childText, readXml } from '../../../local/s3/protocol/read-xml.ts';
import { encodeForListing } from '../../../local/s3/protocol/url-encoding.ts';
import { element, field } from '../../../local/s3/protocol/xml.ts';
import { anyCharacter } from '../../support/any-character.ts';

const text = fc.oneof(
  fc.string({ unit: anyCharacter }).filter((value) => value.isWellFormed()),
  fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '\r', '\n', '\u0001', ' ', '😀') }),
);

describe('XML', () => {
  it('comes back as it was written, control characters and spaces too', () => {
    fc.assert(
      fc.property(text, (key) => {
        const document = element('Delete', element('Object', field('Key', key), field('N', 1)));
        const [object] = childElements(readXml(document, 'Delete'), 'Object');
        expect(childText(object!, 'Key')).toBe(key);
      }),
    );
  });

  it('has no bare control character', () => {
    expect(field('Key', 'a\u0001\r\n\tb')).toBe('<Key>a&#x1;&#xD;&#xA;&#x9;b</Key>');
  });

  it.each(['', 'x', '<Delete>', '<Other></Other>', '<Delete><Object>', '<Delete></Delete>'])(
    'refuses %s',
    (body) => {
      expect(() => readXml(body, 'Delete')).toThrow(
        expect.objectContaining({ code: 'MalformedXML' }),
      );
    },
  );
});

describe('encodeForListing', () => {
  it('writes spaces as + and leaves slashes', () => {
    expect(encodeForListing("a b+c/é(1)~'!*.csv")).toBe('a+b%2Bc/%C3%A9%281%29%7E%27%21*.csv');
  });
});
