import { countOf } from '../../domain/count-of.ts';
import { formats } from './formats.ts';

/** The mail of once a day. */
export const digest = {
  subject: (imports: string): string => `daily digest: ${imports}`,
  title: (projectId: string, since: number): string =>
    `What became of the files of project ${projectId} since ${formats.time(since)}`,
  separator: ', ',
  nothing: 'nothing was imported',

  imports: 'Last import of each file',
  counted: {
    published: (count: number): string => `${formats.number(count)} published`,
    held: (count: number): string => `${formats.number(count)} held`,
    rejected: (count: number): string => `${formats.number(count)} rejected`,
    failed: (count: number): string => `${formats.number(count)} failed`,
    discarded: (count: number): string => `${formats.number(count)} discarded`,
  },
  unchanged: 'Did not change',
  audiences: (count: number): string => countOf(count, 'audience'),
  concerns: {
    held: 'Held now',
    failing: 'Failing now',
    stale: 'Not changed for longer than expected',
  },
  isCut: 'Not complete',
  cutAfter: (audiences: number, projectId: string): string =>
    `There was time to look at ${countOf(audiences, 'audience')} only. "audience-import audience list ${projectId}" has all of them.`,
  toStop: 'To get this mail no more',
  howToStop: (projectId: string): string =>
    `"audience-import project put ${projectId} --daily-digest off".`,

  results: {
    published: 'published',
    held: 'held',
    rejected: 'rejected',
    failed: 'failed',
    discarded: 'discarded',
  },
  line: (file: string, result: string, at: number, live: string): string =>
    `${file}: ${result} ${formats.time(at)}, ${live}`,
  because: (line: string, message: string): string => `${line}. ${message}`,
  nothingLive: 'nothing is live',
  members: (members: number): string => `now ${formats.members(members)}`,
  changed: (members: number, added: number, removed: number): string =>
    `now ${formats.members(members)} (${formats.number(added)} added, ${formats.number(removed)} removed)`,
  still: (members: number): string => `still ${formats.members(members)}`,
};
export type DigestTexts = typeof digest;
