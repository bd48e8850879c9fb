import type { GetIgnored } from '../shared/adapters/get-ignored.ts';
import { clipText } from '../shared/domain/clip-text.ts';
import {
  addExample,
  type IgnoredByReason,
  type IgnoredObjects,
  type IgnoredReason,
  ignoredReasonOf,
  ignoredReasons,
  looksMeant,
} from '../shared/domain/ignored-objects.ts';
import type { Explanation } from '../shared/domain/explanation.ts';
import type { Notice } from '../shared/domain/notice.ts';
import type { Now } from '../shared/ports.ts';
import { explainInEnglish } from '../shared/texts/en/explain-in-english.ts';
import type { ListedFolder, ListedObject } from './domain/listing.ts';
import type { RecordIgnored } from './ports.ts';
import type { ProjectRun } from './project-run.ts';

export interface NoteIgnoredPorts {
  getIgnored: GetIgnored;
  recordIgnored: RecordIgnored;
  now: Now;
}

/** Counts what is no file of ours, each object once, also when the run before has looked further than the file at which it stopped. */
export const countIgnored = (
  { summary, ignored }: ProjectRun,
  object: Pick<ListedObject, 'name'> | ListedFolder,
): void => {
  const name = 'folder' in object ? object.folder : object.name;
  const reason = ignoredReasonOf(name);
  // A second object of a file is known for that when the file is.
  if (reason !== 'shadowed') {
    const { upTo } = ignored;
    if (upTo !== undefined && Buffer.compare(Buffer.from(name), Buffer.from(upTo)) <= 0) return;
    ignored.upTo = name;
  }
  summary.ignored += 1;
  summary.ignoredBy[reason] = (summary.ignoredBy[reason] ?? 0) + 1;
  ignored.reasons[reason] = addExample(ignored.reasons[reason], name);
};

/**
 * Records what a whole project has of what is ignored, if it is not what is known. The administrators are told of what looks
 * meant, once for each reason as long as there is something; where it comes again, when it has stayed for an hour.
 *
 * @param begunAt milliseconds since 1970: what was seen by a scan that has begun later stays
 */
export const noteIgnored = async (
  projectId: string,
  { ignored, isEmpty }: { ignored: IgnoredByReason; isEmpty: boolean },
  begunAt: number,
  { getIgnored, recordIgnored, now }: NoteIgnoredPorts,
): Promise<void> => {
  const known = await getIgnored(projectId);
  if (known && known.at >= begunAt) return;
  if (!known && Object.keys(ignored).length === 0 && !isEmpty) return;
  const told = toldOf(ignored, known?.told ?? {}, begunAt);
  const untold = ignoredReasons.filter((reason) => {
    const before = known?.told[reason];
    return (
      told[reason] && (before === undefined || isBackForLong(before, begunAt)) && ignored[reason]
    );
  });
  const found = { reasons: ignored, isEmpty, told };
  if (known && isSame(known, found)) return;
  const notices = untold.map((reason): Notice => {
    const { count, examples } = ignored[reason] ?? { count: 0, examples: [] };
    const explanation: Explanation = { of: 'ignored', values: { reason, count, examples } };
    return {
      kind: 'ignored',
      cause: reason,
      importId: 'scan',
      etag: '',
      at: now(),
      message: clipText(explainInEnglish(explanation)),
      explanation,
    };
  });
  await recordIgnored(projectId, { at: begunAt, ...found }, notices, known?.at);
};

type Told = IgnoredObjects['told'];

/** Names that come and go, as while a file is written, are not told each time. */
const quietMs = 60 * 60 * 1000;

const isBackForLong = (told: Told[IgnoredReason], at: number): boolean =>
  told?.backSince !== undefined && at - told.backSince >= quietMs;

/** What is told when this is recorded. */
const toldOf = (ignored: IgnoredByReason, before: Told, at: number): Told => {
  const told: Told = {};
  for (const reason of ignoredReasons.filter(looksMeant)) {
    const already = before[reason];
    if (!ignored[reason]) {
      if (already) told[reason] = { isGone: true };
    } else if (already?.isGone === true) told[reason] = { backSince: at };
    else told[reason] = already && !isBackForLong(already, at) ? already : {};
  }
  return told;
};

const isSame = (
  known: IgnoredObjects,
  { reasons, isEmpty, told }: Pick<IgnoredObjects, 'reasons' | 'isEmpty' | 'told'>,
): boolean =>
  known.isEmpty === isEmpty &&
  ignoredReasons.every(
    (reason) =>
      JSON.stringify(parts(known, reason)) === JSON.stringify(parts({ reasons, told }, reason)),
  );

/** DynamoDB gives attributes in an order of its own. */
const parts = (
  { reasons, told }: Pick<IgnoredObjects, 'reasons' | 'told'>,
  reason: IgnoredReason,
): unknown => {
  const [some, of] = [reasons[reason], told[reason]];
  return [some?.count, some?.examples, of && [of.isGone, of.backSince]];
};
