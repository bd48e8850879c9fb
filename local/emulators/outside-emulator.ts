import { CreateBucketCommand, HeadBucketCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { env } from '../../lambdas/shared/contract.ts';
import { LocalStackError } from '../errors.ts';
import { sdkSettings } from '../sdk-settings.ts';
import type { FunctionModel } from '../template/stack-model.ts';
import type { Units } from '../throttling/limits.ts';
import type { Emulators } from './start-emulators.ts';
import { startThrottled } from './throttled/start-throttled.ts';

/**
 * Has an emulator that runs already, such as LocalStack, do the work of all the embedded ones. It keeps what it
 * is given when the local stack ends.
 *
 * @param endpoint its one URL, with an address for a host
 * @param throttle limits its DynamoDB, by what stands before it in this process
 * @throws LocalStackError if it does not answer as S3 does
 */
export const useOutsideEmulator = async (
  endpoint: string,
  bucket: string,
  throttle?: { units: Units; port: number },
): Promise<Emulators> => {
  const s3 = new S3Client(sdkSettings(endpoint));
  try {
    await createBucket(s3, bucket);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new LocalStackError(
      `the emulator at ${endpoint} gives no bucket ${bucket}: ${reason}. Is it running, with S3?`,
      { cause },
    );
  } finally {
    s3.destroy();
  }
  const front = throttle && (await startThrottled(throttle.port, endpoint, throttle.units));
  return {
    endpoints: { s3: endpoint, dynamodb: front?.url ?? endpoint, sqs: endpoint, ses: endpoint },
    stop: async () => {
      await front?.close();
    },
  };
};

const createBucket = async (s3: S3Client, bucket: string): Promise<void> => {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  }
};

const patienceMs = 5_000;

/**
 * Other emulators refuse, as SES does, what does not come from an identity that was verified.
 *
 * @param onTrouble told of those that could not be; their mails may be taken all the same
 */
export const verifySenders = async (
  endpoint: string,
  functions: readonly FunctionModel[],
  onTrouble: (message: string) => void,
): Promise<void> => {
  const ses = new SESClient(sdkSettings(endpoint));
  const senders = functions.flatMap(({ environment }) => environment[env.senderEmail] ?? []);
  for (const EmailAddress of senders)
    await ses
      .send(new VerifyEmailIdentityCommand({ EmailAddress }), { requestTimeout: patienceMs })
      .catch((error: unknown) => {
        onTrouble(`${EmailAddress} was not verified at ${endpoint}: ${String(error)}`);
      });
  ses.destroy();
};
