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
    return told ? [{ key: told.detail.object.key, sentAt: attributes.SentTimestamp }] : [];
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
