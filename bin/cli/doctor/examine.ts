import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SNSClient } from '@aws-sdk/client-sns';
import {
  type ClientHost,
  createDynamodb,
  toDocumentClient,
} from '../../../lambdas/shared/adapters/clients.ts';
import { readOwnVersion } from '../../../lib/own-version.ts';
import { createLookAtAccount } from '../adapters/doctor/look-at-account.ts';
import { createLookAtBucket } from '../adapters/doctor/look-at-bucket.ts';
import { createLookAtMails } from '../adapters/doctor/look-at-mails.ts';
import { createLookAtTables } from '../adapters/doctor/look-at-tables.ts';
import { readOutputs } from '../adapters/read-outputs.ts';
import { awsSettings, localSettings } from '../stack/connect.ts';
import { findLocalStack } from '../stack/find-local-stack.ts';
import { toDeployedResources } from '../stack/find-resources.ts';
import type { Resources } from '../stack/stack.ts';
import type { Examine, Patient } from './ports.ts';
import { readCdkContext } from './read-cdk-context.ts';

/** @param cwd where cdk.json is, and where the search for a running local stack begins */
export const createExamine =
  (cwd: string, host: ClientHost): Examine =>
  async (options) => {
    const settings = await readCdkContext(cwd);
    if (options.local) {
      const { endpoints, resources } = await findLocalStack({ cwd, folder: options.state });
      return createPatient(host, {
        isLocal: true,
        region: localSettings.region,
        stack: resources,
        settings,
        aws: localSettings,
        dynamodb: { ...localSettings, endpoint: endpoints.dynamodb },
        s3: { ...localSettings, endpoint: endpoints.s3 },
      });
    }
    const aws = awsSettings(options);
    const cloudformation = new CloudFormationClient(aws);
    try {
      const outputs = await readOutputs(cloudformation, options.stack);
      return createPatient(host, {
        isLocal: false,
        region: await cloudformation.config.region(),
        settings,
        // One that could not be created has none.
        stack:
          outputs && Object.keys(outputs).length > 0
            ? toDeployedResources(outputs, options.stack)
            : undefined,
        aws,
        dynamodb: aws,
        s3: aws,
      });
    } finally {
      cloudformation.destroy();
    }
  };

interface PatientProps extends Pick<Patient, 'isLocal' | 'region' | 'settings'> {
  stack: Resources | undefined;
  /** of the services that a local stack does not have */
  aws: ReturnType<typeof awsSettings>;
  dynamodb: DynamoDBClientConfig;
  s3: S3ClientConfig;
}

const createPatient = (
  host: ClientHost,
  { aws, dynamodb: dynamodbSettings, s3: s3Settings, ...patient }: PatientProps,
): Patient => {
  const cloudformation = new CloudFormationClient(aws);
  const lambda = new LambdaClient(aws);
  const ses = new SESClient(aws);
  const sns = new SNSClient(aws);
  const s3 = new S3Client({ ...s3Settings, followRegionRedirects: true });
  const dynamodb = createDynamodb(host, dynamodbSettings);
  return {
    ...patient,
    version: readOwnVersion(),
    look: {
      ...createLookAtAccount(cloudformation, lambda),
      ...createLookAtMails(ses, sns),
      ...createLookAtBucket(s3, patient.region),
      ...createLookAtTables({
        dynamodb,
        document: toDocumentClient(dynamodb),
        projectsTable: patient.stack?.tables.projects,
        now: host.now,
      }),
    },
    close: () => {
      for (const client of [cloudformation, lambda, ses, sns, s3, dynamodb]) client.destroy();
    },
  };
};
