import type { Counts } from '../audience-item.ts';
import { type Diagnosis, mostFindings } from '../diagnosis.ts';
import type { ValuesOf } from '../explanation.ts';
import { explainInEnglish } from '../../texts/en/explain-in-english.ts';
import { placeholders } from '../../texts/explain.ts';
import type { Examined } from './examined.ts';
import { compareShares, type Found, headerOnly, oneRow, unmatchable } from './findings-of-files.ts';
import { showId } from './show-id.ts';
import type { Group } from './sort-out.ts';
import type { Trial, Trials } from './try-mends.ts';

/** What is known of the file whose IDs were looked at. */
export interface FileFacts {
  counts: Counts;
  /** of the version that is live, if there is one */
  live: Counts | undefined;
  projectId: string;
}

/** Fewer of those that were looked at explain nothing, unless they would be members. */
const leastShare = 0.05;
/** The same where mending has helped nobody: IDs may have been made like that. */
const leastUnproven = 0.2;
/** Of those that were tried: fewer may be somebody else by chance. */
const leastRegistered = 0.05;

const harmless: readonly string[] = ['missing-value', 'header'];

interface Weighed {
  finding: Found;
  /** how much it explains */
  weight: number;
}

/** @param trials undefined when nothing could be looked up */
export const findCauses = (
  { counts, live, projectId }: FileFacts,
  sample: { ids: readonly string[]; unmatchable: number },
  groups: readonly Group[],
  trials: Trials | undefined,
): Diagnosis => {
  const sampled = sample.ids.length + sample.unmatchable;
  const examined: Examined = { sampled, isAll: sampled >= counts.unregistered };
  const ofFile = headerOnly(counts, groups) ?? oneRow(counts, sample);
  const ofIds = groups.flatMap((group) => weigh(group, trials?.trials.get(group.cause), examined));
  const weighed = [...ofIds, ...unmatchable(sample.unmatchable, examined)]
    .sort((one, other) => other.weight - one.weight)
    .map(({ finding }) => finding);
  const comparison = compareShares(counts, live);
  const room = mostFindings - comparison.length;
  const findings = [...(ofFile ? [ofFile] : weighed).slice(0, room), ...comparison];
  return {
    findings: findings.map((found) => ({
      ...found,
      sentence: explainInEnglish(found.explanation, { ...placeholders, projectId }),
    })),
    sampled,
    ...(trials && { lookedUp: trials.lookedUp, wouldBeMembers: trials.wouldBeMembers }),
  };
};

const weigh = (group: Group, trial: Trial | undefined, examined: Examined): Weighed[] => {
  const { cause, ids, isShown } = group;
  const found = trial && trial.tried > 0 ? trial.registered / trial.tried : undefined;
  const having = ids.length / examined.sampled;
  const isFound = found !== undefined && found >= leastRegistered;
  const isEnough = isShown && having >= (found === 0 ? leastUnproven : leastShare);
  if (!isEnough && !isFound) return [];
  const example = trial?.example ?? ids[0];
  const finding: Found = {
    kind: cause.kind,
    share: isShown ? having : having * (found ?? 0),
    ...(example !== undefined && { example: showId(example) }),
    explanation: {
      of: 'finding-of-ids',
      values: {
        cause: cause.key,
        isShown,
        count: ids.length,
        ...examined,
        ...(trial && { trial: valuesOf(trial) }),
      },
    },
  };
  // What nobody has after it was mended either may have another cause.
  const certainty = harmless.includes(cause.kind) ? 0 : Math.max(found ?? 1, 0.2);
  return [{ finding, weight: isShown ? having * certainty : finding.share }];
};

const valuesOf = ({
  mend: { how, number },
  tried,
  registered,
}: Trial): NonNullable<ValuesOf['finding-of-ids']['trial']> => ({
  how,
  tried,
  registered,
  ...(number !== undefined && { number }),
});
