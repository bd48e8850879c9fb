import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { guardNames } from '../domain/guard-settings.ts';
import { type Project, projectSchema } from '../domain/project.ts';

/** What can be read of a project's item that cannot be read as a whole. */
export interface ProjectParts {
  parts: { [Name in keyof Project]?: Project[Name] | undefined };
  /** attributes that are malformed, or missing although each project has them */
  unreadable: readonly (keyof Project)[];
}

/** Strongly consistent. @returns undefined when there is no such item */
export type GetProjectParts = (projectId: string) => Promise<ProjectParts | undefined>;

const { shape } = projectSchema;

const partsSchema = z.object({
  projectId: shape.projectId.optional().catch(undefined),
  path: shape.path.optional().catch(undefined),
  adminEmails: shape.adminEmails.optional().catch(undefined),
  audienceLimit: shape.audienceLimit.optional().catch(undefined),
  slots: shape.slots.optional().catch(undefined),
  paused: shape.paused.optional().catch(undefined),
  usersSource: shape.usersSource.catch(undefined),
  holdWhenEmpty: shape.holdWhenEmpty.catch(undefined),
  maxShrink: shape.maxShrink.catch(undefined),
  minMembers: shape.minMembers.catch(undefined),
  maxGrowth: shape.maxGrowth.catch(undefined),
  holdFirst: shape.holdFirst.catch(undefined),
  rematchHours: shape.rematchHours.catch(undefined),
  expectEveryHours: shape.expectEveryHours.catch(undefined),
  unregisteredReports: shape.unregisteredReports.catch(undefined),
  idColumn: shape.idColumn.catch(undefined),
  delimiter: shape.delimiter.catch(undefined),
  language: shape.language.catch(undefined),
  mailOnSuccess: shape.mailOnSuccess.catch(undefined),
  dailyDigestHour: shape.dailyDigestHour.catch(undefined),
  deletedAt: shape.deletedAt.catch(undefined),
  creation: shape.creation.catch(undefined),
  operation: shape.operation,
});

const names = projectSchema.keyof().options;
const optionalNames: readonly string[] = [
  'usersSource',
  ...guardNames,
  'holdWhenEmpty',
  'maxShrink',
  'rematchHours',
  'expectEveryHours',
  'unregisteredReports',
  'idColumn',
  'delimiter',
  'language',
  'mailOnSuccess',
  'dailyDigestHour',
  'deletedAt',
  'creation',
  'operation',
];

export const createGetProjectParts =
  (dynamodb: DynamoDBDocumentClient, tableName: string): GetProjectParts =>
  async (projectId) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: { projectId }, ConsistentRead: true }),
    );
    if (!Item) return undefined;
    const parts = partsSchema.parse(Item);
    const unreadable = names.filter(
      (name) => parts[name] === undefined && (name in Item || !optionalNames.includes(name)),
    );
    return { parts, unreadable };
  };
