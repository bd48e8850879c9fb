import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SESClient } from '@aws-sdk/client-ses';
import { createSendMail } from '../../../lambdas/mailer/adapters/send-mail.ts';
import {
  MailRefusedError,
  RecipientsRefusedError,
  SendingHaltedError,
} from '../../../lambdas/mailer/errors.ts';

let server: Server;
let ses: SESClient;
/** What SES answers. */
let code: string;

const answer = (): string => `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
  <Error><Type>Sender</Type><Code>${code}</Code>
  <Message>Email address is not verified: ann@example.com</Message></Error>
  <RequestId>request-1</RequestId></ErrorResponse>`;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(400, { 'content-type': 'text/xml' }).end(answer());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ses = new SESClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  ses.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const send = (): Promise<unknown> =>
  createSendMail(ses, 'audience-import@example.com')(['ann@example.com'], {
    subject: 'subject',
    text: 'text',
    html: '<p>text</p>',
  }).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a mail that SES does not take', () => {
  it.each([
    ['MessageRejected', RecipientsRefusedError],
    ['Throttling', SendingHaltedError],
    ['AccountSendingPausedException', SendingHaltedError],
    ['AccessDenied', RecipientsRefusedError],
    ['InvalidParameterValue', RecipientsRefusedError],
    ['ConfigurationSetDoesNotExist', MailRefusedError],
  ])('because of %s is told as %p', async (given, type) => {
    code = given;
    const error = await send();
    expect(error).toBeInstanceOf(type);
    expect((error as Error).constructor).toBe(type);
    expect(String(error)).toContain(given);
  });

  it('does not tell addresses to the log', async () => {
    code = 'MessageRejected';
    const error = await send();
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('ann@example.com');
  });

  it('because nobody answers is passed on as it is', async () => {
    const nobody = new SESClient({
      endpoint: 'http://127.0.0.1:1',
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    const mail = { subject: 'subject', text: 'text', html: 'html' };
    await expect(createSendMail(nobody, 'a@example.com')(['b@example.com'], mail)).rejects.toThrow(
      'ECONNREFUSED',
    );
    nobody.destroy();
  });
});
