import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict } from '../finding.ts';
import type { Patient } from '../ports.ts';

/** @param found where it is; undefined: nowhere */
export const judgeBucket = (bucket: string, found: string | undefined, region: string): Verdict => {
  if (found === undefined)
    return missing(
      (say) => say.bucket.none(bucket),
      (say) => say.bucket.doCreate,
    );
  if (found !== region)
    return missing(
      (say) => say.bucket.elsewhere(bucket, found, region),
      (say) => say.bucket.doMove(found, region),
    );
  return ok((say) => say.bucket.isThere(bucket));
};

/** The stack's, or the existing one that it is to be deployed with. */
export const bucketOf = ({ stack, settings }: Patient): string | undefined =>
  stack ? stack.bucket : settings.bucketName;

export const noBucketYet = notApplicable((say) => say.bucket.own);

export const bucket: Check = {
  name: 'bucket',
  rights: ['s3:ListBucket'],
  run: async (patient) => {
    const name = bucketOf(patient);
    if (name === undefined) return [noBucketYet];
    return [judgeBucket(name, await patient.look.bucketRegion(name), patient.region)];
  },
};
