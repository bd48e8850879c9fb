import { Readable } from 'node:stream';
import type { Now } from '../../../../lambdas/shared/ports.ts';
import type { Call, Fault, FaultOf } from './fault.ts';
import type { Service, WireAnswer, WireRequest } from './service.ts';
import { ServiceError } from './service-error.ts';

/** What the SDK sends its requests to. Fits the clients of all services. */
export interface RequestHandler {
  metadata: { handlerProtocol: string };
  destroy: () => void;
  updateHttpClientConfig: () => void;
  httpHandlerConfigs: () => object;
  handle: (
    request: SdkRequest,
    options?: { abortSignal?: unknown },
  ) => Promise<{ response: SdkResponse }>;
}

export interface Network {
  /** the services' clock */
  now: Now;
  faultOf: FaultOf;
  /** of the next call */
  nextNumber: () => number;
  /** Within a call of a client. @throws AbortError */
  pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** told of each try that the client has heard the end of */
  onCall: (call: Call, ending: number | 'lost') => void;
  /** told of each call at the moment in which the service has done what it asks for */
  onEffect: (call: Call) => void;
  /** Within a call: until its process is not frozen. What is on its way to a service arrives all the same. */
  awake: () => Promise<void>;
}

/** The part of the SDK's request that we read. */
interface SdkRequest {
  method: string;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
}

interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Readable;
}

/**
 * Takes the place of the SDK's HTTP handler: the request that it gets is signed and serialised, and its answer is parsed
 * and retried, as ever.
 */
export const createRequestHandler = (service: Service, network: Network): RequestHandler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  destroy: (): void => undefined,
  updateHttpClientConfig: (): void => undefined,
  httpHandlerConfigs: () => ({}),
  handle: async (sdkRequest, { abortSignal } = {}) => {
    const signal = abortSignal as AbortSignal | undefined;
    const { operation, input } = service.decode(await toWireRequest(sdkRequest));
    const call: Call = { service: service.name, operation, input, number: network.nextNumber() };
    const fault = network.faultOf(call) ?? {};
    const answer = await exchange(service, call, fault, { network, signal });
    const { status, headers, body } = answer;
    return { response: { statusCode: status, headers: { ...headers }, body: toBody(body, fault) } };
  },
});

const exchange = async (
  service: Service,
  call: Call,
  fault: Fault,
  { network, signal }: { network: Network; signal: AbortSignal | undefined },
): Promise<WireAnswer> => {
  try {
    await network.pause(fault.requestDelay ?? 0, signal);
    if (fault.lost === 'request') throw lost(call, network);
    const answer = answerOf(service, call, fault, network);
    const date = new Date(network.now()).toUTCString();
    await network.pause(fault.answerDelay ?? 0, signal);
    if (fault.lost === 'answer') throw lost(call, network);
    network.onCall(call, answer.status);
    // Not in answers that say no, as AWS has it: the SDK would take it that its clock, which is no part of virtual time, was
    // wrong and is right from now on, and would repeat the call.
    return answer.status < 300 ? { ...answer, headers: { date, ...answer.headers } } : answer;
  } finally {
    await network.awake();
  }
};

const answerOf = (
  service: Service,
  call: Call,
  fault: Fault,
  { onEffect }: Network,
): WireAnswer => {
  try {
    if (fault.error) throw fault.error;
    const answer = service.perform(call.operation, call.input, fault);
    onEffect(call);
    return answer;
  } catch (error) {
    if (error instanceof ServiceError) return service.encodeError(error);
    throw error;
  }
};

const lost = (call: Call, { onCall }: Network): Error => {
  onCall(call, 'lost');
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};

const toBody = (body: Buffer, { body: fault }: Fault): Readable => {
  if (!fault || body.length <= fault.bytes) return Readable.from(body.length > 0 ? [body] : []);
  const piece = body.subarray(0, fault.bytes);
  let isSent = false;
  return new Readable({
    read() {
      if (!isSent) this.push(piece);
      else if (fault.then === 'break')
        this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
      isSent = true;
    },
  });
};

const toWireRequest = async (request: SdkRequest): Promise<WireRequest> => {
  const { method, path, query = {}, headers, body } = request;
  return {
    method,
    path,
    query: Object.fromEntries(
      Object.entries(query).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : (value ?? ''),
      ]),
    ),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: await toBuffer(body),
  };
};

const toBuffer = async (body: unknown): Promise<Buffer> => {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof Readable) return Buffer.concat(await body.toArray());
  throw new TypeError('a body that is neither text nor bytes nor a stream of them');
};
