import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { stackOutputs } from '../../lambdas/shared/contract.ts';
import { RefusedError } from './errors.ts';

const name = z.string().min(1);

const resourcesSchema = z
  .object({
    [stackOutputs.projectsTable]: name,
    [stackOutputs.audiencesTable]: name,
    [stackOutputs.membershipsTable]: name,
    [stackOutputs.usersTable]: name,
    [stackOutputs.scannerFunction]: name,
  })
  .transform((outputs) => ({
    tables: {
      projects: outputs[stackOutputs.projectsTable],
      audiences: outputs[stackOutputs.audiencesTable],
      memberships: outputs[stackOutputs.membershipsTable],
      users: outputs[stackOutputs.usersTable],
    },
    scannerFunction: outputs[stackOutputs.scannerFunction],
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
  close: () => void;
}

/** @throws RefusedError naming the outputs that the stack does not have */
export const toResources = (outputs: unknown, stackName: string, remedy: string): Resources => {
  const { data, error } = resourcesSchema.safeParse(outputs);
  if (data) return data;
  const missing = new Set(error.issues.map(({ path }) => String(path[0])));
  throw new RefusedError(
    `${stackName} lacks the output ${[...missing].join(', ')}: it is not of this version. ${remedy}`,
  );
};
