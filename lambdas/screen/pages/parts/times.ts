import { html, type Html } from '../../../shared/screen/html.ts';
import { timeAgo } from '../../../shared/texts/time-ago.ts';
import type { Reader } from '../reader.ts';

type Clock = Pick<Reader, 'say' | 'now' | 'offsetMinutes'>;

/**
 * How long ago something was; when exactly is in the title.
 *
 * @param at milliseconds since 1970
 * @param tell a sentence with the time in it
 */
export const ago = (
  at: number,
  { say, now, offsetMinutes }: Clock,
  tell = (time: string): string => time,
): Html =>
  html`<time title="${say.formats.time(at, offsetMinutes)}"
    >${tell(timeAgo(at, now, say.formats, offsetMinutes))}</time
  >`;

/** In the dashboard's time zone. */
export const exactly = (at: number, { say, offsetMinutes }: Clock): string =>
  say.formats.time(at, offsetMinutes);
