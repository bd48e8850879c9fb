import { ServiceError } from '../wire/service-error.ts';

export interface ByteRange {
  from: number;
  /** inclusive */
  to: number;
}

/** @returns undefined for the whole object @throws ServiceError InvalidRange */
export const parseRange = (header: string | undefined, length: number): ByteRange | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  const range =
    first === ''
      ? { from: Math.max(0, length - Number(last)), to: length - 1 }
      : { from: Number(first), to: last === '' ? length - 1 : Math.min(Number(last), length - 1) };
  if (range.from > range.to)
    throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', {
      status: 416,
    });
  return range;
};
