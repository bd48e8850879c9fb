import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type {
  AudienceRepair,
  FoundChunks,
  Remedy,
} from '../../../lambdas/shared/operators/repair/plan-repair.ts';
import { aFinding, type RepairFinding } from './finding.ts';

/** What there is to be told of one audience. */
export const findingsOf = (
  { projectId, fileName, versionCounter }: AudienceItem,
  repair: AudienceRepair,
  { stored }: Pick<FoundChunks, 'stored'>,
): RepairFinding[] => {
  const of = { project: projectId, name: audienceNameOf(fileName) };
  const waits = repair.isBeingImported;
  /** What an import stands in the way of is done by the next `repair`. */
  const orWait = (
    what: RepairFinding['what'],
    action: RepairFinding['action'],
    more: Partial<RepairFinding> = {},
  ): RepairFinding =>
    aFinding({ ...of, ...more, what, action: waits ? null : action, left: waits });
  const { unreadable, earlier, unmark, counter, strays } = repair;
  return [
    ...(unreadable
      ? [
          aFinding({
            ...of,
            what: unreadable.isHeld ? 'held-unreadable' : 'members-unreadable',
            versions: [unreadable.version],
            why: unreadable.remedy,
            action: unreadable.remedy === 'import' ? 'import-again' : null,
            left: isLeft(unreadable.remedy),
          }),
        ]
      : []),
    ...(repair.isRefusedItsPlace
      ? [orWait('place-refused', repair.makeDue ? 'import-again' : 'draw-numbers')]
      : []),
    ...(earlier.length > 0
      ? [orWait('earlier-unreadable', 'mark', { versions: [...earlier] })]
      : []),
    ...(unmark.length > 0 ? [orWait('readable-again', 'unmark', { versions: [...unmark] })] : []),
    ...(counter === undefined
      ? []
      : [orWait('numbers-behind', 'draw-numbers', { versions: [versionCounter, counter] })]),
    ...(repair.lacksPlace
      ? [aFinding({ ...of, what: 'place-missing', action: 'enter-place' })]
      : []),
    ...(strays.length > 0
      ? [
          orWait('chunks-unknown', 'collect', {
            versions: [...strays],
            chunks: strays.reduce((sum, version) => sum + (stored.get(version) ?? 0), 0),
          }),
        ]
      : []),
  ];
};

const isLeft = (remedy: Remedy): boolean => remedy !== 'import' && remedy !== 'due-already';
