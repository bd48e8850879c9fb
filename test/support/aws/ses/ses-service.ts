import type { Now } from '../../../../lambdas/shared/ports.ts';
import { NotSimulatedError } from '../not-simulated-error.ts';
import { ServiceError } from '../wire/service-error.ts';
import type { Service } from '../wire/service.ts';
import { element, type Element, xmlBody } from '../wire/xml.ts';

/** A mail that SES has accepted. */
export interface SentMail {
  /** milliseconds since 1970 */
  at: number;
  from: string;
  to: readonly string[];
  subject: string;
  text: string | undefined;
  html: string | undefined;
}

const mostRecipients = 50;

/** SES by its query protocol. It accepts every mail; a fault lets it refuse one. */
export const createSesService = (now: Now): { service: Service; mails: readonly SentMail[] } => {
  const mails: SentMail[] = [];
  const send = (input: Readonly<Record<string, unknown>>): Element => {
    const text = (name: string): string | undefined => input[name] as string | undefined;
    const to = Object.entries(input).flatMap(([name, value]) =>
      name.startsWith('Destination.ToAddresses.member.') ? [value as string] : [],
    );
    if (to.length === 0) throw new ServiceError('InvalidParameterValue', 'Missing required header');
    if (to.length > mostRecipients)
      throw new ServiceError('InvalidParameterValue', 'Recipient count exceeds 50.');
    mails.push({
      at: now(),
      from: text('Source') ?? '',
      to,
      subject: text('Message.Subject.Data') ?? '',
      text: text('Message.Body.Text.Data'),
      html: text('Message.Body.Html.Data'),
    });
    const id = element('MessageId', `mail-${mails.length}`);
    return element('SendEmailResponse', element('SendEmailResult', id));
  };
  const headers = { 'content-type': 'text/xml' };
  return {
    mails,
    service: {
      name: 'ses',
      decode: ({ body }) => {
        const { Action = '', ...input } = Object.fromEntries(new URLSearchParams(body.toString()));
        return { operation: Action, input };
      },
      perform: (operation, input) => {
        if (operation !== 'SendEmail') throw new NotSimulatedError(`${operation} of SES`);
        return { status: 200, headers, body: xmlBody(send(input)) };
      },
      encodeError: ({ code, message, status }) => ({
        status,
        headers,
        body: xmlBody(
          element(
            'ErrorResponse',
            element(
              'Error',
              ...[element('Type', 'Sender'), element('Code', code), element('Message', message)],
            ),
          ),
        ),
      }),
    },
  };
};
