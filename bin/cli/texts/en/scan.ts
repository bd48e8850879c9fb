import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';

/** What `scan` says. */
export const scan = {
  headings: {
    project: 'PROJECT',
    seen: 'SEEN',
    changed: 'CHANGED',
    sent: 'SENT',
    underway: 'UNDERWAY',
    ignored: 'IGNORED',
    missing: 'MISSING',
    held: 'HELD',
    audience: 'AUDIENCE',
    result: 'RESULT',
    cause: 'CAUSE',
  },
  nothingScanned: 'No project was scanned.',
  noProject:
    'There is no project yet: "audience-import project put PROJECT --admin-email you@example.com --audience-limit 100" makes one, ' +
    'whose files lie under PROJECT/.',
  allPaused: (names: string): string =>
    `Nothing was scanned, because all projects are paused: ${names}. "audience-import project resume PROJECT" goes on.`,
  underNoProject: (files: number, places: string, isAll: boolean): string =>
    `${isAll ? '' : 'At least '}${countOf(files, 'file')} ${files === 1 ? 'lies' : 'lie'} under no project, so that nobody imports ` +
    `${files === 1 ? 'it' : 'them'}: ${places}. "audience-import project list" shows the projects' paths.`,
  placesUnknown: (reason: string): string =>
    `Whether files lie under no project cannot be said, because the bucket cannot be listed: ${reason}`,
  isEmpty: (projectId: string): string =>
    `${projectId}: nothing lies under its path. Is it the right one? "audience-import project show ${projectId}"`,
  /** one of what is ignored */
  ignoredFor: (count: number, reason: string): string => `${count} ${reason}`,
  ignored: (projectId: string, each: readonly string[]): string =>
    `${projectId}: ignored ${each.join(', ')}. Which, and what to do: "audience-import project show ${projectId}"`,
  beingWritten: (projectId: string, files: number): string =>
    `${projectId}: ${countOf(files, 'file')} of zero bytes: being written, it seems, until 30 minutes old.`,
  noOutcome:
    'No file was imported: none was due. "audience-import audience list PROJECT" shows what there is.',
  stoppedEarly: 'The scanner ran out of time. Scan again, or wait for the next tick.',
  noMailer:
    'This stack sends no mails yet: it is of an older version. Deploy it again (npx cdk deploy), or leave out --wait-mails.',
  importsGoOn:
    'Imports that have begun go on by themselves: "audience-import audience list PROJECT" shows how far they are.',
  mailsPending: (audiences: number): string =>
    `mails about ${countOf(audiences, 'audience')} are still to be sent`,
  stillOpen: (seconds: number, names: string): string =>
    `Not done after ${seconds} s: ${names === '' ? 'the scanner always ran out of time' : names}. ` +
    'They go on by themselves; "audience list" shows how far they are.',
  ignoredOf: (projectId: string): string => `what is ignored of ${projectId}`,
  stillPending: (names: string): string =>
    `The imports have ended, but mails about ${names} are not out yet. The mailer tries again every ` +
    'minute; its log says what is in its way.',
};
export type ScanTexts = typeof scan;
