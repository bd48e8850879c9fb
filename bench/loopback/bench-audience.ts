import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { createTables } from '../../local/emulators/create-resources.ts';
import { sdkSettings } from '../../local/sdk-settings.ts';
import { createRecordSource } from '../../lambdas/scanner/adapters/record-source.ts';
import { toDocumentClient } from '../../lambdas/shared/adapters/clients.ts';
import { createGetAudienceItem } from '../../lambdas/shared/adapters/read-audience-items.ts';
import type { ImportMessage } from '../../lambdas/shared/contract.ts';
import { findLiveVersion } from '../../lambdas/shared/domain/audience-item.ts';
import { createPutProject } from '../../lambdas/shared/operators/put-project.ts';
import { bucket, fileName, projectId, projectPath, smallTables, tableNames } from './names.ts';
import type { Loopback } from './start-loopback.ts';

/** The audience of the file `bench/audience.csv`, as the scanner would have left it for the importer. */
export interface BenchAudience {
  /** Forgets what was imported, so that the file is due. @returns what the scanner would send */
  renew: () => Promise<ImportMessage>;
  /** Digest of what the importer published. */
  digest: () => Promise<string | undefined>;
}

/** Creates the small tables and the project. */
export const createBenchAudience = async ({
  endpoints,
  clear,
}: Loopback): Promise<BenchAudience> => {
  await createTables(endpoints.dynamodb, Object.entries(smallTables).map(toTable));
  const dynamodb = toDocumentClient(new DynamoDBClient(sdkSettings(endpoints.dynamodb)));
  const s3 = new S3Client(sdkSettings(endpoints.s3));
  const recordSource = createRecordSource(dynamodb, tableNames.audiences, randomUUID);
  const getItem = createGetAudienceItem(dynamodb, tableNames.audiences);
  await createPutProject(dynamodb, tableNames.projects, randomUUID).create(projectId, {
    ...{ path: projectPath, adminEmails: ['bench@example.com'], audienceLimit: 1 },
    usersSource: null,
  });

  const key = { projectId, fileName };
  return {
    renew: async () => {
      await clear();
      await dynamodb.send(new DeleteCommand({ TableName: tableNames.audiences, Key: key }));
      await dynamodb.send(
        new UpdateCommand({
          TableName: tableNames.projects,
          Key: { projectId },
          UpdateExpression: 'SET slots = :none',
          ExpressionAttributeValues: { ':none': {} },
        }),
      );
      const { ETag = '', ContentLength: size = 0 } = await s3.send(
        new HeadObjectCommand({ Bucket: bucket, Key: projectPath + fileName }),
      );
      const etag = ETag.replaceAll('"', '');
      const at = Date.now();
      const source = { etag, size, lastModified: at, seenAt: at, present: true };
      await recordSource(projectId, fileName, source);
      return { ...key, path: projectPath, etag, size, at };
    },
    digest: async () => {
      const item = await getItem(projectId, fileName);
      return item && findLiveVersion(item.versions)?.layout.digest;
    },
  };
};

type Keys = (typeof smallTables)[keyof typeof smallTables];

const toTable = ([TableName, keys]: [string, Keys]) => {
  const names = Object.values<string>(keys);
  return {
    TableName,
    KeySchema: names.map((AttributeName, place) => ({
      AttributeName,
      KeyType: place === 0 ? ('HASH' as const) : ('RANGE' as const),
    })),
    AttributeDefinitions: names.map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    })),
  };
};
