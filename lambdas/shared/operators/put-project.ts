import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../adapters/conditional-update.ts';
import { joinParts, toExpression, type UpdateParts } from '../claims/update-parts.ts';
import { recordSchema } from '../domain/record-schema.ts';
import type { Project, UsersSource } from '../domain/project.ts';
import type { Language } from '../texts/language.ts';
import type { NewId } from '../ports.ts';

/** What an operator sets. `slots` and `paused` belong to others and are never overwritten. */
export interface ProjectSettings extends Pick<Project, 'path' | 'adminEmails' | 'audienceLimit'> {
  /** null: the stack's own users table */
  usersSource: UsersSource | null;
  holdWhenEmpty?: boolean | null;
  /** null: off */
  maxShrink?: number | null;
  /** null: off */
  minMembers?: number | null;
  /** null: off */
  maxGrowth?: number | null;
  holdFirst?: boolean | null;
  /** null: never */
  rematchHours?: number | null;
  /** null: nothing is expected */
  expectEveryHours?: number | null;
  /** null: off */
  unregisteredReports?: boolean | null;
  /** null: files have one column */
  idColumn?: string | number | null;
  /** null: a comma */
  delimiter?: string | null;
  /** null: off */
  mailOnSuccess?: boolean | null;
  /** null: off */
  dailyDigestHour?: number | null;
  /** of the mails; null: English */
  language?: Language | null;
}

/** What a project that is created does not say is as if it had never been said. */
const unsaid = {
  holdWhenEmpty: null,
  maxShrink: null,
  minMembers: null,
  maxGrowth: null,
  holdFirst: null,
  rematchHours: null,
  unregisteredReports: null,
  idColumn: null,
  delimiter: null,
  expectEveryHours: null,
  language: null,
  mailOnSuccess: null,
  dailyDigestHour: null,
} satisfies Partial<ProjectSettings>;

export interface PutProject {
  /**
   * Creates a project, or creates one anew that was deleted, and whose audiences are gone: nothing is left of it.
   *
   * @param deletedAt as it was read; undefined: there was none
   * @returns false when somebody else has created it meanwhile
   */
  create: (projectId: string, settings: ProjectSettings, deletedAt?: number) => Promise<boolean>;
  /**
   * Writes only what is given, so that two who change different settings do not undo each other.
   *
   * @returns false when there is no such project
   */
  change: (projectId: string, settings: Partial<ProjectSettings>) => Promise<boolean>;
  /**
   * Overwrites what cannot be read of a project, and never what can.
   *
   * @param state undefined where it can be read
   * @param unreadable names of attributes
   * @returns false when there is no such project any more
   */
  repair: (
    projectId: string,
    settings: ProjectSettings,
    state: { slots: Project['slots'] | undefined; paused: boolean | undefined },
    unreadable: readonly string[],
  ) => Promise<boolean>;
}

export const createPutProject = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
  newId: NewId,
): PutProject => {
  const updateOf = (projectId: string, ...parts: readonly UpdateParts[]) => {
    const { names, values, ...clauses } = joinParts(parts);
    return {
      TableName: tableName,
      Key: { projectId },
      UpdateExpression: toExpression(clauses),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    };
  };

  /** The answer to our own update was lost. */
  const wasCreatedBy = async (projectId: string, creation: string): Promise<boolean> => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: { projectId }, ConsistentRead: true }),
    );
    return Item?.creation === creation;
  };

  return {
    create: async (projectId, settings, deletedAt) => {
      const creation = newId();
      const isWritten = await updateIf(dynamodb, {
        ...updateOf(projectId, begin, give({ ...unsaid, ...settings }), {
          set: ['#creation = :creation'],
          remove: ['#deletedAt'],
          names: {
            '#creation': 'creation',
            '#deletedAt': 'deletedAt',
            ...(deletedAt === undefined && { '#projectId': 'projectId' }),
          },
          values: {
            ':creation': creation,
            ...(deletedAt !== undefined && { ':deletedAt': deletedAt }),
          },
        }),
        ConditionExpression:
          deletedAt === undefined ? 'attribute_not_exists(#projectId)' : '#deletedAt = :deletedAt',
      });
      return isWritten || (await wasCreatedBy(projectId, creation));
    },

    change: (projectId, settings) =>
      updateIf(dynamodb, {
        ...updateOf(projectId, complete, give(settings), {
          names: { '#projectId': 'projectId', '#deletedAt': 'deletedAt' },
        }),
        ConditionExpression: 'attribute_exists(#projectId) AND attribute_not_exists(#deletedAt)',
      }),

    repair: (projectId, settings, state, unreadable) =>
      updateIf(dynamodb, {
        ...updateOf(projectId, give(settings), renew(state, unreadable), {
          names: { '#projectId': 'projectId', '#deletedAt': 'deletedAt' },
          values: { ':number': 'N' },
        }),
        // A time of deletion that is none is no deletion.
        ConditionExpression:
          'attribute_exists(#projectId) AND NOT attribute_type(#deletedAt, :number)',
      }),
  };
};

/** Of a project that nobody can read. */
const renew = (
  { slots, paused }: { slots: Project['slots'] | undefined; paused: boolean | undefined },
  unreadable: readonly string[],
): UpdateParts =>
  joinParts([
    ...(slots
      ? [{ set: ['#slots = :slots'], names: { '#slots': 'slots' }, values: { ':slots': slots } }]
      : []),
    ...(paused === undefined
      ? []
      : [
          {
            set: ['#paused = :paused'],
            names: { '#paused': 'paused' },
            values: { ':paused': paused },
          },
        ]),
    ...['deletedAt', 'creation']
      .filter((name) => unreadable.includes(name))
      .map((name) => ({ remove: [`#${name}`], names: { [`#${name}`]: name } })),
  ]);

const namesOfState = { '#slots': 'slots', '#paused': 'paused', '#schema': 'schema' };
/** The importer's condition on the number of slots needs the map, an empty one to begin with. */
const valuesOfState = { ':noSlots': {}, ':false': false, ':schema': recordSchema };

const begin: UpdateParts = {
  set: ['#slots = :noSlots', '#paused = :false', '#schema = :schema'],
  names: namesOfState,
  values: valuesOfState,
};

/** The same, leaving alone what is there. */
const complete: UpdateParts = {
  set: [
    '#slots = if_not_exists(#slots, :noSlots)',
    '#paused = if_not_exists(#paused, :false)',
    '#schema = if_not_exists(#schema, :schema)',
  ],
  names: namesOfState,
  values: valuesOfState,
};

const give = (settings: Partial<ProjectSettings>): UpdateParts =>
  joinParts(
    Object.entries<unknown>(settings).map(([name, value]) =>
      value === null
        ? { remove: [`#${name}`], names: { [`#${name}`]: name } }
        : {
            set: [`#${name} = :${name}`],
            names: { [`#${name}`]: name },
            values: { [`:${name}`]: value },
          },
    ),
  );
