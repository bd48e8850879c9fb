import { chunkAttribute } from '../../lambdas/shared/membership/chunk-layout.ts';
import { decodeChunk } from '../../lambdas/shared/membership/decode-chunk.ts';
import {
  addedAttribute,
  editsAttribute,
} from '../../lambdas/shared/membership/difference-layout.ts';
import { UnknownFormatError, unknownForm } from '../errors.ts';
import { bucketOfItem, type ChunkSet, type Item } from './chunk-set.ts';

/** @throws UnknownFormatError */
export const idsOfItem = (of: ChunkSet, item: Item): string[] => decode(of, item, chunkAttribute);

/** @throws UnknownFormatError */
export const differenceOfItem = (
  of: ChunkSet,
  item: Item,
): { edits: Uint8Array; added: string[] } => ({
  edits: bytesOf(of, item, editsAttribute),
  added: decode(of, item, addedAttribute),
});

const decode = (of: ChunkSet, item: Item, attribute: string): string[] => {
  const bytes = bytesOf(of, item, attribute);
  try {
    return decodeChunk(bytes);
  } catch (error) {
    throw new UnknownFormatError(`"${attribute}" of ${nameOf(of, item)} cannot be decompressed`, {
      cause: error,
    });
  }
};

const bytesOf = (of: ChunkSet, item: Item, attribute: string): Uint8Array => {
  const bytes = item[attribute]?.B;
  if (bytes) return bytes;
  throw unknownForm(nameOf(of, item), `It has no bytes in "${attribute}"`);
};

const nameOf = ({ version }: ChunkSet, item: Item): string =>
  `chunk ${bucketOfItem(item)} of version ${version}`;
