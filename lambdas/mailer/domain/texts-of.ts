import { limitCause, type Notice, successCause } from '../../shared/domain/notice.ts';
import type { Readers } from './readers.ts';

type Texts = Readers['say']['notices'];

/**
 * What mails say of a notice: by its kind, but for what is only told because a project wants to hear of what goes well, and for a
 * file that has to wait for a place.
 */
export const textsOf = (
  { kind, cause }: Pick<Notice, 'kind' | 'cause'>,
  { say: { notices } }: Readers,
): Texts[keyof Texts] => {
  if (cause === successCause) return notices.published;
  return cause === limitCause ? notices['over-limit'] : notices[kind];
};
