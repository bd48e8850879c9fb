import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { createTables } from '../../local/emulators/create-resources.ts';
import { sdkSettings } from '../../local/sdk-settings.ts';
import { createRecordSource } from '../../lambdas/scanner/adapters/record-source.ts';
import { toDocumentClient } from '../../lambdas/shared/adapters/clients.ts';
import { createGetAudienceItem } from '../../lambdas/shared/adapters/read-audience-items.ts';
import type { ImportMessage } from '../../lambdas/shared/contract.ts';
import { type AudienceItem, findLiveVersion } from '../../lambdas/shared/domain/audience-item.ts';
import { createPutProject } from '../../lambdas/shared/operators/put-project.ts';
import { freeSlots } from './free-slots.ts';
import { bucket, fileName, projectId, projectPath, smallTables, tableNames } from './names.ts';
import type { Loopback } from './start-loopback.ts';

/** The project whose files lie in `bench/`, as the scanner would have left it for the importer. */
export interface BenchProject {
  dynamodb: DynamoDBDocumentClient;
  /** Records the file as a scan does. @returns what the scanner would send */
  recordFile: (fileName: string) => Promise<ImportMessage>;
  /** @returns undefined where no file was recorded */
  getItem: (fileName: string) => Promise<AudienceItem | undefined>;
}

/** Creates the small tables and the project. */
export const createBenchProject = async (
  { endpoints }: Loopback,
  audienceLimit = 1,
): Promise<BenchProject> => {
  await createTables(endpoints.dynamodb, Object.entries(smallTables).map(toTable));
  const dynamodb = toDocumentClient(new DynamoDBClient(sdkSettings(endpoints.dynamodb)));
  const s3 = new S3Client(sdkSettings(endpoints.s3));
  const recordSource = createRecordSource(dynamodb, tableNames.audiences, randomUUID);
  const getItem = createGetAudienceItem(dynamodb, tableNames.audiences);
  await createPutProject(dynamodb, tableNames.projects, randomUUID).create(projectId, {
    path: projectPath,
    adminEmails: ['bench@example.com'],
    audienceLimit,
    usersSource: null,
  });
  return {
    dynamodb,
    recordFile: async (name) => {
      const { ETag = '', ContentLength: size = 0 } = await s3.send(
        new HeadObjectCommand({ Bucket: bucket, Key: projectPath + name }),
      );
      const etag = ETag.replaceAll('"', '');
      const at = Date.now();
      const source = { etag, size, lastModified: at, seenAt: at, present: true };
      await recordSource(projectId, name, source);
      return { projectId, path: projectPath, fileName: name, etag, size, at };
    },
    getItem: (name) => getItem(projectId, name),
  };
};

/** The audience of the file `bench/audience.csv`. */
export interface BenchAudience {
  /** Forgets what was imported, so that the file is due. @returns what the scanner would send */
  renew: () => Promise<ImportMessage>;
  /** Digest of what the importer published. */
  digest: () => Promise<string | undefined>;
}

/** Creates the small tables and the project. */
export const createBenchAudience = async (loopback: Loopback): Promise<BenchAudience> => {
  const { dynamodb, recordFile, getItem } = await createBenchProject(loopback);
  const key = { projectId, fileName };
  return {
    renew: async () => {
      await loopback.clear();
      await dynamodb.send(new DeleteCommand({ TableName: tableNames.audiences, Key: key }));
      await freeSlots(dynamodb);
      return recordFile(fileName);
    },
    digest: async () => {
      const item = await getItem(fileName);
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
