const startIn = (folder: string | null): string =>
  `Start it with "npm start${folder === null ? '' : ` -- --state ${folder}`}" in the project's folder.`;
const redeploy = 'Deploy it again: npx cdk deploy.';

/** What is said of the stack that is looked for, and of what `dead-letter` and `mail` find there. */
export const stack = {
  /** @param folder as a word of a shell; null: the usual one */
  noneRuns: (folder: string | null): string =>
    `No local stack is running: there is no stack.json in ${folder ?? '.local'}. ${startIn(folder)}`,
  hasEnded: (file: string, pid: number, folder: string | null): string =>
    `The local stack of ${file} has ended (process ${pid} is gone). ${startIn(folder)}`,
  notWritten: (file: string, problem: string, folder: string | null): string =>
    `${file} is not what a local stack writes (${problem}). Remove it. ${startIn(folder)}`,
  localLacks: (file: string, outputs: string, folder: string | null): string =>
    `The stack of ${file} lacks the output ${outputs}: it is not of this version. ${startIn(folder)}`,
  deployedLacks: (name: string, outputs: string): string =>
    `Stack "${name}" lacks the output ${outputs}: it is not of this version. ${redeploy}`,
  noSuchStack: (name: string, region: string): string =>
    `There is no stack "${name}" in ${region}. ` +
    'Deploy it (npx cdk deploy), or name it: --stack, --region, --profile; or --local.',
  localOrAws: (local: string, aws: string): string =>
    `${local} is a stack on this machine, and ${aws} is for one in AWS: leave one of them out.`,
  functionFailed: (what: 'scan' | 'send-mails', message: string, functionName: string): string =>
    `${what === 'scan' ? 'The scan' : 'Sending mails'} failed: ${message}. The log of ${functionName} says more.`,
  noSes: (endpoint: string): string =>
    `The local SES at ${endpoint} does not answer. Start the stack again: npm start.`,
  otherSes: (endpoint: string): string =>
    `What runs at ${endpoint} shows no mails at /store, as the SES of "npm start" does. Look where it keeps them.`,
  noMailsKept:
    'SES hands mails over and keeps none: only a local stack can list them (--local). Look into the ' +
    "administrators' inboxes.",
  noMailYet: 'No mail was sent yet.',
  noneGivenUp: 'No import was given up.',
  redriven: 'The next scan imports them; run "audience-import scan --wait" to do it now.',
  stillPaused: (projectId: string): string =>
    `Project "${projectId}" is paused: nothing of it is imported before "audience-import project resume ${projectId}".`,
  malformed:
    'These messages of the last year do not ask for the import of a file, and are not sent again:',
  headings: {
    project: 'PROJECT',
    audience: 'AUDIENCE',
    when: 'WHEN',
    reason: 'REASON',
    wrong: 'WHAT IS WRONG',
    message: 'MESSAGE',
  },
};
export type StackTexts = typeof stack;
