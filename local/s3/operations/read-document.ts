import { readXml } from '../protocol/read-xml.ts';
import type { XmlElement } from '../protocol/read-xml.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { S3Call } from './operation.ts';

/** 1,000 keys of 1,024 bytes, each byte escaped, fit in it. */
const maxBytes = 8 * 1024 * 1024;

/**
 * The XML document in the body.
 *
 * @throws S3Error `MalformedXML`, `MaxMessageLengthExceeded`
 */
export const readDocument = async (call: S3Call, root: string): Promise<XmlElement> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of call.body()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes)
      throw new S3Error('MaxMessageLengthExceeded', `Your request was over ${maxBytes} bytes.`);
  }
  return readXml(Buffer.concat(chunks).toString(), root);
};
