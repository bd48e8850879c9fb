import { type DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { stackOutputs } from '../lambdas/shared/contract.ts';
import { InvalidOptionError, TableNotFoundError } from './errors.ts';

/** Names of the tables, as the stack's outputs say. */
export interface TableNames {
  /** output `AudiencesTableName` */
  audiences: string;
  /** output `MembershipsTableName` */
  memberships: string;
}

const outputs = {
  audiences: stackOutputs.audiencesTable,
  memberships: stackOutputs.membershipsTable,
} as const;

const optionsSchema = z.strictObject({
  dynamodb: z.custom<DynamoDBClient>(
    (value) => typeof value === 'object' && value !== null && 'send' in value,
  ),
  tables: z.object({ audiences: z.string().min(1), memberships: z.string().min(1) }),
});

/** Callers without types give what they like. @throws InvalidOptionError naming the option */
export const checkReaderOptions = (options: unknown): void => {
  const { error } = optionsSchema.safeParse(options ?? {});
  const paths = error?.issues.map(({ path }) => path.join('.')) ?? [];
  const unknown = error?.issues.flatMap((issue) => ('keys' in issue ? issue.keys : [])) ?? [];
  if (paths.includes('dynamodb'))
    throw new InvalidOptionError(
      'option "dynamodb" has to be a DynamoDBClient of @aws-sdk/client-dynamodb, for the region of the stack',
    );
  if (unknown.length > 0)
    throw new InvalidOptionError(
      `there is no option "${unknown.join('", "')}"; there are "dynamodb" and "tables"`,
    );
  for (const table of ['audiences', 'memberships'] as const)
    if (paths.includes('tables') || paths.includes(`tables.${table}`))
      throw new InvalidOptionError(
        `option "tables.${table}" has to be the name of a table: the stack's output ${outputs[table]}`,
      );
};

/** A table, and how a call to it fails that does not find it. */
export interface Table {
  name: string;
  /** @throws TableNotFoundError naming table, option and region: DynamoDB does not say which table it has not found */
  call: <T>(send: () => Promise<T>) => Promise<T>;
}

export const tableOf = (
  { dynamodb, tables }: { dynamodb: DynamoDBClient; tables: TableNames },
  which: keyof TableNames,
): Table => ({
  name: tables[which],
  call: async (send) => {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      throw new TableNotFoundError(
        `there is no table "${tables[which]}" in ${await dynamodb.config.region()}: option "tables.${which}" has to be the ` +
          `stack's output ${outputs[which]}, and "dynamodb" a client of the stack's region and account`,
        { cause: error },
      );
    }
  },
});
