import { expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { createDeps } from '../../../lambdas/mailer/deps.ts';
import { createHandler } from '../../../lambdas/mailer/handler.ts';
import { createSaveUnreached } from '../../../lambdas/mailer/adapters/save-unreached.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { createGetUnreached } from '../../../lambdas/shared/adapters/get-unreached.ts';
import { noticeKey } from '../../../lambdas/shared/domain/notice.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../support/aws/time/virtual-time.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { createHost } from '../../support/simulation/create-host.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { aNotice } from '../../unit/mailer/notices.ts';

const env = {
  projectsTable: tables.projects,
  audiencesTable: tables.audiences,
  senderEmail: 'audiences@example.com',
};

it('what a refused address has missed is found again by the index, and sent when SES takes it', async () => {
  const time = createVirtualTime();
  const random = createRandom(1);
  let isRefused = true;
  const aws = createAws({
    virtual: { time, random },
    faultOf: ({ operation, input }) =>
      operation === 'SendEmail' && isRefused && JSON.stringify(input).includes('eve@')
        ? { error: new ServiceError('MessageRejected', 'Email address is not verified') }
        : undefined,
  });
  const handler = createHandler(createDeps(env, aws, createHost(time, random)));
  const context = { getRemainingTimeInMillis: () => 50_000 } as Context;
  await time.run(async () => {
    await createResources(aws);
    const document = toDocumentClient(aws.dynamodb);
    const adminEmails = ['ann@example.com', 'eve@example.com'];
    await document.send(
      new PutCommand({ TableName: tables.projects, Item: aProject({ adminEmails }) }),
    );
    const notice = aNotice();
    const item = anAudienceItem({ pending: 'shop', notices: { [noticeKey(notice)]: notice } });
    await document.send(new PutCommand({ TableName: tables.audiences, Item: item }));

    await expect(handler({}, context)).rejects.toThrow('MessageRejected');
    expect(aws.mails.map(({ to }) => to)).toEqual([['ann@example.com']]);
    expect(await handler({}, context)).toEqual({ mailsSent: 0, noticesPending: 1 });
    isRefused = false;
    await time.sleep(5 * 60_000);
    expect(await handler({}, context)).toEqual({ mailsSent: 1, noticesPending: 0 });
    expect(await handler({}, context)).toEqual({ mailsSent: 0, noticesPending: 0 });
    expect(aws.mails.map(({ to }) => to)).toEqual([['ann@example.com'], ['eve@example.com']]);
  });
});

it('what a run saves that was killed, and that arrives late, changes nothing', async () => {
  const aws = createAws();
  await createResources(aws);
  const document = toDocumentClient(aws.dynamodb);
  const save = createSaveUnreached(document, tables.audiences);
  const refused = { code: 'MessageRejected', since: 1, tried: 1, missed: 1 };
  await save('shop', { addresses: {}, notices: [] }, 2_000_001);
  await save('shop', { addresses: { 'eve@example.com': refused }, notices: [] }, 1_000_009);
  expect(await createGetUnreached(document, tables.audiences)('shop')).toEqual({
    addresses: {},
    notices: [],
  });
});
