import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { KeyFormat, UserMarks } from '../../kernel/user-marks.ts';
import type { Project } from '../shared/domain/project.ts';
import type { UsersTable } from './domain/choose-plan.ts';

/** One BatchGetItem of at most 100 distinct IDs. */
export type GetUsers = (
  ids: readonly string[],
  signal: AbortSignal,
) => Promise<{
  registered: readonly string[];
  unprocessed: readonly string[];
  /** read units */
  units: number;
}>;

/** Where the next page of a part starts, as DynamoDB said. */
export type StartKey = Record<string, AttributeValue>;

/**
 * One page of the users: of a segment of a customer's table, by a parallel Scan, or of a shard of the project, by a Query of
 * the stack's own. Those who are in the file are marked in it.
 */
export type ScanPage = (
  at: { segment: number; segments: number; startKey: StartKey | undefined },
  signal: AbortSignal,
) => Promise<{
  /** undefined at the segment's end */
  nextKey: StartKey | undefined;
  /** how many are on the page */
  users: number;
  /** read units */
  units: number;
}>;

/** A reading of all users, which came to its end or was given up. */
export interface UsersReading {
  isWhole: boolean;
  /** how many were read */
  users: number;
  /** read units */
  units: number;
}

/** The registered users of one project. */
export interface Users {
  tableName: string;
  /** the stack's own table, and not a customer's */
  isOwn: boolean;
  getUsers: GetUsers;
  scanPage: ScanPage;
  /** in how many segments they lie; undefined: in as many as they are asked for in */
  segments: number | undefined;
  describeTable: (signal: AbortSignal) => Promise<UsersTable>;
  /** Notes what they have cost to read, for plans to come. Never fails. */
  rememberReading: (reading: UsersReading, signal: AbortSignal) => Promise<void>;
  /** false for an ID that nobody can be registered under: it is never asked for */
  canBeUser: (id: string) => boolean;
  keyFormat: KeyFormat;
  /** false for a customer's own table without a cap on what may be read of it */
  mayScan: boolean;
  /** read units a second that the customer allows */
  maxReadUnits: number | undefined;
}

/** @param file takes the users of scanned pages */
export type OpenUsers = (project: Project, file: Pick<UserMarks, 'markPage'>) => Users;
