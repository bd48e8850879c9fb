import { z } from 'zod';
import type { ObjectNews } from './domain/news.ts';

/** What Lambda hands over from a queue. A tick, or whatever an operator invokes with, is not like that. */
const batchSchema = z.object({
  Records: z.array(
    z.object({
      body: z.string(),
      attributes: z.object({ SentTimestamp: z.string().regex(/^\d+$/).transform(Number) }),
    }),
  ),
});

/** Of an event `Object Created` or `Object Deleted` of S3, what matters here. */
export const objectEventSchema = z.object({
  detail: z.object({ object: z.object({ key: z.string() }) }),
  /** of what this scanner has put off, until when; milliseconds since 1970 */
  until: z.number().optional(),
});

export interface DecodedNews {
  news: ObjectNews[];
  /** messages that are none */
  malformed: number;
}

/** @returns undefined when it is no news, but a tick: all projects are to be scanned */
export const decodeNews = (event: unknown): DecodedNews | undefined => {
  const { data } = batchSchema.safeParse(event);
  if (!data) return undefined;
  const news = data.Records.flatMap(({ body, attributes }) => {
    const told = objectEventSchema.safeParse(parseJson(body)).data;
    if (!told) return [];
    const { detail, until = 0 } = told;
    return [{ key: detail.object.key, sentAt: Math.max(attributes.SentTimestamp, until) }];
  });
  return { news, malformed: data.Records.length - news.length };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
