import { describe, expect, it } from '@jest/globals';
import type { IgnoredByReason } from '../../../../lambdas/shared/domain/ignored-objects.ts';
import type { MailLine } from '../../../../local/console/api.ts';
import { createTeller, type TellerPorts } from '../../../../local/tell/teller.ts';
import { aProject } from '../../../support/factories.ts';

const mail = (id: string, at: number, subject: string): MailLine => ({
  id,
  at,
  subject,
  to: ['a@example.com'],
});

const listening = (more: Partial<TellerPorts> = {}) => {
  const lines: string[] = [];
  const teller = createTeller({
    // eslint-disable-next-line @typescript-eslint/require-await -- as DynamoDB's pages come
    listProjects: async function* () {
      yield aProject({ projectId: 'shop', path: 'shop/' });
    },
    getAudienceItem: () => Promise.resolve(undefined),
    getIgnored: () => Promise.resolve(undefined),
    listMails: () => Promise.resolve([]),
    now: () => 0,
    print: (line) => {
      lines.push(line.replace(/^\d\d:\d\d:\d\d {2}/, ''));
    },
    ...more,
  });
  const log = (fields: Record<string, unknown>) => {
    teller.hearLog(JSON.stringify({ level: 'INFO', ...fields }));
  };
  return { teller, lines, log };
};

describe('what npm start says meanwhile', () => {
  it('is one line a mail, the oldest first, and none twice', async () => {
    const mails = [mail('2', 2, 'second'), mail('1', 1, 'first')];
    const { teller, lines, log } = listening({ listMails: () => Promise.resolve(mails) });
    log({ message: 'mailed', mailsSent: 2 });
    await teller.settled();
    mails.unshift(mail('3', 3, 'third'));
    log({ message: 'mailed', mailsSent: 1 });
    log({ message: 'mailed', mailsSent: 0 });
    await teller.settled();
    expect(lines).toEqual([
      'mail to a@example.com: first',
      'mail to a@example.com: second',
      'mail to a@example.com: third',
    ]);
  });

  it('counts mails that another emulator has', async () => {
    const { teller, lines, log } = listening({ listMails: undefined });
    log({ message: 'mailed', mailsSent: 2 });
    await teller.settled();
    expect(lines).toEqual(['2 mails were sent']);
  });

  it('names an ignored file when it comes, and not again when it is scanned', async () => {
    const reasons: IgnoredByReason = { 'near-suffix': { count: 1, examples: ['vip.txt'] } };
    const { teller, lines, log } = listening({
      getIgnored: () => Promise.resolve({ at: 1, reasons, isEmpty: false, told: {} }),
    });
    const scanned = {
      message: 'scanned',
      projects: [
        {
          projectId: 'shop',
          seen: 0,
          changed: 0,
          sent: 0,
          underway: 0,
          ignored: 1,
          missing: 0,
          longestWaitSeconds: 0,
        },
      ],
    };
    teller.hearObject({ kind: 'created', key: 'shop/vip.txt', size: 3, etag: '1' });
    teller.hearObject({ kind: 'created', key: 'shop/vip.txt', size: 4, etag: '2' });
    log(scanned);
    await teller.settled();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('shop/vip.txt  ignored. It is not called .csv');

    reasons['near-suffix'] = { count: 2, examples: ['vip.txt', 'old.txt'] };
    log(scanned);
    log(scanned);
    await teller.settled();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('shop: "vip.txt", "old.txt" are ignored');
  });

  it('goes on after something that cannot be read', async () => {
    const { teller, lines, log } = listening({
      getAudienceItem: () => Promise.reject(new Error('no table')),
    });
    const ended = { message: 'import ended', projectId: 'shop', fileName: 'vip.csv' };
    log({ ...ended, result: 'rejected', failure: { cause: 'empty' } });
    log({ ...ended, result: 'published', version: 1 });
    teller.hearLog('REPORT RequestId: 1');
    teller.hearLog('{"level": broken');
    await teller.settled();
    expect(lines).toEqual([
      'What happened cannot be read: no table',
      'shop/vip.csv  published as version 1: ',
    ]);
  });
});
