import {
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../../../../lambdas/shared/adapters/parse-item.ts';
import { projectSchema } from '../../../../lambdas/shared/domain/project.ts';
import type { Now } from '../../../../lambdas/shared/ports.ts';
import type { Look, ProjectSource, TableFacts } from '../../doctor/ports.ts';
import { isDenied } from '../../doctor/is-denied.ts';

const sourceSchema = projectSchema.pick({ projectId: true, usersSource: true, deletedAt: true });

const answerSchema = z.object({ headers: z.object({ date: z.string() }) });

interface LookAtTablesProps {
  dynamodb: DynamoDBClient;
  document: DynamoDBDocumentClient;
  /** undefined: not deployed yet */
  projectsTable: string | undefined;
  now: Now;
}

export const createLookAtTables = ({
  dynamodb,
  document,
  projectsTable,
  now,
}: LookAtTablesProps): Pick<Look, 'table' | 'usersSources' | 'clockAhead'> => ({
  table: async (name) => {
    try {
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
      return Table && toFacts(Table);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  },

  usersSources: async () => {
    const found: ProjectSource[] = [];
    if (projectsTable === undefined) return found;
    const pages = paginateScan({ client: document }, { TableName: projectsTable });
    for await (const page of pages)
      for (const item of page.Items ?? []) {
        const what = `project ${String(item.projectId)}`;
        const { projectId, usersSource, deletedAt } = parseItem(sourceSchema, item, what);
        if (usersSource && deletedAt === undefined) found.push({ projectId, source: usersSource });
      }
    return found;
  },

  clockAhead: () => measureClock(dynamodb, now),
});

const toFacts = ({
  TableStatus,
  KeySchema = [],
  AttributeDefinitions = [],
  WarmThroughput: warm,
}: TableDescription): TableFacts => {
  const [partition, sort] = KeySchema.map(({ AttributeName }) => AttributeName);
  return {
    isActive: TableStatus === 'ACTIVE',
    partition,
    partitionType: AttributeDefinitions.find(({ AttributeName }) => AttributeName === partition)
      ?.AttributeType,
    sort,
    warm: warm && {
      read: warm.ReadUnitsPerSecond ?? 0,
      write: warm.WriteUnitsPerSecond ?? 0,
      isChanging: warm.Status === 'UPDATING',
    },
  };
};

/** By the Date of an answer, which has no more than seconds; a "no" has one, too. */
const measureClock = async (dynamodb: DynamoDBClient, now: Now): Promise<number> => {
  let ahead: number | undefined;
  const name = 'measureClock';
  dynamodb.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { data } = answerSchema.safeParse(result.response);
      if (data) ahead = Date.parse(data.headers.date) - now();
      return result;
    },
    { step: 'deserialize', priority: 'low', name, override: true },
  );
  try {
    await dynamodb.send(new ListTablesCommand({ Limit: 1 }));
  } catch (error) {
    if (!isDenied(error)) throw error;
  } finally {
    dynamodb.middlewareStack.remove(name);
  }
  return ahead ?? 0;
};
