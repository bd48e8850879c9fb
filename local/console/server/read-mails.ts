import { z } from 'zod';
import { LocalStackError } from '../../errors.ts';
import type { Mail } from '../api.ts';

const storeSchema = z.object({
  emails: z.array(
    z.object({
      messageId: z.string(),
      /** seconds since 1970 */
      at: z.number(),
      destination: z.object({
        to: z.array(z.string()),
        cc: z.array(z.string()),
        bcc: z.array(z.string()),
      }),
      subject: z.string(),
      body: z.object({ text: z.string().optional(), html: z.string().optional() }),
    }),
  ),
});

/** All that the local SES has, the newest first. @throws LocalStackError when it does not answer so */
export const readMails = async (ses: string): Promise<Mail[]> => {
  const response = await fetch(new URL('/store', ses));
  if (!response.ok)
    throw new LocalStackError(`the SES at ${ses} answers ${response.status} to GET /store`);
  const { emails } = storeSchema.parse(await response.json());
  return emails
    .map(({ messageId, at, destination: { to, cc, bcc }, subject, body: { text, html } }) => ({
      id: messageId,
      at: at * 1000,
      to: [...to, ...cc, ...bcc],
      subject,
      text: text ?? null,
      html: html ?? null,
    }))
    .reverse();
};
