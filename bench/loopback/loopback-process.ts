/** S3 over a folder and DynamoDB with a users table of any size, in one process. Started by start-loopback.ts. */
import { startDynamodb as startDynalite } from '../../local/emulators/dynamodb.ts';
import { liveAndDieWithParent } from '../../local/live-and-die-with-parent.ts';
import { startS3 } from '../../local/s3/index.ts';
import { createThrottling } from '../../local/throttling/throttling.ts';
import { tableKeys } from '../../lambdas/shared/contract.ts';
import { createForward } from './forward.ts';
import { type Endpoints, requestSchema, settingsSchema } from './messages.ts';
import { Meter } from './meter.ts';
import {
  bucket,
  membersKeys,
  otherProjectId,
  projectId,
  tableNames,
  userItemBytes,
} from './names.ts';
import { startDynamodb } from './start-dynamodb.ts';
import { createItemsTable } from './tables/items-table.ts';
import { createUsersByKeyTable } from './tables/users-by-key-table.ts';
import { createUsersTable } from './tables/users-table.ts';

liveAndDieWithParent();
const { directory, users, withoutOthers, limits, unlimitedUsers } = settingsSchema.parse(
  JSON.parse(process.argv[2] ?? ''),
);

const meter = new Meter();
const throttling = createThrottling(Date.now, (event) => {
  meter.limited(event);
});
throttling.limitAll(limits);
if (unlimitedUsers) throttling.limit(tableNames.users, undefined);
const generated = { users, itemBytes: userItemBytes };
const usersTables = [
  createUsersTable({ ...generated, name: tableNames.users, projectId }, meter, throttling),
  createUsersByKeyTable(
    {
      ...generated,
      name: tableNames.usersByKey,
      projectIds: withoutOthers ? [projectId] : [projectId, otherProjectId],
    },
    meter,
    throttling,
  ),
];
const stored = [
  createItemsTable({ name: tableNames.memberships, ...tableKeys.memberships }, meter, throttling),
  createItemsTable({ name: tableNames.members, ...membersKeys }, meter, throttling),
];

const s3 = await startS3({ directory, bucket, port: 0 });
const dynalite = await startDynalite(0);
const dynamodb = await startDynamodb([...usersTables, ...stored], createForward(dynalite.url));

process.on('message', (message) => {
  const request = requestSchema.parse(message);
  if (request === 'clear') for (const table of stored) table.clear();
  if (request === 'clear' || request === 'limit') throttling.limitAll(limits);
  if (request === 'unlimit') throttling.limitAll(undefined);
  if (request === 'clear' || request === 'reset') meter.reset();
  process.send?.(meter.usage);
});
const endpoints: Endpoints = { s3: s3.url, dynamodb: dynamodb.url };
process.send?.(endpoints);
