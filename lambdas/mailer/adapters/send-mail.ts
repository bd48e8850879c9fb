import { SendEmailCommand, type SESClient, SESServiceException } from '@aws-sdk/client-ses';
import { MailRefusedError, RecipientsRefusedError, SendingHaltedError } from '../errors.ts';
import type { SendMail } from '../ports.ts';

const utf8 = (Data: string): { Data: string; Charset: string } => ({ Data, Charset: 'UTF-8' });

/** SES composes the message: what we give it are values, none of which can become a header. */
export const createSendMail =
  (ses: SESClient, sender: string): SendMail =>
  async (to, { subject, text, html }) => {
    const command = new SendEmailCommand({
      Source: sender,
      Destination: { ToAddresses: [...to] },
      Message: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } },
    });
    try {
      await ses.send(command);
    } catch (error) {
      throw error instanceof SESServiceException ? translate(error) : error;
    }
  };

/** The account's state, not that of a mail. Throttling comes after the SDK's own repeats: a used-up quota. */
const haltingCodes: ReadonlySet<string> = new Set([
  'Throttling',
  'ThrottlingException',
  'AccountSendingPausedException',
]);

/**
 * SES may want permission for recipients, too, where they are identities of the same account: one project's
 * refusal says nothing of another's.
 */
const recipientCodes: ReadonlySet<string> = new Set([
  'MessageRejected',
  'AccessDenied',
  'AccessDeniedException',
  // The syntax of an address, for one.
  'InvalidParameterValue',
]);

/** Without a cause: SES's message may quote addresses. */
const translate = ({ name, $metadata: { requestId } }: SESServiceException): MailRefusedError => {
  if (haltingCodes.has(name)) return new SendingHaltedError(name, requestId);
  if (recipientCodes.has(name)) return new RecipientsRefusedError(name, requestId);
  return new MailRefusedError(name, requestId);
};
