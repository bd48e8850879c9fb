import { z } from 'zod';

/** An event as an item has it: its words may be of a later release, which keeps nobody from reading the item. */
export const storedEventSchema = z.object({
  type: z.string(),
  trigger: z.string(),
  /** milliseconds since 1970 */
  at: z.number(),
  /** of the import whose record tells more */
  importId: z.string().optional(),
  /** machine-readable; of what is held or has failed */
  cause: z.string().optional(),
  /** that was published or held */
  version: z.number().optional(),
  /** what readers see after it; absent where nothing is live */
  live: z.object({ version: z.number(), members: z.number() }).optional(),
  /** older ones that have made room and are not told; the times are when the first and the last of them were written */
  earlier: z.object({ count: z.number(), first: z.number(), last: z.number() }).optional(),
});
export type StoredEvent = z.infer<typeof storedEventSchema>;

/**
 * Something that other systems are told through EventBridge, written into the audience's item together with what it tells of,
 * and removed by the announcer once EventBridge has it. How it looks then: `event-detail.ts`.
 */
export interface PendingEvent extends StoredEvent {
  /**
   * - `published`: another version is live, or the live one again, from another file with the same members
   * - `held`: complete, and not published until an operator approves it
   * - `failed`: an import was rejected, or has failed
   * - `deleted`: an operator has deleted the audience, or its project
   */
  type: 'published' | 'held' | 'failed' | 'deleted';
  /** why: a file that is new, has changed or is retried, the same one matched anew, or what an operator did */
  trigger: 'file' | 'rematch' | 'approval' | 'rollback' | 'deletion';
}

/**
 * By sequence in decimal: the audience's version counter after the write that has added it. Each import and each operation takes a
 * number of its own, so no two are alike, and later ones are higher.
 */
export type PendingEvents = Readonly<Record<string, StoredEvent>>;

/** An audience has no more at a time; an item of 400 KB takes them: test/unit/shared/item-sizes.test.ts. */
export const mostEvents = 10;

/** How an event is added to those that an audience has. */
export interface EventAddition {
  written: PendingEvent;
  /** keys of those that are folded into it */
  folded: readonly string[];
}

/** Where there would be too many, the oldest go into the new one, as a count. */
export const addEvent = (present: PendingEvents, added: PendingEvent): EventAddition => {
  const inOrder = Object.entries(present).sort(([one], [other]) => Number(one) - Number(other));
  const oldest = inOrder.slice(0, Math.max(0, inOrder.length + 1 - mostEvents));
  const folds = oldest.map(([, { at, earlier }]) => ({
    count: (earlier?.count ?? 0) + 1,
    first: earlier?.first ?? at,
    last: at,
  }));
  const [first] = folds;
  if (!first) return { written: added, folded: [] };
  const earlier = {
    count: folds.reduce((sum, { count }) => sum + count, 0),
    first: first.first,
    last: Math.max(...folds.map(({ last }) => last)),
  };
  return { written: { ...added, earlier }, folded: oldest.map(([key]) => key) };
};
