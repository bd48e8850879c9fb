import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  BatchGetCommand,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { parse } from 'csv-parse';
import pMap, { pMapIterable, pMapSkip } from 'p-map';
import { z } from 'zod';
import { tableKeys } from '../../lambdas/shared/contract.ts';
import { ownUserKey } from '../../lambdas/shared/own-user-key.ts';
import { inGroupsAsync } from '../../lambdas/shared/in-groups.ts';
import {
  bucket,
  fileName,
  membersKeys,
  projectId,
  projectPath,
  tableNames,
} from '../loopback/names.ts';

export interface NaivePorts {
  s3: S3Client;
  dynamodb: DynamoDBDocumentClient;
  /** BatchGetItem calls at once, and as many BatchWriteItem calls */
  concurrency: number;
}

const { sort: idName } = tableKeys.users;

/**
 * What most stacks do: parses the file row by row, asks for 100 users a call, and puts one item a member, 25 a call.
 *
 * @returns number of members
 */
export const importNaively = async (ports: NaivePorts): Promise<number> => {
  const { concurrency } = ports;
  const groups = inGroupsAsync(readIds(ports.s3), 100);
  const registered = pMapIterable(groups, (ids) => findRegistered(ids, ports.dynamodb), {
    concurrency,
  });
  let members = 0;
  await pMap(
    inGroupsAsync(flatten(registered), 25),
    async (ids) => {
      await putMembers(ids, ports.dynamodb);
      members += ids.length;
      return pMapSkip;
    },
    { concurrency },
  );
  return members;
};

const rowSchema = z.tuple([z.string()]);

async function* readIds(s3: S3Client): AsyncGenerator<string> {
  const object = new GetObjectCommand({ Bucket: bucket, Key: projectPath + fileName });
  const { Body } = await s3.send(object);
  if (!(Body instanceof Readable)) throw new TypeError('S3 answered without a body');
  const rows = Body.pipe(parse());
  for await (const row of rows) yield rowSchema.parse(row)[0];
}

async function* flatten(groups: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const ids of groups) yield* ids;
}

const findRegistered = async (
  ids: readonly string[],
  dynamodb: DynamoDBDocumentClient,
): Promise<string[]> => {
  const registered: string[] = [];
  const get = async (asked: readonly string[]): Promise<string[]> => {
    const answer = await dynamodb.send(
      new BatchGetCommand({
        RequestItems: {
          [tableNames.users]: {
            Keys: asked.map((id) => ownUserKey(projectId, id)),
            ProjectionExpression: idName,
          },
        },
      }),
    );
    registered.push(...toIds(answer.Responses?.[tableNames.users]));
    return toIds(answer.UnprocessedKeys?.[tableNames.users]?.Keys);
  };
  await untilNothingIsLeft([...new Set(ids)], get);
  return registered;
};

const toIds = (keys: readonly Record<string, unknown>[] = []): string[] =>
  keys.map((key) => String(key[idName]));

const putMembers = async (
  ids: readonly string[],
  dynamodb: DynamoDBDocumentClient,
): Promise<void> => {
  const { partition, sort } = membersKeys;
  const put = async (asked: readonly string[]): Promise<string[]> => {
    const answer = await dynamodb.send(
      new BatchWriteCommand({
        RequestItems: {
          [tableNames.members]: asked.map((id) => ({
            PutRequest: { Item: { [partition]: projectPath + fileName, [sort]: id } },
          })),
        },
      }),
    );
    return (answer.UnprocessedItems?.[tableNames.members] ?? []).map(({ PutRequest }) =>
      String(PutRequest?.Item?.[sort]),
    );
  };
  await untilNothingIsLeft(ids, put);
};

const untilNothingIsLeft = async (
  requests: readonly string[],
  call: (requests: readonly string[]) => Promise<readonly string[]>,
): Promise<void> => {
  let left = requests;
  while (left.length > 0) left = await call(left);
};
