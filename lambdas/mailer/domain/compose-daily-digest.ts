import { escapeName } from '../../shared/domain/escape-name.ts';
import type { Outcome } from '../../shared/domain/audience-item.ts';
import type { Project } from '../../shared/domain/project.ts';
import { aboutFile } from '../../shared/texts/explain.ts';
import { explainStored } from '../../shared/texts/explain-stored.ts';
import type { Fact } from '../../shared/texts/fact.ts';
import { concerns, type Digest, type DigestEntry, mostEntries } from './digest.ts';
import { readersOf, type Readers } from './readers.ts';
import { type Mail, renderMail } from './render-mail.ts';

/** What somebody may have to see to comes first. */
const results = [
  'failed',
  'rejected',
  'held',
  'discarded',
  'published',
] as const satisfies readonly Outcome['result'][];

/** The mail that tells a project's administrators once a day what became of its files. */
export const composeDailyDigest = (
  project: Pick<Project, 'projectId' | 'language'>,
  digest: Digest,
): Mail => {
  const readers = readersOf(project);
  const { projectId, language, say } = readers;
  const texts = say.digest;
  const counted = results
    .map((result) => [result, digest.imported[result].count] as const)
    .filter(([, count]) => count > 0);
  const imports =
    counted.length === 0
      ? texts.nothing
      : counted.map(([result, count]) => texts.counted[result](count)).join(texts.separator);
  const entries = results.flatMap((result) => digest.imported[result].first).slice(0, mostEntries);
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  return renderMail({
    language,
    subject: say.mails.subject(projectId, texts.subject(imports)),
    title: texts.title(projectId, digest.since),
    facts: [
      [texts.imports, imports],
      [texts.unchanged, texts.audiences(digest.unchanged)],
      ...whatIsOfConcern(digest, readers),
      ...(digest.isCut
        ? [[texts.isCut, texts.cutAfter(total + digest.unchanged, projectId)] as const]
        : []),
      [texts.toStop, texts.howToStop(projectId)],
    ],
    names: entries.map((entry) => describe(entry, readers)),
    more: total - entries.length,
    footer: say.mails.occasion.at(digest.now) + say.mails.footer(projectId),
  });
};

const whatIsOfConcern = (digest: Digest, { say }: Readers): Fact[] =>
  concerns
    .filter((concern) => digest.concerns[concern].count > 0)
    .map((concern): Fact => {
      const { count, first } = digest.concerns[concern];
      const names = first.map((name) => say.formats.quoted(escapeName(name)));
      const more = count > first.length ? [say.mails.andMore(count - first.length)] : [];
      return [say.digest.concerns[concern], [...names, ...more].join(say.digest.separator)];
    });

const describe = (
  { fileName, name, outcome, at, live }: DigestEntry,
  { projectId, language, say }: Readers,
): string => {
  const texts = say.digest;
  const { result, explanation, message = '' } = outcome;
  const line = texts.line(
    say.formats.quoted(escapeName(name)),
    texts.results[result],
    at,
    describeLive(result, live, say),
  );
  const why = explainStored(language, explanation, message, aboutFile(projectId, fileName));
  return why === '' ? line : texts.because(line, escapeName(why));
};

const describeLive = (
  result: Outcome['result'],
  live: DigestEntry['live'],
  { digest: texts }: Readers['say'],
): string => {
  if (!live) return texts.nothingLive;
  const { members, added, removed } = live;
  if (result !== 'published') return texts.still(members);
  return added === undefined || removed === undefined
    ? texts.members(members)
    : texts.changed(members, added, removed);
};
