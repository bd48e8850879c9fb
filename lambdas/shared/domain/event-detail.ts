import { z } from 'zod';
import { audienceNameOf } from './file-name.ts';
import type { ImportRecord } from './import-record.ts';
import { importViewSchema, viewImport } from './import-view.ts';
import type { PendingEvent, StoredEvent } from './pending-event.ts';
import { toIso } from './to-iso.ts';

/** EventBridge's `detail-type`. */
export const detailTypes = {
  published: 'Audience Published',
  held: 'Audience Held',
  failed: 'Import Failed',
  deleted: 'Audience Deleted',
} as const satisfies Record<PendingEvent['type'], string>;

/** Raised when a reader of the number before would misunderstand something; what is only added leaves it as it is. */
export const eventSchemaNumber = 1;

/** The `detail` of our events. `docs/generate` makes the JSON Schema of it that readers check against. */
export const eventDetailSchema = z.object({
  schema: z.literal(eventSchemaNumber).describe('Version of this schema.'),
  stack: z.string().describe('Name of the CloudFormation stack.'),
  project: z.string().describe('Project ID.'),
  name: z.string().describe('Name of the audience: the file name without ".csv".'),
  audienceId: z
    .string()
    .describe(
      'Identity of the audience. An audience that was deleted, and whose file comes back when nothing was left of it, has another one.',
    ),
  sequence: z
    .number()
    .int()
    .describe(
      'Grows with every event of the same audienceId. An event whose sequence is not higher than the highest that was seen is old, or comes a second time.',
    ),
  at: z.iso.datetime().describe('When it happened.'),
  trigger: z
    .string()
    .describe(
      'Why: a file that is new, has changed or is retried (`file`), the same file matched anew (`rematch`), or what an operator did: `approval`, `rollback`, `deletion`. New ones may be added.',
    ),
  version: z
    .number()
    .nullable()
    .describe('That was published or held. A rollback publishes a lower one than before.'),
  live: z
    .object({ version: z.number(), members: z.number() })
    .nullable()
    .describe('What campaigns read after it; null where nothing is live.'),
  cause: z
    .string()
    .nullable()
    .describe('Why it was held, rejected or has failed: a cause of docs/errors.md.'),
  earlier: z
    .object({ count: z.number(), first: z.iso.datetime(), last: z.iso.datetime() })
    .nullable()
    .describe(
      'How many older events of the audience were not sent, because more than ten were waiting, and when the first and the last of them happened. Several events may have some: add them up.',
    ),
  // Its words may be of a later release, too.
  record: importViewSchema
    .extend({ outcome: z.string(), plan: z.string().optional(), trigger: z.string().optional() })
    .nullable()
    .describe(
      'The record of the import, as "audience-import import history --json" has it; null where there is none.',
    ),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;

/** Of which audience an event tells. */
export interface Told {
  projectId: string;
  fileName: string;
  audienceId: string;
  sequence: number;
  event: StoredEvent;
}

/** From where events come. */
export interface EventOrigin {
  /** its name */
  stack: string;
  region: string;
}

/** @returns undefined for a type of a later release */
export const detailTypeOf = ({ type }: Pick<StoredEvent, 'type'>): string | undefined =>
  Object.entries(detailTypes).find(([known]) => known === type)?.[1];

export const composeDetail = (
  { projectId, fileName, audienceId, sequence, event }: Told,
  record: ImportRecord | undefined,
  { stack, region }: EventOrigin,
): EventDetail => {
  const { at, trigger, version = null, live = null, cause = null, earlier } = event;
  return {
    schema: eventSchemaNumber,
    stack,
    project: projectId,
    name: audienceNameOf(fileName),
    audienceId,
    sequence,
    at: toIso(at),
    trigger,
    version,
    live,
    cause,
    earlier: earlier
      ? { count: earlier.count, first: toIso(earlier.first), last: toIso(earlier.last) }
      : null,
    record: record ? viewImport(projectId, record, region) : null,
  };
};
