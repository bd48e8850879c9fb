import { intersect } from '../../../reader/algebra/intersect.ts';
import { subtract } from '../../../reader/algebra/subtract.ts';
import { union } from '../../../reader/algebra/union.ts';
import type { AudienceSnapshot, MemberSet } from '../../../reader/index.ts';
import { WrongUsageError } from '../errors.ts';
import { openAudience, type OpenPorts } from './open-audience.ts';

/** Audiences of one project, and what is made of them: (name or any `or`) and every `and`, and no `not`. */
export interface Combination {
  /** of the first one, in place of what is published */
  version?: number | undefined;
  or: readonly string[];
  and: readonly string[];
  not: readonly string[];
}

export interface Combined {
  set: MemberSet;
  /** what was opened, each once */
  audiences: { name: string; version: number }[];
  /** how many there are, where that is known without reading them */
  members: number | undefined;
}

/** @throws WrongUsageError when an audience is both wanted and not wanted */
export const refuseContradictions = (
  name: string,
  { version, or, and, not }: Combination,
): void => {
  const wanted = [...(version === undefined ? [name] : []), ...or, ...and];
  const both = not.find((each) => wanted.includes(each));
  if (both !== undefined) throw new WrongUsageError(({ audience }) => audience.wantedAndNot(both));
};

/**
 * Opens all of the audiences, and reads nothing of their members yet.
 *
 * @throws RefusedError when one of them is not published
 * @throws VersionGoneError @throws UnknownFormatError
 */
export const combineAudiences = async (
  projectId: string,
  name: string,
  { version, or, and, not }: Combination,
  ports: OpenPorts,
): Promise<Combined> => {
  const first = await openAudience(projectId, { name, version }, ports);
  // One that is named twice is the same version in both places.
  const opened = new Map<string, AudienceSnapshot>(version === undefined ? [[name, first]] : []);
  const openEach = async (names: readonly string[]): Promise<AudienceSnapshot[]> => {
    const snapshots: AudienceSnapshot[] = [];
    for (const each of names) {
      const snapshot = opened.get(each) ?? (await openAudience(projectId, { name: each }, ports));
      opened.set(each, snapshot);
      snapshots.push(snapshot);
    }
    return snapshots;
  };
  const [ors, ands, nots] = [await openEach(or), await openEach(and), await openEach(not)];
  const others = [...opened].filter(([, snapshot]) => snapshot !== first);
  const isAlone = ors.length + ands.length + nots.length === 0;
  return {
    set: isAlone ? first : subtract(intersect(union(first, ...ors), ...ands), ...nots),
    audiences: [[name, first] as const, ...others].map(([each, snapshot]) => ({
      name: each,
      version: snapshot.version,
    })),
    members: isAlone ? first.members : undefined,
  };
};
