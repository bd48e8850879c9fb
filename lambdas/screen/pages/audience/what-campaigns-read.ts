import type { AudienceItem } from '../../../shared/domain/audience-item.ts';
import { findLiveVersion } from '../../../shared/domain/audience-item.ts';
import type { Texts } from '../../../shared/texts/texts.ts';

/** A version that may be read, with its number. */
export interface Readable {
  version: number;
  counts: { members: number };
}

/** Behind a question: what campaigns read once that is published. */
export const willRead = (
  question: string,
  { version, counts }: Readable,
  { screenAudience: { andThen, reads } }: Texts,
): string => andThen(question, reads.next(version, counts.members));

/** Behind a question: that nothing changes for campaigns. */
export const goOnReading = (
  question: string,
  { versions }: Pick<AudienceItem, 'versions'>,
  { screenAudience: { andThen, reads } }: Texts,
): string => {
  const live = findLiveVersion(versions);
  return andThen(question, live ? reads.on(live.version, live.counts.members) : reads.stillNothing);
};

/** Behind a question: what campaigns read as long as a file is not imported. */
export const readUntil = (
  question: string,
  { versions }: Pick<AudienceItem, 'versions'>,
  { screenAudience: { andThen, reads } }: Texts,
): string => {
  const live = findLiveVersion(versions);
  return andThen(
    question,
    live ? reads.until(live.version, live.counts.members) : reads.nothingUntil,
  );
};

/** Behind a question: campaigns are left with nothing. */
export const willReadNothing = (
  question: string,
  { screenAudience: { andThen, reads } }: Texts,
): string => andThen(question, reads.nothing);
