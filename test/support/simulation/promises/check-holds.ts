import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
} from '../../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../../lambdas/shared/domain/file-name.ts';
import type { AudienceReader } from '../../../../reader/index.ts';
import { keyOfFile, type AudienceChange, type Observed } from '../observed.ts';
import type { Report } from './report.ts';

/**
 * An audience with members never becomes empty but by an operator who approves it, or rolls back to what was approved. What
 * is held is one version; it is published only by approval, as it was, and is dropped only by an operator,
 * by what is published or held after it, or by its age. Nobody reads it meanwhile.
 *
 * @param reader of a campaign
 */
export const createHoldsCheck = (
  { audiences, watch }: Observed,
  reader: AudienceReader,
  report: Report,
): { check: () => Promise<void>; held: () => number } => {
  let held = 0;

  watch({
    onAudience: ({ projectId, fileName, before, after }) => {
      const file = keyOfFile(projectId, fileName);
      if (!after) {
        if (before && findHeldVersion(before.versions)) report(`${file} is gone, and was held`);
        return;
      }
      checkState(file, after, report);
      if (!before) return;
      const change = { before, after };
      if (findHeldVersion(after.versions)?.version !== findHeldVersion(before.versions)?.version)
        held += findHeldVersion(after.versions) ? 1 : 0;
      checkEmptying(file, change, report);
      checkEnd(file, change, report);
    },
  });

  const checkFile = async ({ projectId, fileName, versions }: AudienceItem): Promise<void> => {
    const version = findHeldVersion(versions)?.version;
    if (version === undefined) return;
    const name = audienceNameOf(fileName);
    const snapshot = await reader.snapshot(projectId, name, { version }).catch(() => undefined);
    const stillHeld = audiences.get(keyOfFile(projectId, fileName))?.versions[version];
    if (snapshot && stillHeld?.state === 'held')
      report(`version ${version} of ${keyOfFile(projectId, fileName)} is held, and can be read`);
  };

  return {
    held: () => held,
    check: async () => {
      for (const item of [...audiences.values()]) await checkFile(item);
    },
  };
};

type Change = { [Side in 'before' | 'after']: NonNullable<AudienceChange[Side]> };

const checkState = (file: string, { versions }: AudienceItem, report: Report): void => {
  const held = Object.values(versions).filter(({ state }) => state === 'held');
  if (held.length > 1) report(`${file} has ${held.length} versions that are held`);
};

/** The operation that has made this change, if an operator did. */
const operationOf = ({ before, after }: Change): string =>
  after.operation === before.operation ? '' : (after.operation ?? '');

const checkEmptying = (file: string, change: Change, report: Report): void => {
  const [last, next] = [change.before, change.after].map(({ versions }) =>
    findLiveVersion(versions),
  );
  if (!last || !next || last.counts.members === 0 || next.counts.members > 0) return;
  if (/^(approve|rollback)-/.test(operationOf(change))) return;
  report(`${file} was emptied by version ${next.version}, which nobody has approved`);
};

/** What becomes of a version that was held before. */
const checkEnd = (file: string, change: Change, report: Report): void => {
  const held = findHeldVersion(change.before.versions);
  const now = held && change.after.versions[held.version];
  if (!held || now?.state === 'held') return;
  const operation = operationOf(change);
  if (now?.state === 'live') {
    if (!operation.startsWith('approve-'))
      report(`version ${held.version} of ${file} was held and is live, and nobody has approved it`);
    if (JSON.stringify([now.counts, now.layout]) !== JSON.stringify([held.counts, held.layout]))
      report(`version ${held.version} of ${file} is not what was held`);
    return;
  }
  const { versions, deletedAt } = change.after;
  const newest = findHeldVersion(versions) ?? findLiveVersion(versions);
  const isReplaced =
    newest !== undefined &&
    (newest.version > held.version ||
      JSON.stringify(newest) !== JSON.stringify(findLiveVersion(change.before.versions)));
  const isDropped = operation.startsWith('discard-') || deletedAt !== undefined;
  if (now?.state !== 'abandoned' || !(isReplaced || isDropped))
    report(
      `version ${held.version} of ${file} was held, and is ${now?.state ?? 'gone'} for no reason`,
    );
};
