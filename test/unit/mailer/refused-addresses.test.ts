import { describe, expect, it } from '@jest/globals';
import {
  MailRefusedError,
  RecipientsRefusedError,
  SendingHaltedError,
} from '../../../lambdas/mailer/errors.ts';
import { mailProject, type MailProjectPorts } from '../../../lambdas/mailer/mail-project.ts';
import { beginRun } from '../../../lambdas/mailer/mail-run.ts';
import { type Notice, noticeKey } from '../../../lambdas/shared/domain/notice.ts';
import type { Unreached } from '../../../lambdas/shared/domain/unreached.ts';
import { aProject } from '../../support/factories.ts';
import { aNotice } from './notices.ts';

const [ann, bob, eve] = ['ann@example.com', 'bob@example.com', 'eve@example.com'] as const;

/** One project, its pending notices by file name, and an SES that refuses some addresses. */
const arrange = (admins: readonly string[] = [ann, bob, eve]) => {
  const world = {
    admins: [...admins],
    pending: new Map<string, Notice>(),
    refuses: new Map<string, Error>([[eve, new RecipientsRefusedError('MessageRejected')]]),
    mails: [] as string[],
    tries: 0,
    unreached: { addresses: {}, notices: [] } as Unreached,
    orders: [] as number[],
    minutes: 0,
    tell: (fileName: string, more: Partial<Notice> = {}): void => {
      world.pending.set(fileName, aNotice(more));
    },
    ports: (): MailProjectPorts => ({
      getProject: () => Promise.resolve(aProject({ adminEmails: world.admins })),
      listPending: async function* () {
        yield* await Promise.resolve([...world.pending.keys()]);
      },
      readPending: ({ fileName }) => {
        const notice = world.pending.get(fileName);
        const pending = notice && { notices: { [noticeKey(notice)]: notice }, writeUnits: 4 };
        return Promise.resolve(pending);
      },
      removeNotices: ({ fileName }) => {
        world.pending.delete(fileName);
        return Promise.resolve();
      },
      sendMail: (to, { subject }) => {
        world.tries += 1;
        const refusal = to.map((address) => world.refuses.get(address)).find(Boolean);
        if (refusal) return Promise.reject(refusal);
        world.mails.push(`${to.map((address) => address.split('@')[0]).join()}: ${subject}`);
        return Promise.resolve();
      },
      getUnreached: () => Promise.resolve(world.unreached),
      saveUnreached: (_, unreached, order) => {
        world.unreached = unreached;
        world.orders.push(order);
        return Promise.resolve();
      },
      now: () => world.minutes * 60_000,
      timeLeft: () => 60_000,
    }),
    run: async () => {
      const run = beginRun({ number: 1, after: undefined });
      const indexed = world.pending.size + (world.unreached.notices.length > 0 ? 1 : 0);
      await mailProject('shop', indexed, run, world.ports());
      return run;
    },
  };
  return world;
};

const rejected = (name: string): string => `[audience-import] shop: "${name}" was rejected`;

describe('an address that SES refuses', () => {
  it('keeps no mail from the other administrators, and none in the audience', async () => {
    const world = arrange();
    world.tell('a.csv');
    const run = await world.run();
    expect(world.mails).toEqual([`ann: ${rejected('a.csv')}`, `bob: ${rejected('a.csv')}`]);
    expect(world.pending.size).toBe(0);
    expect(run).toMatchObject({ mailsSent: 2, noticesPending: 1 });
    expect(run.failures).toHaveLength(1);
    expect(world.unreached).toMatchObject({
      addresses: { [eve]: { code: 'MessageRejected', since: 0, tried: 0, missed: 1 } },
      notices: [{ fileName: 'a.csv' }],
    });
  });

  it('is left out for five minutes: the others get one mail together, and nobody two', async () => {
    const world = arrange();
    world.tell('a.csv');
    await world.run();
    world.minutes = 4;
    world.tell('b.csv');
    const tries = world.tries;
    const run = await world.run();
    expect(world.tries - tries).toBe(1);
    expect(world.mails.slice(2)).toEqual([`ann,bob: ${rejected('b.csv')}`]);
    expect(run.failures).toEqual([]);
    expect(world.unreached.addresses).toMatchObject({ [eve]: { since: 0, tried: 0, missed: 2 } });
  });

  it('gets all that it missed in one mail when SES takes it again, and nobody else does', async () => {
    const world = arrange();
    for (const name of ['a.csv', 'b.csv']) world.tell(name);
    await world.run();
    world.mails.length = 0;
    world.refuses.clear();
    world.minutes = 5;
    expect(await world.run()).toMatchObject({ mailsSent: 1, noticesPending: 0 });
    expect(world.mails).toEqual(['eve: [audience-import] shop: 2 notices that did not reach you']);
    expect(world.unreached).toEqual({ addresses: {}, notices: [] });
    await world.run();
    expect(world.mails).toHaveLength(1);
  });

  it('stays refused, since the same time, when it is tried again in vain', async () => {
    const world = arrange();
    world.tell('a.csv');
    await world.run();
    world.minutes = 30;
    const run = await world.run();
    expect(run.failures).toHaveLength(1);
    expect(world.unreached.addresses).toMatchObject({
      [eve]: { since: 0, tried: 30 * 60_000, missed: 1 },
    });
    expect(world.mails).toHaveLength(2);
  });

  it('hands over what it missed to the one that takes its place', async () => {
    const world = arrange();
    world.tell('a.csv');
    await world.run();
    world.mails.length = 0;
    world.admins = [ann, bob, 'eva@example.com'];
    await world.run();
    expect(world.mails).toEqual(['eva: [audience-import] shop: 1 notice that did not reach you']);
    expect(world.unreached).toEqual({ addresses: {}, notices: [] });
  });

  it('is kept with a bounded number of notices, and counts the rest', async () => {
    const world = arrange();
    for (let index = 0; index < 50; index += 1) world.tell(`${index}.csv`, { cause: `c${index}` });
    await world.run();
    expect(world.unreached.notices).toHaveLength(20);
    expect(world.unreached.addresses).toMatchObject({ [eve]: { missed: 50 } });
    world.refuses.clear();
    world.minutes = 5;
    await world.run();
    expect(world.mails.at(-1)).toContain('50 notices that did not reach you');
  });

  it('that is the only one leaves the notices where they are, and is asked every five minutes', async () => {
    const world = arrange([eve]);
    world.tell('a.csv');
    expect(await world.run()).toMatchObject({ mailsSent: 0, noticesPending: 1 });
    expect([world.tries, world.pending.size]).toEqual([1, 1]);
    world.minutes = 1;
    expect(await world.run()).toMatchObject({ noticesPending: 1, failures: [] });
    expect(world.tries).toBe(1);
    world.refuses.clear();
    world.minutes = 5;
    expect(await world.run()).toMatchObject({ mailsSent: 1, noticesPending: 0 });
    expect(world.mails).toEqual([`eve: ${rejected('a.csv')}`]);
    expect(world.unreached).toEqual({ addresses: {}, notices: [] });
  });
});

describe('a mail that fails for another reason', () => {
  it('is not sent to each', async () => {
    const world = arrange();
    world.refuses.set(ann, new MailRefusedError('ConfigurationSetDoesNotExist'));
    world.tell('a.csv');
    await world.run();
    expect([world.tries, world.pending.size]).toEqual([1, 1]);
  });

  it('while each gets its own is owed to those who have not got it', async () => {
    const world = arrange([eve, ann, bob]);
    world.refuses.set(bob, new SendingHaltedError('Throttling'));
    world.tell('a.csv');
    const run = await world.run();
    expect(run.isHalted).toBe(true);
    expect(world.mails).toEqual([`ann: ${rejected('a.csv')}`]);
    world.refuses.clear();
    world.minutes = 5;
    await world.run();
    expect(world.mails.slice(1).sort()).toEqual([
      'bob: [audience-import] shop: 1 notice that did not reach you',
      'eve: [audience-import] shop: 1 notice that did not reach you',
    ]);
  });
});

it('what is saved has a number that only grows', async () => {
  const world = arrange();
  for (const name of ['a.csv', 'b.csv']) world.tell(name);
  await world.run();
  expect(world.orders).toEqual([1_000_001, 1_000_002]);
});
