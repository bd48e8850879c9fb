import type { HiddenCause, Sign } from './sign.ts';
import { readAsUtf8 } from './read-as-utf8.ts';

// Controls, what formats text without being seen, and blanks that are not the one of the keyboard.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const hasUnseen = new RegExp(unseen.source, 'u');

/** What became of characters on the way. */
export const signsOfText: readonly Sign[] = [
  {
    kind: 'blank',
    key: 'blank',
    has: (id) => /^[ \t]|[ \t]$/.test(id),
    mends: () => [{ how: 'trimmed', mend: (id) => id.replace(/^[ \t]+|[ \t]+$/g, '') }],
  },
  {
    kind: 'wrong-encoding',
    key: 'wrong-encoding',
    has: (id) => readAsUtf8(id) !== undefined,
    mends: () => [{ how: 're-encoded', mend: readAsUtf8 }],
  },
  {
    kind: 'invisible',
    key: 'invisible',
    has: (id) => hasUnseen.test(id),
    mends: () => [
      { how: 'visible', mend: (id) => id.replaceAll(unseen, '').trim() },
      {
        how: 'ordinary-blanks',
        mend: (id) => id.replaceAll(unseen, ' ').trim(),
      },
    ],
  },
  {
    kind: 'lost-characters',
    key: 'lost-characters',
    has: (id) => /\ufffd|\?\?/.test(id),
  },
];

const uuid =
  /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[})]?$/i;

const joinUuid = (id: string, by: string): string | undefined =>
  uuid.exec(id)?.slice(1).join(by).toLowerCase();

/** That is a cause of its own. */
const unlessCase = (id: string, form: string | undefined): string | undefined =>
  form === id.toLowerCase() ? undefined : form;

/** The same where only the registered users show it. */
export const hiddenInText: readonly HiddenCause[] = [
  {
    kind: 'backslash',
    key: 'backslash',
    has: (id) => id.includes('\\'),
    mends: () => [{ how: 'unescaped', mend: (id) => id.replaceAll(/\\(.)/gs, '$1') }],
  },
  {
    kind: 'unicode-form',
    key: 'unicode-form',
    has: (id) => id.normalize('NFC') !== id.normalize('NFD'),
    mends: () => [
      {
        how: 'composed',
        mend: (id) => id.normalize('NFC'),
      },
      { how: 'decomposed', mend: (id) => id.normalize('NFD') },
    ],
  },
  {
    kind: 'uuid-form',
    key: 'uuid-form',
    has: (id) => uuid.test(id),
    mends: () => [
      { how: 'usual-uuid', mend: (id) => unlessCase(id, joinUuid(id, '-')) },
      { how: 'without-dashes', mend: (id) => joinUuid(id, '') },
    ],
  },
  {
    kind: 'case',
    key: 'case',
    has: (id) => id.toLowerCase() !== id.toUpperCase(),
    mends: () => [
      { how: 'lower-case', mend: (id) => id.toLowerCase() },
      { how: 'upper-case', mend: (id) => id.toUpperCase() },
    ],
  },
  {
    kind: 'registered-otherwise',
    key: 'registered-otherwise',
    has: () => true,
    mends: () => [
      { how: 'quoted', mend: (id) => `"${id}"` },
      { how: 'with-return', mend: (id) => `${id}\r` },
      { how: 'with-decimal', mend: (id) => (/^\d+$/.test(id) ? `${id}.0` : undefined) },
    ],
  },
];
