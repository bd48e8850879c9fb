import type { Random } from '../../../lambdas/shared/ports.ts';

const minute = 60_000;

/**
 * What one history is like. Each draws its own: a history in which everything happens at once has no room for what takes
 * its time, and one in which nothing happens often never meets what takes two events.
 */
export interface Climate {
  /** different files that a project may have, at most */
  files: number;
  /** at first; operators change it */
  audienceLimit: number;
  /** milliseconds between two uploads to a project, on average */
  uploadEvery: number;
  /** milliseconds between two versions of a file that changes all the time; undefined: there is none */
  feedEvery: number | undefined;
  /** milliseconds between two acts of an operator of a project, on average */
  operateEvery: number;
  /** what the operators do in this history, by weight */
  acts: Readonly<Record<Act, number>>;
  /** how likely a call is lost, on its way or back, or refused for once */
  trouble: number;
  /** how likely an invocation is killed */
  kills: number;
  /** how likely a process is far from everything: its calls take up to `slowMs` */
  slow: number;
  slowMs: number;
  /** milliseconds that a message travels at most */
  longestDelivery: number;
  /** every message travels nearly as long as that, and more than from one scan to the next: the queue is never empty */
  isQueueLong: boolean;
  /** functions that take messages at the same time: where it is one, the files of all projects pass through one process */
  consumers: number;
  /** how much of the time the tables that imports read and write are throttled or refuse */
  badWeather: number;
  /** how likely an object is older than its upload */
  oldDates: number;
  /** SES refuses the second administrator of each project */
  refusesMail: boolean;
  /** how likely a file names nobody who is registered */
  strangers: number;
}

export const acts = [
  'scan',
  'move',
  'pause',
  'delete',
  'delete-with-file',
  'rollback',
  'retry',
  'call-off',
  'limit',
  'delete-project',
] as const;
export type Act = (typeof acts)[number];

export const drawClimate = (random: Random): Climate => {
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const files = pick(2, 4, 7);
  const isQueueLong = random() < 0.3;
  const favourites = [pick(...acts), pick(...acts), pick(...acts)];
  const drawn = {
    files,
    audienceLimit: pick(files, files, Math.max(1, files - 2)),
    uploadEvery: pick(2, 3, 5) * minute,
    feedEvery: pick(undefined, undefined, 4 * minute, 9 * minute),
    operateEvery: pick(4, 6, 10) * minute,
    acts: Object.fromEntries(
      acts.map((act) => [act, favourites.includes(act) ? 6 : pick(0, 1)]),
    ) as Record<Act, number>,
    trouble: pick(0, 0.5, 1),
    kills: pick(0, 0, 0.05, 0.2),
    slow: pick(0, 0.15, 0.3),
    slowMs: pick(5_000, 20_000),
    longestDelivery: (isQueueLong ? 15 : pick(0, 5, 15)) * minute,
    badWeather: pick(0, 0.15, 0.3),
    oldDates: pick(0, 0.2),
    refusesMail: random() < 0.5,
    isQueueLong,
    strangers: pick(0, 0, 0.1, 0.3),
  };
  return { ...drawn, consumers: drawn.longestDelivery === 0 ? 1 : 2 };
};
