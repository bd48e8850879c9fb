import type { RejectionCause } from './error-policies.ts';

/** What a file is that is no CSV. */
export interface ForeignFormat {
  cause: Extract<
    RejectionCause,
    | 'spreadsheet'
    | 'zip'
    | 'other-packing'
    | 'table-format'
    | 'pdf'
    | 'html'
    | 'xml'
    | 'json'
    | 'apple-double'
    | 'binary'
  >;
  /** with its article */
  thing: string;
}

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
export const foreignFormatOf = (start: Uint8Array, isWhole: boolean): ForeignFormat | undefined => {
  const bytes = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, formatBytes));
  const latin1 = bytes.toString('latin1');
  const format =
    signatures.find(({ of }) => of.test(latin1)) ??
    texts.find(({ of }) => of.test(bytes.toString('utf8'))) ??
    (isWhole ? wholes.find(({ of }) => of.test(latin1)) : undefined);
  return format && { cause: format.cause, thing: format.thing };
};

interface Recognized extends ForeignFormat {
  of: RegExp;
}

const recognized = (cause: ForeignFormat['cause'], thing: string, of: RegExp): Recognized => ({
  ...{ cause, thing, of },
});

/* eslint-disable no-control-regex -- these are bytes, one a character */

/** In this order: a workbook is a ZIP archive, too. */
const signatures: readonly Recognized[] = [
  recognized(
    'spreadsheet',
    'an Excel workbook (.xlsx)',
    /^PK\x03\x04[^]*?(?:\[Content_Types\]\.xml|xl\/[a-z_])/,
  ),
  recognized(
    'spreadsheet',
    'a LibreOffice spreadsheet (.ods)',
    /^PK\x03\x04[^]{26}mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/,
  ),
  recognized('zip', 'a ZIP archive', /^PK(?:\x03\x04|\x05\x06)/),
  recognized('spreadsheet', 'an old Excel workbook (.xls)', /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/),
  recognized('other-packing', 'packed with bzip2', /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/),
  recognized('other-packing', 'packed with xz', /^\xfd7zXZ\x00/),
  recognized('other-packing', 'a 7-Zip archive', /^7z\xbc\xaf\x27\x1c/),
  recognized('other-packing', 'a RAR archive', /^Rar!\x1a\x07/),
  recognized('other-packing', 'packed with LZ4', /^\x04"M\x18/),
  recognized('other-packing', 'packed with Snappy', /^\xff\x06\x00\x00sNaPpY/),
  recognized('other-packing', 'packed with compress (.Z)', /^\x1f\x9d[\x09-\x10\x89-\x90]/),
  recognized('other-packing', 'a tar archive', /^[^]{257}ustar[\x00 ]/),
  recognized('other-packing', 'packed twice', /^(?:\x1f\x8b\x08|\x28\xb5\x2f\xfd)/),
  // Readable by themselves; what follows is not.
  recognized('table-format', 'a Parquet file', /^PAR[1E][\x00-\x08\x0b\x0c\x0e-\x1f]/),
  recognized('table-format', 'an ORC file', /^ORC[^]{0,64}[\x00-\x08\x0b\x0c\x0e-\x1f]/),
  recognized('table-format', 'an Avro file', /^Obj\x01/),
  recognized('table-format', 'an Arrow file (Feather)', /^ARROW1\x00\x00/),
  recognized('table-format', 'an SQLite database', /^SQLite format 3\x00/),
  recognized('pdf', 'a PDF document', /^%PDF-\d\.\d/),
  recognized(
    'apple-double',
    'what macOS keeps beside a file (AppleDouble)',
    /^\x00\x05\x16[\x00\x07]\x00/,
  ),
  // UTF-16 has zeros, too, but not side by side. A file that is filled up begins to be written like this.
  recognized('binary', 'no text, or not written to its end: it begins with zeros', /^\x00{4}/),
];

const texts: readonly Recognized[] = [
  recognized(
    'html',
    'a web page (HTML)',
    // A comment ends at the first -->: were it free to end at a later one, many comments could be told apart in 2^n ways.
    /^\ufeff?\s*(?:<!--(?:(?!-->)[^])*-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i,
  ),
  recognized('xml', 'XML', /^\ufeff?\s*<\?xml\s/),
  recognized('xml', 'XML', /^\ufeff?\s*<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>[^]*<\/[A-Za-z]/),
  recognized('json', 'JSON', /^\ufeff?\s*\{\s*"(?:[^"\\\n]|\\.)*"\s*:/),
  recognized('json', 'JSON', /^\ufeff?\s*\[\s*\{\s*"(?:[^"\\\n]|\\.)*"\s*:/),
  recognized(
    'json',
    'JSON',
    /^\ufeff?\s*\[\s*(?:"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?)\s*,\s*["\d-]/,
  ),
];

/** Of a file that has no more bytes. */
const wholes: readonly Recognized[] = [
  recognized('json', 'JSON', /^\s*(?:\[\s*\]|\{\s*\}|\[\s*"(?:[^"\\\n]|\\.)*"\s*\])\s*$/),
  recognized(
    'binary',
    'no text: there is nothing but zeros and marks of an end',
    /^[\x00\x1a\s]*[\x00\x1a][\x00\x1a\s]*$/,
  ),
];
