import { heldSeconds } from '../../shared/contract.ts';
import type { Notice } from '../../shared/domain/notice.ts';

type Kind = Notice['kind'];

interface Wording {
  /** what follows the name of one file in a subject, and the number of many */
  one: string;
  many: string;
  /** the same as the end of a sentence in the body */
  oneInFull: string;
  manyInFull: string;
  /** heading of the notice's own message */
  reason: string;
  /** what to expect and to do, beyond that */
  advice: readonly Fact[];
}

/** A paragraph of a mail with its heading. */
export type Fact = readonly [label: string, value: string];

const heldDays = heldSeconds / (24 * 60 * 60);
const whatIsWrong = 'What is wrong';
const why = 'Why';
const soon = 'It is imported within about ten minutes of its upload.';

export const wordings: Readonly<Record<Kind, Wording>> = {
  rejected: {
    one: 'was rejected',
    many: 'were rejected',
    oneInFull: 'was rejected',
    manyInFull: 'were rejected, all for the same cause',
    reason: whatIsWrong,
    advice: [['If you change the file', soon]],
  },
  failed: {
    one: 'failed',
    many: 'failed',
    oneInFull: 'could not be imported',
    manyInFull: 'could not be imported, all for the same cause',
    reason: whatIsWrong,
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
    reason: why,
    advice: [['What to do', 'Nothing.']],
  },
  emptied: {
    one: 'is empty now',
    many: 'are empty now',
    oneInFull: 'is an audience without any member now',
    manyInFull: 'are audiences without any member now',
    reason: why,
    advice: [
      [
        'What it means',
        'None of the user IDs in the new file belongs to a registered user, so campaigns reach nobody.',
      ],
      [
        'If this is not intended',
        `Upload the last good list again under the same name. ${soon} Or publish the last version again, within 24 ` +
          'hours: "audience-import audience rollback PROJECT NAME".',
      ],
    ],
  },
  shrunk: {
    one: 'has lost most of its members',
    many: 'have lost most of their members',
    oneInFull: 'was imported, and its audience has lost more than half of its members',
    manyInFull: 'were imported, and their audiences have lost more than half of their members',
    reason: why,
    advice: [
      [
        'If this is not intended',
        `Upload the whole list again under the same name. ${soon} Or publish the last version again, within 24 ` +
          'hours: "audience-import audience rollback PROJECT NAME".',
      ],
      [
        'To have such lists wait for somebody to approve them',
        '"audience-import project put PROJECT --max-shrink 50".',
      ],
    ],
  },
  'published-empty': {
    one: 'has no member',
    many: 'have no member',
    oneInFull: 'is a new audience without any member',
    manyInFull: 'are new audiences without any member',
    reason: why,
    advice: [
      [
        'What it means',
        'None of the user IDs in the file belongs to a registered user, so campaigns reach nobody. IDs are compared ' +
          'exactly, character by character.',
      ],
      [
        'If this is not intended',
        `Correct the file and upload it again under the same name. ${soon}`,
      ],
    ],
  },
  ignored: {
    one: 'are ignored',
    many: 'are ignored',
    oneInFull: 'look like files of audiences, and are ignored',
    manyInFull: 'look like files of audiences, and are ignored',
    reason: 'What is ignored',
    advice: [
      ['What is live', 'All audiences, as before.'],
      [
        'When you hear of it again',
        'Not as long as anything is ignored for this reason; where something is again later, when it has been for an hour. "audience-import project show PROJECT" lists all that is.',
      ],
    ],
  },
  held: {
    one: 'is held',
    many: 'are held',
    oneInFull: 'was imported and is held: it is not live until somebody approves it',
    manyInFull: 'were imported and are held: they are not live until somebody approves them',
    reason: why,
    advice: [
      ['If you upload another file', `It takes the place of what is held. ${soon}`],
      ['If nobody does anything', `What is held is dropped after ${heldDays} days.`],
    ],
  },
  approved: {
    one: 'was approved',
    many: 'were approved',
    oneInFull: 'was held, and is live now: an operator has approved it',
    manyInFull: 'were held, and are live now: an operator has approved them',
    reason: 'What was live before',
    advice: [
      [
        'If this is not intended',
        'Publish the last version again, within 24 hours: "audience-import audience rollback PROJECT NAME". If there was none, take ' +
          'the audience away with its file: "audience-import audience delete PROJECT NAME --with-file".',
      ],
    ],
  },
  'hold-expired': {
    one: 'was not approved',
    many: 'were not approved',
    oneInFull: `was held for ${heldDays} days, and is dropped: nobody has approved it`,
    manyInFull: `were held for ${heldDays} days, and are dropped: nobody has approved them`,
    reason: why,
    advice: [
      [
        'If it is needed after all',
        `Upload the file again under the same name, or "audience-import audience retry PROJECT NAME".`,
      ],
    ],
  },
  unregistered: {
    one: 'has many unregistered IDs',
    many: 'have many unregistered IDs',
    oneInFull: 'was imported, and many more of its user IDs than before belong to nobody',
    manyInFull: 'were imported, and many more of their user IDs than before belong to nobody',
    reason: why,
    advice: [
      [
        'If this is not intended',
        `Correct the file and upload it again under the same name. ${soon} Or publish the last version again, within 24 ` +
          'hours: "audience-import audience rollback PROJECT NAME".',
      ],
    ],
  },
};

/** `2026-11-23 23:59 UTC` */
export const timeOf = (epochMillis: number): string =>
  `${new Date(epochMillis).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
