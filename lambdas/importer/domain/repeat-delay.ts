import { repeatDelaysSeconds } from '../../shared/contract.ts';

/**
 * Seconds until an interrupted import is tried again. None after the last time: the message is a dead letter then, and
 * those who are to be told have waited long enough.
 *
 * @param receiveCount how often the message was received, this time included
 */
export const repeatDelaySeconds = (receiveCount: number): number =>
  repeatDelaysSeconds[receiveCount - 1] ?? 0;
