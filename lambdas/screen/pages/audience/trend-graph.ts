import { findLiveVersion } from '../../../shared/domain/audience-item.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { type Publication, publicationsOf } from '../../domain/publications.ts';
import type { AudienceSheet } from '../../domain/shown.ts';
import { trendOf } from '../../domain/trend-of.ts';
import { describeTrend, pointsOf } from '../parts/sparkline.ts';
import { exactly } from '../parts/times.ts';
import type { Reader } from '../reader.ts';

const size = { width: 600, height: 84 };

interface Shown {
  members: readonly number[];
  /** when campaigns began to read the first and the last of them, where that is known */
  dates: readonly [from: number, to: number] | undefined;
}

/** Members of what campaigns have read, up to now; with dates where the history has all of them. */
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

/** An item's trend has no dates. Those of the records are its dates if they tell of the same figures. */
const shownOf = (sheet: AudienceSheet): Shown => {
  const known = publicationsOf(sheet);
  const trend = trendOf(sheet.item);
  const members = trend.length > 0 ? trend : membersOf(known, sheet);
  const newest = known.slice(-members.length);
  const isSame =
    newest.length === members.length &&
    newest.every((one, index) => one.members === members[index]);
  const [first, last] = [newest[0], newest[newest.length - 1]];
  return { members, dates: isSame && first && last ? [first.at, last.at] : undefined };
};

/** Of an audience that has no trend, as far as its records lead to what campaigns read now. */
const membersOf = (
  known: readonly Publication[],
  { item: { versions } }: AudienceSheet,
): readonly number[] =>
  known[known.length - 1]?.members === findLiveVersion(versions)?.counts.members
    ? known.map(({ members }) => members)
    : [];
