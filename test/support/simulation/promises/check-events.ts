import {
  type EventDetail,
  eventDetailSchema,
} from '../../../../lambdas/shared/domain/event-detail.ts';
import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
} from '../../../../lambdas/shared/domain/audience-item.ts';
import { mostEvents } from '../../../../lambdas/shared/domain/pending-event.ts';
import type { Random } from '../../../../lambdas/shared/ports.ts';
import type { TakenEvent } from '../../aws/event-bridge/event-bridge-service.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import type { Report } from './report.ts';

interface ToTell {
  file: string;
  audienceId: string;
  sequence: number;
}

/** What one write has made of an audience, by what it says of versions and outcome; not by what it tells of itself. */
const happened = (before: AudienceItem | undefined, after: AudienceItem): string | undefined => {
  const [last, next] = [before, after].map((item) => item && findLiveVersion(item.versions));
  if (after.deletedAt !== undefined && before?.deletedAt === undefined)
    return last || before?.outcome || (before && findHeldVersion(before.versions))
      ? 'deleted'
      : undefined;
  // Matched anew, and the same members: that is nothing to tell. A retry that finds the same is.
  const isRematch = before?.outcome?.rematch === true && before.outcome.etag === next?.etag;
  const isLater = !isRematch && next?.publishedAt !== last?.publishedAt;
  if (next && (next.version !== last?.version || next.etag !== last.etag || isLater))
    return 'published';
  const held = findHeldVersion(after.versions);
  if (held && held.version !== (before && findHeldVersion(before.versions))?.version) return 'held';
  const { outcome } = after;
  const hasEnded = outcome && outcome.importId !== before?.outcome?.importId;
  return hasEnded && (outcome.result === 'rejected' || outcome.result === 'failed')
    ? 'failed'
    : undefined;
};

/**
 * A subscriber who gets all events in whatever order, some of them twice, and drops what is old, ends with what is true; each
 * publication, hold, failure and deletion is among them, or counted by a later one.
 */
export const createEventsCheck = (
  { audiences, watch }: Observed,
  taken: readonly TakenEvent[],
  random: Random,
  report: Report,
): { checkEnd: () => void } => {
  const toTell: ToTell[] = [];
  const lastStates = new Map<string, EventDetail['live']>();

  watch({
    onAudience: ({ projectId, fileName, before, after }) => {
      const file = keyOfFile(projectId, fileName);
      if (!after) {
        if (before?.unannounced !== undefined) report(`${file} is gone, and has events to tell`);
        return;
      }
      const { audienceId } = after;
      const live = findLiveVersion(after.versions);
      lastStates.set(
        audienceId,
        live ? { version: live.version, members: live.counts.members } : null,
      );
      const pending = Object.entries(after.events ?? {});
      if (pending.length > mostEvents)
        report(`${file} holds ${pending.length} events, and may hold ${mostEvents}`);
      const added = pending.filter(([sequence]) => before?.events?.[sequence] === undefined);
      for (const [sequence] of added) toTell.push({ file, audienceId, sequence: Number(sequence) });
      const type = happened(before, after);
      if (added.length !== (type === undefined ? 0 : 1) || added.some(([, of]) => of.type !== type))
        report(`${file} was ${type ?? 'not changed'}: ${added.length} event(s) tell of it`);
    },
  });

  return {
    checkEnd: () => {
      for (const [file, { unannounced }] of audiences)
        if (unannounced !== undefined) report(`${file} has events that were not sent`);

      const details = taken.map(({ detail }) => eventDetailSchema.parse(JSON.parse(detail)));
      const byId = Map.groupBy(details, ({ audienceId }) => audienceId);
      for (const { file, audienceId, sequence } of toTell) {
        const told = byId.get(audienceId) ?? [];
        const isCounted = told.some((of) => of.sequence > sequence && of.earlier !== null);
        if (!told.some((of) => of.sequence === sequence) && !isCounted)
          report(`nobody was told of number ${sequence} of ${file}`);
      }

      // As a subscriber does it; at least once, and in any order.
      const known = new Map<string, EventDetail>();
      const delivered = [...details, ...details.filter(() => random() < 0.3)]
        .map((detail) => ({ detail, when: random() }))
        .sort((one, other) => one.when - other.when);
      for (const { detail } of delivered)
        if (detail.sequence > (known.get(detail.audienceId)?.sequence ?? 0))
          known.set(detail.audienceId, detail);
      for (const [audienceId, { live, name }] of known)
        if (JSON.stringify(live) !== JSON.stringify(lastStates.get(audienceId)))
          report(
            `a subscriber takes ${JSON.stringify(live)} for live of ${name}, which is ${JSON.stringify(lastStates.get(audienceId))}`,
          );
    },
  };
};
