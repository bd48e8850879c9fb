import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createRecordIgnored } from '../../../lambdas/scanner/adapters/record-ignored.ts';
import { RecipientsRefusedError } from '../../../lambdas/mailer/errors.ts';
import { startMailerWorld } from './mailer-world.ts';

let world: Awaited<ReturnType<typeof startMailerWorld>>;

beforeAll(async () => {
  world = await startMailerWorld();
});
afterAll(() => world.stop());

const record = (projectId: string): Promise<void> =>
  createRecordIgnored(world.pagedDocument(100), world.audiencesTable)(
    projectId,
    {
      at: 1,
      isEmpty: false,
      told: { 'near-suffix': {} },
      reasons: { 'near-suffix': { count: 1, examples: ['vip.txt'] } },
    },
    [
      {
        kind: 'ignored',
        cause: 'near-suffix',
        importId: 'scan',
        etag: '',
        at: 7,
        message: '"vip.txt" is ignored.',
      },
    ],
    undefined,
  );

it('the mailer tells of what is ignored once, beside what it tells of audiences', async () => {
  await world.putProject({ projectId: 'shop', adminEmails: ['ann@example.com'] });
  await world.rejectFile('shop', 'gold.csv');
  await record('shop');
  expect(await world.run()).toEqual({ mailsSent: 2, noticesPending: 0 });
  expect(await world.mails()).toMatchObject([
    {
      subject: '[audience-import] shop: objects are ignored',
      body: {
        text: expect.stringMatching(
          /^Objects under the path of project shop look like .+\n\nWhat is ignored: "vip\.txt" is ignored\.\n[^]+project show shop/,
        ),
      },
    },
    { subject: '[audience-import] shop: "gold.csv" was rejected' },
  ]);
  expect(await world.pendingKeys()).toEqual([]);
  expect(await world.run()).toEqual({ mailsSent: 0, noticesPending: 0 });
});

it('tells those later whom SES refuses', async () => {
  await world.putProject({
    projectId: 'late',
    adminEmails: ['ann@example.com', 'bob@example.com'],
  });
  await record('late');
  await expect(
    world.run({
      sendMail: (to, mail) =>
        to.includes('bob@example.com')
          ? Promise.reject(new RecipientsRefusedError('MessageRejected'))
          : world.ports.sendMail(to, mail),
    }),
  ).rejects.toThrow('MessageRejected');
  const later = world.ports.now() + 3_600_000;
  expect(await world.run({ now: () => later })).toMatchObject({ mailsSent: 1 });
  const [mail] = (await world.mails()).filter(({ destination: { to } }) =>
    to.includes('bob@example.com'),
  );
  expect(mail?.body.text).toContain('- Objects are ignored (1970');
});
