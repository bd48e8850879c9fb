import type { StartOptions } from './arguments.ts';

/** What is left of a stack that somebody has ended. */
export const describeEnd = (
  { keeps, state, endpoint, inbox }: Pick<StartOptions, 'keeps' | 'state' | 'endpoint' | 'inbox'>,
  bucketFolder: string,
): string => {
  if (endpoint !== undefined)
    return `Stopped. The emulator at ${endpoint} keeps what it was given.`;
  if (keeps)
    return `Stopped. Projects, users and audiences stay in ${state}, and files in ${bucketFolder}: --state ${state} goes on with them. The mails are gone.`;
  const files = inbox === undefined ? 'files stay until the next start' : 'your files stay';
  return `Stopped. Projects, users, audiences and mails are gone; ${files}, in ${bucketFolder}. With --state DIR all but the mails is kept.`;
};
