import { z } from 'zod';

const hour = 3_600_000;

/** Hours within which a file has to change: at least one, as a file is looked at every ten minutes; at most a year. */
export const expectEveryHoursSchema = z
  .number()
  .int()
  .min(1)
  .max(365 * 24);

/** A file has not changed for longer than it should have, and its administrators were told. */
export const staleSchema = z.object({
  /** when that was noticed; milliseconds since 1970 */
  at: z.number(),
  /** when the file had changed last; milliseconds since 1970 */
  changedAt: z.number(),
  /** what was expected then */
  hours: z.number(),
});
export type Stale = z.infer<typeof staleSchema>;

/** What of an audience says how fresh its file is. What imports have made of it does not matter. */
export interface FileAge {
  source: { seenAt: number; changedAt?: number | undefined };
  stale?: Stale | undefined;
  deletedAt?: number | undefined;
}

/**
 * When the file was last put, as a scan has seen it: the same content once more counts. That it was removed is no change of its
 * list.
 */
export const lastChangeOf = ({ seenAt, changedAt }: FileAge['source']): number =>
  changedAt ?? seenAt;

/**
 * Hours within which an audience's file has to change.
 *
 * @param own null: nothing is expected of it, whatever the project says
 */
export const expectedHours = (
  ofProject: number | undefined,
  own: number | null | undefined,
): number | undefined => (own === undefined ? ofProject : (own ?? undefined));

/** What has to be written of a file. */
export type FreshnessTurn =
  | { to: 'stale'; stale: Stale }
  /** `isTold`: the file has changed, and not only what is expected of it */
  | { to: 'fresh'; before: Stale; isTold: boolean };

/**
 * Whether a file has gone stale, or is so no more.
 *
 * @param hours undefined: nothing is expected
 * @param now milliseconds since 1970
 */
export const freshnessTurnOf = (
  { source, stale, deletedAt }: FileAge,
  hours: number | undefined,
  now: number,
): FreshnessTurn | undefined => {
  const changedAt = lastChangeOf(source);
  const isStale = hours !== undefined && deletedAt === undefined && now - changedAt > hours * hour;
  if (!stale) return isStale ? { to: 'stale', stale: { at: now, changedAt, hours } } : undefined;
  const hasChanged = changedAt !== stale.changedAt;
  return hasChanged || !isStale ? { to: 'fresh', before: stale, isTold: hasChanged } : undefined;
};
