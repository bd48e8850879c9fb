import { html, type Html } from '../../../shared/screen/html.ts';
import type { AudienceSheet } from '../../domain/shown.ts';
import { describeTrend, pointsOf } from '../parts/sparkline.ts';
import { exactly } from '../parts/times.ts';
import type { Reader } from '../reader.ts';

const size = { width: 600, height: 84 };

interface Shown {
  members: readonly number[];
  /** when the first and the last of them were imported, where that is known */
  dates: readonly [from: number, to: number] | undefined;
}

/** Members of the last versions; with dates where the history has enough of them. */
export const trendGraph = (sheet: AudienceSheet, reader: Reader): Html | undefined => {
  const { members, dates } = shownOf(sheet);
  if (members.length < 2) return undefined;
  const { say } = reader;
  const { trend } = say.screenAudience;
  const line = pointsOf(members, size)
    .map(([x, y]) => `${x},${y + 6}`)
    .join(' ');
  const bottom = size.height + 12;
  return html`<svg class="trend" viewBox="0 0 600 96" preserveAspectRatio="none" role="img">
      <title>${describeTrend(members, say)}</title>
      <polygon class="under" points="0,${bottom} ${line} 600,${bottom}" />
      <polyline class="over" points="${line}" vector-effect="non-scaling-stroke" />
    </svg>
    ${
      dates &&
      html`<div class="row apart soft">
        <span>${trend.from(exactly(dates[0], reader))}</span>
        <span>${trend.to(exactly(dates[1], reader))}</span>
      </div>`
    }`;
};

/** Records have dates, and last a year; an item's trend has none, and reaches further. */
const shownOf = ({ item, history }: AudienceSheet): Shown => {
  const published = history
    .flatMap(({ outcome, counts, endedAt }) =>
      outcome === 'published' && counts?.members !== undefined
        ? [{ members: counts.members, endedAt }]
        : [],
    )
    .reverse();
  const members = published.map((one) => one.members);
  const trend = item.trend ?? [];
  const [first, last] = [published[0], published[published.length - 1]];
  return first && last && members.length >= trend.length
    ? { members, dates: [first.endedAt, last.endedAt] }
    : { members: trend, dates: undefined };
};
