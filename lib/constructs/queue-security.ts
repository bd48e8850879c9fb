import type { IKey } from 'aws-cdk-lib/aws-kms';
import { QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';

/** Encrypted, by a key of SQS's own if there is no other, and reached over TLS only. */
export const queueSecurity = (
  encryptionKey: IKey | undefined,
): Pick<QueueProps, 'encryption' | 'encryptionMasterKey' | 'enforceSSL'> => ({
  ...(encryptionKey
    ? { encryption: QueueEncryption.KMS, encryptionMasterKey: encryptionKey }
    : { encryption: QueueEncryption.SQS_MANAGED }),
  enforceSSL: true,
});
