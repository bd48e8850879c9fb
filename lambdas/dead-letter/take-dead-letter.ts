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

export type DeadLetterResult = GiveUpResult | ({ result: 'malformed' } & Malformation);

/** Enough to recognise who sent it, and it fits into an item whatever it is. */
const bodyCharactersKept = 1_000;

/**
 * Deals with one message for good: gives the import up, or records what cannot be understood.
 *
 * @param claimUntil milliseconds since 1970 when the claim dies
 * @throws ImportUnderwayError, or what AWS answers: the message has to come back
 */
export const takeDeadLetter = async (
  letter: DeadLetter,
  claimUntil: number,
  ports: DeadLetterPorts,
): Promise<DeadLetterResult> => {
  const message = decodeMessage(letter.body, letter.sentAt);
  if ('reason' in message) return recordMalformed(letter, message, ports);
  const result = await giveUp(message, claimUntil, ports);
  return result === 'unknown-project' ? recordMalformed(letter, unknownProject, ports) : result;
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
