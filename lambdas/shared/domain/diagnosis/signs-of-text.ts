import type { HiddenCause, Sign } from './sign.ts';
import { readAsUtf8 } from './read-as-utf8.ts';

// Controls, what formats text without being seen, and blanks that are not the one of the keyboard.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const hasUnseen = new RegExp(unseen.source, 'u');

/** What became of characters on the way. */
export const signsOfText: readonly Sign[] = [
  {
    kind: 'blank',
    says: ['begins or ends with a blank', 'begin or end with a blank'],
    has: (id) => /^[ \t]|[ \t]$/.test(id),
    mends: () => [{ how: 'without it', mend: (id) => id.replace(/^[ \t]+|[ \t]+$/g, '') }],
    remedy: 'Trim the column in the export (SQL: TRIM, as CHAR columns are padded; Excel: TRIM).',
  },
  {
    kind: 'wrong-encoding',
    says: ['looks like UTF-8 read as Latin-1', 'look like UTF-8 read as Latin-1'],
    has: (id) => readAsUtf8(id) !== undefined,
    mends: () => [{ how: 'with the letters put right', mend: readAsUtf8 }],
    remedy:
      'A program opened the list with the wrong encoding and saved it: open it as UTF-8 (65001) there.',
  },
  {
    kind: 'invisible',
    says: [
      'contains an invisible character (such as a no-break space)',
      'contain invisible characters (such as a no-break space)',
    ],
    has: (id) => hasUnseen.test(id),
    mends: () => [
      { how: 'without such characters', mend: (id) => id.replaceAll(unseen, '').trim() },
      {
        how: 'with ordinary blanks instead',
        mend: (id) => id.replaceAll(unseen, ' ').trim(),
      },
    ],
    remedy:
      'Such characters come with text that was copied out of a page or a document: clean the column, and export it again.',
  },
  {
    kind: 'lost-characters',
    says: ['contains \ufffd or ?? in place of letters', 'contain \ufffd or ?? in place of letters'],
    has: (id) => /\ufffd|\?\?/.test(id),
    remedy: 'The letters are lost in this file: export it as UTF-8 from its source.',
  },
];

const uuid =
  /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[})]?$/i;

const joinUuid = (id: string, by: string): string | undefined =>
  uuid.exec(id)?.slice(1).join(by).toLowerCase();

/** That is a cause of its own. */
const unlessCase = (id: string, form: string | undefined): string | undefined =>
  form === id.toLowerCase() ? undefined : form;

const exactly = 'IDs are compared exactly:';

/** The same where only the registered users show it. */
export const hiddenInText: readonly HiddenCause[] = [
  {
    kind: 'backslash',
    has: (id) => id.includes('\\'),
    mends: () => [
      { how: 'without the backslashes that escape', mend: (id) => id.replaceAll(/\\(.)/gs, '$1') },
    ],
    remedy:
      'Have the tool double quotes, and escape nothing else (MySQL: ESCAPED BY \'\'; PostgreSQL: COPY in FORMAT csv; Spark: escape="\\"").',
  },
  {
    kind: 'unicode-form',
    has: (id) => id.normalize('NFC') !== id.normalize('NFD'),
    mends: () => [
      {
        how: 'with each accented letter as one character (NFC)',
        mend: (id) => id.normalize('NFC'),
      },
      { how: 'with accents as characters of their own (NFD)', mend: (id) => id.normalize('NFD') },
    ],
    remedy: `${exactly} normalize them in the export to the form in which users are registered.`,
  },
  {
    kind: 'uuid-form',
    has: (id) => uuid.test(id),
    mends: () => [
      { how: 'in the usual form of UUIDs', mend: (id) => unlessCase(id, joinUuid(id, '-')) },
      { how: 'without dashes', mend: (id) => joinUuid(id, '') },
    ],
    remedy: `${exactly} export UUIDs in the form in which users are registered.`,
  },
  {
    kind: 'case',
    has: (id) => id.toLowerCase() !== id.toUpperCase(),
    mends: () => [
      { how: 'in lower case', mend: (id) => id.toLowerCase() },
      { how: 'in upper case', mend: (id) => id.toUpperCase() },
    ],
    remedy: `${exactly} export them in the case in which users are registered (SQL: LOWER or UPPER).`,
  },
  {
    kind: 'registered-otherwise',
    has: () => true,
    mends: () => [
      { how: 'with quotes around them', mend: (id) => `"${id}"` },
      { how: 'with a carriage return at the end', mend: (id) => `${id}\r` },
      { how: 'with .0 at the end', mend: (id) => (/^\d+$/.test(id) ? `${id}.0` : undefined) },
    ],
    remedy:
      'That is how the users were registered by mistake: register them again as they are, and remove the others.',
  },
];
