import { describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { createDeps } from '../../../lambdas/mailer/deps.ts';
import { createHandler } from '../../../lambdas/mailer/handler.ts';
import { createLease } from '../../../lambdas/shared/lease/lease.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { mailerLeaseKey } from '../../../lambdas/shared/contract.ts';
import { noticeKey } from '../../../lambdas/shared/domain/notice.ts';
import { type Aws, createAws } from '../../support/aws/create-aws.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime, type VirtualTime } from '../../support/aws/time/virtual-time.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { createHost } from '../../support/simulation/create-host.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { aNotice } from '../../unit/mailer/notices.ts';

const timeoutMs = 50_000;
const second = 1_000;

interface World {
  aws: Aws;
  time: VirtualTime;
  /** One run, in a process of its own whose calls meet these faults. */
  run: (faultOf?: FaultOf) => Promise<unknown>;
  /** what is left to tell */
  left: () => Promise<string[]>;
}

/** An account with three things to tell, and as many mailers as it takes. */
const inWorld = (test: (world: World) => Promise<void>): Promise<void> => {
  const time = createVirtualTime();
  const random = createRandom(1);
  const aws = createAws({ virtual: { time, random } });
  const host = createHost(time, random);
  return time.run(async () => {
    await createResources(aws);
    const document = toDocumentClient(aws.dynamodb);
    await document.send(new PutCommand({ TableName: tables.projects, Item: aProject() }));
    const fileNames = ['a.csv', 'b.csv', 'c.csv'];
    for (const fileName of fileNames) {
      const notice = aNotice();
      const notices = { [noticeKey(notice)]: notice };
      const Item = anAudienceItem({ fileName, pending: 'shop', notices });
      await document.send(new PutCommand({ TableName: tables.audiences, Item }));
    }
    const getItem = createGetAudienceItem(document, tables.audiences);
    const env = {
      projectsTable: tables.projects,
      audiencesTable: tables.audiences,
      senderEmail: 'audiences@example.com',
    };
    await test({
      aws,
      time,
      run: (faultOf = () => undefined) => {
        const end = time.now() + timeoutMs;
        const context = { getRemainingTimeInMillis: () => end - time.now() } as Context;
        return createHandler(createDeps(env, aws.connect(faultOf), host))({}, context);
      },
      left: async () => {
        const items = await Promise.all(fileNames.map((name) => getItem('shop', name)));
        return items.flatMap((item) => Object.keys(item?.notices ?? {}));
      },
    });
  });
};

const slow: FaultOf = () => ({ requestDelay: second, answerDelay: second });

describe('two runs of the mailer at once', () => {
  it('send each mail once: the second one has nothing to do', async () => {
    await inWorld(async ({ aws, run, left }) => {
      const [first, second] = await Promise.all([run(slow), run(slow)]);
      expect([first, second]).toContainEqual({ mailsSent: 3, noticesPending: 0 });
      expect([first, second]).toContainEqual({ underway: true });
      expect(aws.mails).toHaveLength(3);
      expect(await left()).toEqual([]);
    });
  });

  it('send each mail once also when the second begins while the first one mails', async () => {
    await inWorld(async ({ aws, time, run }) => {
      const first = run(slow);
      while (aws.mails.length === 0) await time.sleep(second);
      expect(await run()).toEqual({ underway: true });
      await first;
      expect(aws.mails).toHaveLength(3);
    });
  });
});

describe('the next run', () => {
  it('begins at once when the last one has ended', async () => {
    await inWorld(async ({ run }) => {
      await run();
      expect(await run()).toEqual({ mailsSent: 0, noticesPending: 0 });
    });
  });

  it('begins at once when the last one has failed', async () => {
    await inWorld(async ({ run }) => {
      const failing: FaultOf = ({ operation }) =>
        operation === 'Scan' ? { lost: 'request' } : undefined;
      await expect(run(failing)).rejects.toThrow();
      expect(await run()).toEqual({ mailsSent: 3, noticesPending: 0 });
    });
  });

  it('waits for one that was killed until that could not run any more, and no longer', async () => {
    await inWorld(async ({ aws, time, run }) => {
      const begun = time.now();
      // Nothing arrives any more from the moment on at which it would mail.
      let isDead = false;
      const killed: FaultOf = ({ operation }) => {
        isDead ||= operation === 'SendEmail';
        return isDead ? { requestDelay: Infinity } : undefined;
      };
      void run(killed).catch(() => undefined);
      await time.sleep(timeoutMs);
      expect(await run()).toEqual({ underway: true });
      await time.sleep(begun + timeoutMs + 30 * second - time.now());
      expect(await run()).toEqual({ mailsSent: 3, noticesPending: 0 });
      expect(aws.mails).toHaveLength(3);
    });
  });
});

describe('the lease', () => {
  it('is taken by one call whose answer is lost, and once', async () => {
    await inWorld(async ({ run }) => {
      let updates = 0;
      const lossy: FaultOf = ({ operation }) =>
        operation === 'UpdateItem' && (updates += 1) === 1 ? { lost: 'answer' } : undefined;
      expect(await run(lossy)).toEqual({ mailsSent: 3, noticesPending: 0 });
      expect(await run()).toEqual({ mailsSent: 0, noticesPending: 0 });
    });
  });

  it('is not given back by one that has lost it, and keeps where the last run stopped', async () => {
    await inWorld(async ({ aws }) => {
      const lease = createLease(toDocumentClient(aws.dynamodb), tables.audiences, mailerLeaseKey);
      expect(await lease.take('slow', 0, 10)).toEqual({ number: 1, after: undefined });
      expect(await lease.take('next', 9, 20)).toBeUndefined();
      expect(await lease.take('next', 10, 20)).toMatchObject({ number: 2 });
      await lease.giveBack('slow', 'a');
      expect(await lease.take('third', 11, 30)).toBeUndefined();
      await lease.giveBack('next', 'b');
      expect(await lease.take('third', 11, 30)).toEqual({ number: 3, after: 'b' });
      // Of one that was killed, and that arrives late.
      await lease.giveBack('third', undefined);
      await lease.take('late', 12, 20);
      expect(await lease.take('fourth', 31, 40)).toMatchObject({ after: 'b' });
    });
  });
});
