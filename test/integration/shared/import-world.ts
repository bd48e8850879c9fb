import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { createHandler as createDeadLetterHandler } from '../../../lambdas/dead-letter/handler.ts';
import type { Deps as ImporterDeps } from '../../../lambdas/importer/deps.ts';
import { createHandler as createImporterHandler } from '../../../lambdas/importer/handler.ts';
import type { ImportPorts } from '../../../lambdas/importer/import-files.ts';
import { createRecordImport } from '../../../lambdas/importer/record-import.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { createRecordDrop } from '../../../lambdas/shared/adapters/record-drop.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import type { EndImport } from '../../../lambdas/shared/claims/ports.ts';
import type { ImportMessage } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import type { MalformedMessage } from '../../../lambdas/shared/domain/malformed-message.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import { createGiveBackPlace } from '../../../lambdas/shared/slots/give-back-place.ts';
import { createSlots } from '../../../lambdas/shared/slots/slots.ts';
import { alone } from '../../support/alone.ts';
import type { Dynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aProject } from '../../support/factories.ts';
import { everyone } from '../../support/fake-users.ts';
import { withKernel } from '../../support/kernels.ts';
import { openedFile } from '../../support/opened-file.ts';

export const now = 100_000_000;

/** What brings a cause about. Where nothing is said: a file of one row, which a message names and nobody has imported. */
export interface Scenario {
  file?: string | Buffer;
  /** null: there is none */
  project?: Partial<Project> | null;
  item?: Partial<AudienceItem> | null;
  message?: Partial<ImportMessage>;
  /** opening the file meets this */
  error?: Error;
  ports?: (world: World) => Partial<ImportPorts>;
  /** the message is a dead letter at once */
  deadLetter?: string | true;
  /** milliseconds that the function has; the importer stops 8 s before */
  timeLeft?: number;
}

export interface World {
  message: ImportMessage;
  endImport: EndImport;
  read: () => Promise<AudienceItem | undefined>;
  records: (ImportRecord | MalformedMessage)[];
  logged: object[];
  /** seconds after which the message shall come back */
  repeats: number[];
  /** another import takes the audience from the one that runs, and dies */
  overtake: () => Promise<void>;
  /** false: the message comes back */
  deliverTo: (whom: 'importer' | 'dead-letter') => Promise<boolean>;
}

let projects = 0;

/** The handlers of importer and dead-letter function with their real adapters, on a project of its own. */
export const arrange = async (
  { document: dynamodb, tables }: Dynalite,
  scenario: Scenario,
): Promise<World> => {
  projects += 1;
  const projectId = `project-${projects}`;
  const message = aMessage({ projectId, at: now - 1, ...scenario.message });
  const { fileName } = message;
  const put = (TableName: string, Item: object) =>
    dynamodb.send(new PutCommand({ TableName, Item: { ...Item } }));
  if (scenario.project !== null)
    await put(tables.projects, aProject({ projectId, ...scenario.project }));
  const enqueued = { etag: 'e1', at: message.at };
  if (scenario.item !== null)
    await put(
      tables.audiences,
      anAudienceItem({ projectId, fileName, enqueued, ...scenario.item }),
    );

  const getItem = createGetAudienceItem(dynamodb, tables.audiences);
  const audiences = { dynamodb, tableName: tables.audiences, getItem, now: () => now };
  const slots = createSlots(dynamodb, tables.projects);
  const records: World['records'] = [];
  const logged: object[] = [];
  const repeats: number[] = [];
  const saveRecord = (record: World['records'][number]) => {
    records.push(record);
    return Promise.resolve();
  };
  const shared = {
    getItem,
    claimImport: createClaimImport(audiences),
    endImport: createEndImport(audiences),
    getProject: createGetProject(dynamodb, tables.projects),
    recordDrop: createRecordDrop(dynamodb, tables.audiences),
    saveRecord,
    onRecordLost: () => undefined,
    newImportId: randomUUID,
    region: 'eu-west-1',
    now: () => now,
  };
  const others = {
    logger: {
      addContext: () => undefined,
      appendKeys: () => undefined,
      resetKeys: () => undefined,
      info: (_: string, result: object) => void logged.push(result),
      error: () => undefined,
    },
    metrics: { addMetric: () => undefined, publishStoredMetrics: () => undefined },
  } as unknown as Pick<ImporterDeps, 'logger' | 'metrics'>;
  const world: World = {
    message,
    records,
    logged,
    repeats,
    endImport: shared.endImport,
    read: () => getItem(projectId, fileName),
    overtake: async () => {
      const claim = { version: 9, owner: 'i9', etag: 'e1', until: now };
      await put(tables.audiences, { ...(await getItem(projectId, fileName)), claim });
    },
    deliverTo: async (whom) => {
      const body =
        typeof scenario.deadLetter === 'string' ? scenario.deadLetter : JSON.stringify(message);
      const record = {
        messageId: 'm1',
        receiptHandle: 'handle',
        eventSource: 'aws:sqs',
        body,
        attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(now) },
      } as SQSRecord;
      const event: SQSEvent = { Records: [record] };
      const timeLeft = scenario.timeLeft ?? 900_000;
      const context = { getRemainingTimeInMillis: () => timeLeft } as Context;
      const done = await withKernel((kernel) => {
        const ports: ImportPorts = {
          ...shared,
          kernel,
          recordImport: createRecordImport(shared),
          openFile: () =>
            scenario.error
              ? Promise.reject(scenario.error)
              : Promise.resolve(openedFile(scenario.file ?? 'a\n')),
          openUsers: everyone,
          ...alone,
          preferredPlan: 'cheaper',
          putChunks: () => Promise.resolve({ unprocessed: [], units: 0 }),
          slots,
          giveBackPlace: createGiveBackPlace({ getItem, slots }),
          backoff: { sleep: () => Promise.resolve(), random: () => 0 },
          ...scenario.ports?.(world),
        };
        const repeatAfter = (_: string, seconds: number) => {
          repeats.push(seconds);
          return Promise.resolve();
        };
        const handler =
          whom === 'importer'
            ? createImporterHandler({ ...others, ports, repeatAfter, startTimer })
            : createDeadLetterHandler({ ...others, ports: shared });
        return handler(event, context).catch(() => undefined);
      });
      return done?.batchItemFailures.length === 0;
    },
  };
  return world;
};
