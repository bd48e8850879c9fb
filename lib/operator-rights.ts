/** What the operator's command needs to be allowed; every command also reads the outputs of the stack. */

/** What of the stack a right is on; `bucket` is that of the files, `files` are its objects. */
export const operatedOn = [
  'stack',
  'projects',
  'audiences',
  'memberships',
  'imports',
  'users',
  'scanner',
  'bucket',
  'files',
] as const;
export type OperatedOn = (typeof operatedOn)[number];

/**
 * Users tables of the customer's own. The stack's policy gives no right on them: whoever may read one sees all that stands in
 * it, which only its owner can allow.
 */
export const ownUsersTables = 'usersTables';

/** IAM actions, by what they are on. */
export type Rights = Readonly<
  Partial<Record<OperatedOn | typeof ownUsersTables, readonly string[]>>
>;

const get = 'dynamodb:GetItem';
const query = 'dynamodb:Query';
const scan = 'dynamodb:Scan';
const update = 'dynamodb:UpdateItem';
const put = 'dynamodb:PutItem';
const writeBatch = 'dynamodb:BatchWriteItem';
const getBatch = 'dynamodb:BatchGetItem';
const describeTable = 'dynamodb:DescribeTable';

export const everyCommand: Rights = { stack: ['cloudformation:DescribeStacks'] };

/**
 * By command. A test records what each of them calls, and finds a right that is missing, one that nobody needs, and a command
 * that is not here.
 */
export const operatorRights: Readonly<Record<string, Rights>> = {
  'project put': { projects: [get, scan, update], audiences: [get, query] },
  'project list': { projects: [scan] },
  'project show': { projects: [get], audiences: [get, query] },
  'project pause': { projects: [update], audiences: [query] },
  'project resume': { projects: [update] },
  'project delete': { projects: [get, update], audiences: [get, query, update] },
  'users load': { projects: [get], audiences: [query], users: [get, writeBatch] },
  'users remove': {
    projects: [get],
    audiences: [query],
    users: [get, getBatch, writeBatch],
    memberships: [get],
  },
  'users sync': { projects: [get], audiences: [query], users: [get, query, writeBatch] },
  'users count': { projects: [get], users: [query] },
  'users contains': { projects: [get], users: [get] },
  scan: {
    projects: [scan],
    audiences: [get, query],
    scanner: ['lambda:InvokeFunction'],
    bucket: ['s3:ListBucket'],
  },
  'audience list': { projects: [get], audiences: [get, query] },
  'audience show': { projects: [get], audiences: [get, query] },
  'audience members': { projects: [get], audiences: [get, query], memberships: [get, query] },
  'audience contains': { projects: [get], audiences: [get, query], memberships: [get] },
  'audience which': { projects: [get], audiences: [query], memberships: [get] },
  'audience retry': { projects: [get], audiences: [get, update], imports: [put] },
  'audience rollback': { projects: [get], audiences: [get, update], imports: [put] },
  'audience approve': { projects: [get, update], audiences: [get, update], imports: [put] },
  'audience discard': { projects: [get, update], audiences: [get, update], imports: [put] },
  'audience expect': { projects: [get], audiences: [get, query, update] },
  'audience guard': { projects: [get], audiences: [get, query, update] },
  'audience delete': {
    projects: [get, update],
    audiences: [get, query, update],
    imports: [put],
    // Both, for a deletion that depends on the ETag.
    files: ['s3:DeleteObject', 's3:GetObject'],
  },
  'import validate': {
    projects: [get],
    audiences: [get],
    memberships: [get, query],
    users: [getBatch, query, describeTable],
    [ownUsersTables]: [getBatch, scan, describeTable],
    files: ['s3:GetObject'],
  },
  repair: {
    projects: [describeTable, scan, update],
    audiences: [describeTable, get, put, scan, update],
    memberships: [describeTable, query, scan],
    imports: [describeTable],
    users: [describeTable, query],
  },
  estimate: {
    projects: [describeTable, get, scan],
    audiences: [describeTable, query],
    memberships: [describeTable],
    imports: [describeTable, query],
    users: [describeTable],
  },
  'import history': { projects: [get], audiences: [get, query], imports: [query] },
  'dead-letter redrive': { projects: [scan], audiences: [get, query, update], imports: [query] },
};

const isReading = (action: string): boolean => /:(BatchGet|Describe|Get|Query|Scan)/.test(action);

/** Commands that change nothing, whatever their options. */
export const readingCommands: readonly string[] = Object.entries(operatorRights)
  .filter(([, rights]) => Object.values(rights).flat().every(isReading))
  .map(([command]) => command);

/** What these commands need together: the actions on one thing. */
const rightsOf = (commands: readonly string[], on: OperatedOn): string[] => {
  const all = [everyCommand, ...commands.map((command) => operatorRights[command])];
  return [...new Set(all.flatMap((each) => each?.[on] ?? []))].sort();
};

/** What operators may do with it. */
export const rightsOn = (on: OperatedOn): string[] => rightsOf(Object.keys(operatorRights), on);

/** What viewers may do with it; nothing with some things. */
export const viewerRightsOn = (on: OperatedOn): string[] => rightsOf(readingCommands, on);
