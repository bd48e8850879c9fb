import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import type { Now } from '../../shared/ports.ts';
import { latestUntil } from '../domain/collectable.ts';
import type { BeginCollecting, DropVersions } from '../ports.ts';

/** `#versions.#v0`, `#versions.#v1`, … */
const pathOf = (index: number): string => `#versions.#v${index}`;

const namesOf = (versions: readonly number[]): Record<string, string> => ({
  '#versions': 'versions',
  '#state': 'state',
  ...Object.fromEntries(versions.map((version, index) => [`#v${index}`, String(version)])),
});

export const createBeginCollecting =
  (dynamodb: DynamoDBDocumentClient, tableName: string, now: Now): BeginCollecting =>
  ({ projectId, fileName, claim }, condemned) => {
    const time = now();
    const versions = condemned.map(({ version }) => version);
    // Whoever holds it could still publish what is about to be removed.
    const holdsClaim = claim !== undefined && versions.includes(claim.version);
    return updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression:
        `SET ${versions.map((_, index) => `${pathOf(index)}.#state = :collecting`).join(', ')}` +
        (holdsClaim ? ' REMOVE #claim' : ''),
      ConditionExpression: [
        ...versions.map(
          (_, index) =>
            `${pathOf(index)}.#state = :state${index} AND ${pathOf(index)}.#until <= :until${index}`,
        ),
        ...(holdsClaim ? ['#claim.#claimVersion = :claimVersion'] : []),
      ].join(' AND '),
      ExpressionAttributeNames: {
        ...namesOf(versions),
        '#until': 'until',
        ...(holdsClaim && { '#claim': 'claim', '#claimVersion': 'version' }),
      },
      ExpressionAttributeValues: {
        ':collecting': 'collecting',
        ...Object.fromEntries(condemned.map(({ state }, index) => [`:state${index}`, state])),
        ...Object.fromEntries(
          condemned.map(({ state }, index) => [`:until${index}`, latestUntil(state, time)]),
        ),
        ...(holdsClaim && { ':claimVersion': claim.version }),
      },
    });
  };

export const createDropVersions =
  (dynamodb: DynamoDBDocumentClient, tableName: string): DropVersions =>
  ({ projectId, fileName }, versions) =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: `REMOVE ${versions.map((_, index) => pathOf(index)).join(', ')}`,
      ConditionExpression: versions
        .map((_, index) => `${pathOf(index)}.#state = :collecting`)
        .join(' AND '),
      ExpressionAttributeNames: namesOf(versions),
      ExpressionAttributeValues: { ':collecting': 'collecting' },
    });
