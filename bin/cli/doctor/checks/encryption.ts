import type { Check } from '../check.ts';
import { notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { BucketEncryption } from '../ports.ts';
import { bucketOf, noBucketYet } from './bucket.ts';

export const judgeEncryption = ({ algorithm, keyId }: BucketEncryption): Verdict => {
  if (algorithm === 'AES256') return ok((say) => say.encryption.ownKeys);
  return keyId === undefined
    ? warning(
        (say) => say.encryption.withAwsKey(algorithm),
        (say) => say.encryption.doUseOther,
      )
    : warning(
        (say) => say.encryption.withKey(algorithm, keyId),
        (say) => say.encryption.doAllow,
      );
};

export const encryption: Check = {
  name: 'encryption',
  rights: ['s3:GetEncryptionConfiguration'],
  run: async (patient) => {
    if (patient.isLocal) return [notApplicable((say) => say.encryption.isLocal)];
    const name = bucketOf(patient);
    return [
      name === undefined ? noBucketYet : judgeEncryption(await patient.look.encryption(name)),
    ];
  },
};
