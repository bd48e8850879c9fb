import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createListPending } from '../../../lambdas/mailer/adapters/list-pending.ts';
import { createCountPending } from '../../../lambdas/shared/adapters/count-pending.ts';
import { shortenName } from '../../../lambdas/mailer/domain/shorten-name.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { aNotice, hostileNames } from '../../unit/mailer/notices.ts';
import { startMailerWorld, type StoredMail } from './mailer-world.ts';

let world: Awaited<ReturnType<typeof startMailerWorld>>;
let projectId: string;
let projects = 0;

beforeAll(async () => {
  world = await startMailerWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  projects += 1;
  projectId = `project-${projects}`;
  await world.putProject({ projectId, adminEmails: ['ann@example.com', 'bob@example.com'] });
});

/** Mails of the test's own project; those of others lie in the same store. */
const mailsOf = async (id = projectId): Promise<StoredMail[]> =>
  (await world.mails()).filter(({ subject }) => subject.startsWith(`[audience-import] ${id}:`));

describe('the mailer', () => {
  it('mails a rejection as SES receives it, once', async () => {
    await world.rejectFile(projectId, 'vip.csv');
    expect(await world.run()).toEqual({ mailsSent: 1, noticesPending: 0 });
    expect(await mailsOf()).toMatchObject([
      {
        from: 'audience-import@example.com',
        subject: `[audience-import] ${projectId}: "vip.csv" was rejected`,
        body: {
          text: expect.stringContaining('What is wrong: Row 2 is not UTF-8.\n\nRow: 2\n'),
          html: expect.stringContaining('<br>Row 2 is not UTF-8.</p>'),
        },
      },
    ]);
    expect(await world.getItem(projectId, 'vip.csv')).toMatchObject({ notices: {} });
    expect(await world.pendingKeys()).toEqual([]);

    expect(await world.run()).toEqual({ mailsSent: 0, noticesPending: 0 });
    expect(await mailsOf()).toHaveLength(1);
  });

  it('mails in Japanese where the project says so, whole and as it was meant', async () => {
    await world.putProject({ projectId, adminEmails: ['ann@example.com'], language: 'ja' });
    const fileName =
      '二〇二六年冬のキャンペーンで配信するゴールド会員とプラチナ会員の一覧（最終版）.csv';
    await world.rejectFile(projectId, fileName);
    await world.run();
    const [mail] = await mailsOf();
    const parsed = await simpleParser(await world.rawMail(mail!));
    expect(parsed.subject).toBe(
      `[audience-import] ${projectId}: 「${fileName}」に問題があり、取り込めませんでした`,
    );
    expect(parsed.text).toBe(
      `プロジェクト ${projectId} のファイル「${fileName}」に問題があり、取り込めませんでした。

■ 問題の内容
2行目が正しい UTF-8 ではありません。ファイルを UTF-8 でエクスポートし直して、もう一度アップロードしてください。

■ 該当する行
2行目

■ 現在公開されているもの
ありません。公開済みのバージョンはまだありません。

■ ファイルを修正した場合
アップロード後、10分ほどで取り込まれます。

1970年1月2日 03:46（UTC）
取り込み ID: import-of-e1
このメールは、audience-import のプロジェクト ${projectId} の管理者の方にお送りしています。
`,
    );
    for (const part of ['Subject', 'Body.Text', 'Body.Html'])
      expect(world.requests.at(-1)!.get(`Message.${part}.Charset`)).toBe('UTF-8');
  });

  it('mails all administrators at once', async () => {
    await world.rejectFile(projectId, 'vip.csv');
    await world.run();
    const request = world.requests.at(-1)!;
    expect([...request].filter(([name]) => name.startsWith('Destination'))).toEqual([
      ['Destination.ToAddresses.member.1', 'ann@example.com'],
      ['Destination.ToAddresses.member.2', 'bob@example.com'],
    ]);
  });

  it("keeps two projects' mails apart, and goes on when one of them fails", async () => {
    const other = `${projectId}-other`;
    await world.putProject({ projectId: other, adminEmails: ['eve@example.com'] });
    await world.rejectFile(projectId, 'a.csv');
    await world.rejectFile(other, 'b.csv');
    const refuseFirst = world.run({
      sendMail: (to, mail) =>
        to.includes('ann@example.com')
          ? Promise.reject(new Error('no answer'))
          : world.ports.sendMail(to, mail),
    });
    await expect(refuseFirst).rejects.toThrow(`${projectId}: Error: no answer`);
    expect(world.metrics).toEqual({ MailsSent: 1, NoticesPending: 1 });
    expect(await mailsOf()).toEqual([]);
    expect(await mailsOf(other)).toMatchObject([{ destination: { to: ['eve@example.com'] } }]);

    await world.run();
    expect(await mailsOf()).toMatchObject([{ destination: { to: ['ann@example.com'] } }]);
    expect(await mailsOf(other)).toHaveLength(1);
  });

  it('sends again what it could not remove: at least once', async () => {
    await world.rejectFile(projectId, 'vip.csv');
    const dies = world.run({ removeNotices: () => Promise.reject(new Error('died')) });
    await expect(dies).rejects.toThrow('died');
    expect(await world.run()).toEqual({ mailsSent: 1, noticesPending: 0 });
    expect(await mailsOf()).toHaveLength(2);
    expect(await world.pendingKeys()).toEqual([]);
  });

  it('keeps a notice that comes while it mails another', async () => {
    await world.rejectFile(projectId, 'vip.csv', 'e1');
    await world.run({
      sendMail: async (to, mail) => {
        await world.ports.sendMail(to, mail);
        await world.rejectFile(projectId, 'vip.csv', 'e2');
      },
    });
    expect(Object.keys((await world.getItem(projectId, 'vip.csv'))!.notices)).toEqual([
      'import-of-e2:not-utf8',
    ]);
    expect(await world.pendingKeys()).toEqual([`${projectId}/vip.csv`]);
    await world.run();
    expect(await mailsOf()).toHaveLength(2);
  });

  it('removes the notices of a deleted project, and logs that', async () => {
    await world.rejectFile(projectId, 'vip.csv');
    await world.putProject({ projectId, deletedAt: 1 });
    expect(await world.run()).toEqual({ mailsSent: 0, noticesPending: 0 });
    expect(await mailsOf()).toEqual([]);
    expect(await world.pendingKeys()).toEqual([]);
    expect(world.logged).toContainEqual([
      expect.stringContaining('project is gone'),
      { projectId, notices: 1 },
    ]);
  });

  it('makes one digest of many, over several pages of the index', async () => {
    for (let index = 0; index < 30; index += 1)
      await world.putAudience({
        projectId,
        fileName: `${index}.csv`,
        pending: projectId,
        notices: { 'import-1:not-utf8': aNotice() },
      });
    const paged = world.pagedDocument(7);
    const countPending = createCountPending(paged, world.audiencesTable);
    const listPending = createListPending(paged, world.audiencesTable);
    expect(await world.run({ countPending, listPending })).toEqual({
      mailsSent: 1,
      noticesPending: 0,
    });
    expect((await mailsOf()).map(({ subject }) => subject)).toEqual([
      `[audience-import] ${projectId}: 30 files were rejected`,
    ]);
    expect(await world.pendingKeys()).toEqual([]);
  });

  it.each(Object.entries(hostileNames))(
    'sends a mail that parses into what was meant when a name is %s',
    async (_, fileName) => {
      // dynalite counts characters where DynamoDB counts bytes; none of these is too long for either.
      await world.rejectFile(projectId, fileName);
      await world.run();
      const [mail] = await mailsOf();
      const parsed = await simpleParser(await world.rawMail(mail!));

      const subject = `[audience-import] ${projectId}: "${shortenName(fileName, 80)}" was rejected`;
      expect(parsed.subject).toBe(subject);
      expect(parsed.headerLines.map(({ key }) => key).sort()).toEqual([
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ]);
      expect(parsed.text).toBe(
        `The file "${escapeName(fileName)}" of project ${projectId} was rejected.

What is wrong: Row 2 is not UTF-8.

Row: 2

What is live: Nothing: the audience has no published version.

If you change the file: It is imported within about ten minutes of its upload.

1970-01-02 03:46 UTC, import import-of-e1. You get this mail as an administrator of project ${projectId} in audience-import.
`,
      );
      expect(parsed.attachments).toEqual([]);
      // What was handed to SES, before anything parsed it.
      expect(world.requests.at(-1)!.get('Message.Subject.Data')).toBe(subject);
      expect(subject).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    },
  );
});
