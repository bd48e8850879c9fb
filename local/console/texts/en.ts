import { countOf } from '../../../lambdas/shared/domain/count-of.ts';
import { formats } from '../../../lambdas/shared/texts/en/formats.ts';

/** What the local console says, beside what the functions and the mails say themselves. */
export const en = {
  title: (stack: string): string => `${stack} on this machine`,
  here: 'This machine',
  skip: 'Skip to the content',
  sections: {
    label: 'Sections',
    audiences: 'Audiences',
    mails: 'Mails',
    scanner: 'Scanner',
    technical: 'Stack',
  },
  preferences: {
    language: 'Language',
    dark: 'Dark colors',
    light: 'Light colors',
    refresh: 'Refresh',
  },
  footer: 'Everything on this page stays on this machine.',

  gone: 'The stack does not answer.',
  goneNext: 'It may have ended. Start it with npm start: this page goes on by itself.',
  tryAgain: 'Try again',
  loading: 'Loading …',

  widget: {
    label: 'Audiences, as the CloudWatch dashboard shows them',
    failed: 'The function failed.',
    failedNext: 'Its log is in the logs folder that npm start prints.',
    noScreen: 'This stack has no screen function.',
    noScreenNext:
      'It was synthesized from an earlier version. Start it without --assembly, or run npm run synth again.',
    badAction: 'This button is not right: what it is to call the function with is no JSON object.',
  },
  dialog: { cancel: 'Cancel', go: 'Continue', close: 'Close', ask: 'Are you sure?' },

  upload: {
    title: 'Upload',
    project: 'Project',
    drop: 'Drop CSV files here',
    choose: 'Choose files',
    limits: 'One user ID a row, as .csv, .csv.gz or .csv.zst, up to 500 MB.',
    target: (path: string): string => `They go to ${path} of the bucket.`,
    dropAnywhere: (projectId: string): string => `Drop to upload to ${projectId}`,
    list: 'Uploads',
    progress: (percent: number): string => `Uploading, ${percent} %`,
    waiting: 'Uploaded. Waiting for the scanner.',
    paused: (projectId: string, command: string): string =>
      `Uploaded. The project is paused: ${command} project resume ${projectId}`,
    beingWritten:
      'The file is empty. The scanner waits 30 minutes in case that it is still being written.',
    importing: 'Importing …',
    ready: (members: number): string => `Ready: ${formats.members(members)}`,
    held: 'Held: somebody has to approve it.',
    rejected: 'Rejected.',
    failed: 'Failed. It is tried again.',
    deleted: 'The audience was deleted meanwhile.',
    sourceMissing: 'The file is gone again.',
    show: 'Show',
    open: (name: string): string => `Show ${name}`,
    scanNow: 'Scan now',
    refused: {
      'no-project': 'Not uploaded: there is no such project any more.',
      suffix: 'Not uploaded: the name has to end with .csv, .csv.gz or .csv.zst.',
      'too-large': 'Not uploaded: a file may have 500 MB at most.',
      'no-length': 'Not uploaded: the browser did not say how large the file is.',
      bucket: (reason: string): string => `Not uploaded. The bucket says: ${reason}`,
      unreachable: 'Not uploaded: the stack does not answer.',
    },
  },

  empty: {
    projects: 'No project yet',
    projectsNext: 'A project is an app, with its files in one folder of the bucket. Create one:',
    users: 'Then say who is registered, one ID a row:',
    mails: 'No mail yet',
    mailsNext:
      'Mails go to the administrators of a project when a file fails, is held or is late. Upload a file that is no list of IDs to see one.',
    mailsElsewhere: 'Mails are where the emulator of --endpoint keeps them.',
    scans: 'No scan yet',
    scansNext: 'The scanner runs when a file comes, and every ten minutes. Run it now:',
  },

  mails: {
    to: 'To',
    sent: 'Sent',
    count: (count: number): string => countOf(count, 'mail'),
    asText: 'Plain text',
    noBody: 'This mail has no text.',
  },

  scanner: {
    intro: 'The scanner finds files that are new or changed, and orders their imports.',
    when: 'When',
    took: 'Took',
    milliseconds: (count: number): string => `${formats.number(count)} ms`,
    project: 'Project',
    seen: 'Files',
    changed: 'Changed',
    sent: 'Sent',
    ignored: 'Ignored',
    missing: 'Missing',
    failedCalls: 'Failed',
    nothing: 'No project was scanned.',
    stoppedEarly: 'Its time ran out: the next scan goes on.',
    failed: 'The scan failed.',
    run: 'Scan now',
  },

  technical: {
    endpoints: 'Endpoints',
    functions: 'Functions',
    name: 'Name',
    timeout: 'Timeout',
    seconds: (count: number): string => `${formats.number(count)} s`,
    memory: 'Memory',
    megabytes: (count: number): string => `${formats.number(count)} MB`,
    running: 'Running',
    started: 'Started',
    failed: 'Failed',
    queues: 'Queues',
    waiting: 'Waiting',
    inFlight: 'In flight',
    outputs: 'Outputs of the template',
    status: 'Status as JSON',
    version: (version: string): string => `Version ${version}`,
  },
};
export type ConsoleTexts = typeof en;
