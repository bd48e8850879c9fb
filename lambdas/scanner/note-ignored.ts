import type { GetIgnored } from '../shared/adapters/get-ignored.ts';
import { clipText } from '../shared/domain/clip-text.ts';
import {
  addExample,
  describeIgnored,
  type IgnoredObjects,
  ignoredReasonOf,
  ignoredReasons,
  looksMeant,
} from '../shared/domain/ignored-objects.ts';
import type { Notice } from '../shared/domain/notice.ts';
import type { Now } from '../shared/ports.ts';
import type { ListedFolder, ListedObject } from './domain/listing.ts';
import type { RecordIgnored } from './ports.ts';
import type { ProjectRun } from './project-run.ts';

export interface NoteIgnoredPorts {
  getIgnored: GetIgnored;
  recordIgnored: RecordIgnored;
  now: Now;
}

/** Counts what is no file of ours. */
export const countIgnored = (
  { summary, ignored }: ProjectRun,
  object: Pick<ListedObject, 'name'> | ListedFolder,
): void => {
  const name = 'folder' in object ? object.folder : object.name;
  const reason = ignoredReasonOf(name);
  summary.ignored += 1;
  summary.ignoredBy[reason] = (summary.ignoredBy[reason] ?? 0) + 1;
  ignored[reason] = addExample(ignored[reason], name);
};

/**
 * Records what a scan of a whole project has ignored, if it is not what is known. The administrators are told of what looks
 * meant, once for each reason as long as there is something.
 *
 * @param begunAt milliseconds since 1970: what was seen by a scan that has begun later stays
 */
export const noteIgnored = async (
  projectId: string,
  { summary, ignored }: ProjectRun,
  begunAt: number,
  { getIgnored, recordIgnored, now }: NoteIgnoredPorts,
): Promise<void> => {
  const known = await getIgnored(projectId);
  if (known && known.at >= begunAt) return;
  const isEmpty = summary.seen + summary.ignored === 0;
  const present = ignoredReasons.filter((reason) => ignored[reason] !== undefined);
  if (!known && present.length === 0 && !isEmpty) return;
  const stillTold = present.filter((reason) => known?.told.includes(reason));
  const untold = present.filter((reason) => looksMeant(reason) && !stillTold.includes(reason));
  const found = { reasons: ignored, isEmpty, told: [...stillTold, ...untold] };
  if (known && isSame(known, found)) return;
  const notices = untold.map((cause): Notice => ({
    ...{ kind: 'ignored', cause, importId: 'scan', etag: '', at: now() },
    message: clipText(describeIgnored(cause, ignored[cause] ?? { count: 0, examples: [] })),
  }));
  await recordIgnored(projectId, { at: begunAt, ...found }, notices, known?.at);
};

const isSame = (
  known: IgnoredObjects,
  { reasons, isEmpty, told }: Pick<IgnoredObjects, 'reasons' | 'isEmpty' | 'told'>,
): boolean =>
  known.isEmpty === isEmpty &&
  known.told.length === told.length &&
  ignoredReasons.every(
    (reason) =>
      JSON.stringify(sorted(known.reasons[reason])) === JSON.stringify(sorted(reasons[reason])),
  );

/** DynamoDB gives attributes in an order of its own. */
const sorted = (some: IgnoredObjects['reasons'][keyof IgnoredObjects['reasons']]): unknown =>
  some && [some.count, ...some.examples];
