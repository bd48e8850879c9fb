import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { exitCodes } from '../../../bin/cli/errors.ts';
import { InterruptedError } from '../../../bin/cli/terminal/interrupt.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
  const { projects } = dynalite.tables;
  await dynalite.document.send(new PutCommand({ TableName: projects, Item: aProject() }));
});
afterAll(() => dynalite.stop());

const run = (args: readonly string[], stdin = '') => runCommand(connectTo(dynalite), args, stdin);

/** What goes on without the command, and says so when it is interrupted. */
const goOn: Record<string, string> = {
  'scan --wait': 'Imports that have begun go on by themselves',
  'project pause shop': 'Project "shop" is paused.',
  'project delete shop --yes': 'give the command again to do it now',
};

/** Some commands for each of them. */
const commands: Record<keyof typeof exitCodes, string[][]> = {
  done: [['project', 'list'], ['--help'], ['--version'], ['scan', '--help'], ['help', 'scan']],
  failed: [
    ['project', 'show', 'nix'],
    ['users', 'contains', 'shop', 'nobody'],
    ['users', 'load', 'shop', '/no/such/file'],
  ],
  wrongUsage: [
    [],
    ['nix'],
    ['audience'],
    ['audience', 'lst', 'shop'],
    ['audience', 'list'],
    ['audience', 'list', 'shop', 'vip'],
    ['scan', '--nix'],
    ['scan', '--wait-timeout', '-1'],
    ['project', 'list', '--local', '--stack', 'other'],
    ['project', 'put', 'new'],
  ],
  couldNotTell: [
    ['audience', 'contains', 'shop', 'nix', 'a'],
    ['users', 'contains', 'nix', 'a'],
    ['audience', 'which', 'nix', 'a'],
    ['import', 'validate', 'nix', '-', '--name', 'vip'],
    // Nothing that it could look at answers.
    ['doctor'],
  ],
  interrupted: [['users', 'count', 'shop'], ...Object.keys(goOn).map((words) => words.split(' '))],
};

describe('the exit code', () => {
  it.each(Object.entries(commands))('%s', async (meaning, several) => {
    for (const args of several) {
      const interruption = AbortSignal.abort(new InterruptedError());
      const result =
        meaning === 'interrupted'
          ? await runCommand(connectTo(dynalite), args, { interruption })
          : await run(args);
      expect(result.stderr).toContain(goOn[args.join(' ')] ?? '');
      expect([args, result.exitCode]).toEqual([args, exitCodes[meaning as keyof typeof exitCodes]]);
    }
  });
});

describe('the version', () => {
  it('is printed where no command is named', async () => {
    for (const option of ['--version', '-V'])
      expect(await run([option])).toEqual({
        exitCode: 0,
        stderr: '',
        stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      });
  });

  it('is an option of its own behind some commands', async () => {
    const { stderr } = await run(['audience', 'approve', 'shop', 'vip', '--version', 'x']);
    expect(stderr).toContain("option '--version <number>' argument 'x' is invalid. It has to be");
  });
});
