import type { Check } from '../check.ts';
import { notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { BucketEncryption } from '../ports.ts';
import { bucketOf, noBucketYet } from './bucket.ts';

export const judgeEncryption = ({ algorithm, keyId }: BucketEncryption): Verdict => {
  if (algorithm === 'AES256') return ok('SSE-S3: nobody needs rights on a key');
  const key = keyId ?? 'the AWS-managed key of S3';
  return warning(
    `${algorithm} with ${key}: whether importer and writers may use it cannot be seen from here`,
    keyId === undefined
      ? 'Another account cannot be given rights on this key: writers of other accounts need a bucket with SSE-S3 or a key of yours'
      : "In the key's policy, allow kms:Decrypt to the importer's role, and kms:GenerateDataKey and kms:Decrypt to each writer " +
          '(docs/operations.md, "An existing bucket"); for a key of another account, deploy with "bucketKeyArn"',
  );
};

export const encryption: Check = {
  name: 'encryption',
  rights: ['s3:GetEncryptionConfiguration'],
  run: async (patient) => {
    if (patient.isLocal) return [notApplicable('the bucket is a folder of this machine')];
    const name = bucketOf(patient);
    return [
      name === undefined ? noBucketYet : judgeEncryption(await patient.look.encryption(name)),
    ];
  },
};
