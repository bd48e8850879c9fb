import { describe, expect, it } from '@jest/globals';
import { SendingHaltedError } from '../../../lambdas/mailer/errors.ts';
import { mailDigests, type MailDigestsPorts } from '../../../lambdas/mailer/mail-digests.ts';
import { beginRun, type MailRun } from '../../../lambdas/mailer/mail-run.ts';
import { MalformedItemsError } from '../../../lambdas/shared/adapters/parse-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { aLiveVersion, anAudienceItem, aProject } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';

const now = Date.UTC(2026, 10, 24, 7, 3);
const item = anAudienceItem({
  versions: { 1: aLiveVersion({ publishedAt: now - 1 }) },
  outcome: { etag: 'e1', result: 'published', importId: 'import-1', at: now - 1 },
});

const look = async (
  projects: readonly Partial<Project>[],
  more: Partial<MailDigestsPorts> = {},
): Promise<{ run: MailRun; texts: string[]; marks: string[] }> => {
  const run = beginRun({ number: 60, after: undefined });
  const texts: string[] = [];
  const marks: string[] = [];
  await mailDigests(run, {
    listProjects: () =>
      streamOf(projects.map((project) => aProject({ dailyDigestHour: 7, ...project }))),
    listAudiences: () => streamOf([item]),
    getLastDigest: () => Promise.resolve(undefined),
    saveLastDigest: (projectId) => {
      marks.push(projectId);
      return Promise.resolve();
    },
    getUnreached: () => Promise.resolve({ addresses: {}, notices: [] }),
    saveUnreached: () => Promise.resolve(),
    sendMail: (_, { text }) => {
      texts.push(text);
      return Promise.resolve();
    },
    now: () => now,
    timeLeft: () => 60_000,
    ...more,
  });
  return { run, texts, marks };
};

describe('a look for digests', () => {
  it('mails those that want one, paused or not, and not those that are deleted', async () => {
    const { run, texts, marks } = await look([
      { projectId: 'quiet', dailyDigestHour: undefined },
      { projectId: 'gone', deletedAt: 1 },
      { projectId: 'later', dailyDigestHour: 8 },
      { projectId: 'paused', paused: true },
      { projectId: 'shop' },
    ]);
    expect([marks, texts.length, run.failures]).toEqual([['paused', 'shop'], 2, []]);
    expect(run.mailsSent).toBe(2);
  });

  it('marks what nothing happened in, without a mail', async () => {
    const { texts, marks } = await look([{}], { listAudiences: () => streamOf([]) });
    expect([marks, texts]).toEqual([['shop'], []]);
  });

  it('goes on after a project that cannot be read, and mails without audiences that cannot', async () => {
    const broken = new MalformedItemsError([]);
    const { run, texts, marks } = await look([{ projectId: 'lost' }, {}], {
      listAudiences: async function* (projectId) {
        yield* streamOf([item]);
        await Promise.resolve();
        throw projectId === 'lost' ? new Error('throttled') : broken;
      },
    });
    expect([marks, texts.length]).toEqual([['shop'], 1]);
    expect(run.failures).toEqual([
      { projectId: 'lost', error: new Error('throttled') },
      { projectId: 'shop', error: broken },
    ]);
  });

  it('tells of the projects although one of them is malformed', async () => {
    const { run, marks } = await look([], {
      listProjects: async function* () {
        yield* streamOf([aProject({ dailyDigestHour: 0 })]);
        throw new MalformedItemsError([]);
      },
    });
    expect([marks, run.failures.length]).toEqual([['shop'], 1]);
  });

  it('mails what was read in time of a project that takes too long, and begins no other', async () => {
    let left = 60_000;
    const { texts, marks } = await look([{}, { projectId: 'next' }], {
      timeLeft: () => left,
      listAudiences: async function* () {
        yield* streamOf([item]);
        left = 9_000;
        yield* streamOf([item]);
      },
    });
    expect(marks).toEqual(['shop']);
    expect(texts[0]).toContain('There was time to look at 1 audience only.');
  });

  it('stops when SES takes no mail at all, and marks nothing', async () => {
    let calls = 0;
    const { run, marks } = await look([{}, { projectId: 'next' }], {
      sendMail: () => {
        calls += 1;
        return Promise.reject(new SendingHaltedError('Throttling'));
      },
    });
    expect([calls, marks, run.failures.length]).toEqual([1, [], 1]);
  });

  it('reads nothing of a project all of whose administrators were refused a moment ago', async () => {
    const refused = { code: 'MessageRejected', since: now, tried: now, missed: 0 };
    const { marks } = await look([{}], {
      getUnreached: () =>
        Promise.resolve({ addresses: { 'admin@example.com': refused }, notices: [] }),
      listAudiences: () => {
        throw new Error('read');
      },
    });
    expect(marks).toEqual([]);
  });
});
