import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { stackOutputs } from '../../../lambdas/shared/contract.ts';
import { RefusedError } from '../errors.ts';
import type { CliTexts } from '../texts/texts.ts';

const name = z.string().min(1);

const namesSchema = z
  .string()
  .default('')
  .transform((list) => list.split(',').filter((each) => each !== ''));

const resourcesSchema = z
  .object({
    [stackOutputs.bucket]: name,
    [stackOutputs.projectsTable]: name,
    [stackOutputs.audiencesTable]: name,
    [stackOutputs.membershipsTable]: name,
    [stackOutputs.importsTable]: name,
    [stackOutputs.usersTable]: name,
    [stackOutputs.usersTables]: namesSchema,
    [stackOutputs.scannerFunction]: name,
    // Stacks of before them do without; and a local one has no alarms.
    [stackOutputs.newsQueueUrl]: name.optional(),
    [stackOutputs.mailerFunction]: name.optional(),
    [stackOutputs.alarmTopic]: name.optional(),
    [stackOutputs.version]: name.optional(),
  })
  .transform((outputs) => ({
    bucket: outputs[stackOutputs.bucket],
    tables: {
      projects: outputs[stackOutputs.projectsTable],
      audiences: outputs[stackOutputs.audiencesTable],
      memberships: outputs[stackOutputs.membershipsTable],
      imports: outputs[stackOutputs.importsTable],
      users: outputs[stackOutputs.usersTable],
    },
    /** the customer's own tables that a project may look its users up in */
    usersTables: outputs[stackOutputs.usersTables],
    scannerFunction: outputs[stackOutputs.scannerFunction],
    /** absent where files are looked for every ten minutes and at no other time */
    newsQueueUrl: outputs[stackOutputs.newsQueueUrl],
    mailerFunction: outputs[stackOutputs.mailerFunction],
    alarmTopicArn: outputs[stackOutputs.alarmTopic],
    version: outputs[stackOutputs.version],
  }));

/** Names of what the stack created. */
export type Resources = z.infer<typeof resourcesSchema>;

/** A deployed or local stack, and clients to talk to it. */
export interface Stack {
  resources: Resources;
  dynamodb: DynamoDBClient;
  /** the same client, for items as plain objects */
  document: DynamoDBDocumentClient;
  lambda: LambdaClient;
  s3: S3Client;
  /** what only a local stack has */
  local: { sesEndpoint: string } | undefined;
  close: () => void;
}

/**
 * @param lacks says that the stack has not these outputs
 * @throws RefusedError naming the outputs that the stack does not have
 */
export const toResources = (
  outputs: unknown,
  lacks: (say: CliTexts, missing: string) => string,
): Resources => {
  const { data, error } = resourcesSchema.safeParse(outputs);
  if (data) return data;
  const missing = new Set(error.issues.map(({ path }) => String(path[0])));
  throw new RefusedError((say) => lacks(say, [...missing].join(', ')));
};
