import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SendEmailCommand, SendRawEmailCommand, SESClient } from '@aws-sdk/client-ses';
import type { Emulator } from '../../../local/emulators/emulator.ts';
import { startSes } from '../../../local/emulators/ses.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
let ses: Emulator;
let client: SESClient;

beforeAll(async () => {
  dynalite = await startDynalite();
  ses = await startSes(0);
  client = new SESClient({
    endpoint: ses.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  client.destroy();
  await Promise.all([dynalite.stop(), ses.close()]);
});

const list = (endpoint: string | undefined, ...options: string[]): Promise<CommandResult> =>
  runCommand(connectTo(dynalite, endpoint === undefined ? {} : { ses: endpoint }), [
    ...['mail', 'list', ...options],
  ]);

describe('mail list', () => {
  it('prints what the local SES received, oldest first, however it was sent', async () => {
    expect((await list(ses.url)).stdout).toBe('No mail was sent yet.\n');
    await client.send(
      new SendEmailCommand({
        Source: 'from@example.com',
        Destination: { ToAddresses: ['a@example.com'] },
        Message: {
          Subject: { Data: 'First: größe' },
          Body: { Text: { Data: 'plain\nevil\u001b[2J' }, Html: { Data: '<p>plain</p>' } },
        },
      }),
    );
    const raw = [
      'From: from@example.com',
      'To: a@example.com, "B, the second" <b@example.com>',
      'Subject: Second',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'raw',
    ];
    await client.send(
      new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(raw.join('\r\n')) } }),
    );
    const { exitCode, stdout } = await list(ses.url, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        to: ['a@example.com'],
        subject: 'First: größe',
        text: 'plain\nevil\u001b[2J',
        html: '<p>plain</p>',
      },
      {
        to: ['a@example.com', 'b@example.com'],
        subject: 'Second',
        text: expect.stringMatching(/^raw\s*$/),
        html: null,
      },
    ]);
    expect((await list(ses.url)).stdout).toBe(
      'To: a@example.com\nSubject: First: größe\n\nplain\nevil\\u{1b}[2J\n\n' +
        'To: a@example.com, b@example.com\nSubject: Second\n\nraw\n',
    );
  });

  it('says that the local SES does not answer', async () => {
    const { exitCode, stderr } = await list('http://127.0.0.1:1');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('SES at http://127.0.0.1:1 does not answer. Start the stack again');
  });

  it('is refused where SES keeps no mails', async () => {
    const { exitCode, stdout, stderr } = await list(undefined);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('only a local stack can list them');
  });
});
