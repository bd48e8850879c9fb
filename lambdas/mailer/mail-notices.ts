import type { Turn } from '../shared/lease/ports.ts';
import { reserveMs } from './domain/removal-time.ts';
import { mailProject, type MailProjectPorts } from './mail-project.ts';
import { beginRun, type MailRun } from './mail-run.ts';
import type { CountPending } from '../shared/adapters/count-pending.ts';

export interface MailPorts extends MailProjectPorts {
  countPending: CountPending;
}

/**
 * One run: tells of all that is pending, project by project, so that one that fails stops no other. Never
 * throws; what went wrong is in the result.
 *
 * @param turn begins behind the project that the run before has worked on last, so that a project with
 *   more to tell than fits into a run keeps no other waiting for long
 */
export const mailNotices = async (
  ports: MailPorts,
  turn: Turn = { number: 0, after: undefined },
): Promise<MailRun> => {
  const { after } = turn;
  const run = beginRun(turn);
  try {
    const pending = await ports.countPending();
    for (const [projectId, audiences] of inTurn(pending, after))
      if (run.isHalted || ports.timeLeft() < reserveMs) run.noticesPending += audiences;
      else await mailProject(projectId, audiences, run, ports);
  } catch (error) {
    run.failures.push({ projectId: undefined, error });
  }
  return run;
};

const inTurn = (
  pending: ReadonlyMap<string, number>,
  after: string | undefined,
): [string, number][] => {
  const inOrder = [...pending].sort(([one], [other]) => (one < other ? -1 : 1));
  const first = inOrder.findIndex(([projectId]) => after === undefined || projectId > after);
  return first === -1 ? inOrder : [...inOrder.slice(first), ...inOrder.slice(0, first)];
};
