import { countOf } from '../../shared/domain/count-of.ts';
import { escapeName } from '../../shared/domain/escape-name.ts';
import { audienceNameOf, withSuffix } from '../../shared/domain/file-name.ts';
import { fillIn, type Known } from '../../shared/domain/fill-in.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import { reportKey } from '../../shared/domain/report.ts';
import { shellWord } from '../../shared/domain/shell-word.ts';
import type { Letter, PendingNotice } from './group-notices.ts';
import { type Mail, renderMail } from './render-mail.ts';
import { shortenName } from './shorten-name.ts';
import { type Fact, timeOf, wordings } from './wording.ts';

const maxNameInSubject = 80;
const maxNamesListed = 50;

/** The mail that tells a project's administrators of one notice, or of many of one kind and cause. */
export const composeMail = (projectId: string, letter: Letter): Mail =>
  letter.length === 1 ? composeSingle(projectId, letter) : composeDigest(projectId, letter);

const composeSingle = (projectId: string, letter: Letter): Mail => {
  const [first] = letter;
  const { notice } = first;
  if (notice.kind === 'ignored') return composeIgnored(projectId, notice);
  const name = nameOf(first);
  const { one, oneInFull, reason, advice } = wordings[notice.kind];
  return renderMail({
    subject: subjectOf(projectId, `"${shortenName(name, maxNameInSubject)}" ${one}`),
    title: `The file "${escapeName(name)}" of project ${projectId} ${oneInFull}.`,
    facts: [
      ...explain(reason, notice.message),
      ...(notice.row === undefined ? [] : [['Row', String(notice.row)] as const]),
      ...whatWasFound(notice),
      ...whereReportIs(projectId, first),
      ...earlierOnes(letter),
      ['What is live', describeLive(notice)],
      ...whatIsHeld(notice),
      ...filledIn(advice, { PROJECT: projectId, NAME: shellWord(audienceNameOf(first.fileName)) }),
    ],
    names: [],
    more: 0,
    footer: footerOf(projectId, `${timeOf(notice.at)}, import ${notice.importId}`),
  });
};

/** Of the project, and of no audience. */
const composeIgnored = (projectId: string, { kind, message, at }: Notice): Mail => {
  const { one, oneInFull, reason, advice } = wordings[kind];
  return renderMail({
    subject: subjectOf(projectId, `objects ${one}`),
    title: `Objects under the path of project ${projectId} ${oneInFull}.`,
    facts: [...explain(reason, message), ...filledIn(advice, { PROJECT: projectId })],
    ...{ names: [], more: 0, footer: footerOf(projectId, timeOf(at)) },
  });
};

const composeDigest = (projectId: string, letter: Letter): Mail => {
  const [first] = letter;
  const { many, manyInFull, advice } = wordings[first.notice.kind];
  const names = namesOf(letter);
  const count = countOf(names.length, 'file');
  const listed = names.slice(0, maxNamesListed);
  return renderMail({
    subject: subjectOf(projectId, `${count} ${many}`),
    title: `${count} of project ${projectId} ${manyInFull}.`,
    facts: [
      ...explainOnce(letter),
      ...findingsOfOne(letter),
      ...earlierOnes(letter),
      ['What is live', describeLiveOfMany(letter)],
      // The names of all of them follow.
      ...filledIn(advice, { PROJECT: projectId }),
    ],
    names: listed.map(escapeName),
    more: names.length - listed.length,
    footer: footerOf(projectId, `${timeOf(first.notice.at)} and later`),
  });
};

const filledIn = (facts: readonly Fact[], known: Known): Fact[] =>
  facts.map(([label, text]): Fact => [label, escapeName(fillIn(text, known))]);

const subjectOf = (projectId: string, what: string): string =>
  `[audience-import] ${projectId}: ${what}`;

const explain = (reason: string, message: string): Fact[] =>
  message === '' ? [] : [[reason, escapeName(message)]];

const whatIsHeld = ({ kind, held }: Notice): Fact[] =>
  held && kind === 'held' ? [['What is held', describeVersion(held)]] : [];

const describeVersion = ({ version, members }: { version: number; members: number }): string =>
  `Version ${version} with ${countOf(members, 'member')}.`;

/** Why IDs of the file belong to nobody. */
const whatWasFound = ({ diagnosis }: Notice): Fact[] => {
  if (!diagnosis || diagnosis.findings.length === 0) return [];
  const sentences = diagnosis.findings.map(
    ({ sentence, example }) =>
      escapeName(sentence) + (example === undefined ? '' : ` For example: ${escapeName(example)}`),
  );
  return [['Why IDs may not be found', sentences.join('\n')]];
};

const whereReportIs = (projectId: string, { fileName, notice }: PendingNotice): Fact[] =>
  notice.hasReport === true
    ? [
        [
          'All unregistered IDs',
          `In the bucket: ${escapeName(reportKey(projectId, fileName, notice.importId))}`,
        ],
      ]
    : [];

/** Messages of one cause may still differ, by a row or a size: then one of them stands for all. */
const explainOnce = (letter: Letter): Fact[] => {
  const [first] = letter;
  const { notice } = first;
  const { reason } = wordings[notice.kind];
  const isSame = letter.every((other) => other.notice.message === notice.message);
  const message = isSame ? notice.message : `For example "${nameOf(first)}": ${notice.message}`;
  return explain(reason, message);
};

/** Files of one exporter mostly have the same: one of them stands for all. */
const findingsOfOne = (letter: Letter): Fact[] => {
  const one = letter.find(({ notice }) => whatWasFound(notice).length > 0);
  return one
    ? whatWasFound(one.notice).map(([label, text]) => [
        `${label}, for example in "${escapeName(one.fileName)}"`,
        text,
      ])
    : [];
};

/** What was folded into the notices, because an audience has no more than some at a time. */
const earlierOnes = (letter: Letter): Fact[] => {
  const earlier = letter.flatMap(({ notice }) => notice.earlier ?? []);
  const count = earlier.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return [];
  const first = Math.min(...earlier.map((each) => each.first));
  const last = Math.max(...earlier.map((each) => each.last));
  return [
    [
      'Not told one by one',
      count === 1
        ? `and 1 earlier one, of ${timeOf(first)}`
        : `and ${countOf(count, 'earlier one')}, from ${timeOf(first)} to ${timeOf(last)}`,
    ],
  ];
};

const describeLive = ({ kind, live }: Notice): string => {
  if (!live) return 'Nothing: the audience has no published version.';
  const version = `version ${live.version} with ${countOf(live.members, 'member')}`;
  return isFailure(kind) ? `Still ${version}, as before.` : `Now ${version}.`;
};

const describeLiveOfMany = (letter: Letter): string => {
  const [{ notice }] = letter;
  if (!isFailure(notice.kind)) return 'The new version of each of them.';
  const withoutAny = namesOf(letter.filter(({ notice: { live } }) => live === undefined)).length;
  return (
    'Audiences that have been published keep their last version.' +
    (withoutAny === 0 ? '' : ` ${countOf(withoutAny, 'file')} without one: nothing is live there.`)
  );
};

const namesOf = (notices: readonly PendingNotice[]): string[] => [...new Set(notices.map(nameOf))];

const nameOf = ({ fileName, notice }: PendingNotice): string => withSuffix(fileName, notice.suffix);

const failures: readonly Notice['kind'][] = ['rejected', 'failed', 'held', 'hold-expired'];
const isFailure = (kind: Notice['kind']): boolean => failures.includes(kind);

const footerOf = (projectId: string, when: string): string =>
  `${when}. You get this mail as an administrator of project ${projectId} in audience-import.`;
