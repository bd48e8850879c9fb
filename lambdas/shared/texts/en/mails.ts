import { formats } from './formats.ts';

/** What every mail has beside what it tells of. */
export const mails = {
  subject: (projectId: string, what: string): string => `[audience-import] ${projectId}: ${what}`,
  /** a paragraph of the text; HTML has its own */
  paragraph: (label: string, value: string): string => `${label}: ${value}`,
  andMore: (more: number): string => `and ${formats.number(more)} more`,
  footer: (projectId: string): string =>
    `You get this mail as an administrator of project ${projectId} in audience-import.`,
  /** in front of the footer */
  occasion: {
    ofImport: (at: number, importId: string): string => `${formats.time(at)}, import ${importId}. `,
    at: (at: number): string => `${formats.time(at)}. `,
    since: (at: number): string => `${formats.time(at)} and later. `,
  },

  row: 'Row',
  rowNumber: (row: number): string => String(row),
  forExample: (example: string): string => ` For example: ${example}`,
  exampleOf: (file: string, message: string): string => `For example ${file}: ${message}`,
  findings: 'Why IDs may not be found',
  findingsOf: (file: string): string => `Why IDs may not be found, for example in ${file}`,
  report: 'All unregistered IDs',
  reportAt: (key: string): string => `In the bucket: ${key}`,

  held: 'What is held',
  heldVersion: (version: number, members: number): string =>
    `Version ${version} with ${formats.members(members)}.`,
  live: 'What is live',
  nothingLive: 'Nothing: the audience has no published version.',
  stillLive: (version: number, members: number): string =>
    `Still version ${version} with ${formats.members(members)}, as before.`,
  nowLive: (version: number, members: number): string =>
    `Now version ${version} with ${formats.members(members)}.`,
  newVersions: 'The new version of each of them.',
  lastVersions: 'Audiences that have been published keep their last version.',
  withoutVersion: (files: number): string =>
    ` ${formats.files(files)} without one: nothing is live there.`,

  lastChange: 'Last change',
  lastChangeBeforeItWasGone: (at: number): string =>
    `${formats.time(at)}. The file has been removed since.`,
  expected: 'Expected',
  expectedEvery: (hours: number): string => `every ${formats.hours(hours)}`,

  earlier: 'Not told one by one',
  oneEarlier: (at: number): string => `and 1 earlier one, of ${formats.time(at)}`,
  someEarlier: (count: number, first: number, last: number): string =>
    `and ${formats.number(count)} earlier ones, from ${formats.time(first)} to ${formats.time(last)}`,

  /** The mail with what an administrator could not be told before. */
  missed: {
    what: (count: number): string => `${formats.notices(count)} that did not reach you`,
    title: (count: number, projectId: string): string =>
      `${formats.notices(count)} of project ${projectId} could not be sent to you before.`,
    since: 'Since',
    told: 'What other administrators were told, the latest last',
    toldCount: (count: number): string => formats.notices(count),
    one: (what: string, at: number): string =>
      `${what.charAt(0).toUpperCase()}${what.slice(1)} (${formats.time(at)})`,
    because: (what: string, message: string): string => `${what}: ${message}`,
  },
};
export type Mails = typeof mails;
