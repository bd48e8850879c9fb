import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { aLiveVersion, anAudienceItem, aProject, someCounts } from '../../support/factories.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { type CommandResult, connectTo, noDoctor, runCommand } from './run-command.ts';

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
  await store(dynalite.tables.projects, aProject());
  await store(
    dynalite.tables.audiences,
    anAudienceItem({
      versions: { 3: aLiveVersion({ counts: someCounts({ members: 1_234 }) }) },
      outcome: {
        ...{ etag: 'e1', result: 'rejected', importId: 'i1', at: 0, cause: 'not-utf8', row: 2 },
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
    expect(head).toMatch(/^オーディエンス +状態 +バージョン +メンバー/);
    // A letter of Japanese takes two places.
    const before = head.slice(0, head.indexOf('状態'));
    expect(row.indexOf('rejected')).toBe(before.length + before.trimEnd().length);
  });

  it('says what is wrong, and what to do', async () => {
    const { stdout } = await run('audience', 'show', 'shop', 'vip', '--lang', 'ja');
    expect(stdout).toMatch(/^説明 +2行目が正しい UTF-8 ではありません。/m);
    expect(stdout).toMatch(/^メンバー +1234$/m);
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
