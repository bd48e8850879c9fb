import { multipartEtag, quoteEtag, unquoteEtag } from '../protocol/etag.ts';
import { readWriteConditions } from '../protocol/preconditions.ts';
import { childElements, requiredText } from '../protocol/read-xml.ts';
import type { XmlElement } from '../protocol/read-xml.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { field, xmlDocument } from '../protocol/xml.ts';
import { concatenate } from '../store/uploads.ts';
import type { Part } from '../store/uploads.ts';
import type { Operation } from './operation.ts';
import { readDocument } from './read-document.ts';

/** Every part but the last. */
const minPartBytes = 5 * 1024 * 1024;

interface WantedPart {
  number: number;
  etag: string;
}

const readParts = (request: XmlElement): WantedPart[] => {
  const wanted = childElements(request, 'Part').map((part) => ({
    number: Number(requiredText(part, 'PartNumber')),
    etag: unquoteEtag(requiredText(part, 'ETag')),
  }));
  if (wanted.length === 0) throw new S3Error('MalformedXML', 'You must specify at least one part');
  for (const [at, { number }] of wanted.entries())
    if (number <= (wanted[at - 1]?.number ?? 0))
      throw new S3Error(
        'InvalidPartOrder',
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
      );
  return wanted;
};

const pickParts = (wanted: readonly WantedPart[], uploaded: readonly Part[]): Part[] => {
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  return wanted.map(({ number, etag }, at) => {
    const part = byNumber.get(number);
    if (part?.etag !== etag)
      throw new S3Error(
        'InvalidPart',
        'One or more of the specified parts could not be found. The part may not have been uploaded, or its entity tag is another one.',
        { PartNumber: String(number), ETag: etag },
      );
    if (part.size < minPartBytes && at < wanted.length - 1)
      throw new S3Error(
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
        {
          PartNumber: String(number),
          ProposedSize: String(part.size),
          MinSizeAllowed: String(minPartBytes),
        },
      );
    return part;
  });
};

/** The object's LastModified is the time of this call; S3 gives the time when the upload was created. */
export const completeMultipartUpload: Operation = async (call, bucket) => {
  const { key, headers, query } = call;
  const { folder, objects, uploads } = bucket;
  const conditions = readWriteConditions(headers);
  const id = query.get('uploadId') ?? '';
  await uploads.find(id, key);
  const wanted = readParts(await readDocument(call, 'CompleteMultipartUpload'));
  const etag = await uploads.finish(id, key, async (uploaded) => {
    const parts = pickParts(wanted, uploaded);
    const whole = multipartEtag(parts.map((part) => part.etag));
    await objects.assertWritable(key, conditions);
    await folder.withTemporaryFile(async (path) => {
      const checksum = await concatenate(parts, path);
      await objects.store(key, path, { etag: whole, checksum }, conditions);
    });
    return whole;
  });
  const body = xmlDocument(
    'CompleteMultipartUploadResult',
    field('Location', `/${bucket.name}/${key}`),
    field('Bucket', bucket.name),
    field('Key', key),
    field('ETag', quoteEtag(etag)),
  );
  return { status: 200, body };
};
