import {
  expiryAttribute,
  importRecordRetentionSeconds,
  malformedPartition,
} from '../shared/contract.ts';
import { decodeMessage, type Malformation } from '../shared/decode-message.ts';
import { giveUp, type GiveUpPorts, type GiveUpResult } from './give-up.ts';

export type DeadLetterPorts = GiveUpPorts;

export interface DeadLetter {
  messageId: string;
  body: string;
  /** milliseconds since 1970: when SQS took it first */
  sentAt: number;
}

/** What became of each file of the message; or why it is none. */
export type DeadLetterResult = readonly GiveUpResult[] | ({ result: 'malformed' } & Malformation);

/** Enough to recognise who sent it, and it fits into an item whatever it is. */
const bodyCharactersKept = 1_000;

/**
 * Deals with one message for good: gives the imports of its files up, or records what cannot be understood.
 *
 * @param claimUntil milliseconds since 1970 when the claims die
 * @throws ImportUnderwayError, or what AWS answers, once all other files are done with: the message has to come back
 */
export const takeDeadLetter = async (
  letter: DeadLetter,
  claimUntil: number,
  ports: DeadLetterPorts,
): Promise<DeadLetterResult> => {
  const messages = decodeMessage(letter.body, letter.sentAt);
  if ('reason' in messages) return recordMalformed(letter, messages, ports);
  const results: GiveUpResult[] = [];
  const errors: unknown[] = [];
  for (const message of messages) {
    try {
      const result = await giveUp(message, claimUntil, ports);
      if (result === 'unknown-project') return await recordMalformed(letter, unknownProject, ports);
      results.push(result);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 0) return results;
  throw errors.length === 1
    ? errors[0]
    : new AggregateError(errors, `${errors.length} files cannot be given up yet`);
};

const unknownProject: Malformation = {
  reason: 'unknown-project',
  detail: 'There is no project with that ID, and none of its files is known.',
};

const recordMalformed = async (
  { messageId, body }: DeadLetter,
  malformation: Malformation,
  { saveRecord, now }: DeadLetterPorts,
): Promise<DeadLetterResult> => {
  const at = now();
  await saveRecord({
    audience: malformedPartition,
    importId: messageId,
    ...malformation,
    body: Array.from(body).slice(0, bodyCharactersKept).join(''),
    at,
    [expiryAttribute]: Math.ceil(at / 1000) + importRecordRetentionSeconds,
  });
  return { result: 'malformed', ...malformation };
};
