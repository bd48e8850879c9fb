import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomUtils, parseDocument } from 'htmlparser2';
import { composeMail } from '../../../lambdas/mailer/domain/compose-mail.ts';
import type { Letter } from '../../../lambdas/mailer/domain/group-notices.ts';
import { type Diagnosis, moreUnregistered } from '../../../lambdas/shared/domain/diagnosis.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import type { Notice } from '../../../lambdas/shared/domain/notice.ts';
import { hostileNames, manyNotices, pendingNotice } from './notices.ts';
import { anyCharacter } from '../../support/any-character.ts';

const single = (fileName: string, more: Partial<Notice> = {}) =>
  composeMail({ projectId: 'shop' }, [pendingNotice(fileName, more)]);

const diagnosis: Diagnosis = {
  findings: [
    {
      kind: 'decimal',
      share: 1,
      example: '100200301.0',
      sentence: 'All 4 unregistered IDs end with .0. Read the column as text.',
    },
    {
      kind: moreUnregistered,
      share: 1,
      sentence:
        '40% of the different IDs in the file are unregistered; in the list before it 1% were.',
    },
  ],
  sampled: 4,
};

/** As a mail program sees it. */
const elementsOf = (html: string, name: string) =>
  DomUtils.getElementsByTagName(name, parseDocument(html));

const textsOf = (html: string, name: string): string[] =>
  elementsOf(html, name).map((element) => DomUtils.textContent(element));

describe('the mail of one notice', () => {
  it.each([
    ['rejected' as const, '[audience-import] shop: "vip.csv" was rejected'],
    ['failed' as const, '[audience-import] shop: "vip.csv" failed'],
    ['recovered' as const, '[audience-import] shop: "vip.csv" works again'],
    ['emptied' as const, '[audience-import] shop: "vip.csv" is empty now'],
    ['shrunk' as const, '[audience-import] shop: "vip.csv" has lost most of its members'],
    ['unregistered' as const, '[audience-import] shop: "vip.csv" has many unregistered IDs'],
    ['published-empty' as const, '[audience-import] shop: "vip.csv" has no member'],
    ['held' as const, '[audience-import] shop: "vip.csv" is held'],
    ['approved' as const, '[audience-import] shop: "vip.csv" was approved'],
    ['hold-expired' as const, '[audience-import] shop: "vip.csv" was not approved'],
    ['stale' as const, '[audience-import] shop: "vip.csv" has not changed'],
    ['fresh' as const, '[audience-import] shop: "vip.csv" has changed again'],
  ])('%s has a subject that says so', (kind, subject) => {
    expect(single('vip.csv', { kind }).subject).toBe(subject);
  });

  it('says what is wrong, where, what is still live and what to do', () => {
    expect(single('vip.csv').text).toBe(
      `The file "vip.csv" of project shop was rejected.

What is wrong: Row 2 is not UTF-8. Save the file as UTF-8 and upload it again.

Row: 2

What is live: Still version 3 with 120,000 members, as before.

If you change the file: It is imported within about ten minutes of its upload.

2026-11-23 23:59 UTC, import import-1. You get this mail as an administrator of project shop in audience-import.
`,
    );
  });

  it('promises no time where the project is full', () => {
    const { subject, text } = single('vip.csv', { cause: 'limit', row: undefined });
    expect(subject).toBe('[audience-import] shop: "vip.csv" has no place');
    expect(text).toContain('When it is imported: By itself, within about ten minutes once the');
    expect(text).not.toContain('of its upload');
  });

  it('says so when nothing is live', () => {
    const { text } = composeMail({ projectId: 'shop' }, [
      { fileName: 'a.csv', key: 'k', notice: { ...noticeOf('a.csv'), live: undefined } },
    ]);
    expect(text).toContain('Nothing: the audience has no published version.');
  });

  const freshness = { changedAt: Date.UTC(2026, 10, 21, 8), hours: 48 };
  const late: Partial<Notice> = { kind: 'stale', cause: 'stale', message: '', freshness };

  it('says of a stale file since when, how often it should have changed, and nothing of an import', () => {
    expect(single('my vip.csv', late).text).toBe(
      `The file "my vip.csv" of project shop has not changed for longer than is expected.

Last change: 2026-11-21 08:00 UTC

Expected: every 2 days

What is live: The audience as it was: campaigns go on with the list of then. Whether its last import went well does not matter here.

What to do: See whether the export still runs, and whether it writes under this name. You get a mail when the file has changed.

If it need not change so often: "audience-import audience expect shop 'my vip' --every 7d", or "--every off".

2026-11-23 23:59 UTC. You get this mail as an administrator of project shop in audience-import.
`,
    );
  });

  it('says of a stale file that it is gone, and both in Japanese', () => {
    const isMissing = { ...freshness, isMissing: true };
    expect(single('vip.csv', { ...late, freshness: isMissing }).text).toContain(
      'Last change: 2026-11-21 08:00 UTC. The file has been removed since.',
    );
    const { subject, text } = composeMail({ projectId: 'shop', language: 'ja' }, [
      pendingNotice('vip.csv', { ...late, freshness: isMissing }),
    ]);
    expect(subject).toBe('[audience-import] shop: 「vip.csv」が更新されていません');
    expect(text).toContain(
      '■ 最後の更新\n2026年11月21日 08:00（UTC）（その後、ファイルは削除されました）',
    );
    expect(text).toContain('■ 想定された更新の間隔\n2日ごと');
  });

  it('says when a failed import is tried again', () => {
    expect(single('vip.csv', { kind: 'failed' }).text).toContain(
      '1 hour after the first failure, 6 hours after the second, then once a day',
    );
  });

  it('says which version is live after a recovery', () => {
    const { text } = single('vip.csv', { kind: 'recovered', live: { version: 4, members: 1 } });
    expect(text).toContain('Now version 4 with 1 member.');
  });

  it('says how to get the members of an emptied audience back', () => {
    const { text } = single('vip.csv', { kind: 'emptied', live: { version: 4, members: 0 } });
    expect(text).toContain('Now version 4 with 0 members.');
    expect(text).toContain('Upload the last good list again');
  });

  it.each(['emptied', 'shrunk', 'approved', 'unregistered'] as const)(
    'says of what is %s how to roll it back, as it is to be typed',
    (kind) => {
      expect(single('my vip.csv', { kind }).text).toContain(
        `within 24 hours: "audience-import audience rollback shop 'my vip'".`,
      );
    },
  );

  it('says how to import again what was dropped, and where all is listed that is ignored', () => {
    expect(single('vip.csv', { kind: 'hold-expired' }).text).toContain(
      '"audience-import audience retry shop vip".',
    );
    expect(single('#ignored', { kind: 'ignored' }).text).toContain(
      '"audience-import project show shop" lists',
    );
  });

  it('says of what is held what it is, what stays, and what to do', () => {
    const message =
      'Nobody would be left. If it is right: "audience-import audience approve shop vip".';
    const { text } = composeMail({ projectId: 'shop' }, [
      {
        fileName: 'vip.csv',
        key: 'k',
        notice: {
          kind: 'held',
          cause: 'would-be-empty',
          message,
          importId: 'import-1',
          etag: 'e1',
          at: 1,
          live: { version: 3, members: 120_000 },
          held: { version: 4, members: 0 },
        },
      },
    ]);
    expect(text).toBe(
      `The file "vip.csv" of project shop was imported and is held: it is not live until somebody approves it.

Why: Nobody would be left. If it is right: "audience-import audience approve shop vip".

What is live: Still version 3 with 120,000 members, as before.

What is held: Version 4 with 0 members.

If you upload another file: It takes the place of what is held. It is imported within about ten minutes of its upload.

If nobody does anything: What is held is dropped after 30 days.

1970-01-01 00:00 UTC, import import-1. You get this mail as an administrator of project shop in audience-import.
`,
    );
  });

  it('says where all unregistered IDs are', () => {
    const { text } = single('vip.csv', { kind: 'held', hasReport: true });
    expect(text).toContain(
      'All unregistered IDs: In the bucket: audience-import-reports/shop/vip-import-1.csv\n',
    );
    expect(single('vip.csv', { kind: 'held' }).text).not.toContain('All unregistered IDs');
    const odd = single('vip\u202e.csv', { hasReport: true });
    expect(odd.text).toContain('shop/vip\\u{202e}-import-1.csv');
  });

  it('says why IDs may not be found, each with an example', () => {
    const { text } = single('vip.csv', {
      kind: 'unregistered',
      message: '',
      row: undefined,
      diagnosis,
    });
    expect(text).toContain(`
Why IDs may not be found: All 4 unregistered IDs end with .0. Read the column as text. For example: 100200301.0
40% of the different IDs in the file are unregistered; in the list before it 1% were.

What is live:`);
    const none = single('vip.csv', { diagnosis: { findings: [], sampled: 4 } });
    expect(none.text).not.toContain('Why IDs');
  });

  it.each([{}, { diagnosis }])('has the same content as text and as HTML', (more) => {
    const { text, html } = single('vip.csv', more);
    const lines = html.replaceAll('<br>', ': ');
    expect([...textsOf(lines, 'h1'), ...textsOf(lines, 'p')].join('\n\n')).toBe(text.trimEnd());
  });

  it('is safe and complete, whatever the name', () => {
    const tagsOf = (html: string) => elementsOf(html, '*').map(({ name }) => name);
    const tags = tagsOf(single('vip.csv').html);
    const names = fc.oneof(
      fc.constantFrom<string>(...Object.values(hostileNames)),
      fc.string({ unit: anyCharacter, maxLength: 1_024 }),
    );
    fc.assert(
      fc.property(names, (name) => {
        const { subject, text, html } = single(name);
        const title = `The file "${escapeName(name)}" of project shop was rejected.`;
        expect(subject).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u);
        expect(subject.length).toBeLessThan(200);
        expect(text.split('\n')[0]).toBe(title);
        expect(textsOf(html, 'h1')).toEqual([title]);
        expect(textsOf(html, 'title')).toEqual([subject]);
        expect(tagsOf(html)).toEqual(tags);
      }),
    );
  });
});

describe('the mail of many notices', () => {
  const digest = (count: number, more: Partial<Notice> = {}) =>
    composeMail({ projectId: 'shop' }, manyNotices(count, more) as unknown as Letter);

  it('counts the files, explains the cause once and names up to 50', () => {
    const { subject, text, html } = digest(1_234);
    expect(subject).toBe('[audience-import] shop: 1,234 files were rejected');
    expect(text.match(/Row 2 is not UTF-8/g)).toHaveLength(1);
    expect(text).toContain('\n- 0.csv\n- 1.csv\n');
    expect(text).toContain('\n- 49.csv\nand 1,184 more\n');
    expect(textsOf(html, 'li')).toHaveLength(51);
  });

  it('takes the findings of one for an example', () => {
    const { text } = digest(50, { kind: 'unregistered', diagnosis });
    expect(text.match(/end with \.0/g)).toHaveLength(1);
    expect(text).toContain('Why IDs may not be found, for example in "0.csv": All 4');
  });

  it('says what to type for each', () => {
    expect(digest(50, { kind: 'emptied' }).text).toContain(
      '"audience-import audience rollback shop NAME"',
    );
  });

  it('leaves no name out where there are 50', () => {
    const { text } = digest(50);
    expect(text).toContain('- 49.csv\n\n');
    expect(text).not.toContain(' more');
  });

  it('takes one for an example where the messages differ', () => {
    const [first, ...others] = manyNotices(12);
    const other = pendingNotice('other.csv', { message: 'Row 7 is not UTF-8.' });
    const { text } = composeMail({ projectId: 'shop' }, [first!, ...others, other]);
    expect(text).toContain('What is wrong: For example "0.csv": Row 2 is not UTF-8.');
    expect(text).not.toContain('Row 7');
  });

  it('says how many have nothing live', () => {
    const without = manyNotices(12).map(({ notice, ...rest }, index) => ({
      ...rest,
      notice: index < 3 ? { ...notice, live: undefined } : notice,
    }));
    const { text } = composeMail({ projectId: 'shop' }, without as unknown as Letter);
    expect(text).toContain('keep their last version. 3 files without one: nothing is live there.');
  });

  it('escapes the names', () => {
    const [first, ...others] = manyNotices(12);
    const hostile = { ...first!, fileName: hostileNames['a script'] };
    const { html } = composeMail({ projectId: 'shop' }, [hostile, ...others]);
    expect(textsOf(html, 'li')[0]).toBe(hostileNames['a script']);
    expect(textsOf(html, 'script')).toEqual([]);
  });

  it.each([
    [1, 'and 1 earlier one, of 2026-11-20 08:00 UTC'],
    [12, 'and 12 earlier ones, from 2026-11-20 08:00 UTC to 2026-11-22 09:30 UTC'],
  ])('counts %d that were folded into a notice', (count, expected) => {
    const [first, last] = [Date.UTC(2026, 10, 20, 8), Date.UTC(2026, 10, 22, 9, 30)];
    const letter = [pendingNotice('vip.csv', { earlier: { count, first, last } })] as const;
    expect(composeMail({ projectId: 'shop' }, letter).text).toContain(
      `Not told one by one: ${expected}\n`,
    );
  });
});

describe('a mail in Japanese', () => {
  const project = { projectId: 'shop', language: 'ja' as const };

  it('has headings, numbers and times as Japanese readers expect them', () => {
    const mail = composeMail(project, [
      pendingNotice('会員リスト.csv', { kind: 'held', held: { version: 4, members: 1_234 } }),
    ]);
    expect(mail.subject).toBe('[audience-import] shop: 「会員リスト.csv」は承認待ちです');
    expect(mail.text).toContain(
      'プロジェクト shop のファイル「会員リスト.csv」を取り込みましたが、承認待ちです。',
    );
    expect(mail.text).toContain('■ 承認待ちのもの\nバージョン 4（1,234人）\n');
    expect(mail.text).toContain('2026年11月23日 23:59（UTC）\n取り込み ID: import-1\n');
    expect(mail.html).toContain('<html lang="ja">');
  });

  it('keeps what a subject of 80 characters has room for, and cuts none in two', () => {
    const subjectOf = (name: string): string => composeMail(project, [pendingNotice(name)]).subject;
    const fits = `${'会'.repeat(76)}.csv`;
    expect(subjectOf(fits)).toContain(`「${fits}」`);
    // As macOS writes it: the mark that makes は of ば is a character of its own.
    expect(subjectOf(`${'は\u3099'.repeat(100)}.csv`)).toMatch(
      /「(?:は\u3099)+…(?:は\u3099)+\.csv」/,
    );
  });

  const said = (more: Partial<Notice>): string =>
    composeMail(project, [pendingNotice('vip.csv', more)]).text;

  it('says what is wrong, and what was found, as it is stored as values', () => {
    const text = said({
      explanation: { of: 'not-utf8', values: { row: 2 } },
      diagnosis: {
        findings: [
          {
            kind: 'decimal',
            share: 1,
            example: '1.0',
            sentence: 'All 4 end with .0.',
            explanation: {
              of: 'finding-of-ids',
              values: { cause: 'decimal', isShown: true, count: 4, sampled: 4, isAll: true },
            },
          },
        ],
        sampled: 4,
      },
    });
    expect(text).toContain('■ 問題の内容\n2行目が正しい UTF-8 ではありません。');
    expect(text).toContain('未登録の ID 4件はすべて、末尾が「.0」です。');
    expect(text).toContain('（例: 1.0）');
    expect(text).not.toMatch(/is not|All 4/);
  });

  it.each([
    ['earlier releases have written none', undefined],
    ['a later release has another one', { of: 'stale', values: { hours: 24 } }],
    ['a later release has other values', { of: 'not-utf8', values: { line: 2 } }],
  ])('says it in English where %s', (_, explanation) => {
    expect(said({ explanation })).toContain('■ 問題の内容\nRow 2 is not UTF-8. Save');
  });

  it('counts the files, and lists their names', () => {
    const letter = manyNotices(1_234) as unknown as Letter;
    const { subject, text } = composeMail(project, letter);
    expect(subject).toBe(
      '[audience-import] shop: 1,234個のファイルに問題があり、取り込めませんでした',
    );
    expect(text).toContain('\n- 49.csv\nほか1,184件\n');
  });
});

const noticeOf = (fileName: string): Notice => pendingNotice(fileName).notice;
