import type { Context } from '../context.ts';
import { describeProgress, type Progress } from './describe-progress.ts';

/** A terminal need not be written to more often. */
const terminalIntervalMs = 200;
/** A log says now and then that it goes on. */
const logIntervalMs = 30_000;

/** What is needed to show it. */
export type ProgressContext = Pick<Context, 'output' | 'now' | 'say'>;

export type ShowProgress = (progress: Progress) => void;

/** Shows how far it is: as a bar on a terminal, as lines every half a minute in a log. */
export const createShowProgress = ({ output, now, say }: ProgressContext): ShowProgress => {
  const { progressWidth } = output;
  const isTerminal = progressWidth !== undefined;
  const startedAt = now();
  let shownAt = isTerminal ? 0 : startedAt;
  return (progress) => {
    const time = now();
    if (time - shownAt < (isTerminal ? terminalIntervalMs : logIntervalMs)) return;
    shownAt = time;
    const text = describeProgress(progress, time - startedAt, progressWidth, say.common);
    if (isTerminal) output.progress(text);
    else output.note(text);
  };
};
