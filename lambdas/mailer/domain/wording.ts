import type { Notice } from '../../shared/domain/notice.ts';

type Kind = Notice['kind'];

interface Wording {
  /** what follows the name of one file in a subject, and the number of many */
  one: string;
  many: string;
  /** the same as the end of a sentence in the body */
  oneInFull: string;
  manyInFull: string;
  /** what to expect and to do, beyond the notice's own message */
  advice: readonly Fact[];
}

/** A paragraph of a mail with its heading. */
export type Fact = readonly [label: string, value: string];

const soon = 'It is imported within about ten minutes of its upload.';

export const wordings: Readonly<Record<Kind, Wording>> = {
  rejected: {
    one: 'was rejected',
    many: 'were rejected',
    oneInFull: 'was rejected',
    manyInFull: 'were rejected, all for the same cause',
    advice: [['If you change the file', soon]],
  },
  failed: {
    one: 'failed',
    many: 'failed',
    oneInFull: 'could not be imported',
    manyInFull: 'could not be imported, all for the same cause',
    advice: [
      [
        // The schedule is in shared/domain/retry-schedule.ts.
        'When it is tried again',
        'By itself: 1 hour after the first failure, 6 hours after the second, then once a day until it ' +
          'works or the file changes. You need not upload it again.',
      ],
    ],
  },
  recovered: {
    one: 'works again',
    many: 'work again',
    oneInFull: 'works again',
    manyInFull: 'work again',
    advice: [['What to do', 'Nothing.']],
  },
  emptied: {
    one: 'is empty now',
    many: 'are empty now',
    oneInFull: 'is an audience without any member now',
    manyInFull: 'are audiences without any member now',
    advice: [
      [
        'What it means',
        'None of the user IDs in the new file belongs to a registered user, so campaigns reach nobody.',
      ],
      ['If this is not intended', `Upload the last good list again under the same name. ${soon}`],
    ],
  },
};

const plain = new Intl.NumberFormat('en-US');

/** `1 member`, `1,234 members` */
export const countOf = (count: number, noun: string): string =>
  `${plain.format(count)} ${noun}${count === 1 ? '' : 's'}`;

/** `2026-11-23 23:59 UTC` */
export const timeOf = (epochMillis: number): string =>
  `${new Date(epochMillis).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
