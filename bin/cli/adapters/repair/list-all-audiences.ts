import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { parseItem, tryToParse } from '../../../../lambdas/shared/adapters/parse-item.ts';
import { straysPartition } from '../../../../lambdas/shared/contract.ts';
import { audienceItemSchema } from '../../../../lambdas/shared/domain/audience-item.ts';
import type { ListAllAudiences } from '../../repair/ports.ts';

/** Strongly consistent, of all projects, also of those whose own item is gone. What functions keep for themselves is left out. */
export const createListAllAudiences =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ListAllAudiences =>
  async (signal) => {
    const all: Awaited<ReturnType<ListAllAudiences>> = { items: [], strays: [], unreadable: [] };
    const pages = paginateScan(
      { client: dynamodb },
      { TableName: tableName, ConsistentRead: true },
      { abortSignal: signal },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) {
        const { projectId, fileName, audienceId } = item;
        if (typeof projectId !== 'string' || typeof fileName !== 'string') continue;
        if (projectId.startsWith('#') && projectId !== straysPartition) continue;
        const key = `${projectId}/${fileName}`;
        const parsed = tryToParse(() => parseItem(audienceItemSchema, item, `audience ${key}`));
        if ('value' in parsed)
          (projectId === straysPartition ? all.strays : all.items).push(parsed.value);
        else
          all.unreadable.push({
            key,
            error: parsed.error,
            audienceId: typeof audienceId === 'string' ? audienceId : undefined,
          });
      }
    return all;
  };
