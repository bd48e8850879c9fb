import { Readable } from 'node:stream';
import type { QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Item } from './chunk-set.ts';

const answerSchema = z.looseObject({ statusCode: z.number(), body: z.instanceof(Readable) });

const bytes = z.object({ B: z.string() }).optional();
const pageSchema = z.looseObject({
  Items: z.array(
    z.object({ bucket: z.object({ N: z.string() }), ids: bytes, edits: bytes, added: bytes }),
  ),
});

/**
 * Takes the chunks out of the answer to a query before the SDK parses it, which would cost more than all else that is done to them.
 * The rest the SDK parses as ever, and so it does what looks otherwise than expected, and what says no.
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
      const text = await readText(answer.body);
      const { data: page } = pageSchema.safeParse(parseJson(text));
      taken = page?.Items.map(toItem);
      const body = Buffer.from(page ? JSON.stringify({ ...page, Items: [] }) : text);
      return { ...result, response: { ...answer, body } };
    },
    // Low: next to the connection, before the SDK's own deserializer sees the answer.
    { step: 'deserialize', priority: 'low', name: 'takeItems' },
  );
  return () => taken;
};

const readText = async (body: AsyncIterable<unknown>): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) if (piece instanceof Uint8Array) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
};

/** @returns undefined for what is no JSON */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

type RawItem = z.infer<typeof pageSchema>['Items'][number];

const toItem = ({ bucket, ids, edits, added }: RawItem): Item => ({
  bucket,
  ...(ids && { ids: toBytes(ids) }),
  ...(edits && { edits: toBytes(edits) }),
  ...(added && { added: toBytes(added) }),
});

const toBytes = ({ B }: { B: string }): { B: Uint8Array } => ({ B: Buffer.from(B, 'base64') });
