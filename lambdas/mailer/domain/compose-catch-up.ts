import { escapeName } from '../../shared/domain/escape-name.ts';
import { withSuffix } from '../../shared/domain/file-name.ts';
import type { Project } from '../../shared/domain/project.ts';
import type { RefusedAddress, Unreached } from '../../shared/domain/unreached.ts';
import { messageOf } from './message-of.ts';
import { readersOf, type Readers } from './readers.ts';
import { type Mail, renderMail } from './render-mail.ts';
import { textsOf } from './texts-of.ts';

type Owed = Unreached['notices'];

/**
 * The mail with what could not be sent to an administrator, to be sent once.
 *
 * @param refused what was known of the address; undefined for one that is new
 */
export const composeCatchUp = (
  project: Pick<Project, 'projectId' | 'language'>,
  owed: Owed,
  refused: RefusedAddress | undefined,
): Mail => {
  const readers = readersOf(project);
  const { projectId, language, say } = readers;
  const { missed } = say.mails;
  const count = Math.max(owed.length, refused?.missed ?? 0);
  const first = owed.at(0)?.notice.at ?? refused?.since ?? 0;
  return renderMail({
    language,
    subject: say.mails.subject(projectId, missed.what(count)),
    title: missed.title(count, projectId),
    facts: [
      [missed.since, say.formats.time(refused?.since ?? first)],
      [missed.told, missed.toldCount(owed.length)],
    ],
    names: owed.map((each) => describe(each, readers)),
    more: 0,
    footer: say.mails.footer(projectId),
  });
};

const describe = (owed: Owed[number], readers: Readers): string => {
  const { fileName, notice } = owed;
  const { say } = readers;
  const { missed } = say.mails;
  const file = say.formats.quoted(escapeName(withSuffix(fileName, notice.suffix)));
  const what = missed.one(textsOf(notice, readers).one(file), notice.at);
  const message = messageOf(owed, readers);
  return message === '' ? what : missed.because(what, escapeName(message));
};
