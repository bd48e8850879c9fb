import type { Cause, Mend, Surroundings } from './sign.ts';

/** @returns those of the IDs that are registered */
export type FindRegistered = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

/** What came of the best way to mend the IDs of a group. */
export interface Trial {
  mend: Mend;
  /** IDs whose mended form was looked up */
  tried: number;
  /** how many of these are registered in that form */
  registered: number;
  /** the first of them, as it stands in the file */
  example: string | undefined;
}

export interface Trials {
  /** one for each group that can be mended */
  trials: ReadonlyMap<Cause, Trial>;
  /** of all groups together, each ID once */
  lookedUp: number;
  wouldBeMembers: number;
}

interface MendableGroup {
  cause: Cause;
  ids: readonly string[];
}

/** Enough to see which way of several is the right one. */
const mostProbes = 25;
/** Of all that is looked up; the rest goes to the ways that have turned out to be right. */
const shareOfProbes = 0.5;

/**
 * Mends IDs in each way, a few at first, and then as many as may be looked up in the ways that help.
 *
 * @param most that are looked up
 */
export const tryMends = async (
  groups: readonly MendableGroup[],
  around: Surroundings,
  most: number,
  findRegistered: FindRegistered,
): Promise<Trials> => {
  const answers = new Map<string, boolean>();
  const ask = async (ids: Iterable<string>): Promise<void> => {
    const asked = [...new Set(ids)].filter((id) => !answers.has(id)).slice(0, most - answers.size);
    if (asked.length === 0) return;
    const registered = await findRegistered(asked);
    for (const id of asked) answers.set(id, registered.has(id));
  };

  const ways = groups.flatMap(({ cause, ids }) =>
    (cause.mends?.(around) ?? []).map((mend) => ({ cause, ids, mend })),
  );
  const share = Math.floor((most * shareOfProbes) / Math.max(1, ways.length));
  const probes = Math.max(1, Math.min(mostProbes, share));
  const attempts = ways.map((way) => ({
    ...way,
    forms: mended(way.ids, way.mend).take(probes).toArray(),
  }));
  await ask(attempts.flatMap(({ forms }) => forms.map(toForm)));

  const best = new Map<Cause, (typeof attempts)[number]>();
  const foundIn = ({ forms }: (typeof attempts)[number]): number =>
    forms.filter(({ form }) => answers.get(form)).length;
  for (const attempt of attempts) {
    const other = best.get(attempt.cause);
    if (!other || foundIn(attempt) > foundIn(other)) best.set(attempt.cause, attempt);
  }
  const helping = [...best.values()].filter((attempt) => foundIn(attempt) > 0);
  for (const attempt of helping) attempt.forms = [...mended(attempt.ids, attempt.mend)];
  await ask(inTurns(helping.map(({ forms }) => forms.map(toForm))));

  const seen = seenOf(attempts, answers);
  return {
    trials: new Map(
      Array.from(best, ([cause, { mend, forms }]) => [cause, judge(mend, forms, answers)]),
    ),
    lookedUp: seen.size,
    wouldBeMembers: [...seen.values()].filter(Boolean).length,
  };
};

const judge = (
  mend: Mend,
  forms: readonly Mended[],
  answers: ReadonlyMap<string, boolean>,
): Trial => {
  const tried = forms.filter(({ form }) => answers.has(form));
  const registered = tried.filter(({ form }) => answers.get(form));
  return {
    mend,
    tried: tried.length,
    registered: registered.length,
    example: registered[0]?.id,
  };
};

interface Mended {
  /** as it stands in the file */
  id: string;
  form: string;
}

const toForm = ({ form }: Mended): string => form;

function* mended(ids: readonly string[], { mend }: Mend): Generator<Mended> {
  for (const id of ids) {
    const form = mend(id);
    if (form !== undefined && form !== '' && form !== id) yield { id, form };
  }
}

/** The first of each, then the second of each. */
const inTurns = (lists: readonly string[][]): string[] => {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list[index] ?? []),
  ).flat();
};

/** By ID: whether it would be a member in any form that was looked up. */
const seenOf = (
  attempts: readonly { forms: readonly Mended[] }[],
  answers: ReadonlyMap<string, boolean>,
): Map<string, boolean> => {
  const seen = new Map<string, boolean>();
  for (const { forms } of attempts)
    for (const { id, form } of forms) {
      const answer = answers.get(form);
      if (answer !== undefined) seen.set(id, answer || seen.get(id) === true);
    }
  return seen;
};
