import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UsersSource } from '../../shared/domain/project.ts';
import { knownReading } from '../../shared/domain/users-readings.ts';
import { userShards } from '../../shared/own-user-key.ts';
import type { Now } from '../../shared/ports.ts';
import type { OpenUsers, Users } from '../users.ts';
import { describeTable } from './describe-table.ts';
import { createGetUsers } from './get-users.ts';
import { createQueryPage, createScanPage, type ReadPagesPorts } from './read-pages.ts';
import type { StallWatch } from './stream-body.ts';
import { keysOf, ownKeys } from './user-keys.ts';
import type { ReadingsStore } from './readings-store.ts';

export interface OpenUsersOptions extends StallWatch {
  /** the stack's own users table */
  ownTableName: string;
  /** where it is kept what a project's users in it cost to read */
  readings: ReadingsStore;
  /** A reading could not be kept: the next plan is made without it. */
  onReadingLost: (error: unknown) => void;
  now: Now;
}

/** Users of the stack's own table or of the customer's, read eventually consistent: half the price. */
export const createOpenUsers =
  (dynamodb: DynamoDBClient, { stallMs, startTimer, ...options }: OpenUsersOptions): OpenUsers =>
  ({ projectId, usersSource }, file) => {
    const ports = { dynamodb, file, watch: { stallMs, startTimer } };
    return usersSource === undefined
      ? openOwnUsers(projectId, options, ports)
      : openUsersOf(usersSource, options, ports);
  };

type Options = Omit<OpenUsersOptions, keyof StallWatch>;

const openOwnUsers = (
  projectId: string,
  { ownTableName: tableName, readings, onReadingLost, now }: Options,
  ports: ReadPagesPorts,
): Users => {
  const { dynamodb } = ports;
  const keys = ownKeys(projectId, tableName);
  return {
    tableName,
    isOwn: true,
    mayScan: true,
    maxReadUnits: undefined,
    canBeUser: (id) => isOneLine(id) && keys.canBeUser(id),
    keyFormat: keys.format,
    getUsers: createGetUsers(ports, { tableName, keys, now }),
    scanPage: createQueryPage(projectId, tableName, ports),
    segments: userShards,
    describeTable: async (signal) => {
      const [table, known] = await Promise.all([
        describeTable(dynamodb, tableName, signal),
        readings.get(projectId, signal),
      ]);
      // The table's size is that of all projects' users.
      return { ...table, reading: knownReading(known, now()) };
    },
    rememberReading: (reading, signal) =>
      readings.put(projectId, { ...reading, at: now() }, signal).catch(onReadingLost),
  };
};

const openUsersOf = (source: UsersSource, { now }: Options, ports: ReadPagesPorts): Users => {
  const { tableName, maxReadUnits, ttlAttribute } = source;
  const { dynamodb } = ports;
  const keys = keysOf(source);
  return {
    tableName,
    isOwn: false,
    mayScan: maxReadUnits !== undefined,
    maxReadUnits,
    canBeUser: (id) => isOneLine(id) && keys.canBeUser(id),
    keyFormat: keys.format,
    getUsers: createGetUsers(ports, { tableName, keys, ttlAttribute, now }),
    scanPage: createScanPage(source, now, ports),
    segments: undefined,
    describeTable: (signal) => describeTable(dynamodb, tableName, signal),
    // DynamoDB says what a Scan of all reads.
    rememberReading: () => Promise.resolve(),
  };
};

/** An ID with a line feed could not be told from two in a chunk. */
const isOneLine = (id: string): boolean => !id.includes('\n');
