import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createRecordSource } from '../../../lambdas/scanner/adapters/record-source.ts';
import type { RecordSource } from '../../../lambdas/scanner/ports.ts';
import {
  createGetAudienceItem,
  type GetAudienceItem,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import type {
  ClaimedImport,
  ClaimImport,
  EndImport,
} from '../../../lambdas/shared/claims/ports.ts';
import type { ImportMessage } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem, Version } from '../../../lambdas/shared/domain/audience-item.ts';
import type { AudienceWriterDeps } from '../../../lambdas/shared/operators/audience-writer-deps.ts';
import type { Dynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, someCounts } from '../../support/factories.ts';

export const now = 100_000_000;
export const until = now + 60_000;
export const layout = { chunks: 1, shards: 1, digest: 'd' };

export const live: Version = {
  state: 'live',
  etag: 'e1',
  counts: someCounts(),
  layout,
  publishedAt: 1,
};

/** A published audience, and the file that it was made from. */
export const published = {
  versionCounter: 3,
  versions: { 3: live },
  outcome: { etag: 'e1', result: 'published' as const, importId: 'i0', at: 1 },
};

export interface ArrangedAudience {
  projectId: string;
  fileName: string;
  deps: AudienceWriterDeps;
  /** what the scanner sends for its file */
  message: ImportMessage;
  claim: ClaimImport;
  /** claims for an import of this ID, which has to succeed */
  claimed: (importId: string) => Promise<ClaimedImport>;
  end: EndImport;
  read: () => Promise<AudienceItem>;
  recordSource: RecordSource;
}

/** Lets something happen between the first look of whoever uses it and the write that follows. */
export const onFirstLook = (
  getItem: GetAudienceItem,
  happen: () => Promise<unknown>,
): GetAudienceItem => {
  let looks = 0;
  return async (...key) => {
    const item = await getItem(...key);
    looks += 1;
    if (looks === 1) await happen();
    return item;
  };
};

let names = 0;
let operations = 0;

/** An audience's item under a name of its own, and what others do to it. */
export const arrangeAudience = async (
  { document, tables }: Dynalite,
  more: Partial<AudienceItem> = published,
): Promise<ArrangedAudience> => {
  names += 1;
  const item = anAudienceItem({ fileName: `${names}.csv`, ...more });
  const { projectId, fileName } = item;
  await document.send(new PutCommand({ TableName: tables.audiences, Item: item }));
  const deps: AudienceWriterDeps = {
    dynamodb: document,
    tableName: tables.audiences,
    now: () => now,
    newId: () => `operation-${(operations += 1)}`,
    getItem: createGetAudienceItem(document, tables.audiences),
  };
  const claim = createClaimImport(deps);
  const message: ImportMessage = aMessage({ projectId, fileName });
  return {
    projectId,
    fileName,
    deps,
    message,
    claim,
    claimed: async (importId: string): Promise<ClaimedImport> => {
      const result = await claim(message, importId, until);
      if (typeof result === 'string') throw new Error(`not claimed: ${result}`);
      return result;
    },
    end: createEndImport(deps),
    read: async () => (await deps.getItem(projectId, fileName))!,
    recordSource: createRecordSource(document, tables.audiences, () => 'another ID'),
  };
};
