import { S3Error } from '../protocol/s3-error.ts';

/** A whole number in the query, or undefined. @throws S3Error `InvalidArgument` */
export const integerParameter = (
  query: URLSearchParams,
  name: string,
  [least, most]: readonly [number, number],
): number | undefined => {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new S3Error('InvalidArgument', `${name} must be an integer from ${least} to ${most}.`, {
    ArgumentName: name,
    ArgumentValue: text,
  });
};

/** How many of up to 1,000 items are wanted; S3 takes more for 1,000. */
export const pageSize = (query: URLSearchParams, name: string): number =>
  Math.min(integerParameter(query, name, [0, 2 ** 31 - 1]) ?? 1000, 1000);

/** Whether names are to be URL-encoded. @throws S3Error `InvalidArgument` */
export const wantsUrlEncoding = (query: URLSearchParams): boolean => {
  const encoding = query.get('encoding-type');
  if (encoding !== null && encoding !== 'url')
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request', {
      ArgumentName: 'encoding-type',
      ArgumentValue: encoding,
    });
  return encoding === 'url';
};
