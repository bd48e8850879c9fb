import { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import type { PublishEvent } from '../events/event-bus.ts';
import { isObject } from '../json.ts';
import { accountId, region } from '../template/physical-names.ts';

const maxEntries = 10;
/** What AWS counts of a request, in bytes. */
const maxBytes = 1_048_576;

const entrySchema = z.object({
  Source: z.string().default(''),
  DetailType: z.string().default(''),
  Detail: z.string().default(''),
  Resources: z.array(z.string()).default([]),
  /** seconds since 1970 */
  Time: z.number().optional(),
  EventBusName: z.string().default('default'),
});
type Entry = z.infer<typeof entrySchema>;

const requestSchema = z.object({ Entries: z.array(entrySchema).min(1).max(maxEntries) });

/** A bus is named, or given by its ARN. */
const defaultBus: readonly string[] = [
  'default',
  `arn:aws:events:${region}:${accountId}:event-bus/default`,
];

type Result = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

const sizeOf = ({ Source, DetailType, Detail, Resources, Time }: Entry): number =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (sum, part) => sum + Buffer.byteLength(part),
    Time === undefined ? 0 : 14,
  );

const missing = (name: string): Result => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
});

const parseDetail = (detail: string): unknown => {
  try {
    return JSON.parse(detail);
  } catch {
    return undefined;
  }
};

const put = (entry: Entry, publish: PublishEvent): Result => {
  for (const name of ['Source', 'DetailType', 'Detail'] as const)
    if (entry[name] === '') return missing(name);
  if (entry.Source.startsWith('aws.'))
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  if (!defaultBus.includes(entry.EventBusName))
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `The local stack has no event bus ${entry.EventBusName}, only default.`,
    };
  const detail = parseDetail(entry.Detail);
  if (!isObject(detail))
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return {
    EventId: publish({
      source: entry.Source,
      detailType: entry.DetailType,
      resources: entry.Resources,
      detail,
      time: entry.Time === undefined ? undefined : new Date(entry.Time * 1000),
    }),
  };
};

/**
 * EventBridge's PutEvents call: refused whole, or entry by entry.
 *
 * @throws ZodError, LocalStackError where it is refused whole
 */
export const putEvents = (request: unknown, publish: PublishEvent): object => {
  const { Entries: entries } = requestSchema.parse(request);
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > maxBytes)
    throw new LocalStackError('Total size of the entries in the request is over the limit.');
  const results = entries.map((entry) => put(entry, publish));
  const failed = results.filter((result) => 'ErrorCode' in result).length;
  return { FailedEntryCount: failed, Entries: results };
};
