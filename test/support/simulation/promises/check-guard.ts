import { findLiveVersion, type Version } from '../../../../lambdas/shared/domain/audience-item.ts';
import type { GuardSettings } from '../../../../lambdas/shared/domain/guard.ts';
import type { OwnGuard } from '../../../../lambdas/shared/domain/guard-settings.ts';
import type { Now } from '../../../../lambdas/shared/ports.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import { functionSeconds } from '../resources.ts';
import type { Report } from './report.ts';

/** What was set, and until when. */
interface Setting<T> {
  value: T;
  to: number;
}

/**
 * An import publishes what its settings let pass, and holds what they do not: those of the audience, else of the project, as they
 * were at some time while it ran.
 */
export const watchGuard = ({ watch }: Observed, now: Now, report: Report): void => {
  const ofProjects = new Map<string, Setting<GuardSettings>[]>();
  const ofAudiences = new Map<string, Setting<OwnGuard>[]>();

  const note = <T>(settings: Map<string, Setting<T>[]>, key: string, value: T): void => {
    const all = settings.get(key) ?? [];
    settings.set(key, all);
    const last = all.at(-1);
    if (JSON.stringify(last?.value) === JSON.stringify(value)) return;
    if (last) last.to = now();
    all.push({ value, to: Infinity });
  };
  const recent = <T>(all: readonly Setting<T>[] = []): T[] =>
    all.filter(({ to }) => to >= now() - 2 * functionSeconds * 1000).map(({ value }) => value);

  watch({
    onProject: ({ projectId, after }) => {
      const { holdWhenEmpty, maxShrink, minMembers, maxGrowth, holdFirst } = after;
      note(ofProjects, projectId, { holdWhenEmpty, maxShrink, minMembers, maxGrowth, holdFirst });
    },
    onAudience: ({ projectId, fileName, before, after }) => {
      const file = keyOfFile(projectId, fileName);
      note(ofAudiences, file, after?.guard ?? {});
      if (!before || !after) return;
      const live = findLiveVersion(before.versions)?.counts.members;
      for (const [number, version] of Object.entries(after.versions)) {
        if (before.versions[number]?.state !== 'writing' || !isComplete(version)) continue;
        const isHeld = version.state === 'held';
        const verdicts = recent(ofProjects.get(projectId)).flatMap((project) =>
          recent(ofAudiences.get(file)).map((own) =>
            isToBeHeld(live, version.counts.members, project, own),
          ),
        );
        if (!verdicts.includes(isHeld))
          report(
            `version ${number} of ${file} with ${version.counts.members} members beside ${live ?? 'none'} is ${version.state}`,
          );
      }
    },
  });
};

const isComplete = (version: Version): version is Extract<Version, { state: 'live' | 'held' }> =>
  version.state === 'live' || version.state === 'held';

const isToBeHeld = (
  live: number | undefined,
  next: number,
  project: GuardSettings,
  own: OwnGuard,
): boolean => {
  const settings: { [Name in keyof GuardSettings]?: GuardSettings[Name] | null } = {
    ...project,
    ...own,
  };
  if (next < (settings.minMembers ?? 0)) return true;
  if (live === undefined) return settings.holdFirst === true;
  const { holdWhenEmpty, maxShrink, maxGrowth } = settings;
  return (
    (holdWhenEmpty !== false && next === 0 && live > 0) ||
    next * 100 < live * (100 - (maxShrink ?? 100)) ||
    (live > 0 && next * 100 > live * (100 + (maxGrowth ?? Infinity)))
  );
};
