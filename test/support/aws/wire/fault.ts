import type { ServiceError } from './service-error.ts';

export type ServiceName = 'dynamodb' | 'sqs' | 's3' | 'ses' | 'events';

/** One try of a call, as it leaves the client. */
export interface Call {
  service: ServiceName;
  operation: string;
  /** as it stands on the wire */
  input: Readonly<Record<string, unknown>>;
  /** 1 for the first of all calls, of whatever client */
  number: number;
}

/** What goes wrong with a call. What is left out goes well. */
export interface Fault {
  /** milliseconds until the service has the request */
  requestDelay?: number;
  /** milliseconds from then until the client has the answer; `Infinity`: it hangs */
  answerDelay?: number;
  /** The connection breaks before the service has the request, or after it has done what was asked. */
  lost?: 'request' | 'answer';
  /** The service does nothing and answers this. */
  error?: ServiceError;
  /** Requests of a batch, by their index, that the service hands back undone: UnprocessedItems, UnprocessedKeys, Failed,
   * entries with an ErrorCode. */
  undone?: (index: number) => boolean;
  /** Of a message that is sent, by its index in the batch: in how many milliseconds each of its copies can be received. */
  deliveries?: (index: number) => readonly number[];
  /** The answer's body ends after so many bytes, or stops coming. */
  body?: { bytes: number; then: 'break' | 'stall' };
}

/** Asked once for each try of each call. Policy is its alone: the services know none. */
export type FaultOf = (call: Call) => Fault | undefined;
