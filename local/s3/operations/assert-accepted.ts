import type { IncomingHttpHeaders } from 'node:http';
import { S3Error } from '../protocol/s3-error.ts';

/** A bucket without ACLs takes these two, which say what is so anyway. */
const harmlessAcls = ['private', 'bucket-owner-full-control'];

/**
 * What S3 refuses whatever is asked for, so that a tool which works here does not fail there: ACLs, which a bucket whose
 * owner is enforced has none of, and a signed request that does not say what it signs.
 *
 * @throws S3Error `AccessControlListNotSupported`, `InvalidRequest`
 */
export const assertAccepted = (headers: IncomingHttpHeaders): void => {
  const { authorization = '', 'x-amz-acl': acl } = headers;
  const isSigned = /^\s*AWS4-HMAC-SHA256\b/.test(authorization);
  if (isSigned && headers['x-amz-content-sha256'] === undefined)
    throw new S3Error(
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256',
    );
  const grants = Object.keys(headers).some((name) => name.startsWith('x-amz-grant-'));
  if (grants || (acl !== undefined && !harmlessAcls.includes(String(acl))))
    throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs');
};
