import { escapeName } from '../../shared/domain/escape-name.ts';
import { audienceNameOf, withSuffix } from '../../shared/domain/file-name.ts';
import { fillIn, type Known } from '../../shared/domain/fill-in.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import type { Project } from '../../shared/domain/project.ts';
import { reportKey } from '../../shared/domain/report.ts';
import { shellWord } from '../../shared/domain/shell-word.ts';
import { aboutFile } from '../../shared/texts/explain.ts';
import { explainStored } from '../../shared/texts/explain-stored.ts';
import type { Fact } from '../../shared/texts/fact.ts';
import type { Letter, PendingNotice } from './group-notices.ts';
import { messageOf } from './message-of.ts';
import { readersOf, type Readers } from './readers.ts';
import { type Mail, renderMail } from './render-mail.ts';
import { shortenName } from './shorten-name.ts';
import { textsOf } from './texts-of.ts';

const maxNameInSubject = 80;
const maxNamesListed = 50;

/** The mail that tells a project's administrators of one notice, or of many of one kind and cause. */
export const composeMail = (
  project: Pick<Project, 'projectId' | 'language'>,
  letter: Letter,
): Mail => {
  const readers = readersOf(project);
  return letter.length === 1 ? composeSingle(letter, readers) : composeDigest(letter, readers);
};

const composeSingle = (letter: Letter, readers: Readers): Mail => {
  const [first] = letter;
  const { notice } = first;
  if (notice.kind === 'ignored') return composeIgnored(first, readers);
  if (isOfFreshness(notice)) return composeFreshness(first, readers);
  const { projectId, language, say } = readers;
  const { mails, formats } = say;
  const { one, oneInFull, reason, advice } = textsOf(notice, readers);
  const name = nameOf(first);
  return renderMail({
    language,
    subject: mails.subject(projectId, one(formats.quoted(shortenName(name, maxNameInSubject)))),
    title: oneInFull(formats.quoted(escapeName(name)), projectId),
    facts: [
      ...paragraphOf(reason, messageOf(first, readers)),
      ...(notice.row === undefined ? [] : [[mails.row, mails.rowNumber(notice.row)] as const]),
      ...whatWasFound(first, readers),
      ...whereReportIs(first, readers),
      ...earlierOnes(letter, readers),
      [mails.live, describeLive(notice, readers)],
      ...whatIsHeld(notice, readers),
      ...filledIn(advice, { PROJECT: projectId, NAME: shellWord(audienceNameOf(first.fileName)) }),
    ],
    names: [],
    more: 0,
    footer: mails.occasion.ofImport(notice.at, notice.importId) + mails.footer(projectId),
  });
};

/** Of the project, and of no audience. */
const composeIgnored = (pending: PendingNotice, readers: Readers): Mail => {
  const { projectId, language, say } = readers;
  const { kind, at } = pending.notice;
  const { one, oneInFull, reason, advice } = say.notices[kind];
  return renderMail({
    language,
    subject: say.mails.subject(projectId, one('')),
    title: oneInFull('', projectId),
    facts: [
      ...paragraphOf(reason, messageOf(pending, readers)),
      ...filledIn(advice, { PROJECT: projectId }),
    ],
    names: [],
    more: 0,
    footer: say.mails.occasion.at(at) + say.mails.footer(projectId),
  });
};

/** Of the file, and of no import. */
const composeFreshness = (
  { fileName, notice: { kind, freshness, at } }: PendingNotice,
  { projectId, language, say: { notices, mails, formats } }: Readers,
): Mail => {
  const { one, oneInFull, advice } = notices[kind];
  return renderMail({
    language,
    subject: mails.subject(projectId, one(formats.quoted(shortenName(fileName, maxNameInSubject)))),
    title: oneInFull(formats.quoted(escapeName(fileName)), projectId),
    facts: [
      ...(freshness
        ? [
            [
              mails.lastChange,
              freshness.isMissing === true
                ? mails.lastChangeBeforeItWasGone(freshness.changedAt)
                : formats.time(freshness.changedAt),
            ] as const,
            [mails.expected, mails.expectedEvery(freshness.hours)] as const,
          ]
        : []),
      ...filledIn(advice, { PROJECT: projectId, NAME: shellWord(audienceNameOf(fileName)) }),
    ],
    names: [],
    more: 0,
    footer: mails.occasion.at(at) + mails.footer(projectId),
  });
};

const isOfFreshness = ({ kind }: Notice): boolean => kind === 'stale' || kind === 'fresh';

const composeDigest = (letter: Letter, readers: Readers): Mail => {
  const [{ notice }] = letter;
  const { projectId, language, say } = readers;
  const { mails } = say;
  const { many, manyInFull, advice } = textsOf(notice, readers);
  const names = namesOf(letter);
  const listed = names.slice(0, maxNamesListed);
  return renderMail({
    language,
    subject: mails.subject(projectId, many(names.length)),
    title: manyInFull(names.length, projectId),
    facts: [
      ...explainOnce(letter, readers),
      ...findingsOfOne(letter, readers),
      ...earlierOnes(letter, readers),
      ...(isOfFreshness(notice)
        ? []
        : [[mails.live, describeLiveOfMany(letter, readers)] as const]),
      // The names of all of them follow.
      ...filledIn(advice, { PROJECT: projectId }),
    ],
    names: listed.map(escapeName),
    more: names.length - listed.length,
    footer: mails.occasion.since(notice.at) + mails.footer(projectId),
  });
};

const filledIn = (facts: readonly Fact[], known: Known): Fact[] =>
  facts.map(([label, text]): Fact => [label, escapeName(fillIn(text, known))]);

const paragraphOf = (reason: string, message: string): Fact[] =>
  message === '' ? [] : [[reason, escapeName(message)]];

const whatIsHeld = ({ kind, held }: Notice, { say: { mails } }: Readers): Fact[] =>
  held && kind === 'held' ? [[mails.held, mails.heldVersion(held.version, held.members)]] : [];

/** Why IDs of the file belong to nobody. */
const whatWasFound = (
  { fileName, notice: { diagnosis } }: PendingNotice,
  { projectId, language, say: { mails } }: Readers,
): Fact[] => {
  if (!diagnosis || diagnosis.findings.length === 0) return [];
  const sentences = diagnosis.findings.map(({ sentence, explanation, example }) => {
    const said = explainStored(language, explanation, sentence, aboutFile(projectId, fileName));
    return escapeName(said) + (example === undefined ? '' : mails.forExample(escapeName(example)));
  });
  return [[mails.findings, sentences.join('\n')]];
};

const whereReportIs = (
  { fileName, notice }: PendingNotice,
  { projectId, say: { mails } }: Readers,
): Fact[] =>
  notice.hasReport === true
    ? [[mails.report, mails.reportAt(escapeName(reportKey(projectId, fileName, notice.importId)))]]
    : [];

/** Messages of one cause may still differ, by a row or a size: then one of them stands for all. */
const explainOnce = (letter: Letter, readers: Readers): Fact[] => {
  const [first] = letter;
  const { notice } = first;
  const { formats, mails } = readers.say;
  const { reason } = textsOf(notice, readers);
  const isSame = letter.every((other) => other.notice.message === notice.message);
  const message = messageOf(first, readers);
  return paragraphOf(
    reason,
    isSame || message === '' ? message : mails.exampleOf(formats.quoted(nameOf(first)), message),
  );
};

/** Files of one exporter mostly have the same: one of them stands for all. */
const findingsOfOne = (letter: Letter, readers: Readers): Fact[] => {
  const { formats, mails } = readers.say;
  const one = letter.find((each) => whatWasFound(each, readers).length > 0);
  return one
    ? whatWasFound(one, readers).map(([, text]) => [
        mails.findingsOf(formats.quoted(escapeName(one.fileName))),
        text,
      ])
    : [];
};

/** What was folded into the notices, because an audience has no more than some at a time. */
const earlierOnes = (letter: Letter, { say: { mails } }: Readers): Fact[] => {
  const earlier = letter.flatMap(({ notice }) => notice.earlier ?? []);
  const count = earlier.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return [];
  const first = Math.min(...earlier.map((each) => each.first));
  const last = Math.max(...earlier.map((each) => each.last));
  const those = count === 1 ? mails.oneEarlier(first) : mails.someEarlier(count, first, last);
  return [[mails.earlier, those]];
};

const describeLive = ({ kind, live }: Notice, { say: { mails } }: Readers): string => {
  if (!live) return mails.nothingLive;
  const describe = isFailure(kind) ? mails.stillLive : mails.nowLive;
  return describe(live.version, live.members);
};

const describeLiveOfMany = (letter: Letter, { say: { mails } }: Readers): string => {
  const [{ notice }] = letter;
  if (!isFailure(notice.kind)) return mails.newVersions;
  const withoutAny = namesOf(letter.filter(({ notice: { live } }) => live === undefined)).length;
  return mails.lastVersions + (withoutAny === 0 ? '' : mails.withoutVersion(withoutAny));
};

const namesOf = (notices: readonly PendingNotice[]): string[] => [...new Set(notices.map(nameOf))];

const nameOf = ({ fileName, notice }: PendingNotice): string => withSuffix(fileName, notice.suffix);

const failures: readonly Notice['kind'][] = ['rejected', 'failed', 'held', 'hold-expired'];
const isFailure = (kind: Notice['kind']): boolean => failures.includes(kind);
