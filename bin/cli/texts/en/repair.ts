import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';

/** Audiences of a project that something is said of. */
interface Some {
  project: string;
  count: number;
  /** some of their names, quoted */
  names: string;
}

/** Why the members that are missing are not written again. */
const whyNot = (reason: string, whatToDo: string): string =>
  `Not imported again: ${reason} ${whatToDo}`;

const several = ({ project, count, names }: Some, one: string, many: string): string =>
  `${project}: ${countOf(count, 'audience')} ${count === 1 ? one : many}: ${names}.`;

/** What `repair` says. */
export const repair = {
  willRead: (
    tableName: string,
    readUnits: number,
    dollars: string,
    region: string,
    asOf: string,
  ): string =>
    `All of table ${tableName} is read: about ${countOf(readUnits, 'read unit')}, ${dollars} (prices of ${region}, ${asOf}). ` +
    'DynamoDB counts the size every six hours.',
  /** @param definition of the table, in JSON, as a word for a shell */
  tableMissing: (name: string, tableName: string, definition: string): string =>
    `The table of ${name} is gone: ${tableName}. Restore it under this name, as docs/backup.md says; or, if you have no backup, make ` +
    `it anew, empty, and then give this command again:\n  aws dynamodb create-table --cli-input-json ${definition}`,
  projectMissing: (project: string): string =>
    `Project "${project}" has audiences and is gone itself: nothing is imported for it. Restore the table of projects, or give its ` +
    `settings again: "audience-import project put ${project} --admin-email you@example.com --audience-limit 100", with the same --path as ` +
    'before. Then give this command again.',
  usersMissing: (project: string): string =>
    `Project "${project}" has audiences with members, and no users: an import would leave nobody. Register them again: ` +
    `"audience-import users load ${project} FILE". Then give this command again.`,
  itemUnreadable: (message: string): string =>
    `${message} It stays as it is: docs/runbook.md says what to do about it.`,
  unreadable: (some: Some): string =>
    several(
      some,
      'cannot be read, because chunks are missing',
      'cannot be read, because chunks are missing',
    ),
  heldUnreadable: (some: Some): string =>
    several(
      some,
      'has a held list that cannot be read, because chunks are missing',
      'have a held list that cannot be read, because chunks are missing',
    ),
  /** by what becomes of the file */
  remedies: {
    import: (isDone: boolean): string =>
      isDone
        ? 'The file of each is due: the next scan has it imported again.'
        : 'The file of each would be imported again.',
    'due-already': (): string => 'The file of each is due already: a scan has it imported.',
    'being-imported': (): string =>
      'The file of each is being imported right now. Give this command again afterwards.',
    'project-missing': (): string => whyNot('the project is gone.', 'See above.'),
    'users-missing': (): string => whyNot('the project has no users.', 'See above.'),
    'file-missing': (): string =>
      whyNot(
        'the file is gone, too.',
        'Upload it again; or "audience-import audience delete PROJECT NAME", if nobody needs the audience.',
      ),
    rejected: (): string =>
      whyNot(
        'the file that is there was rejected.',
        'Upload a correct one: "audience-import audience show PROJECT NAME" says what is wrong.',
      ),
    held: (): string =>
      whyNot(
        'a later list waits for somebody to decide.',
        '"audience-import audience approve PROJECT NAME" publishes it.',
      ),
    discarded: (): string =>
      whyNot(
        'somebody has discarded the list that the file has.',
        'Upload another file; or "audience-import audience retry PROJECT NAME" imports this one.',
      ),
    'rolled-back': (): string =>
      whyNot(
        'somebody has rolled back from the list that the file has.',
        'Upload another file; or "audience-import audience retry PROJECT NAME" imports this one.',
      ),
  },
  placeRefused: (some: Some): string =>
    several(
      some,
      'was refused for the limit, although it has a place',
      'were refused for the limit, although they have places',
    ),
  earlier: (some: Some): string =>
    several(
      some,
      'has earlier versions that cannot be read any more',
      'have earlier versions that cannot be read any more',
    ),
  marked: (isDone: boolean): string =>
    isDone
      ? 'They are marked, so that nobody rolls back to them.'
      : 'They would be marked, so that nobody rolls back to them.',
  readableAgain: (some: Some): string =>
    several(
      some,
      'has versions that were marked as unreadable, and all chunks of which are there',
      'have versions that were marked as unreadable, and all chunks of which are there',
    ),
  unmarked: (isDone: boolean): string =>
    isDone ? 'They are not marked any more.' : 'The marks would be removed.',
  numbersBehind: (some: Some): string =>
    several(
      some,
      'counts its versions from a number that was used before',
      'count their versions from a number that was used before',
    ),
  numbersDrawn: (isDone: boolean): string =>
    isDone
      ? 'Their next versions get numbers that were never used.'
      : 'Their next versions would get numbers that were never used.',
  placeMissing: (some: Some): string =>
    several(
      some,
      'is published or held, and has no place in the limit',
      'are published or held, and have no place in the limit',
    ),
  placeEntered: (isDone: boolean): string =>
    isDone ? 'They count now.' : 'They would be counted.',
  placeUnused: (project: string, count: number): string =>
    `${project}: ${countOf(count, 'place')} of the limit ${count === 1 ? 'is' : 'are'} taken by audiences that are not there any more.`,
  placeGivenBack: (isDone: boolean): string =>
    isDone ? 'They are free.' : 'They would be given back.',
  chunksUnknown: (project: string | null, chunks: number): string =>
    `${project === null ? '' : `${project}: `}${countOf(chunks, 'chunk')} ${chunks === 1 ? 'belongs' : 'belong'} to no version of any audience.`,
  collected: (isDone: boolean): string =>
    isDone
      ? 'The collector removes them in 24 hours, unless an audience is restored before that knows them.'
      : 'The collector would remove them 24 hours later, unless an audience is restored before that knows them.',
  waits: 'An import is running: give this command again when it has ended.',
  goOn: 'Do this?',
  nobodyToAsk:
    'Give --yes to do it, or --dry-run to look only: nobody is here to be asked. Nothing was changed.',
  allFits: (audiences: number, chunks: number): string =>
    `Nothing to repair: ${countOf(audiences, 'audience')} and ${countOf(chunks, 'chunk')} fit together.`,
  scanNow:
    'Done. The next scan imports the files: "audience-import scan --wait" does it now. Then give this command again, which finds what is left.',
  lookAgain: 'Done. Give this command again: it finds what is left.',
  wasDryRun: 'Nothing was changed. Without --dry-run it is done.',
  nothingToDo: 'Nothing was changed: this command can do nothing about it.',
};
export type RepairTexts = typeof repair;
