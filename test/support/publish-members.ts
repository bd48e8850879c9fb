import { randomUUID } from 'node:crypto';
import { createClaimImport } from '../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../lambdas/shared/claims/end-import.ts';
import { createGetUsers } from '../../lambdas/importer/adapters/get-users.ts';
import { createPutChunks } from '../../lambdas/importer/adapters/put-chunks.ts';
import { createRecordDrop } from '../../lambdas/importer/adapters/record-drop.ts';
import type { ImportPorts } from '../../lambdas/importer/import-file.ts';
import { createRecordSource } from '../../lambdas/scanner/adapters/record-file-state.ts';
import { createGetAudienceItem } from '../../lambdas/shared/adapters/read-audience-items.ts';
import type { ImportMessage } from '../../lambdas/shared/contract.ts';
import { importFile, type ImportResult } from '../../lambdas/importer/import-file.ts';
import type { Dynalite } from './dynalite.ts';
import { aMessage, aProject, aSource } from './factories.ts';
import { streamOf } from './streams.ts';

/** Imports a list as if it had been found in S3; everyone in it is registered, unless `more` says otherwise. */
export const importList = async (
  { document, tables }: Dynalite,
  fileName: string,
  ids: readonly string[],
  more: Partial<ImportPorts> = {},
): Promise<ImportResult> => {
  const etag = randomUUID();
  const source = aSource({ etag, lastModified: Date.now() });
  await createRecordSource(document, tables.audiences, randomUUID)('shop', fileName, source);
  const audiences = {
    dynamodb: document,
    tableName: tables.audiences,
    getItem: createGetAudienceItem(document, tables.audiences),
    now: Date.now,
  };
  const message: ImportMessage = aMessage({ fileName, etag });
  return importFile(message, Date.now() + 60_000, {
    claimImport: createClaimImport(audiences),
    endImport: createEndImport(audiences),
    recordDrop: createRecordDrop(document, tables.audiences),
    getProject: () => Promise.resolve(aProject()),
    openFile: () => Promise.resolve(streamOf([Buffer.from(ids.join('\n'))])),
    getUsers: () => (asked) => Promise.resolve({ registered: asked, unprocessed: [] }),
    putChunks: createPutChunks(document, tables.memberships),
    newImportId: randomUUID,
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
    ...more,
  });
};

/** The real lookup, on the users table. */
export const lookupIn = ({ document, tables }: Dynalite): ImportPorts['getUsers'] =>
  createGetUsers(document, tables.users);
