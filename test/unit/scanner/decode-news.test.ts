import { describe, expect, it } from '@jest/globals';
import { decodeNews } from '../../../lambdas/scanner/decode-news.ts';

const record = (body: string, SentTimestamp = '1750000000000') => ({
  messageId: 'm',
  body,
  attributes: { SentTimestamp, ApproximateReceiveCount: '1' },
});

/** As S3's user guide shows it. */
const created = {
  version: '0',
  id: '17793124',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  resources: ['arn:aws:s3:::inbox'],
  detail: {
    bucket: { name: 'inbox' },
    object: { key: 'shop/春 +.csv', size: 5, etag: 'b1946ac9', sequencer: '617f08299329d189' },
    reason: 'PutObject',
  },
};

describe('decoding what the scanner is invoked with', () => {
  it('takes the key of each event as it is, and when it was sent', () => {
    expect(decodeNews({ Records: [record(JSON.stringify(created))] })).toEqual({
      news: [{ key: 'shop/春 +.csv', sentAt: 1_750_000_000_000 }],
      malformed: 0,
    });
  });

  it('takes what was put off for told at its end, or when SQS took it', () => {
    const told = (until: number) =>
      decodeNews({ Records: [record(JSON.stringify({ ...created, until }))] })?.news[0]?.sentAt;
    expect(told(1_750_000_009_000)).toBe(1_750_000_009_000);
    expect(told(1_749_999_999_000)).toBe(1_750_000_000_000);
  });

  it.each([
    ['a tick', { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} }],
    ["an operator's scan", {}],
    ['nothing', undefined],
    ['a queue that is none', { Records: [{ body: '{}' }] }],
  ])('takes %s for no news', (_, event) => {
    expect(decodeNews(event)).toBeUndefined();
  });

  it.each(['', '{"detail":', '{}', '{"detail":{"object":{"key":7}}}', 'null'])(
    'counts a message that is none, and keeps the others: %j',
    (body) => {
      expect(decodeNews({ Records: [record(body), record(JSON.stringify(created))] })).toEqual({
        news: [expect.objectContaining({ key: 'shop/春 +.csv' })],
        malformed: 1,
      });
    },
  );
});
