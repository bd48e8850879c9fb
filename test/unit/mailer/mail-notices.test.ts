import { describe, expect, it } from '@jest/globals';
import { RecipientsRefusedError, SendingHaltedError } from '../../../lambdas/mailer/errors.ts';
import { mailNotices, type MailPorts } from '../../../lambdas/mailer/mail-notices.ts';
import type { Notices } from '../../../lambdas/mailer/ports.ts';
import { type Notice, noticeKey } from '../../../lambdas/shared/domain/notice.ts';
import { aProject } from '../../support/factories.ts';
import { aNotice } from './notices.ts';

type Audiences = Record<string, Record<string, Notice[]>>;

/** Audiences in memory, and what became of them: by project, then file name. */
const fakePorts = (audiences: Audiences, more: Partial<MailPorts> = {}) => {
  const state = new Map<string, Notices>();
  const mails: { to: readonly string[]; subject: string }[] = [];
  const removals: string[] = [];
  for (const [projectId, files] of Object.entries(audiences))
    for (const [fileName, notices] of Object.entries(files))
      state.set(
        `${projectId}/${fileName}`,
        Object.fromEntries(notices.map((notice) => [noticeKey(notice), notice])),
      );
  const ports: MailPorts = {
    countPending: () => {
      const projectIds = [...state.keys()].map((id) => id.split('/')[0] ?? '');
      const counts = Map.groupBy(projectIds, (projectId) => projectId).entries();
      return Promise.resolve(new Map(counts.map(([projectId, all]) => [projectId, all.length])));
    },
    listPending: async function* (projectId) {
      for (const key of await Promise.resolve([...state.keys()])) {
        const [owner, fileName = ''] = key.split('/');
        if (owner === projectId) yield fileName;
      }
    },
    readPending: ({ projectId, fileName }) => {
      const notices = state.get(`${projectId}/${fileName}`);
      return Promise.resolve(notices && { notices, writeUnits: 4 });
    },
    removeNotices: ({ projectId, fileName }, keys, areAll) => {
      const id = `${projectId}/${fileName}`;
      const left = Object.entries(state.get(id) ?? {}).filter(([key]) => !keys.includes(key));
      removals.push(`${id} ${keys.join()} ${areAll ? 'all' : 'some'}`);
      if (left.length > 0) state.set(id, Object.fromEntries(left));
      else state.delete(id);
      return Promise.resolve();
    },
    getProject: (projectId) =>
      Promise.resolve(aProject({ projectId, adminEmails: [`admin@${projectId}.example`] })),
    sendMail: (to, { subject }) => {
      mails.push({ to, subject });
      return Promise.resolve();
    },
    getUnreached: () => Promise.resolve({ addresses: {}, notices: [] }),
    saveUnreached: () => Promise.resolve(),
    now: () => 0,
    timeLeft: () => 60_000,
    ...more,
  };
  const left = () => [...state].map(([id, notices]) => `${id} ${Object.keys(notices).join()}`);
  return { ports, mails, removals, left };
};

const manyFiles = (count: number): Record<string, Notice[]> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.csv`, [aNotice()]]));

const failing = (
  projectId: string,
  error: Error,
): Pick<MailPorts, 'sendMail'> & { calls: () => number } => {
  let calls = 0;
  return {
    calls: () => calls,
    sendMail: (to) => {
      if (to[0] !== `admin@${projectId}.example`) return Promise.resolve();
      calls += 1;
      return Promise.reject(error);
    },
  };
};

it('tells the administrators of each project in the language that it says', async () => {
  const notices = { 'vip.csv': [aNotice()] };
  const { ports, mails } = fakePorts(
    { shop: notices, mise: notices },
    {
      getProject: (projectId) =>
        Promise.resolve(aProject({ projectId, ...(projectId === 'mise' && { language: 'ja' }) })),
    },
  );
  await mailNotices(ports);
  expect(mails.map(({ subject }) => subject)).toEqual([
    '[audience-import] mise: 「vip.csv」に問題があり、取り込めませんでした',
    '[audience-import] shop: "vip.csv" was rejected',
  ]);
});

describe('a run of the mailer', () => {
  it("mails each project's administrators and leaves nothing behind", async () => {
    const { ports, mails, left } = fakePorts({
      shop: { 'a.csv': [aNotice()], 'b.csv': [aNotice({ kind: 'failed', cause: 'gave-up' })] },
      game: { 'c.csv': [aNotice()] },
    });
    expect(await mailNotices(ports)).toMatchObject({ mailsSent: 3, noticesPending: 0 });
    expect(mails.map(({ to, subject }) => `${to.join()} ${subject}`)).toEqual([
      'admin@game.example [audience-import] game: "c.csv" was rejected',
      'admin@shop.example [audience-import] shop: "a.csv" was rejected',
      'admin@shop.example [audience-import] shop: "b.csv" failed',
    ]);
    expect(left()).toEqual([]);
  });

  it('takes an audience out of the index only with the last of its notices', async () => {
    const { ports, removals } = fakePorts({
      shop: { 'a.csv': [aNotice({ at: 1 }), aNotice({ cause: 'empty', at: 2 })] },
    });
    await mailNotices(ports);
    expect(removals).toEqual([
      'shop/a.csv import-1:not-utf8 some',
      'shop/a.csv import-1:empty all',
    ]);
  });

  it('sends one digest for many, and removes all that it tells of', async () => {
    const { ports, mails, left } = fakePorts({ shop: manyFiles(2_000) });
    expect(await mailNotices(ports)).toMatchObject({ mailsSent: 1, noticesPending: 0 });
    expect(mails[0]?.subject).toBe('[audience-import] shop: 2,000 files were rejected');
    expect(left()).toEqual([]);
  });

  it('works on a bounded number of audiences at a time', async () => {
    let read = 0;
    const most: number[] = [];
    const { ports, mails } = fakePorts({ shop: manyFiles(4_500) });
    const { readPending, sendMail } = ports;
    await mailNotices({
      ...ports,
      readPending: (key) => {
        read += 1;
        return readPending(key);
      },
      sendMail: (to, mail) => {
        most.push(read);
        read = 0;
        return sendMail(to, mail);
      },
    });
    expect(most).toEqual([2_000, 2_000, 500]);
    expect(mails).toHaveLength(3);
  });

  it('goes on to other mails after one that failed, and keeps its notices', async () => {
    const { ports, left } = fakePorts({
      shop: { 'a.csv': [aNotice()], 'b.csv': [aNotice()] },
      game: { 'c.csv': [aNotice()] },
    });
    const { calls, sendMail } = failing('shop', new Error('socket hang up'));
    const run = await mailNotices({ ...ports, sendMail });
    expect(calls()).toBe(2);
    expect(run).toMatchObject({ mailsSent: 1, noticesPending: 2 });
    expect(run.failures.map(({ projectId }) => projectId)).toEqual(['shop', 'shop']);
    expect(left()).toEqual(['shop/a.csv import-1:not-utf8', 'shop/b.csv import-1:not-utf8']);
  });

  it('spares recipients whom SES refuses the other mails, and no other project', async () => {
    const { ports } = fakePorts({
      shop: { 'a.csv': [aNotice()], 'b.csv': [aNotice()] },
      game: { 'c.csv': [aNotice()] },
    });
    const { calls, sendMail } = failing('shop', new RecipientsRefusedError('MessageRejected'));
    const run = await mailNotices({ ...ports, sendMail });
    expect(calls()).toBe(1);
    expect(run).toMatchObject({ mailsSent: 1, noticesPending: 2 });
    expect(run.failures).toHaveLength(1);
  });

  it('stops when SES takes no mail at all, and counts what is left', async () => {
    const { ports } = fakePorts({ shop: manyFiles(3), zoo: { 'c.csv': [aNotice()] } });
    const { calls, sendMail } = failing('shop', new SendingHaltedError('Throttling'));
    expect(await mailNotices({ ...ports, sendMail })).toMatchObject({
      mailsSent: 0,
      noticesPending: 4,
    });
    expect(calls()).toBe(1);
  });

  it('goes on after a project or an audience that cannot be read', async () => {
    const { ports, mails } = fakePorts({
      shop: { 'a.csv': [aNotice()], 'broken.csv': [aNotice()] },
      lost: { 'b.csv': [aNotice()] },
      game: { 'c.csv': [aNotice()] },
    });
    const { readPending, getProject } = ports;
    const run = await mailNotices({
      ...ports,
      readPending: (key) =>
        key.fileName === 'broken.csv' ? Promise.reject(new Error('malformed')) : readPending(key),
      getProject: (projectId) =>
        projectId === 'lost' ? Promise.reject(new Error('malformed')) : getProject(projectId),
    });
    expect(mails.map(({ to }) => to[0])).toEqual(['admin@game.example', 'admin@shop.example']);
    expect(run.noticesPending).toBe(2);
    expect(run.failures.map(({ projectId }) => projectId)).toEqual(['lost', 'shop']);
  });

  it('counts what was mailed and could not be removed, and removes the rest', async () => {
    const { ports, left } = fakePorts({ shop: manyFiles(12) });
    const { removeNotices } = ports;
    const run = await mailNotices({
      ...ports,
      removeNotices: (key, ...more) =>
        key.fileName === '3.csv'
          ? Promise.reject(new Error('throttled'))
          : removeNotices(key, ...more),
    });
    expect(run).toMatchObject({ mailsSent: 1, noticesPending: 1 });
    expect(run.failures).toHaveLength(1);
    expect(left()).toEqual(['shop/3.csv import-1:not-utf8']);
  });

  it.each([
    ['gone', undefined],
    ['deleted', aProject({ deletedAt: 1 })],
  ])('drops the notices of a project that is %s without a mail', async (_, project) => {
    const { ports, mails, left } = fakePorts({ shop: manyFiles(12) });
    const run = await mailNotices({ ...ports, getProject: () => Promise.resolve(project) });
    expect(run.unwanted).toEqual([{ projectId: 'shop', notices: 12 }]);
    expect([mails, left()]).toEqual([[], []]);
  });

  it('tells of a project that is paused', async () => {
    const { ports, mails } = fakePorts({ shop: manyFiles(1) });
    await mailNotices({ ...ports, getProject: () => Promise.resolve(aProject({ paused: true })) });
    expect(mails).toHaveLength(1);
  });

  it('stops between two mails when its time is up, and counts what is left', async () => {
    const { ports, mails, left } = fakePorts({ shop: manyFiles(3), game: manyFiles(2) });
    const run = await mailNotices({
      ...ports,
      timeLeft: () => (mails.length === 2 ? 5_000 : 60_000),
    });
    expect(run).toMatchObject({ mailsSent: 2, noticesPending: 3, failures: [] });
    expect(left()).toHaveLength(3);
  });

  it('takes an audience without notices out of the index', async () => {
    const { ports, removals, mails } = fakePorts({ shop: { 'a.csv': [] } });
    await mailNotices(ports);
    expect(removals).toEqual(['shop/a.csv  all']);
    expect(mails).toEqual([]);
  });

  it('passes over what the index shows and is not there any more', async () => {
    const { ports, removals, mails } = fakePorts({ shop: { 'a.csv': [aNotice()] } });
    await mailNotices({ ...ports, readPending: () => Promise.resolve(undefined) });
    expect([removals, mails]).toEqual([[], []]);
  });

  it('reports an index that cannot be read', async () => {
    const { ports } = fakePorts({ shop: manyFiles(1) });
    const countPending = (): Promise<never> => Promise.reject(new Error('throttled'));
    const { failures } = await mailNotices({ ...ports, countPending });
    expect(failures).toEqual([{ projectId: undefined, error: new Error('throttled') }]);
  });

  it('has done what it had read before the list of a project broke off, and goes on with others', async () => {
    const { ports, mails, left } = fakePorts({ game: manyFiles(20), shop: manyFiles(1) });
    const run = await mailNotices({
      ...ports,
      listPending: async function* (projectId) {
        let listed = 0;
        for await (const fileName of ports.listPending(projectId)) {
          if (projectId === 'game' && (listed += 1) > 16) throw new Error('throttled');
          yield fileName;
        }
      },
    });
    expect(mails.map(({ to }) => to[0])).toEqual(['admin@shop.example']);
    expect(run).toMatchObject({ noticesPending: 20, failures: [{ projectId: 'game' }] });
    expect(left()).toHaveLength(20);
  });

  it('begins behind the project that the run before has worked on last', async () => {
    const audiences = { a: manyFiles(1), b: manyFiles(1), c: manyFiles(1) };
    const orderAfter = async (after: string | undefined): Promise<string[]> => {
      const { ports, mails } = fakePorts(audiences);
      const { last } = await mailNotices(ports, { number: 1, after });
      return [...mails.map(({ to }) => to[0]?.at(6) ?? ''), last ?? ''];
    };
    expect(await orderAfter(undefined)).toEqual(['a', 'b', 'c', 'c']);
    expect(await orderAfter('a')).toEqual(['b', 'c', 'a', 'a']);
    expect(await orderAfter('bb')).toEqual(['c', 'a', 'b', 'b']);
    expect(await orderAfter('c')).toEqual(['a', 'b', 'c', 'c']);
  });

  it('comes to every project, although the first one has more to tell than fits into a run', async () => {
    const { ports, mails } = fakePorts({ big: manyFiles(5_000), small: manyFiles(1) });
    let last: string | undefined;
    for (let minute = 0; minute < 2; minute += 1) {
      let mailed = 0;
      const run = await mailNotices(
        {
          ...ports,
          sendMail: (...mail) => {
            mailed += 1;
            return ports.sendMail(...mail);
          },
          timeLeft: () => (mailed === 0 ? 60_000 : 1_000),
        },
        { number: 1, after: last },
      );
      last = run.last;
    }
    expect(mails.map(({ to }) => to[0])).toEqual(['admin@big.example', 'admin@small.example']);
  });

  it('reads no more than it could remove: large items fill a batch sooner', async () => {
    const { ports, mails } = fakePorts({ shop: manyFiles(200) });
    const readPending: MailPorts['readPending'] = async (key) => {
      const pending = await ports.readPending(key);
      return pending && { ...pending, writeUnits: 200 };
    };
    const run = await mailNotices({ ...ports, readPending });
    // 10,000 units are 50 items; what is read side by side is 16.
    expect(mails.map(({ subject }) => subject.split(': ')[1])).toEqual([
      '64 files were rejected',
      '64 files were rejected',
      '64 files were rejected',
      '"192.csv" was rejected',
      ...Array.from({ length: 7 }, (_, index) => `"${193 + index}.csv" was rejected`),
    ]);
    expect(run.noticesPending).toBe(0);
  });

  it('sends no mail whose notices it has no time to remove', async () => {
    const { ports, mails } = fakePorts({ shop: manyFiles(12) });
    const readPending: MailPorts['readPending'] = async (key) => {
      const pending = await ports.readPending(key);
      return pending && { ...pending, writeUnits: 400 };
    };
    const run = await mailNotices({ ...ports, readPending, timeLeft: () => 14_000 });
    expect([mails, run.noticesPending]).toEqual([[], 12]);
  });

  it('stops reading when its time is up, and tells of what it has read', async () => {
    const { ports } = fakePorts({ shop: manyFiles(100) });
    let read = 0;
    const run = await mailNotices({
      ...ports,
      readPending: (key) => {
        read += 1;
        return ports.readPending(key);
      },
      timeLeft: () => (read >= 32 ? 9_000 : 60_000),
    });
    expect([read, run.mailsSent, run.noticesPending]).toEqual([32, 0, 100]);
  });
});
