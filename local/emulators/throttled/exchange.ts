import { Agent, type IncomingHttpHeaders, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';

/** A request to DynamoDB, or its answer. */
export interface Message {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer extends Message {
  status: number;
}

/** Asks the engine behind. @throws Error if it is gone */
export type Exchange = (request: Message) => Promise<Answer>;

export interface Exchanges {
  exchange: Exchange;
  close: () => void;
}

export const createExchange = (url: string): Exchanges => {
  const agent = new Agent({ keepAlive: true });
  return {
    exchange: async ({ headers, body }) => {
      const answered = Promise.withResolvers<Answer>();
      const own = { ...headers, 'content-length': String(body.length) };
      send(url, { method: 'POST', headers: own, agent }, (response) => {
        buffer(response).then((bytes) => {
          answered.resolve({
            status: response.statusCode ?? 502,
            headers: response.headers,
            body: bytes,
          });
        }, answered.reject);
      })
        .on('error', answered.reject)
        .end(body);
      return answered.promise;
    },
    close: () => {
      agent.destroy();
    },
  };
};

export const toBody = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** The same answer with another body. */
export const withBody = ({ status, headers }: Answer, value: unknown): Answer => {
  const body = toBody(value);
  const others = Object.entries(headers).filter(([name]) => name !== 'transfer-encoding');
  return {
    status,
    headers: {
      ...Object.fromEntries(others),
      'content-length': String(body.length),
      'x-amz-crc32': String(crc32(body)),
    },
    body,
  };
};
