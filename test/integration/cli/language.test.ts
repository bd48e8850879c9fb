import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { exitCodes } from '../../../bin/cli/errors.ts';
import { InterruptedError } from '../../../bin/cli/terminal/interrupt.ts';
import { aLiveVersion, anAudienceItem, aProject, someCounts } from '../../support/factories.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { type CommandResult, connectTo, noDoctor, runCommand, startLambda } from './run-command.ts';

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
  await store(dynalite.tables.projects, aProject());
  await store(
    dynalite.tables.audiences,
    anAudienceItem({
      versions: { 3: aLiveVersion({ counts: someCounts({ members: 1_234 }) }) },
      outcome: {
        etag: 'e1',
        result: 'rejected',
        importId: 'i1',
        at: 0,
        cause: 'not-utf8',
        row: 2,
        message: 'Row 2 is not valid UTF-8.',
        explanation: { of: 'not-utf8', values: { row: 2 } },
      },
    }),
  );
});
afterAll(() => dynalite.stop());

const store = (TableName: string, Item: object): Promise<unknown> =>
  dynalite.document.send(new PutCommand({ TableName, Item }));

const runIn = (
  environment: Record<string, string>,
  ...args: readonly string[]
): Promise<CommandResult> =>
  runCommand(connectTo(dynalite), args, '', () => undefined, noDoctor, environment);
const run = (...args: readonly string[]): Promise<CommandResult> => runIn({}, ...args);

describe('the command in Japanese', () => {
  it('prints tables whose columns stand below each other, as wide as Japanese is', async () => {
    const { stdout } = await run('audience', 'list', 'shop', '--lang', 'ja');
    const [head = '', row = ''] = stdout.split('\n');
    expect(head).toMatch(/^オーディエンス +状態 +メンバー +原因/);
    // A letter of Japanese takes two places.
    const before = head.slice(0, head.indexOf('状態'));
    expect(row.indexOf('rejected')).toBe(before.length + before.trimEnd().length);
  });

  it('says what is wrong, and what to do', async () => {
    const { stdout } = await run('audience', 'show', 'shop', 'vip', '--lang', 'ja');
    expect(stdout).toMatch(/^説明 +2行目が正しい UTF-8 ではありません。/m);
    expect(stdout).toMatch(/^メンバー +1,234$/m);
  });

  it.each([
    [{ AUDIENCE_IMPORT_LANG: 'ja' }, /^エラー: プロジェクト「nosuch」はありません。/],
    [{ LANG: 'ja_JP.UTF-8' }, /^エラー: /],
    [{ LANG: 'ja_JP.UTF-8', AUDIENCE_IMPORT_LANG: 'en' }, /^error: There is no project "nosuch"/],
    [{}, /^error: /],
  ])('is used where the environment says so: %j', async (environment, expected) => {
    const { exitCode, stderr } = await runIn(environment, 'project', 'show', 'nosuch');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(expected);
  });

  it('changes nothing of what scripts read', async () => {
    for (const words of [
      ['audience', 'list', 'shop'],
      ['audience', 'show', 'shop', 'vip'],
      ['project', 'list'],
      ['project', 'show', 'shop'],
    ]) {
      const { stdout } = await run(...words, '--json');
      expect(stdout).not.toMatch(/[ぁ-んァ-ン]/);
      expect((await run(...words, '--json', '--lang', 'ja')).stdout).toBe(stdout);
    }
  });

  it.each<[words: string[], stdin: string, ...said: string[]]>([
    [['users', 'load', 'shop', 'nix.csv'], '', 'エラー: 「nix.csv」を読み取れません（ENOENT）'],
    [['users', 'load', 'shop', '.'], '', 'エラー: 「.」はフォルダーです'],
    [['users', 'load', 'shop', '-'], 'user_id\nu1\n', '1行目の「user_id」は列名とみなし'],
    [['users', 'load', 'shop', '-', '--header', 'skip'], 'u0\nu1\n', '1行目の「u0」は ID として'],
    [
      ['users', 'load', 'shop', '-'],
      'u1;Ann\nu2;Bob\n',
      'すべての行に「;」があり',
      "--delimiter ';'",
    ],
    [['users', 'load', 'shop', '-'], '"two\nlines"\nu1\n', '「two\\nlines」は改行を含むため'],
    [['users', 'sync', 'shop', '-'], `${'z'.repeat(1_025)}\n`, '1,024バイトを超えているため'],
    [['users', 'load', 'shop', '-', '--from-line', '9'], 'u1\n', 'ファイルに9行目がありません。'],
    [['import', 'validate', 'shop'], '', 'FILE を指定してください'],
    [['import', 'validate', 'shop', '-'], '', '--name NAME を指定してください'],
    [['import', 'validate', 'shop', '-', '--name', 'a/b'], '', '「a/b」はスラッシュを含むため'],
    [['import', 'validate', 'shop', 'package.json'], '', '「package.json」という名前のファイルは'],
  ])('says of what is given what is wrong with it: %j, %j', async (words, stdin, ...said) => {
    const { stderr } = await runCommand(connectTo(dynalite), [...words, '--lang', 'ja'], stdin);
    for (const words of said) expect(stderr).toContain(words);
  });

  it('says that it was interrupted', async () => {
    const interruption = AbortSignal.abort(new InterruptedError());
    const words = ['users', 'count', 'shop', '--lang', 'ja'];
    const { exitCode, stderr } = await runCommand(connectTo(dynalite), words, { interruption });
    expect(exitCode).toBe(exitCodes.interrupted);
    expect(stderr).toContain('エラー: 中断されました。');
  });

  it('says what a function says of its failure', async () => {
    const lambda = await startLambda({
      scanner: () => Promise.resolve({ payload: { errorMessage: 'Timeout' }, hasFailed: true }),
    });
    const connect = connectTo(dynalite, { lambda: lambda.endpoint });
    const { exitCode, stderr } = await runCommand(connect, ['scan', '--lang', 'ja']);
    lambda.stop();
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'エラー: スキャンに失敗しました: Timeout。詳細は scanner のログで確認してください。\n',
    );
  });

  it('prints help in it', async () => {
    const { stdout } = await run('scan', '--help', '--lang', 'ja');
    expect(stdout).toContain('例:\n');
  });

  it('refuses a language that there are no texts in', async () => {
    const { exitCode, stderr } = await run('project', 'list', '--lang', 'fr');
    expect(exitCode).toBe(2);
    expect(stderr).toContain("argument 'fr' is invalid");
  });
});
