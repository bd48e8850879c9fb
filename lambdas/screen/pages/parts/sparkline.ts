import { html, type Html } from '../../../shared/screen/html.ts';
import type { Texts } from '../../../shared/texts/texts.ts';

/** Points from left to right, in whole units of a drawing of that size; what changes least is drawn in the middle. */
export const pointsOf = (
  figures: readonly number[],
  { width, height }: { width: number; height: number },
): (readonly [x: number, y: number])[] => {
  const least = Math.min(...figures);
  const span = Math.max(...figures) - least;
  // One figure is a line, too.
  const all = figures.length === 1 ? [...figures, ...figures] : figures;
  const step = width / (all.length - 1);
  return all.map((figure, index) => [
    Math.round(index * step),
    span === 0 ? Math.round(height / 2) : Math.round(height - ((figure - least) / span) * height),
  ]);
};

export const describeTrend = (members: readonly number[], { screen }: Texts): string =>
  screen.trend(
    members.length,
    Math.min(...members),
    Math.max(...members),
    members[members.length - 1] ?? 0,
  );

/** The members of the last versions, as a line that is as wide as a word. */
export const sparkline = (members: readonly number[], say: Texts): Html | undefined =>
  members.length === 0
    ? undefined
    : html`<svg class="k" viewBox="0 0 96 22" role="img">
        <title>${describeTrend(members, say)}</title>
        <polyline
          points="${pointsOf(members, { width: 96, height: 18 })
            .map(([x, y]) => `${x},${y + 2}`)
            .join(' ')}"
        />
      </svg>`;
