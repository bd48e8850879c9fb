import { countOf } from '../../shared/domain/count-of.ts';
import { escapeName } from '../../shared/domain/escape-name.ts';
import { withSuffix } from '../../shared/domain/file-name.ts';
import type { RefusedAddress, Unreached } from '../../shared/domain/unreached.ts';
import { type Mail, renderMail } from './render-mail.ts';
import { timeOf, wordings } from './wording.ts';

/**
 * The mail with what could not be sent to an administrator, to be sent once.
 *
 * @param refused what was known of the address; undefined for one that is new
 */
export const composeCatchUp = (
  projectId: string,
  owed: Unreached['notices'],
  refused: RefusedAddress | undefined,
): Mail => {
  const count = countOf(Math.max(owed.length, refused?.missed ?? 0), 'notice');
  const first = owed.at(0)?.notice.at ?? refused?.since ?? 0;
  return renderMail({
    subject: `[audience-import] ${projectId}: ${count} that did not reach you`,
    title: `${count} of project ${projectId} could not be sent to you before.`,
    facts: [
      ['Since', timeOf(refused?.since ?? first)],
      ['What other administrators were told, the latest last', countOf(owed.length, 'notice')],
    ],
    names: owed.map(
      ({ fileName, notice: { kind, message, at, suffix } }) =>
        `${kind === 'ignored' ? 'Objects' : `"${escapeName(withSuffix(fileName, suffix))}"`} ${wordings[kind].one} (${timeOf(at)})` +
        (message === '' ? '' : `: ${escapeName(message)}`),
    ),
    more: 0,
    footer: `You get this mail as an administrator of project ${projectId} in audience-import.`,
  });
};
