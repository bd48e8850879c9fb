import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { tableKeys } from '../contract.ts';
import { type Decision, decisionPartition, decisionSchema } from '../domain/decision.ts';
import { parseItem } from './parse-item.ts';

/** What operators have decided on an audience, the newest first, at most so many. @throws MalformedItemError */
export type ReadDecisions = (
  projectId: string,
  fileName: string,
  most: number,
) => Promise<Decision[]>;

const { partition } = tableKeys.imports;

/** @param tableName of the imports */
export const createReadDecisions =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ReadDecisions =>
  async (projectId, fileName, most) => {
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: '#audience = :audience',
        ExpressionAttributeNames: { '#audience': partition },
        ExpressionAttributeValues: { ':audience': decisionPartition(projectId, fileName) },
        ScanIndexForward: false,
        Limit: most,
      }),
    );
    return Items.map((item) =>
      parseItem(decisionSchema, item, `decision on ${projectId}/${fileName}`),
    );
  };
