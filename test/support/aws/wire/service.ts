import type { Fault, ServiceName } from './fault.ts';
import type { ServiceError } from './service-error.ts';

/** What an SDK client hands to its request handler, with its body in memory. */
export interface WireRequest {
  method: string;
  /** percent-encoded */
  path: string;
  query: Readonly<Record<string, string>>;
  /** names in lower case */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export interface WireAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** A service behind its wire protocol. All that it does, it does at once: no other call sees half of it. */
export interface Service {
  name: ServiceName;
  decode: (request: WireRequest) => { operation: string; input: Record<string, unknown> };
  /** @throws ServiceError */
  perform: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
    fault: Pick<Fault, 'undone' | 'deliveries'>,
  ) => WireAnswer;
  encodeError: (error: ServiceError) => WireAnswer;
}
