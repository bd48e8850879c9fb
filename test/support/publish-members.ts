import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createClaimImport } from '../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../lambdas/shared/claims/end-import.ts';
import { createOpenUsers } from '../../lambdas/importer/adapters/open-users.ts';
import { createPutChunks } from '../../lambdas/importer/adapters/put-chunks.ts';
import { createGetChunk, createReadChunks } from '../../lambdas/importer/adapters/read-chunks.ts';
import { createRecordDrop } from '../../lambdas/shared/adapters/record-drop.ts';
import type { ImportPorts } from '../../lambdas/importer/import-files.ts';
import { createRecordSource } from '../../lambdas/scanner/adapters/record-source.ts';
import { createGetAudienceItem } from '../../lambdas/shared/adapters/read-audience-items.ts';
import type { ImportMessage } from '../../lambdas/shared/contract.ts';
import type { ImportResult } from '../../lambdas/importer/import-result.ts';
import { startTimer } from '../../lambdas/shared/adapters/start-timer.ts';
import { createGiveBackPlace } from '../../lambdas/shared/slots/give-back-place.ts';
import { createSlots } from '../../lambdas/shared/slots/slots.ts';
import { alone } from './alone.ts';
import type { Dynalite } from './dynalite.ts';
import { aMessage, aProject, aSource } from './factories.ts';
import { everyone } from './fake-users.ts';
import { importFile } from './import-file.ts';
import { withKernel } from './kernels.ts';
import { noReadings } from './no-readings.ts';
import { openedFile } from './opened-file.ts';

const watch = { stallMs: 10_000, startTimer };

/** Any ID may stand in a file like this. */
const quoted = (id: string): string => `"${id.replaceAll('"', '""')}"`;

/** Imports a list as if it had been found in S3; everyone in it is registered, unless `more` says otherwise. */
export const importList = async (
  { client, document, tables }: Dynalite,
  fileName: string,
  ids: readonly string[],
  more: Partial<ImportPorts> = {},
): Promise<ImportResult> => {
  const etag = randomUUID();
  await document.send(
    new UpdateCommand({
      TableName: tables.projects,
      Key: { projectId: 'shop' },
      UpdateExpression: 'SET slots = if_not_exists(slots, :none), audienceLimit = :limit',
      ExpressionAttributeValues: { ':none': {}, ':limit': 100 },
    }),
  );
  const source = aSource({ etag, seenAt: Date.now() });
  const recordSource = createRecordSource(document, tables.audiences, randomUUID);
  await recordSource('shop', fileName, source);
  const audiences = {
    dynamodb: document,
    tableName: tables.audiences,
    getItem: createGetAudienceItem(document, tables.audiences),
    now: Date.now,
  };
  const message: ImportMessage = aMessage({ fileName, etag });
  const deadline = Date.now() + 60_000;
  const time = { claimUntil: deadline, deadline, signal: new AbortController().signal };
  const slots = createSlots(document, tables.projects);
  return withKernel((kernel) =>
    importFile(message, time, {
      kernel,
      claimImport: createClaimImport(audiences),
      endImport: createEndImport(audiences),
      recordDrop: createRecordDrop(document, tables.audiences),
      getProject: () => Promise.resolve(aProject()),
      openFile: () => Promise.resolve(openedFile(ids.map(quoted).join('\n'))),
      openUsers: everyone,
      ...alone,
      preferredPlan: 'cheaper',
      putChunks: createPutChunks(client, tables.memberships),
      readChunks: createReadChunks(client, tables.memberships, watch),
      getChunk: createGetChunk(client, tables.memberships, watch),
      newImportId: randomUUID,
      recordImport: () => Promise.resolve(),
      slots,
      giveBackPlace: createGiveBackPlace({ getItem: audiences.getItem, slots }),
      now: Date.now,
      backoff: { sleep: () => Promise.resolve(), random: () => 0 },
      ...more,
    }),
  );
};

/** The real lookup, on the users table. */
export const usersIn = ({ client, tables }: Dynalite): ImportPorts['openUsers'] =>
  createOpenUsers(client, {
    ...noReadings,
    ownTableName: tables.users,
    ...watch,
    now: Date.now,
  });
