import { widthOf } from './width-of.ts';
import type { Common } from '../texts/en/common.ts';
import { formatCount } from '../../../lambdas/shared/texts/figures.ts';

/** How far something is. */
export interface Progress {
  done: number;
  /** undefined: nobody knows */
  total?: number | undefined;
  /** says what is counted, behind `36,000 of 120,000` or `36,000` */
  tell: (amount: string) => string;
}

const barWidth = 20;
/** Before, a rate is a guess. */
const leastMs = 2000;

/**
 * `[######--------------] 30 %  36,000 of 120,000 users, 4,000/s, 21 s left`, as far as it is known.
 *
 * @param width columns of the terminal; undefined: without the bar
 */
export const describeProgress = (
  { done, total, tell }: Progress,
  passedMs: number,
  width: number | undefined,
  common: Common,
): string => {
  const rate = passedMs < leastMs ? 0 : (done * 1000) / passedMs;
  const count = tell(
    total === undefined ? formatCount(done) : common.outOf(formatCount(done), formatCount(total)),
  );
  const parts = [
    count,
    ...(rate >= 1 ? [`${formatCount(Math.round(rate))}/s`] : []),
    ...(rate > 0 && total !== undefined && done < total
      ? [common.left(formatSeconds((total - done) / rate))]
      : []),
  ].join(', ');
  if (total === undefined || total === 0) return parts;
  const share = Math.min(1, done / total);
  const percent = `${Math.floor(share * 100)} %`;
  if (width === undefined) return `${percent}, ${parts}`;
  const filled = Math.floor(share * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`;
  const text = `${percent}  ${parts}`;
  return bar.length + 1 + widthOf(text) < width ? `${bar} ${text}` : text;
};

const formatSeconds = (seconds: number): string => {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3600 ? `${Math.ceil(whole / 60)} min` : `${(whole / 3600).toFixed(1)} h`;
};
