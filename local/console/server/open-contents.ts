import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { createGetIgnored, type GetIgnored } from '../../../lambdas/shared/adapters/get-ignored.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
  type ListAudienceItems,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import {
  createGetProject,
  createListProjects,
  type ListProjects,
} from '../../../lambdas/shared/adapters/read-projects.ts';
import { createRecordDrop, type RecordDrop } from '../../../lambdas/shared/adapters/record-drop.ts';
import { stackOutputs } from '../../../lambdas/shared/contract.ts';
import { sdkSettings } from '../../sdk-settings.ts';
import type { Contents } from './console.ts';

/** The bucket and the tables of a running stack, for what a laptop has beside the product. */
export interface OpenContents extends Contents {
  listProjects: ListProjects;
  listAudienceItems: ListAudienceItems;
  getIgnored: GetIgnored;
  recordDrop: RecordDrop;
  close: () => void;
}

/** @returns undefined of a template without our tables and bucket */
export const openContents = (
  outputs: Readonly<Record<string, string>>,
  endpoints: { s3: string; dynamodb: string },
): OpenContents | undefined => {
  const bucket = outputs[stackOutputs.bucket];
  const projects = outputs[stackOutputs.projectsTable];
  const audiences = outputs[stackOutputs.audiencesTable];
  if (bucket === undefined || projects === undefined || audiences === undefined) return undefined;
  const s3 = new S3Client({
    ...sdkSettings(endpoints.s3),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const dynamodb = new DynamoDBClient(sdkSettings(endpoints.dynamodb));
  const document = toDocumentClient(dynamodb);
  return {
    s3,
    bucket,
    getProject: createGetProject(document, projects),
    listProjects: createListProjects(document, projects),
    getAudienceItem: createGetAudienceItem(document, audiences),
    listAudienceItems: createListAudienceItems(document, audiences),
    getIgnored: createGetIgnored(document, audiences),
    recordDrop: createRecordDrop(document, audiences),
    close: () => {
      s3.destroy();
      dynamodb.destroy();
    },
  };
};
