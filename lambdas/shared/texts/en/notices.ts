import { heldSeconds } from '../../contract.ts';
import type { Notice, successCause } from '../../domain/notice.ts';
import type { Fact } from '../fact.ts';
import { formats } from './formats.ts';

const heldDays = heldSeconds / (24 * 60 * 60);
const whatIsWrong = 'What is wrong';
const why = 'Why';
const soon = 'It is imported within about ten minutes of its upload.';

/** Of one file, of many, and the same in full. */
const said = (one: string, many: string, oneInFull: string, manyInFull: string) => ({
  one: (thing: string): string => `${thing} ${one}`,
  many: (count: number): string => `${formats.files(count)} ${many}`,
  oneInFull: (thing: string, projectId: string): string =>
    `The file ${thing} of project ${projectId} ${oneInFull}.`,
  manyInFull: (count: number, projectId: string): string =>
    `${formats.files(count)} of project ${projectId} ${manyInFull}.`,
});

interface NoticeTexts extends ReturnType<typeof said> {
  /** heading of the notice's own message */
  reason: string;
  /** what to expect and to do, beyond that; PROJECT and NAME are replaced where they are known */
  advice: readonly Fact[];
}

/** What the mails say of each kind of notice. */
export const notices: Readonly<
  Record<Notice['kind'] | typeof successCause | 'over-limit', NoticeTexts>
> = {
  rejected: {
    ...said(
      'was rejected',
      'were rejected',
      'was rejected',
      'were rejected, all for the same cause',
    ),
    reason: whatIsWrong,
    advice: [['If you change the file', soon]],
  },
  'over-limit': {
    ...said(
      'has no place',
      'have no place',
      'was rejected, because the project is full',
      'were rejected, because the project is full',
    ),
    reason: whatIsWrong,
    advice: [
      [
        'When it is imported',
        'By itself, within about ten minutes once the project has a place for it; those that wait longest go first.',
      ],
    ],
  },
  failed: {
    ...said(
      'failed',
      'failed',
      'could not be imported',
      'could not be imported, all for the same cause',
    ),
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
  published: {
    ...said(
      'was published',
      'were published',
      'was imported and is live',
      'were imported and are live',
    ),
    reason: why,
    advice: [
      [
        'To hear of what needs attention only',
        '"audience-import project put PROJECT --mail-on-success off".',
      ],
    ],
  },
  recovered: {
    ...said('works again', 'work again', 'works again', 'work again'),
    reason: why,
    advice: [['What to do', 'Nothing.']],
  },
  emptied: {
    ...said(
      'is empty now',
      'are empty now',
      'is an audience without any member now',
      'are audiences without any member now',
    ),
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
    ...said(
      'has lost most of its members',
      'have lost most of their members',
      'was imported, and its audience has lost more than half of its members',
      'were imported, and their audiences have lost more than half of their members',
    ),
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
    ...said(
      'has no member',
      'have no member',
      'is a new audience without any member',
      'are new audiences without any member',
    ),
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
    // Of the project, and of no file: there is one for each reason.
    one: () => 'objects are ignored',
    many: () => 'objects are ignored',
    oneInFull: (_, projectId) =>
      `Objects under the path of project ${projectId} look like files of audiences, and are ignored.`,
    manyInFull: (_, projectId) =>
      `Objects under the path of project ${projectId} look like files of audiences, and are ignored.`,
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
    ...said(
      'is held',
      'are held',
      'was imported and is held: it is not live until somebody approves it',
      'were imported and are held: they are not live until somebody approves them',
    ),
    reason: why,
    advice: [
      ['If you upload another file', `It takes the place of what is held. ${soon}`],
      ['If nobody does anything', `What is held is dropped after ${heldDays} days.`],
    ],
  },
  approved: {
    ...said(
      'was approved',
      'were approved',
      'was held, and is live now: an operator has approved it',
      'were held, and are live now: an operator has approved them',
    ),
    reason: 'What was live before',
    advice: [
      [
        'If this is not intended',
        'Publish the last version again, within 24 hours: "audience-import audience rollback PROJECT NAME". If there was none, take ' +
          'the audience away with its file: "audience-import audience delete PROJECT NAME --with-file".',
      ],
    ],
  },
  stale: {
    ...said(
      'has not changed',
      'have not changed',
      'has not changed for longer than is expected',
      'have not changed for longer than is expected',
    ),
    reason: why,
    advice: [
      [
        'What is live',
        'The audience as it was: campaigns go on with the list of then. Whether its last import went well does not matter here.',
      ],
      [
        'What to do',
        'See whether the export still runs, and whether it writes under this name. You get a mail when the file has changed.',
      ],
      [
        'If it need not change so often',
        '"audience-import audience expect PROJECT NAME --every 7d", or "--every off".',
      ],
    ],
  },
  fresh: {
    ...said('has changed again', 'have changed again', 'has changed again', 'have changed again'),
    reason: why,
    advice: [['What to do', 'Nothing. If its import fails, you get a mail of that.']],
  },
  'hold-expired': {
    ...said(
      'was not approved',
      'were not approved',
      `was held for ${heldDays} days, and is dropped: nobody has approved it`,
      `were held for ${heldDays} days, and are dropped: nobody has approved them`,
    ),
    reason: why,
    advice: [
      [
        'If it is needed after all',
        `Upload the file again under the same name, or "audience-import audience retry PROJECT NAME".`,
      ],
    ],
  },
  unregistered: {
    ...said(
      'has many unregistered IDs',
      'have many unregistered IDs',
      'was imported, and many more of its user IDs than before belong to nobody',
      'were imported, and many more of their user IDs than before belong to nobody',
    ),
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
export type Notices = typeof notices;
