import type { SQSRecord } from 'aws-lambda';

/**
 * Milliseconds since 1970: when SQS took a message first; it keeps that when it becomes a dead letter. `now` if whoever
 * delivers it does not say.
 */
export const sentAtOf = ({ attributes }: Pick<SQSRecord, 'attributes'>, now: number): number => {
  const sentAt = Number(attributes.SentTimestamp);
  return Number.isNaN(sentAt) ? now : sentAt;
};
