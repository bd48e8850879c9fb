import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createListMails } from '../../../bin/cli/adapters/list-mails.ts';
import { createSendMail } from '../../../lambdas/mailer/adapters/send-mail.ts';
import { startSes } from '../../../local/emulators/ses.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';

const engines = [
  {
    name: 'in memory',
    start: () => {
      const { ses, mails } = createAws();
      const list = () =>
        Promise.resolve(mails.map(({ to, subject, text, html }) => ({ to, subject, text, html })));
      return Promise.resolve({ ses, list, stop: () => Promise.resolve() });
    },
  },
  {
    name: 'aws-ses-v2-local',
    start: async () => {
      const { url, close } = await startSes(0);
      const ses = new SESClient(sdkSettings(url));
      return {
        ses,
        list: createListMails(url),
        stop: async () => {
          ses.destroy();
          await close();
        },
      };
    },
  },
];

describe.each(engines)('the SES of $name', ({ name, start }) => {
  let engine: {
    ses: SESClient;
    list: () => Promise<unknown[]>;
    stop: () => Promise<unknown>;
  };
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.stop());

  it('keeps the mails that it was given', async () => {
    const to = ['a@example.com', 'b+c@example.com'];
    const mail = { subject: 'Größe & <Zahl>', text: 'first\nsecond', html: '<p>é</p>' };
    await createSendMail(engine.ses, 'from@example.com')(to, mail);
    // The emulator reads only the first address.
    const kept = name === 'in memory' ? to : to.slice(0, 1);
    expect(await engine.list()).toEqual([{ to: kept, ...mail }]);
  });
});

describe('the SES in memory', () => {
  it('refuses a mail to nobody', async () => {
    const { ses, mails } = createAws();
    const send = new SendEmailCommand({
      Source: 'from@example.com',
      Destination: { ToAddresses: [] },
      Message: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } },
    });
    await expect(ses.send(send)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    expect(mails).toEqual([]);
  });

  it('refuses a mail by the error that a fault names, as the adapter understands it', async () => {
    const { ses, mails } = createAws({
      faultOf: () => ({
        error: new ServiceError('MessageRejected', 'Email address is not verified.'),
      }),
    });
    await expect(
      createSendMail(ses, 'from@example.com')(['a@example.com'], {
        subject: 's',
        text: 't',
        html: 'h',
      }),
    ).rejects.toMatchObject({ name: 'RecipientsRefusedError' });
    expect(mails).toEqual([]);
  });
});
