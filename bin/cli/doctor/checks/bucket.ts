import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict } from '../finding.ts';
import type { Patient } from '../ports.ts';

/** @param found where it is; undefined: nowhere */
export const judgeBucket = (bucket: string, found: string | undefined, region: string): Verdict => {
  if (found === undefined)
    return missing(
      `there is no bucket ${bucket}: no file can be dropped or found`,
      'Create it in this region, or deploy with another "bucketName"',
    );
  if (found !== region)
    return missing(
      `bucket ${bucket} is in ${found}, and the stack in ${region}`,
      `Use a bucket in ${region}, or deploy the stack in ${found}`,
    );
  return ok(`${bucket} is there`);
};

/** The stack's, or the existing one that it is to be deployed with. */
export const bucketOf = ({ stack, settings }: Patient): string | undefined =>
  stack ? stack.bucket : settings.bucketName;

export const noBucketYet = notApplicable('the stack will create its own bucket');

export const bucket: Check = {
  name: 'bucket',
  rights: ['s3:ListBucket'],
  run: async (patient) => {
    const name = bucketOf(patient);
    if (name === undefined) return [noBucketYet];
    return [judgeBucket(name, await patient.look.bucketRegion(name), patient.region)];
  },
};
