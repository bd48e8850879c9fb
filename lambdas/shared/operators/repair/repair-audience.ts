import { updateAudience } from '../../claims/update-audience.ts';
import type { UpdateParts } from '../../claims/update-parts.ts';
import { dropHeld } from '../../claims/version-states.ts';
import { type AudienceItem, findHeldVersion, type Version } from '../../domain/audience-item.ts';
import type { AudienceWriterDeps } from '../audience-writer-deps.ts';
import { dueFrom } from '../due-from.ts';
import { rememberOperation } from '../remember-operation.ts';
import { type AudienceRepair, hasWork } from './plan-repair.ts';

/**
 * Carries out what was decided of an audience: each write is one conditional update, which changes nothing where the audience is not as
 * it was read. Members come back only by an import, which claims the audience like any other; nothing is deleted here, either.
 *
 * @param plan decides anew whenever the audience is another one than before
 */
export type RepairAudience = (
  item: AudienceItem,
  plan: (item: AudienceItem) => AudienceRepair,
) => Promise<void>;

export const createRepairAudience =
  ({ dynamodb, tableName, getItem, now, newId }: AudienceWriterDeps): RepairAudience =>
  async (item, plan) => {
    let current: AudienceItem | undefined = item;
    while (current) {
      const repair = plan(current);
      const parts = partsOf(current, repair, now());
      if (!hasWork(repair) || parts.length === 0) return;
      await updateAudience({ dynamodb, tableName }, current, [
        unchangedSince(current, now()),
        rememberOperation(newId()),
        ...parts,
      ]);
      // Written or not, lost answer or lost race: what is there now decides what is left.
      current = await getItem(current.projectId, current.fileName);
    }
  };

/** An expression has at most 4 KB. */
const versionsPerUpdate = 30;

/** Whoever claims raises the counter. */
const unchangedSince = ({ versionCounter, source }: AudienceItem, now: number): UpdateParts => ({
  conditions: [
    '#counter = :counter AND #source.#etag = :etag AND #source.#present = :present',
    '(attribute_not_exists(#claim) OR #claim.#until <= :now)',
  ],
  names: {
    '#counter': 'versionCounter',
    '#source': 'source',
    '#etag': 'etag',
    '#present': 'present',
    '#claim': 'claim',
    '#until': 'until',
  },
  values: {
    ':counter': versionCounter,
    ':etag': source.etag,
    ':present': source.present,
    ':now': now,
  },
});

const partsOf = (item: AudienceItem, repair: AudienceRepair, at: number): UpdateParts[] => {
  const { versions } = item;
  const entries = [...repair.mark, ...repair.unmark].slice(0, versionsPerUpdate);
  const held = findHeldVersion(versions);
  return [
    ...entries.map((number, index) =>
      setDamaged(number, `#v${index}`, versions[number], repair.mark.includes(number)),
    ),
    ...(held && repair.dropHeld === held.version
      ? [
          { names: { '#versions': 'versions', '#held': String(held.version) } },
          dropHeld('#versions.#held', held, at),
        ]
      : []),
    ...(repair.makeDue ? [makeDue(item, at)] : []),
    ...(repair.counter === undefined ? [] : [drawUpTo(repair.counter)]),
  ];
};

const setDamaged = (
  number: number,
  entry: string,
  version: Version | undefined,
  isDamaged: boolean,
): UpdateParts => {
  const state = `:${entry.slice(1)}`;
  return {
    set: [`#versions.${entry}.#damaged = ${isDamaged ? ':isDamaged' : ':isSound'}`],
    conditions: [`#versions.${entry}.#state = ${state}`],
    names: {
      '#versions': 'versions',
      [entry]: String(number),
      '#state': 'state',
      '#damaged': 'damaged',
    },
    values: {
      [state]: version?.state,
      ...(isDamaged ? { ':isDamaged': true } : { ':isSound': false }),
    },
  };
};

/** On condition that its last import is the one that was seen. */
const makeDue = (item: AudienceItem, at: number): UpdateParts => ({
  set: ['#outcome.#retryAt = :retryAt'],
  conditions: ['#outcome.#importId = :importId'],
  names: { '#outcome': 'outcome', '#retryAt': 'retryAt', '#importId': 'importId' },
  values: { ':retryAt': dueFrom(item, at), ':importId': item.outcome?.importId },
});

const drawUpTo = (counter: number): UpdateParts => ({
  set: ['#counter = :drawn'],
  values: { ':drawn': counter },
});
