import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Random } from '../../../../lambdas/shared/ports.ts';
import { AudienceReader } from '../../../../reader/index.ts';
import type { TakenEvent } from '../../aws/event-bridge/event-bridge-service.ts';
import type { SentMail } from '../../aws/ses/ses-service.ts';
import type { Call } from '../../aws/wire/fault.ts';
import type { Excuses } from '../excuses.ts';
import type { Files } from '../files.ts';
import type { Observed } from '../observed.ts';
import type { RegisteredUsers } from '../registered-users.ts';
import { tables } from '../resources.ts';
import { watchGuard } from './check-guard.ts';
import { createEventsCheck } from './check-events.ts';
import { createHoldsCheck } from './check-holds.ts';
import { createLimitCheck } from './check-limit.ts';
import { checkLeftovers } from './check-leftovers.ts';
import { createLivenessCheck } from './check-liveness.ts';
import { createMembersCheck } from './check-members.ts';
import { createNoticesCheck } from './check-notices.ts';
import { watchOrder } from './check-order.ts';
import { createPauseCheck } from './check-pause.ts';
import { checkTold } from './check-told.ts';
import { watchScans } from './check-scans.ts';
import type { BrokenPromise, Report } from './report.ts';

export interface PromisesDeps {
  /** without faults */
  client: DynamoDBClient;
  observed: Observed;
  files: Files;
  users: RegisteredUsers;
  excuses: Excuses;
  mails: readonly SentMail[];
  isRefused: (address: string) => boolean;
  events: readonly TakenEvent[];
  announcerRandom: Random;
  isScan: (call: Call) => boolean;
  now: () => number;
}

export interface Promises {
  broken: readonly BrokenPromise[];
  report: (promise: string, what: string) => void;
  /** what takes time to be broken: asked every minute */
  check: () => Promise<void>;
  /** when all is over */
  checkEnd: () => Promise<void>;
  /** When all that S3 had to tell has come: see `checkTold`. */
  checkTold: (fileNames: readonly string[], except: string | undefined) => void;
  pause: ReturnType<typeof createPauseCheck>;
  limit: ReturnType<typeof createLimitCheck>;
  published: () => number;
  held: () => number;
}

/** Checks the promises while a history runs. */
export const createPromises = ({
  client,
  observed,
  files,
  users,
  excuses,
  mails,
  isRefused,
  events,
  announcerRandom,
  isScan,
  now,
}: PromisesDeps): Promises => {
  const begun = now();
  const broken: BrokenPromise[] = [];
  const report = (promise: string, what: string): void =>
    void broken.push({ promise, after: now() - begun, what });
  const reporter =
    (promise: string): Report =>
    (what) => {
      report(promise, what);
    };

  watchOrder(observed, now, reporter('order'));
  watchGuard(observed, now, reporter('guard'));
  watchScans(observed, isScan, now, reporter('scans'));
  const liveness = createLivenessCheck(observed, excuses, now, reporter('liveness'));
  const limit = createLimitCheck(observed, excuses, now, reporter('limit'));
  const members = createMembersCheck(client, files, users, observed, reporter('members'));
  const notices = createNoticesCheck(
    ...([observed, mails, isRefused, excuses, now, reporter('notices')] as const),
  );
  const told = createEventsCheck(observed, events, announcerRandom, reporter('events'));
  const reader = new AudienceReader({ dynamodb: client, tables });
  const holds = createHoldsCheck(observed, reader, reporter('holds'));
  const pause = createPauseCheck(observed, reporter('pause'));

  return {
    broken,
    report,
    limit,
    pause,
    published: members.published,
    held: holds.held,
    check: async () => {
      liveness.check();
      limit.check();
      notices.check();
      await members.check();
      await holds.check();
    },
    checkTold: (fileNames, except) => {
      checkTold(observed, fileNames, except, reporter('told'));
    },
    checkEnd: () => {
      told.checkEnd();
      return checkLeftovers(client, observed, reporter('leftovers'));
    },
  };
};
