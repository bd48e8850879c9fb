import {
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { parseItem } from '../../../../lambdas/shared/adapters/parse-item.ts';
import { projectSchema } from '../../../../lambdas/shared/domain/project.ts';
import type { Now } from '../../../../lambdas/shared/ports.ts';
import type { Look, ProjectSource, TableFacts } from '../../doctor/ports.ts';
import { isDenied } from '../../doctor/is-denied.ts';
import { createServiceClock } from '../service-clock.ts';

const sourceSchema = projectSchema.pick({ projectId: true, usersSource: true, deletedAt: true });

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

/** A "no" says what time it is, too. */
const measureClock = async (dynamodb: DynamoDBClient, now: Now): Promise<number> => {
  const serviceNow = createServiceClock(dynamodb, now);
  try {
    await dynamodb.send(new ListTablesCommand({ Limit: 1 }));
  } catch (error) {
    if (!isDenied(error)) throw error;
  }
  return serviceNow() - now();
};
