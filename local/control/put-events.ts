import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { PublishEvent } from '../events/event-bus.ts';
import { isObject } from '../json.ts';

/** How the SDK names the call. */
export const putEventsTarget = 'AWSEvents.PutEvents';

const maxEntries = 10;
/** What AWS counts of a request, in bytes. */
const maxBytes = 262_144;

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
  if (entry.EventBusName !== 'default')
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `The local stack has no event bus ${entry.EventBusName}, only default.`,
    };
  const detail = parseDetail(entry.Detail);
  if (!isObject(detail))
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return {
    EventId: publish({
      ...{ source: entry.Source, detailType: entry.DetailType, resources: entry.Resources },
      ...{ detail, time: entry.Time === undefined ? undefined : new Date(entry.Time * 1000) },
    }),
  };
};

const refuse = (response: ServerResponse, message: string): void => {
  response
    .writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify({ __type: 'ValidationException', message }));
};

/** EventBridge's PutEvents call, as the SDK makes it: refused whole, or entry by entry. */
export const servePutEvents = async (
  request: IncomingMessage,
  response: ServerResponse,
  publish: PublishEvent,
): Promise<void> => {
  const parsed = requestSchema.safeParse(parseDetail(await text(request)));
  if (!parsed.success) {
    refuse(response, z.prettifyError(parsed.error));
    return;
  }
  const { Entries: entries } = parsed.data;
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > maxBytes) {
    refuse(response, 'Total size of the entries in the request is over the limit.');
    return;
  }
  const results = entries.map((entry) => put(entry, publish));
  const failed = results.filter((result) => 'ErrorCode' in result).length;
  response
    .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify({ FailedEntryCount: failed, Entries: results }));
};
