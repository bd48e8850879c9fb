import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
} from '../../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../../lambdas/shared/domain/file-name.ts';
import type { Random } from '../../../../lambdas/shared/ports.ts';
import type { VirtualTime } from '../../aws/time/virtual-time.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import type { Operate } from '../operator.ts';
import { rootOf } from './count-mix.ts';

const minute = 60_000;
const hour = 60 * minute;

export interface RefreshActPorts {
  projectId: string;
  observed: Observed;
  operate: Operate;
  random: Random;
  sleep: VirtualTime['sleep'];
  /** Another version of some file, or of this one, is put, found and imported. @param isShort it has lost many members */
  refresh: (fileName?: string, isShort?: boolean) => Promise<void>;
  /** one collector, or two at once */
  collect: () => Promise<void>;
  openSnapshots: () => Promise<void>;
}

type Act = () => Promise<void>;

/** @returns does something, whatever chance chooses */
export const createRefreshActs = ({
  projectId,
  observed: { audiences },
  operate,
  random,
  sleep,
  refresh,
  collect,
  openSnapshots,
}: RefreshActPorts): Act => {
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];
  const wait = (...hours: readonly number[]): Promise<void> => sleep((pick(hours) ?? 1) * hour);
  const someAudience = (): AudienceItem | undefined => pick([...audiences.values()]);
  const command = async (
    words: readonly string[],
    item = someAudience(),
    ...options: string[]
  ): Promise<void> => {
    if (item) await operate(...words, projectId, audienceNameOf(item.fileName), ...options);
  };

  const supersededOf = ({ versions }: AudienceItem): number[] =>
    Object.keys(versions)
      .map(Number)
      .filter((number) => versions[number]?.state === 'superseded');
  /** Those of them that stand on another base than the live one, or are one. */
  const othersThanLive = (item: AudienceItem): number[] => {
    const { versions } = item;
    const live = findLiveVersion(versions);
    return live
      ? supersededOf(item).filter(
          (number) => rootOf(versions, number) !== rootOf(versions, live.version),
        )
      : [];
  };

  /** To one that can be read, rather one of the others. */
  const rollBackTo = async (item = someAudience()): Promise<void> => {
    if (!item) return;
    const others = othersThanLive(item);
    const number = pick(others.length > 0 && random() < 0.8 ? others : supersededOf(item));
    if (number !== undefined) await command(['audience', 'rollback'], item, '--to', String(number));
  };

  const findHeld = (): AudienceItem | undefined =>
    [...audiences.values()].find(({ versions }) => findHeldVersion(versions));
  const decide: Act = async () => {
    const held = findHeld();
    if (held) await command(['audience', random() < 0.7 ? 'approve' : 'discard'], held);
  };
  /** What is held on the base of the live version is all that stands on it in the end. */
  const leaveHeldAlone: Act = async () => {
    const item = [...audiences.values()].find((each) => othersThanLive(each).length > 0);
    if (!item) return;
    await refresh(item.fileName, true);
    await rollBackTo(audiences.get(keyOfFile(projectId, item.fileName)));
    for (let day = 0; day < 2; day += 1) {
      await wait(25);
      await collect();
    }
  };
  /** What a collector is about to mark is published again. */
  const outrunCollector: Act = async () => {
    await wait(25);
    const collected = collect();
    await sleep(random() * 1_000);
    await rollBackTo();
    await collected;
  };
  const remove: Act = async () => {
    await (random() < 0.2 ? command(['audience', 'delete']) : collect());
  };

  const quick: readonly Act[] = [
    ...[collect, collect, () => rollBackTo(), () => rollBackTo(), decide],
    () => command(['audience', 'rollback']),
    () => command(['audience', 'retry']),
  ];
  const refreshWithAct: Act = async () => {
    const refreshed = refresh();
    await sleep(random() * 8_000);
    await pick(quick)?.();
    await refreshed;
  };

  const weighted: readonly (readonly [number, Act])[] = [
    [10, () => refresh()],
    [5, refreshWithAct],
    [5, () => wait(1 / 60, 1, 3, 9, 25)],
    ...quick.map((act) => [1, act] as const),
    [2, leaveHeldAlone],
    [1, outrunCollector],
    [1, openSnapshots],
    [1, remove],
    [0.1, () => wait(31 * 24)],
  ];
  const total = weighted.reduce((sum, [weight]) => sum + weight, 0);
  return async () => {
    let chance = random() * total;
    for (const [weight, act] of weighted) {
      chance -= weight;
      if (chance < 0) return act();
    }
  };
};
