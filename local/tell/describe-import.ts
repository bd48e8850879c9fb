import { countOf } from '../../lambdas/shared/domain/count-of.ts';
import type { ImportEnded } from './log-line.ts';

/** Remedies are long, and `audience show` has them. */
const firstSentence = (message: string): string => message.split(/(?<=[.?!])\s/)[0] ?? '';

const describeCounts = ({ counts }: ImportEnded): string => {
  if (!counts) return '';
  const { rows, duplicates, unregistered, members } = counts;
  const parts = [
    countOf(rows, 'row'),
    ...(duplicates > 0 ? [`${duplicates} listed twice`] : []),
    ...(unregistered > 0 ? [`${unregistered} not registered`] : []),
  ];
  return `${countOf(members, 'member')} (${parts.join(', ')})`;
};

/**
 * @param sentence why, as people are told
 * @returns undefined where nothing came of the message: another one imports the file, or has done so
 */
export const describeImport = (
  ended: ImportEnded,
  sentence: string | undefined,
): string | undefined => {
  const { result, version, unchanged, failure } = ended;
  if (result === 'released' || result === 'dropped') return undefined;
  if (result === 'published')
    return unchanged === true
      ? `has the same members as before: version ${version} stays, ${describeCounts(ended)}`
      : `published as version ${version}: ${describeCounts(ended)}`;
  const where = failure?.row === undefined ? '' : ` in row ${failure.row}`;
  const what = `${result}: ${failure?.cause ?? 'unknown'}${where}`;
  return sentence === undefined ? what : `${what}. ${firstSentence(sentence)}`;
};
