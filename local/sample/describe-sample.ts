import { join } from 'node:path';
import type { Mail } from '../../bin/cli/adapters/list-mails.ts';
import { describeMail } from '../../bin/cli/mail/mail.ts';
import { fitList } from '../../bin/cli/terminal/fit-list.ts';
import { toTable } from '../../bin/cli/terminal/table.ts';
import type { AudienceDetails } from '../../lambdas/shared/domain/audience-view.ts';
import { commandOf, usualStateFolder } from '../state-folder.ts';
import { sampleFiles, sampleProject } from './sample-files.ts';

/** Of a terminal that nobody has made wider. */
const usualWidth = 80;

/** One row an audience, and what is to be seen at it, for somebody who has never seen the software. */
export const describeSample = (audiences: readonly AudienceDetails[]): string =>
  [
    toTable(
      ['AUDIENCE', 'STATUS', 'MEMBERS', 'ROWS', 'LISTED TWICE', 'NOT REGISTERED'],
      sampleFiles.map(({ name }) => {
        const audience = audiences.find((each) => each.name === name);
        return [
          name,
          audience?.status ?? 'missing',
          audience?.members ?? null,
          audience?.rows ?? null,
          audience?.duplicates ?? null,
          audience?.unregistered ?? null,
        ];
      }),
    ),
    'The files:',
    fitList(
      { width: usualWidth },
      sampleFiles.map(({ name, shows }) => [name, shows] as const),
    ),
  ].join('\n\n');

/** The mails as their reader sees them. */
export const describeMails = (mails: readonly Mail[]): string =>
  [
    `${mails.length} mails were sent to the administrators of the project:`,
    ...mails.map((mail) => describeMail(mail).replaceAll(/^/gm, '  | ')),
  ].join('\n\n');

export interface SampleStack {
  /** folder of the stack's stack.json */
  state: string;
  /** it ends by itself, and has to be started again first */
  once: boolean;
  bucket: string;
  /** URL of the emulator that holds the bucket, if that is not a folder */
  endpoint: string | undefined;
}

/** What to try in a second terminal. */
export const describeNextSteps = ({ state, once, bucket, endpoint }: SampleStack): string => {
  const { projectId, path } = sampleProject;
  const isUsual = state === usualStateFolder;
  const file = `${path}abandoned-cart.csv`;
  const upload =
    endpoint === undefined
      ? `> ${join(state, 'bucket', file)}`
      : `| curl -X PUT --data-binary @- ${endpoint}/${bucket}/${file}`;
  const options = [
    ...(isUsual ? [] : [`--state ${state}`]),
    ...(endpoint === undefined ? [] : [`--endpoint ${endpoint}`]),
  ];
  const start = ['npm start', ...(options.length > 0 ? ['--'] : []), ...options].join(' ');
  const command = commandOf(state);
  return [
    once
      ? `Try next, with a stack that stays: ${start}, and in another terminal:`
      : 'Try next, in another terminal:',
    `  ${command} audience list ${projectId}`,
    `  printf 'user-0001\\nuser-0002\\n' ${upload}`,
    `  ${command} scan --wait`,
    `  ${command} audience members ${projectId} abandoned-cart`,
    `  ${command} audience contains ${projectId} abandoned-cart user-0001`,
    `  ${command} import history ${projectId}`,
  ].join('\n');
};

/**
 * What is not as the sample says it has to be; empty if all is well.
 *
 * @param mails undefined: nobody can tell
 */
export const findSurprises = (
  audiences: readonly AudienceDetails[],
  mails: readonly Mail[] | undefined,
): string[] => [...findOddAudiences(audiences), ...(mails ? findMissingMails(mails) : [])];

const findMissingMails = (mails: readonly Mail[]): string[] => {
  const rejected = sampleFiles.filter(({ expected }) => expected.status === 'rejected');
  return rejected.flatMap(({ name }) => {
    const about = mails.filter(({ subject }) => subject.includes(`"${name}.csv"`));
    return about.length === 1 ? [] : [`${about.length} mails were sent about "${name}.csv", not 1`];
  });
};

const findOddAudiences = (audiences: readonly AudienceDetails[]): string[] =>
  sampleFiles.flatMap(({ name, expected }) => {
    const audience = audiences.find((each) => each.name === name);
    const actual = audience && {
      status: audience.status,
      members: audience.members,
      ...(audience.cause !== null && { cause: audience.cause }),
    };
    const [wanted, found] = [JSON.stringify(expected), JSON.stringify(actual)];
    return wanted === found ? [] : [`"${name}" should be ${wanted}, but is ${found}`];
  });
