import { expect, it } from '@jest/globals';
import type { ImportMessage } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { forgetMessages } from '../../../local/forget-messages.ts';
import { anAudienceItem, aProject, aSource } from '../../support/factories.ts';

const now = 1_700_000_000_000;
const source = aSource({ etag: 'new' });

/* eslint-disable @typescript-eslint/require-await -- as DynamoDB's pages come */
const dropsOf = async (...items: AudienceItem[]): Promise<ImportMessage[]> => {
  const dropped: ImportMessage[] = [];
  await forgetMessages(
    {
      listProjects: async function* () {
        yield aProject({ projectId: 'shop', path: 'shop/' });
      },
      listAudienceItems: async function* () {
        yield* items;
      },
      recordDrop: async (message) => {
        dropped.push(message);
      },
    },
    now,
  );
  return dropped;
};

it('tells the scanner of messages that were in a queue which is gone', async () => {
  const [drop, ...others] = await dropsOf(
    anAudienceItem({ fileName: 'sent.csv', source, enqueued: { etag: 'new', at: now - 1000 } }),
    anAudienceItem({
      fileName: 'dropped.csv',
      source,
      enqueued: { etag: 'new', at: now - 1000, dropped: true },
    }),
    anAudienceItem({ fileName: 'never-sent.csv', source }),
  );
  expect(others).toEqual([]);
  expect(drop).toMatchObject({
    projectId: 'shop',
    fileName: 'sent.csv',
    etag: 'new',
    at: now - 1000,
  });
});
