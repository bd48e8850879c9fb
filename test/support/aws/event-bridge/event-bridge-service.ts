import type { Now } from '../../../../lambdas/shared/ports.ts';
import { NotSimulatedError } from '../not-simulated-error.ts';
import { decodeJson } from '../wire/json-protocol.ts';
import { ServiceError } from '../wire/service-error.ts';
import type { Service, WireAnswer } from '../wire/service.ts';

/** An event that EventBridge has taken. */
export interface TakenEvent {
  /** milliseconds since 1970: when it was taken */
  at: number;
  source: string;
  detailType: string;
  /** JSON */
  detail: string;
}

interface Entry {
  Source?: string;
  DetailType?: string;
  Detail?: string;
}

const mostEntries = 10;
const mostBytes = 256 * 1024;
const timeBytes = 14;

const bytesOf = ({ Source = '', DetailType = '', Detail = '' }: Entry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail) + timeBytes;

const isObject = (json: string): boolean => {
  try {
    return typeof JSON.parse(json) === 'object';
  } catch {
    return false;
  }
};

/** PutEvents on the default event bus, by its JSON protocol; a fault lets it refuse single events. */
export const createEventBridgeService = (
  now: Now,
): { service: Service; events: readonly TakenEvent[] } => {
  const events: TakenEvent[] = [];
  const put = ({ Source, DetailType, Detail }: Entry): object => {
    if (!Source || !DetailType || !Detail)
      return { ErrorCode: 'InvalidArgument', ErrorMessage: 'A required argument is missing.' };
    if (!isObject(Detail))
      return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    events.push({ at: now(), source: Source, detailType: DetailType, detail: Detail });
    return { EventId: `event-${events.length}` };
  };
  const refused = { ErrorCode: 'InternalFailure', ErrorMessage: 'Something went wrong.' };
  return {
    events,
    service: {
      name: 'events',
      decode: decodeJson,
      perform: (operation, input, { undone = () => false }) => {
        if (operation !== 'PutEvents') throw new NotSimulatedError(`${operation} of EventBridge`);
        const { Entries: entries } = input as unknown as { Entries: Entry[] };
        if (entries.length === 0 || entries.length > mostEntries)
          throw new ServiceError('ValidationException', `${entries.length} entries`);
        if (entries.reduce((sum, entry) => sum + bytesOf(entry), 0) > mostBytes)
          throw new ServiceError('ValidationException', 'Total size of the entries is too large.');
        const results = entries.map((entry, index) => (undone(index) ? refused : put(entry)));
        const failed = results.filter((result) => 'ErrorCode' in result).length;
        return toAnswer(200, { FailedEntryCount: failed, Entries: results });
      },
      encodeError: ({ code, message, status }) => toAnswer(status, { __type: code, message }),
    },
  };
};

const toAnswer = (status: number, output: object): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify(output)),
});
