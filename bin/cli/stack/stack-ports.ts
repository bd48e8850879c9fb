import { createDryRuns } from '../../../lambdas/importer/dry-run/create-dry-run.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createDeleteFile } from '../../../lambdas/shared/adapters/delete-file.ts';
import { createGetIgnored } from '../../../lambdas/shared/adapters/get-ignored.ts';
import { createGetUsersReadings } from '../../../lambdas/shared/adapters/get-users-readings.ts';
import { createGetUnreached } from '../../../lambdas/shared/adapters/get-unreached.ts';
import {
  createGetProject,
  createListProjects,
} from '../../../lambdas/shared/adapters/read-projects.ts';
import { createGetProjectParts } from '../../../lambdas/shared/adapters/read-project-parts.ts';
import { createApproveAudience } from '../../../lambdas/shared/operators/approve-audience.ts';
import { createDiscardHeld } from '../../../lambdas/shared/operators/discard-held.ts';
import { createChangeProjectAsSeen } from '../../../lambdas/shared/operators/change-project-as-seen.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { createDeleteAudienceAndFile } from '../../../lambdas/shared/operators/delete-audience-and-file.ts';
import { createDeleteOrphan } from '../../../lambdas/shared/operators/delete-orphan.ts';
import { createForgetIgnored } from '../../../lambdas/shared/operators/forget-ignored.ts';
import { createExpectChanges } from '../../../lambdas/shared/operators/expect-changes.ts';
import { createGuardAudience } from '../../../lambdas/shared/operators/guard-audience.ts';
import { createPutProject } from '../../../lambdas/shared/operators/put-project.ts';
import { createRecordDecision } from '../../../lambdas/shared/operators/record-decision.ts';
import { createRegisterStrays } from '../../../lambdas/shared/operators/repair/register-strays.ts';
import { createRepairAudience } from '../../../lambdas/shared/operators/repair/repair-audience.ts';
import { createRetryImport } from '../../../lambdas/shared/operators/retry-import.ts';
import { createRollbackAudience } from '../../../lambdas/shared/operators/rollback-audience.ts';
import { createSwitchProject } from '../../../lambdas/shared/operators/switch-project.ts';
import type { Backoff, NewId, Now, StartTimer } from '../../../lambdas/shared/ports.ts';
import { createGiveBackPlace } from '../../../lambdas/shared/slots/give-back-place.ts';
import { createMendPlaces } from '../../../lambdas/shared/slots/mend-places.ts';
import { createSlots } from '../../../lambdas/shared/slots/slots.ts';
import { AudienceReader } from '../../../reader/index.ts';
import { createOpenHeld } from '../../../reader/open-held.ts';
import { createListPlace } from '../adapters/list-place.ts';
import { createListMails } from '../adapters/list-mails.ts';
import { createDescribeTables } from '../adapters/repair/describe-tables.ts';
import { createHasUsers } from '../adapters/repair/has-users.ts';
import { createListAllAudiences } from '../adapters/repair/list-all-audiences.ts';
import { createListBuckets, createScanChunks } from '../adapters/repair/scan-chunks.ts';
import { createReadImportRecords } from '../adapters/read-import-records.ts';
import { createReadDecisions } from '../../../lambdas/shared/adapters/read-decisions.ts';
import { createSaveRecord } from '../../../lambdas/shared/adapters/save-record.ts';
import { createReadMalformedMessages } from '../adapters/read-malformed-messages.ts';
import { createCountUsers, createReadUsers } from '../adapters/read-users.ts';
import { createRunMailer } from '../adapters/run-mailer.ts';
import { createRunScanner } from '../adapters/run-scanner.ts';
import { createServiceClock } from '../adapters/service-clock.ts';
import {
  createDeleteUsers,
  createFindUsers,
  createHasUser,
  createPutUsers,
} from '../adapters/write-users.ts';
import type { Stack } from './stack.ts';

/** What the commands can do with a stack. */
export type StackPorts = ReturnType<typeof createStackPorts>;

/** What the process gives. */
export interface StackHost extends Backoff {
  now: Now;
  newId: NewId;
  startTimer: StartTimer;
}

// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- `StackPorts` is this very type
export const createStackPorts = (stack: Stack, host: StackHost) => {
  const { now, newId, sleep, random, startTimer } = host;
  const { resources, dynamodb, document, lambda, s3, local } = stack;
  const { tables, usersTables, bucket, scannerFunction, mailerFunction } = resources;
  const serviceNow = createServiceClock(dynamodb, now);
  const getProject = createGetProject(document, tables.projects);
  const getAudienceItem = createGetAudienceItem(document, tables.audiences);
  const audiences = {
    dynamodb: document,
    tableName: tables.audiences,
    now: serviceNow,
    newId,
    getItem: getAudienceItem,
  };
  const slots = createSlots(document, tables.projects);
  const giveBackPlace = createGiveBackPlace({ getItem: getAudienceItem, slots });
  const deleteAudience = createDeleteAudience(audiences);
  return {
    /** see `createServiceClock`: the clock of all that is compared with what functions have written */
    serviceNow,
    /** of the tables */
    region: (): Promise<string> => dynamodb.config.region(),

    getProject,
    getProjectParts: createGetProjectParts(document, tables.projects),
    listProjects: createListProjects(document, tables.projects),
    putProject: createPutProject(document, tables.projects, newId),
    changeProjectAsSeen: createChangeProjectAsSeen({
      dynamodb: document,
      tableName: tables.projects,
      getProject,
      newId,
    }),
    switchProject: createSwitchProject(document, tables.projects, serviceNow),
    slots,
    usersTables,

    getUnreached: createGetUnreached(document, tables.audiences),
    getUsersReadings: createGetUsersReadings(document, tables.audiences),
    getIgnored: createGetIgnored(document, tables.audiences),
    forgetIgnored: createForgetIgnored(document, tables.audiences),
    getAudienceItem,
    listAudienceItems: createListAudienceItems(document, tables.audiences),
    retryImport: createRetryImport(audiences),
    rollbackAudience: createRollbackAudience(audiences),
    approveAudience: createApproveAudience({ ...audiences, slots, giveBackPlace }),
    discardHeld: createDiscardHeld({ ...audiences, giveBackPlace }),
    expectChanges: createExpectChanges(audiences),
    guardAudience: createGuardAudience(audiences),
    deleteAudience,
    deleteAudienceAndFile: createDeleteAudienceAndFile({
      deleteAudience,
      deleteFile: createDeleteFile(s3, bucket),
      slots,
    }),
    recordDecision: createRecordDecision({
      saveDecision: createSaveRecord(document, tables.imports),
      now: serviceNow,
      newId,
    }),
    deleteOrphan: createDeleteOrphan({ ...audiences, getProject }),
    listPlace: createListPlace(s3, bucket),
    audienceReader: new AudienceReader({ dynamodb, tables }),
    openHeld: createOpenHeld({ dynamodb, tables }),
    readImportRecords: createReadImportRecords(document, tables.imports),
    readDecisions: createReadDecisions(document, tables.imports),
    readMalformedMessages: createReadMalformedMessages(document, tables.imports),

    describeTables: createDescribeTables(dynamodb, tables),
    listAllAudiences: createListAllAudiences(document, tables.audiences),
    scanChunks: createScanChunks(document, tables.memberships),
    listBuckets: createListBuckets(document, tables.memberships),
    hasUsers: createHasUsers(document, tables.users),
    repairAudience: createRepairAudience(audiences),
    mendPlaces: createMendPlaces(document, tables.projects),
    registerStrays: createRegisterStrays(audiences),

    dryRuns: createDryRuns(
      { dynamodb, document, s3, bucket, tables },
      { backoff: { sleep, random }, now: serviceNow, startTimer },
    ),

    readUsers: createReadUsers(dynamodb, tables.users),
    countUsers: createCountUsers(dynamodb, tables.users),
    findUsers: createFindUsers(document, tables.users),
    hasUser: createHasUser(document, tables.users),
    putUsers: createPutUsers(document, tables.users),
    deleteUsers: createDeleteUsers(document, tables.users),

    runScanner: createRunScanner(lambda, scannerFunction),
    hasMailer: mailerFunction !== undefined,
    /** of a local stack only: elsewhere its rule does that */
    runMailer:
      local && mailerFunction !== undefined ? createRunMailer(lambda, mailerFunction) : undefined,
    /** of a local stack only: SES keeps no mails */
    listMails: local && createListMails(local.sesEndpoint),
  };
};
