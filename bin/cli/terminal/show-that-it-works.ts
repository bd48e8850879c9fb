import type { Every } from '../context.ts';
import type { CliTexts } from '../texts/texts.ts';
import type { Output } from './output.ts';

const tickMs = 1000;
/** Somebody at a terminal wonders whether it hangs. */
const quietMs = 2000;
/** A log says it now and then. */
const logQuietMs = 30_000;

/** Says that a command still works when it has said nothing for a while. @returns ends that */
export const showThatItWorks = (
  output: Output,
  {
    now,
    every,
    say: { common },
  }: { now: () => number; every: Every; say: Pick<CliTexts, 'common'> },
): (() => void) => {
  const startedAt = now();
  const isTerminal = output.progressWidth !== undefined;
  let own: number | undefined;
  return every(tickMs, () => {
    if (output.isPrinting()) return;
    // What it has shown itself may be replaced at once.
    const { times, at } = output.said();
    const isOwn = isTerminal && times === own;
    const quietEnough = isTerminal ? quietMs : logQuietMs;
    if (!isOwn && now() - at < quietEnough) return;
    const seconds = Math.round((now() - startedAt) / 1000);
    if (isTerminal) output.progress(common.working(seconds));
    else output.note(common.stillWorking(seconds));
    own = output.said().times;
  });
};
