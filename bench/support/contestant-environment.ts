import { env } from '../../lambdas/shared/contract.ts';
import { bucket, tableNames } from '../loopback/names.ts';
import type { Endpoints } from '../loopback/messages.ts';

/** A function's environment, with the loopback servers in the place of AWS. */
export const contestantEnvironment = ({ s3, dynamodb }: Endpoints): Record<string, string> => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL_S3: s3,
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  [env.bucket]: bucket,
  [env.importQueueUrl]: 'https://queue.invalid/',
  [env.projectsTable]: tableNames.projects,
  [env.audiencesTable]: tableNames.audiences,
  [env.membershipsTable]: tableNames.memberships,
  [env.importsTable]: tableNames.imports,
  [env.usersTable]: tableNames.users,
});
