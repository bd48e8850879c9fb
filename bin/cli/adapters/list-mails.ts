import { z } from 'zod';
import { RefusedError } from '../errors.ts';

/** A mail that the local SES has received. */
export const mailSchema = z.object({
  to: z.array(z.string()).readonly().describe('everybody who gets it'),
  subject: z.string(),
  text: z.string().nullable(),
  html: z.string().nullable(),
});
export type Mail = z.infer<typeof mailSchema>;

/** In the order in which they were sent. */
export type ListMails = () => Promise<Mail[]>;

/** What the emulator answers to `GET /store`; it has parsed mails that were sent as raw MIME. */
const storeSchema = z.object({
  emails: z.array(
    z.object({
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

/** @throws RefusedError when the local SES does not answer */
export const createListMails =
  (endpoint: string): ListMails =>
  async () => {
    const response = await fetch(new URL('/store', endpoint)).catch((error: unknown) => {
      throw new RefusedError(({ stack }) => stack.noSes(endpoint), { cause: error });
    });
    if (!response.ok) throw new RefusedError(({ stack }) => stack.otherSes(endpoint));
    const { emails } = storeSchema.parse(await response.json());
    return emails.map(({ destination: { to, cc, bcc }, subject, body }) => ({
      to: [...to, ...cc, ...bcc].flatMap(toAddresses),
      subject,
      text: body.text ?? null,
      html: body.html ?? null,
    }));
  };

/** Of a raw mail, the emulator gives a whole header: `a@example.com, "B" <b@example.com>`. */
const toAddresses = (header: string): string[] =>
  header.match(/[^\s<>,"]+@[^\s<>,"]+/g) ?? [header];
