import { Readable } from 'node:stream';
import type { QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { splitPage } from '../../lambdas/shared/adapters/split-page.ts';
import type { Item } from './chunk-set.ts';

const answerSchema = z.looseObject({ statusCode: z.number(), body: z.instanceof(Readable) });

/**
 * Takes the chunks out of the answer to a query before the SDK parses it. The rest the SDK parses as ever, and so it does what
 * looks otherwise than expected, and what says no.
 *
 * @returns what was taken out of the answer, once the command was sent; undefined where that is left to the SDK
 */
export const takeItems = (command: QueryCommand): (() => Item[] | undefined) => {
  let taken: Item[] | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { data: answer } = answerSchema.safeParse(result.response);
      if (answer?.statusCode !== 200) return result;
      const { items, rest } = splitPage(await readBody(answer.body));
      taken = items;
      return { ...result, response: { ...answer, body: rest } };
    },
    // Low: next to the connection, before the SDK's own deserializer sees the answer.
    { step: 'deserialize', priority: 'low', name: 'takeItems' },
  );
  return () => taken;
};

const readBody = async (body: AsyncIterable<unknown>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) if (piece instanceof Uint8Array) pieces.push(piece);
  return Buffer.concat(pieces);
};
