import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { host } from '../../ports.ts';
import { provisionedTable, type Units } from '../../throttling/limits.ts';
import { createThrottling } from '../../throttling/throttling.ts';
import { type Emulator, emulatorOf } from '../emulator.ts';
import { refuseOtherSites } from '../refuse-other-sites.ts';
import { batchOfKeys, batchOfWrites } from './batches.ts';
import { type Answer, createExchange, type Message } from './exchange.ts';
import { createFindKeyName } from './key-names.ts';
import { batchGetSchema, batchWriteSchema, directionOfOne, oneSchema } from './requests.ts';
import { serveBatch } from './serve-batch.ts';
import { createServeOne, type Serving } from './serve-one.ts';

/**
 * A DynamoDB in front of another one: it refuses what is more than so many units a second, as AWS does with a provisioned
 * table, and hands the rest on. Each table has these units, and each index. Unused units are kept for a second only.
 *
 * @param url of the engine
 * @param now in milliseconds
 */
export const startThrottled = async (
  port: number,
  url: string,
  units: Units,
  now: () => number = Date.now,
): Promise<Emulator> => {
  const throttling = createThrottling(now);
  throttling.limitAll(provisionedTable(units, { burstSeconds: 1 }));
  const { exchange, close } = createExchange(url);
  const answerTo = createAnswer({ throttling, exchange, findKeyName: createFindKeyName(exchange) });

  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    buffer(request)
      .then((body) => answerTo({ headers: request.headers, body }))
      .then(({ status, headers, body }) => {
        response.writeHead(status, headers).end(body);
      })
      .catch((error: unknown) => {
        // A client that went away, or an engine that ended.
        console.error(error);
        response.destroy();
      });
  });
  refuseOtherSites(server);
  server.listen(port, host);
  await once(server, 'listening');
  const emulator = emulatorOf(server);
  return {
    url: emulator.url,
    close: async () => {
      await emulator.close();
      close();
    },
  };
};

const createAnswer = (serving: Serving): ((message: Message) => Promise<Answer>) => {
  const serveOne = createServeOne(serving);
  return async (message) => {
    const operation = String(message.headers['x-amz-target']).replace(/^.*\./, '');
    const direction = directionOfOne.get(operation);
    // What does not parse is the engine's to refuse.
    const read = (): unknown => parseJson(message.body.toString());
    if (direction) {
      const { data } = oneSchema.safeParse(read());
      if (data) return serveOne(message, operation, direction, data);
    }
    if (operation === 'BatchGetItem') {
      const { data } = batchGetSchema.safeParse(read());
      if (data) return serveBatch(serving, message, batchOfKeys(data));
    }
    if (operation === 'BatchWriteItem') {
      const { data } = batchWriteSchema.safeParse(read());
      if (data) return serveBatch(serving, message, batchOfWrites(data));
    }
    return serving.exchange(message);
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
