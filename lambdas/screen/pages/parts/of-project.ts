import type { LastScan } from '../../../shared/domain/last-scan.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import type { Texts } from '../../../shared/texts/texts.ts';
import { duration } from '../../../shared/texts/duration.ts';
import { type Concern, concernsOf, placesTaken } from '../../domain/concerns.ts';
import type { ShownProject } from '../../domain/shown.ts';
import type { Reader } from '../reader.ts';
import { bar, none } from './figures.ts';
import { state } from './status.ts';
import { ago } from './times.ts';

const wordOf = (concern: Concern, { screen: { concerns } }: Texts): string =>
  'count' in concern ? concerns[concern.of](concern.count) : concerns[concern.of];

/** What of it needs somebody, in words. */
export const concernMarks = (shown: ShownProject, { say, now }: Reader): Html | undefined => {
  const concerns = concernsOf(shown, now);
  return concerns.length === 0
    ? undefined
    : html`<span class="marks"
        >${concerns.map((concern) => state(wordOf(concern, say), concern.tone))}</span
      >`;
};

/** How many audiences it has, of how many it may have. */
export const usage = (shown: ShownProject, { say }: Reader): Html => {
  const taken = placesTaken(shown);
  const limit = shown.project.audienceLimit;
  return html`${say.screen.projects.ofLimit(taken, limit)} ${bar(taken, limit)}`;
};

export const scanned = (scan: LastScan | undefined, reader: Reader): Html | string =>
  scan === undefined ? reader.say.screen.projects.neverScanned : ago(scan.at, reader);

export const seen = (scan: LastScan | undefined, { say }: Reader): string =>
  scan === undefined ? none : say.formats.number(scan.seen);

/** Files that are due, and since when the one that waits longest is. */
export const waiting = (scan: LastScan | undefined, { say }: Reader): Html | string => {
  if (scan === undefined) return none;
  const { formats, screen } = say;
  return scan.waiting === 0
    ? formats.number(0)
    : html`${formats.number(scan.waiting)}
        <small>${screen.projects.longest(duration(scan.longestWaitSeconds, formats))}</small>`;
};
