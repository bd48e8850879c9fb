import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import type { CliTexts } from '../texts/texts.ts';
import { nameSome } from '../terminal/name-some.ts';
import { type FindingKind, findingKinds, type RepairFinding } from './finding.ts';
import { definitionOf } from './definition-of.ts';
import type { TableName } from './ports.ts';

/** @param name which of our tables it is, of one that is gone */
export interface MissingTable {
  name: TableName;
  tableName: string;
}

/**
 * A sentence for each kind of finding in each project, however many audiences it is about.
 *
 * @param isDone it was carried out; else it would be
 */
export const describeFindings = (
  findings: readonly RepairFinding[],
  isDone: boolean,
  say: CliTexts,
): string[] =>
  findingKinds.flatMap((what) =>
    groupsOf(findings.filter((finding) => finding.what === what)).map((group) =>
      describeGroup(what, group, isDone, say),
    ),
  );

type Group = readonly [RepairFinding, ...RepairFinding[]];

/** Of the same project, for the same reason. */
const groupsOf = (findings: readonly RepairFinding[]): Group[] => {
  const groups = new Map<string, [RepairFinding, ...RepairFinding[]]>();
  for (const finding of findings) {
    const { project, why, action, message } = finding;
    const key = JSON.stringify([project, why, action, message]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
};

const describeGroup = (what: FindingKind, group: Group, isDone: boolean, say: CliTexts): string => {
  const { repair } = say;
  const [{ project, why, action, message }] = group;
  const names = nameSome(
    group.flatMap(({ name }) => name ?? []),
    say,
  );
  const of = { project: project ?? '', count: group.length, names };
  const waits = action === null ? repair.waits : undefined;
  const isNow = isDone && action !== null;
  switch (what) {
    case 'table-missing':
      return '';
    case 'project-missing':
      return repair.projectMissing(of.project);
    case 'users-missing':
      return repair.usersMissing(of.project);
    case 'item-unreadable':
      return repair.itemUnreadable(message ?? '');
    case 'members-unreadable':
      return `${repair.unreadable(of)} ${repair.remedies[why ?? 'import'](isDone)}`;
    case 'held-unreadable':
      return `${repair.heldUnreadable(of)} ${repair.remedies[why ?? 'import'](isDone)}`;
    case 'place-refused':
      return `${repair.placeRefused(of)} ${waits ?? repair.remedies.import(isDone)}`;
    case 'earlier-unreadable':
      return `${repair.earlier(of)} ${waits ?? repair.marked(isNow)}`;
    case 'readable-again':
      return `${repair.readableAgain(of)} ${waits ?? repair.unmarked(isNow)}`;
    case 'numbers-behind':
      return `${repair.numbersBehind(of)} ${waits ?? repair.numbersDrawn(isNow)}`;
    case 'place-missing':
      return `${repair.placeMissing(of)} ${repair.placeEntered(isNow)}`;
    case 'place-unused':
      return `${repair.placeUnused(of.project, of.count)} ${repair.placeGivenBack(isNow)}`;
    case 'chunks-unknown': {
      const chunks = group.reduce((sum, finding) => sum + (finding.chunks ?? 0), 0);
      return `${repair.chunksUnknown(project, chunks)} ${waits ?? repair.collected(isNow)}`;
    }
  }
};

/** One sentence and one command for each table that is gone. */
export const describeMissingTables = (
  missing: readonly MissingTable[],
  { repair }: CliTexts,
): string[] =>
  missing.map(({ name, tableName }) =>
    repair.tableMissing(name, tableName, shellWord(JSON.stringify(definitionOf(name, tableName)))),
  );
