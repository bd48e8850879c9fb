import { expectedHours, freshnessTurnOf } from '../../shared/domain/freshness.ts';
import type { Project } from '../../shared/domain/project.ts';
import type { Decision } from './decide.ts';
import type { FilePair } from './merge-by-file-name.ts';
import { type Task, toTask } from './task.ts';

/**
 * What is to be done about a file for its import, and for whether it is stale. That it is fresh again goes with the record of
 * how it is seen now. Of one that was seen missing right now, or that a later scan has seen otherwise, the next scan judges.
 */
export const withFreshness = (
  pair: FilePair,
  decision: Decision,
  { expectEveryHours }: Pick<Project, 'expectEveryHours'>,
  now: number,
): { task: Task | undefined; others: Task[] } => {
  const task = toTask(pair, decision);
  const { known, fileName } = pair;
  if (!known || decision.missing || decision.overtaken) return { task, others: [] };
  const source = decision.newSource ?? known.source;
  const hours = expectedHours(expectEveryHours, known.expectEveryHours);
  const turn = freshnessTurnOf({ ...known, source }, hours, now);
  if (!turn) return { task, others: [] };
  return task?.kind === 'source'
    ? { task: { ...task, turn }, others: [] }
    : { task, others: [{ fileName, kind: 'freshness', source, turn }] };
};
