import type { Check } from './check.ts';
import { alarms } from './checks/alarms.ts';
import { bootstrap } from './checks/bootstrap.ts';
import { bucket } from './checks/bucket.ts';
import { bucketEvents } from './checks/bucket-events.ts';
import { clock } from './checks/clock.ts';
import { concurrency } from './checks/concurrency.ts';
import { encryption } from './checks/encryption.ts';
import { sandbox } from './checks/sandbox.ts';
import { sender } from './checks/sender.ts';
import { usersTables } from './checks/users-tables.ts';
import { version } from './checks/version.ts';
import { warmThroughput } from './checks/warm-throughput.ts';

/** In the order in which they are needed. */
export const checks: readonly Check[] = [
  bootstrap,
  concurrency,
  sender,
  sandbox,
  alarms,
  bucket,
  encryption,
  bucketEvents,
  usersTables,
  warmThroughput,
  clock,
  version,
];
