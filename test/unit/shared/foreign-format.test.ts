import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foreignFormatOf } from '../../../lambdas/shared/domain/foreign-format.ts';
import { rejectionOf } from '../../../lambdas/shared/domain/rejection-of-thing.ts';
import { things } from '../../../lambdas/shared/texts/en/explanations.ts';

const bytesOf = (content: string | Uint8Array): Buffer =>
  typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);

/** The local header of the first entry of a ZIP archive. */
const zip = (name: string, more = ''): string =>
  `PK\x03\x04\x14\x00\x06\x00\x08\x00${'\x00'.repeat(16)}${String.fromCharCode(name.length)}\x00\x00\x00${name}${more}`;

describe('a file in another format', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['spreadsheet', 'Excel', zip('[Content_Types].xml')],
    ['spreadsheet', 'Excel', zip('docProps/app.xml', `\x9d\x92${zip('xl/theme/theme1.xml')}`)],
    [
      'spreadsheet',
      'LibreOffice',
      zip('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
    ],
    ['spreadsheet', 'old Excel', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00'],
    ['zip', 'ZIP', zip('vip.csv', 'user-1')],
    ['zip', 'ZIP', 'PK\x05\x06\x00\x00'],
    ['other-packing', 'bzip2', 'BZh91AY&SY\x01'],
    ['other-packing', 'xz', '\xfd7zXZ\x00\x00'],
    ['other-packing', '7-Zip', '7z\xbc\xaf\x27\x1c'],
    ['other-packing', 'tar', `vip.csv${'\x00'.repeat(250)}ustar\x00`],
    ['other-packing', 'twice', gzipSync('a')],
    ['table-format', 'Parquet', 'PAR1\x15\x04\x15'],
    ['table-format', 'ORC', 'ORC\n\x03\x00'],
    ['table-format', 'ORC', 'ORC\x0a\x00'],
    ['table-format', 'Avro', 'Obj\x01\x04'],
    ['table-format', 'Arrow', 'ARROW1\x00\x00'],
    ['table-format', 'SQLite', 'SQLite format 3\x00'],
    ['pdf', 'PDF', '%PDF-1.7\n'],
    ['html', 'HTML', '<!DOCTYPE html>\n<html lang="en">'],
    ['html', 'HTML', '\n  <html><body>502 Bad Gateway'],
    ['html', 'HTML', '\xef\xbb\xbf<html>'],
    ['html', 'HTML', `${'<!-- a -->\n'.repeat(50)}<html>`],
    ['xml', 'XML', '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>'],
    ['xml', 'XML', '<Error><Code>AccessDenied</Code></Error>'],
    ['json', 'JSON', '{"message":"Unauthorized"}'],
    ['json', 'JSON', '{\n  "ids": ["a"]'],
    ['json', 'JSON', '{"id":"a"}\n{"id":"b"}\n'],
    ['json', 'JSON', '[{"id":"a"},'],
    ['json', 'JSON', '[\n  "user-1",\n  "user-2"\n]'],
    ['json', 'JSON', '["user-1","user-2"]'],
    ['json', 'JSON', '[100200301, 100200302]'],
    ['json', 'JSON', '["user-1"]\n'],
    ['json', 'JSON', '[]'],
    ['apple-double', 'macOS', '\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X'],
    ['binary', 'zeros', '\x00'.repeat(4096)],
    ['binary', 'zeros', '\x1a'],
    ['binary', 'zeros', '\r\n\x1a\x1a'],
  ])('is named: %s, %s', (cause, name, content) => {
    const format = foreignFormatOf(bytesOf(content), true);
    expect(rejectionOf[format!]).toBe(cause);
    expect(things[format!]).toContain(name);
  });

  it.each([
    ...[
      '',
      'a',
      '\n',
      'user-1\nuser-2\n',
      '\xef\xbb\xbfuser-1\n',
      'PK\n',
      'PK0304\n',
      'BZh9\nBZh8\n',
    ],
    ...[
      'PAR1\nPAR1-2\n',
      'ORC\nORC-2\n',
      'Obj\n',
      'ARROW1\n',
      '7z\n',
      'Rar!\n',
      'SQLite format 3\n',
    ],
    ...[
      '%PDF\n',
      '<user-1>\n<user-2>\n',
      '<a>\n',
      '<\n',
      '{3F2504E0-4F89-11D3}\n',
      '{"a"}\n',
      '{}\n{}\n',
    ],
    ...['[vip]\n[gold]\n', '[1]\n[2]\n', '["a"]\n["b"]\n', '[\n', '[]\n[]\n', '"[""a"",""b""]"\n'],
    ...['user-1\n\x1a', 'a\x00b\n', '\x00a\x00b', 'html\n', 'ustar\n', '&lt;html&gt;\n'],
  ])('is not seen in a list of IDs: %j', (content) => {
    expect(foreignFormatOf(bytesOf(content), true)).toBeUndefined();
  });

  it('takes no time to say that comments are no web page', () => {
    const content = `${'<!---->'.repeat(500)}\nuser-1\n`;
    expect(foreignFormatOf(Buffer.from(content), true)).toBeUndefined();
  });

  it('is not seen in any list of words and numbers', () => {
    const id = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9_.:@+/-]{1,40}$/),
      fc.uuid(),
      fc.uuid().map((each) => `{${each}}`),
      fc.stringMatching(/^[[<({%][A-Za-z0-9][A-Za-z0-9 -]{0,9}[\])}>]$/),
      fc.emailAddress(),
      fc.base64String({ minLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 20 }), fc.boolean(), (ids, isWhole) => {
        expect(foreignFormatOf(Buffer.from(`${ids.join('\n')}\n`), isWhole)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('is not seen in what exporters wrote', () => {
    const root = join(import.meta.dirname, '../../fixtures/exports');
    for (const folder of ['hard', 'num'])
      for (const name of readdirSync(join(root, folder)))
        expect([name, foreignFormatOf(readFileSync(join(root, folder, name)), true)]).toEqual([
          name,
          undefined,
        ]);
  });
});
