import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

const bytes = z.object({ B: z.string() }).optional();
const pageSchema = z.looseObject({
  Items: z.array(
    z.object({ bucket: z.object({ N: z.string() }), ids: bytes, edits: bytes, added: bytes }),
  ),
});

/** A page of chunks, in two. */
export interface SplitPage {
  /** attributes of chunks, and no others; undefined where the page looks otherwise than expected */
  items: Record<string, AttributeValue>[] | undefined;
  /** what the SDK is to parse: the page without its items, or as it came */
  rest: Buffer;
}

/**
 * Takes the chunks out of the answer to a Query before the SDK parses it, which would cost more than all else that is done to
 * them: it looks at each character of what is base64.
 *
 * @param body of an answer with status 200
 */
export const splitPage = (body: Buffer): SplitPage => {
  const { data: page } = pageSchema.safeParse(parseJson(body.toString('utf8')));
  if (!page) return { items: undefined, rest: body };
  return {
    items: page.Items.map(toItem),
    rest: Buffer.from(JSON.stringify({ ...page, Items: [] })),
  };
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

const toItem = ({ bucket, ids, edits, added }: RawItem): Record<string, AttributeValue> => ({
  bucket,
  ...(ids && { ids: toBytes(ids) }),
  ...(edits && { edits: toBytes(edits) }),
  ...(added && { added: toBytes(added) }),
});

const toBytes = ({ B }: { B: string }): { B: Uint8Array } => ({ B: Buffer.from(B, 'base64') });
