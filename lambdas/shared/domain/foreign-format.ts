import type { ForeignThing } from './foreign-things.ts';

/** What should be seen of a file before its format can be told, in bytes. */
export const formatBytes = 4096;

/**
 * What a file is by its first bytes, if it is none of IDs.
 *
 * No list of IDs may be taken for something else. So a format is told only by bytes that a list does not have at its start: numbers that
 * are no text; or text that goes on as only that format does, such as a tag that is closed later, or an object's first key.
 *
 * @param start the first bytes of the file
 * @param isWhole there are no more
 */
export const foreignFormatOf = (start: Uint8Array, isWhole: boolean): ForeignThing | undefined => {
  const bytes = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, formatBytes));
  const latin1 = bytes.toString('latin1');
  const format =
    signatures.find(({ of }) => of.test(latin1)) ??
    texts.find(({ of }) => of.test(bytes.toString('utf8'))) ??
    (isWhole ? wholes.find(({ of }) => of.test(latin1)) : undefined);
  return format?.thing;
};

interface Recognized {
  thing: ForeignThing;
  of: RegExp;
}

const recognized = (thing: ForeignThing, of: RegExp): Recognized => ({ thing, of });

/* eslint-disable no-control-regex -- these are bytes, one a character */

/** In this order: a workbook is a ZIP archive, too. */
const signatures: readonly Recognized[] = [
  recognized('xlsx', /^PK\x03\x04[^]*?(?:\[Content_Types\]\.xml|xl\/[a-z_])/),
  recognized('ods', /^PK\x03\x04[^]{26}mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/),
  recognized('zip', /^PK(?:\x03\x04|\x05\x06)/),
  recognized('xls', /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/),
  recognized('bzip2', /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/),
  recognized('xz', /^\xfd7zXZ\x00/),
  recognized('7-zip', /^7z\xbc\xaf\x27\x1c/),
  recognized('rar', /^Rar!\x1a\x07/),
  recognized('lz4', /^\x04"M\x18/),
  recognized('snappy', /^\xff\x06\x00\x00sNaPpY/),
  recognized('compress', /^\x1f\x9d[\x09-\x10\x89-\x90]/),
  recognized('tar', /^[^]{257}ustar[\x00 ]/),
  recognized('twice', /^(?:\x1f\x8b\x08|\x28\xb5\x2f\xfd)/),
  // Readable by themselves; what follows is not.
  recognized('parquet', /^PAR[1E][\x00-\x08\x0b\x0c\x0e-\x1f]/),
  recognized('orc', /^ORC[^]{0,64}[\x00-\x08\x0b\x0c\x0e-\x1f]/),
  recognized('avro', /^Obj\x01/),
  recognized('arrow', /^ARROW1\x00\x00/),
  recognized('sqlite', /^SQLite format 3\x00/),
  recognized('pdf', /^%PDF-\d\.\d/),
  recognized('apple-double', /^\x00\x05\x16[\x00\x07]\x00/),
  // UTF-16 has zeros, too, but not side by side. A file that is filled up begins to be written like this.
  recognized('zeros', /^\x00{4}/),
];

const texts: readonly Recognized[] = [
  recognized(
    'html',
    // A comment ends at the first -->: were it free to end at a later one, many comments could be told apart in 2^n ways.
    /^\ufeff?\s*(?:<!--(?:(?!-->)[^])*-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i,
  ),
  recognized('xml', /^\ufeff?\s*<\?xml\s/),
  recognized('xml', /^\ufeff?\s*<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>[^]*<\/[A-Za-z]/),
  recognized('json', /^\ufeff?\s*\{\s*"(?:[^"\\\n]|\\.)*"\s*:/),
  recognized('json', /^\ufeff?\s*\[\s*\{\s*"(?:[^"\\\n]|\\.)*"\s*:/),
  recognized('json', /^\ufeff?\s*\[\s*(?:"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?)\s*,\s*["\d-]/),
];

/** Of a file that has no more bytes. */
const wholes: readonly Recognized[] = [
  recognized('json', /^\s*(?:\[\s*\]|\{\s*\}|\[\s*"(?:[^"\\\n]|\\.)*"\s*\])\s*$/),
  recognized('nothing-but-zeros', /^[\x00\x1a\s]*[\x00\x1a][\x00\x1a\s]*$/),
];
