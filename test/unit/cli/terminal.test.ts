import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import stringWidth from 'string-width';
import { stripVTControlCharacters } from 'node:util';
import { describeAudiences } from '../../../bin/cli/audience/describe-audiences.ts';
import { hasColors, paintIf } from '../../../bin/cli/terminal/colors.ts';
import { describeProgress } from '../../../bin/cli/terminal/describe-progress.ts';
import { fitList } from '../../../bin/cli/terminal/fit-list.ts';
import { createOutput, type Output } from '../../../bin/cli/terminal/output.ts';
import { createPage, plainPage } from '../../../bin/cli/terminal/page.ts';
import { createShowProgress } from '../../../bin/cli/terminal/show-progress.ts';
import { showThatItWorks } from '../../../bin/cli/terminal/show-that-it-works.ts';
import { cliTexts } from '../../../bin/cli/texts/texts.ts';
import { timeAgo } from '../../../lambdas/shared/texts/time-ago.ts';
import { type AudienceView, viewAudience } from '../../../lambdas/shared/domain/audience-view.ts';
import { aLiveVersion, anAudienceItem, someCounts } from '../../support/factories.ts';

const { common } = cliTexts.en;
const { progress } = common;

describe('colours', () => {
  const terminal = { isTTY: true };
  it.each([
    ['on a terminal', terminal, {}, false, true],
    ['not in a pipe', {}, {}, false, false],
    ['in a pipe, when they are asked for', {}, { FORCE_COLOR: '1' }, false, true],
    ['not with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false, false],
    ['not with NO_COLOR', terminal, { NO_COLOR: '1' }, false, false],
    ['with an empty NO_COLOR', terminal, { NO_COLOR: '' }, false, true],
    ['not in CI', terminal, { CI: 'true' }, false, false],
    ['in CI, when they are asked for', terminal, { CI: 'true', FORCE_COLOR: '1' }, false, true],
    ['not on a dumb terminal', terminal, { TERM: 'dumb' }, false, false],
    ['not with --no-color', terminal, { FORCE_COLOR: '1' }, true, false],
  ])('are used %s', (_, stream, env, isForbidden, expected) => {
    expect(hasColors(stream, env, isForbidden)).toBe(expected);
  });
});

describe('a time', () => {
  const now = Date.parse('2026-03-01T12:00:00.000Z');
  it.each([
    ['2026-03-01T11:59:57.500Z', '2 s ago'],
    ['2026-03-01T12:00:01.000Z', '0 s ago'],
    ['2026-03-01T11:56:59.000Z', '3 min ago'],
    ['2026-03-01T10:00:00.000Z', '2 h ago'],
    ['2026-02-28T11:00:00.000Z', '1 day ago'],
    ['2026-02-01T11:00:00.000Z', '28 days ago'],
    ['2025-12-01T11:00:00.000Z', '2025-12-01'],
  ])('%s is %s', (iso, expected) => {
    expect(timeAgo(Date.parse(iso), now, common)).toBe(expected);
  });
});

describe('audience list', () => {
  const publishedAt = Date.parse('2026-03-01T11:57:00.000Z');
  const now = Date.parse('2026-03-01T12:00:00.000Z');
  const aView = (name: string, more: Partial<AudienceView> = {}): AudienceView => ({
    ...viewAudience(
      anAudienceItem({
        fileName: `${name}.csv`,
        versions: { 3: aLiveVersion({ counts: someCounts({ members: 1_234_567 }), publishedAt }) },
      }),
      now,
    ),
    ...more,
  });
  const on = (width: number, views: readonly AudienceView[], isColored = false): string[] =>
    describeAudiences(
      'shop',
      views,
      createPage(width, paintIf(isColored), () => now),
      cliTexts.en,
    ).split('\n');

  const views = [
    aView('vip', { status: 'ready' }),
    aView('a-list-with-a-long-name-that-somebody-has-chosen', {
      status: 'rejected',
      cause: 'a-cause-that-is-longer-than-all-others',
    }),
  ];

  it.each([60, 80, 100, 200])('fits %d columns', (width) => {
    for (const line of on(width, views)) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('fits where headings and names are wide', () => {
    const wide = [aView('新規会員のうち先月に購入した全員', { cause: 'a-cause' }), ...views];
    for (const width of [70, 80, 90, 100]) {
      const page = createPage(width, paintIf(false), () => now);
      const lines = describeAudiences('shop', wide, page, cliTexts.ja).split('\n').slice(0, -1);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('cuts long texts on a terminal, leaves out what matters least, and says where all of it is', () => {
    expect(on(80, views)).toEqual([
      expect.stringMatching(/^AUDIENCE +STATUS +MEMBERS +CAUSE +IMPORTED$/),
      expect.stringMatching(/^vip +ready +1,234,567 +- +3 min ago$/),
      expect.stringMatching(/^a-list-\S*… +rejected, live +1,234,567 +a-cause\S*… +3 min ago$/),
      'All of it: "audience-import audience show shop NAME"',
    ]);
  });

  it('shows names of 30 characters and what is wrong with their files whole in 80 columns, if causes are as they are', () => {
    const names = ['customers-who-bought-in-autumn', 'newsletter'];
    const [head, first] = on(80, [
      aView(names[0]!, { status: 'rejected', cause: 'too-large' }),
      aView(names[1]!),
    ]);
    expect(head).toMatch(/^AUDIENCE +STATUS +MEMBERS +CAUSE +IMPORTED$/);
    expect(first).toMatch(
      /^customers-who-bought-in-autumn +rejected, live +1,234,567 +too-large +3 min ago$/,
    );
  });

  it('draws as many rows as there are', () => {
    const row = aView('vip');
    const many = Array.from({ length: 200_000 }, (_, number) => ({
      ...row,
      name: `vip-${number}`,
    }));
    const lines = on(80, many);
    expect(lines[1]).toMatch(/^vip-0 +ready /);
    expect(lines[200_000]).toMatch(/^vip-199999 +ready /);
  });

  it('leaves out what is empty in all rows', () => {
    expect(on(80, [aView('vip')])[0]).not.toContain('CAUSE');
  });

  it('paints states, and keeps the columns', () => {
    const colored = on(80, views, true);
    expect(colored[1]).toContain('\u001b[32mready\u001b[39m');
    expect(colored[2]).toContain('\u001b[31mrejected, live\u001b[39m');
    expect(colored.map((line) => stripVTControlCharacters(line))).toEqual(on(80, views));
  });

  it('prints everything into a pipe', () => {
    expect(describeAudiences('shop', views, plainPage, cliTexts.en).split('\n')).toEqual([
      expect.stringMatching(/^AUDIENCE +STATUS +MEMBERS +CAUSE +IMPORTED +UNREGISTERED +VERSION$/),
      expect.stringMatching(/^vip +ready +1,234,567 +- +2026-03-01T11:57:00\.000Z +1 +3$/),
      expect.stringContaining('a-list-with-a-long-name-that-somebody-has-chosen'),
    ]);
  });

  it.each([
    ['rejected', aView('vip', { status: 'rejected' }), 'rejected, live'],
    ['gone', aView('vip', { status: 'source-missing' }), 'source-missing, live'],
    [
      'rejected, and nothing is live',
      aView('vip', { status: 'rejected', version: null }),
      'rejected',
    ],
    ['stale', aView('vip', { status: 'stale' }), 'stale'],
    ['being imported', aView('vip', { status: 'importing' }), 'importing'],
  ])('says whether the list of before is live where the file is %s', (_, view, expected) => {
    expect(on(200, [view])[1]!.split(/ {2,}/)[1]).toBe(expected);
  });

  it('marks a list that is published without any member', () => {
    const [, row] = on(200, [aView('vip', { members: 0 })], true);
    expect(row).toContain('\u001b[33mready\u001b[39m');
    expect(row).toMatch(/ no-member /);
  });

  it('says that somebody has rolled back', () => {
    expect(on(200, [aView('vip', { rolledBack: true })])[1]).toMatch(/ rolled-back /);
  });
});

describe('a list of properties', () => {
  const command = '"audience-import audience show shop vip"';
  const text = `Row 2 is not valid UTF-8. Export the file as UTF-8 and upload it again. Then ${command} says more.`;

  it('wraps between words on a terminal, and keeps a command that can be copied on one line', () => {
    const lines = fitList({ width: 60 }, [
      ['cause', 'not-utf8'],
      ['message', text],
    ]).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
    expect(lines.some((line) => line.includes(command))).toBe(true);
    expect(
      lines
        .map((line) => line.slice('message  '.length))
        .slice(1)
        .join(' '),
    ).toBe(text);
    expect(lines.slice(2).every((line) => line.startsWith('         '))).toBe(true);
  });

  it('wraps Japanese, which has no blanks', () => {
    const japanese =
      '2行目が正しい UTF-8 ではありません。ファイルを UTF-8 でエクスポートし直してください。';
    const lines = fitList({ width: 40 }, [['説明', japanese]]).split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(40);
  });

  it('is one line for each elsewhere', () => {
    expect(fitList({ width: undefined }, [['message', text]])).toBe(`message  ${text}`);
  });
});

describe('progress', () => {
  it.each([
    [
      { done: 30_000, total: 120_000, tell: progress.users },
      10_000,
      80,
      '[#####---------------] 25 %  30,000 of 120,000 users, 3,000/s, 30 s left',
    ],
    [
      { done: 30_000, total: 120_000, tell: progress.users },
      10_000,
      60,
      '25 %  30,000 of 120,000 users, 3,000/s, 30 s left',
    ],
    [
      { done: 30_000, total: 120_000, tell: progress.users },
      10_000,
      undefined,
      '25 %, 30,000 of 120,000 users, 3,000/s, 30 s left',
    ],
    [
      { done: 10, total: 100_000, tell: progress.users },
      1000,
      80,
      '[--------------------] 0 %  10 of 100,000 users',
    ],
    [{ done: 7_200, tell: progress.usersRead }, 7_200_000, 80, '7,200 users read, 1/s'],
    [
      { done: 1, total: 7201, tell: (amount: string) => `${amount} x` },
      2000,
      undefined,
      '0 %, 1 of 7,201 x, 4.0 h left',
    ],
    [{ done: 1, tell: progress.usersLookedAt }, 0, undefined, '1 user looked at'],
    [{ done: 0, total: 0, tell: progress.users }, 5000, 80, '0 of 0 users'],
  ])('%j after %d ms on %s columns', (progress, passed, width, expected) => {
    expect(describeProgress(progress, passed, width, common)).toBe(expected);
  });

  const anOutput = (
    isTTY: boolean,
    now: () => number,
  ): { output: Output; printed: () => string } => {
    const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY })];
    const output = createOutput(
      { stdout, stderr, environment: {}, now },
      { isJson: false, isPlain: false },
    );
    return { output, printed: () => String(stderr.read() ?? '') };
  };

  it('takes one line, whatever it contains', () => {
    const { output, printed } = anOutput(true, () => 0);
    for (const message of ['x'.repeat(200), '全'.repeat(100), '\u202e'.repeat(30)]) {
      output.progress(message);
      expect(stringWidth(printed().replace('\r\u001b[K', ''))).toBeLessThan(80);
    }
  });

  it('is a bar that is drawn again and again on a terminal, and a line now and then in a log', () => {
    for (const isTTY of [true, false]) {
      let time = 1_000_000;
      const { output, printed } = anOutput(isTTY, () => time);
      const showProgress = createShowProgress({ output, now: () => time, say: cliTexts.en });
      const shown: string[] = [];
      for (let seconds = 0; seconds <= 60; seconds += 10) {
        time = 1_000_000 + seconds * 1000;
        showProgress({ done: seconds, total: 100, tell: progress.users });
        shown.push(printed());
      }
      if (isTTY)
        for (const text of shown) {
          expect(text.startsWith('\r\u001b[K')).toBe(true);
          expect(text).toMatch(/\[[#-]{20}\] \d+ %/);
        }
      else
        expect(shown).toEqual([
          ...['', '', ''],
          '30 %, 30 of 100 users, 1/s, 70 s left\n'.replace('70 s', '2 min'),
          ...['', ''],
          '60 %, 60 of 100 users, 1/s, 40 s left\n',
        ]);
    }
  });

  it('is shown of whatever says nothing for two seconds', () => {
    let time = 0;
    let tick = (): void => undefined;
    const { output, printed } = anOutput(true, () => time);
    const stop = showThatItWorks(output, {
      say: cliTexts.en,
      now: () => time,
      every: (_, act) => {
        tick = act;
        return () => {
          tick = () => undefined;
        };
      },
    });
    const shown = (seconds: number): string => {
      time = seconds * 1000;
      tick();
      return printed();
    };
    expect([shown(1), shown(2), shown(3)]).toEqual([
      '',
      '\r\u001b[Kworking, 2 s',
      '\r\u001b[Kworking, 3 s',
    ]);
    output.note('It waits.');
    expect(printed()).toBe('\r\u001b[KIt waits.\n');
    expect([shown(4), shown(5)]).toEqual(['', '\r\u001b[Kworking, 5 s']);
    stop();
    expect(shown(6)).toBe('');
  });
});
