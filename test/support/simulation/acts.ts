import {
  type AudienceItem,
  findLiveVersion,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Random } from '../../../lambdas/shared/ports.ts';
import type { VirtualTime } from '../aws/time/virtual-time.ts';
import type { Act, Climate } from './climate.ts';
import type { Observed } from './observed.ts';
import type { Operate } from './operator.ts';

const minute = 60_000;

export interface ActPorts {
  climate: Climate;
  observed: Observed;
  operate: Operate;
  random: Random;
  sleep: VirtualTime['sleep'];
  /** puts some content under a name that the project may not have yet */
  upload: (projectId: string) => Promise<void>;
  scan: () => Promise<unknown>;
  paused: (projectId: string) => void;
  resumes: (projectId: string) => void;
  retried: (projectId: string, fileName: string) => void;
  isOver: () => boolean;
}

export const adminsOf = (projectId: string): readonly string[] => [
  `anna@${projectId}.example.com`,
  `bob@${projectId}.example.com`,
];

/** Where the files of a project may lie. */
export const pathsOf = (projectId: string): readonly string[] => [
  `${projectId}/`,
  `moved/${projectId}/`,
];

/** What an operator does to one project, with the command. */
export const createActs = ({
  climate,
  observed,
  operate,
  random,
  sleep,
  upload,
  scan,
  paused,
  resumes,
  retried,
  isOver,
}: ActPorts): ((projectId: string) => Promise<void>) => {
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];
  const soon = (minutes: number): Promise<void> => sleep(random() * minutes * minute);

  const audiencesOf = (projectId: string): AudienceItem[] =>
    [...observed.audiences.values()].filter((item) => item.projectId === projectId);
  const importsOf = (projectId: string): AudienceItem[] =>
    audiencesOf(projectId).filter(({ claim }) => claim !== undefined);

  /** Rather one that is being imported. */
  const pickAudience = (projectId: string): string | undefined => {
    const running = importsOf(projectId);
    const item = pick(running.length > 0 && random() < 0.7 ? running : audiencesOf(projectId));
    return item && audienceNameOf(item.fileName);
  };

  /** Somebody watches a file come in, and has second thoughts. */
  const watchImport = async (projectId: string): Promise<void> => {
    await upload(projectId);
    await scan();
    for (let looks = 0; looks < 120 && importsOf(projectId).length === 0; looks += 1)
      await sleep(500);
  };

  /** Until it is done: a command that an operator needs is repeated. */
  const insist = async (...words: readonly string[]): Promise<void> => {
    while (!isOver() && !(await operate(...words)).isDone) await sleep(minute);
  };

  const pause = async (projectId: string): Promise<void> => {
    const { isDone } = await operate('project', 'pause', projectId);
    if (isDone) paused(projectId);
    await soon(6);
    resumes(projectId);
    await insist('project', 'resume', projectId);
  };

  const changeAudience = async (
    projectId: string,
    command: string,
    ...options: readonly string[]
  ): Promise<void> => {
    if (random() < 0.5) await watchImport(projectId);
    const name = pickAudience(projectId);
    if (name === undefined) return;
    if (command === 'retry') retried(projectId, `${name}.csv`);
    await operate('audience', command, projectId, name, ...options);
    if (command !== 'retry' && random() < 0.4) await pause(projectId);
  };

  /** What is being imported is called off, and the project stopped. */
  const callOff = async (projectId: string): Promise<void> => {
    await watchImport(projectId);
    const item = pick(importsOf(projectId));
    if (!item) return;
    const command = findLiveVersion(item.versions) && random() < 0.5 ? 'rollback' : 'delete';
    await operate('audience', command, projectId, audienceNameOf(item.fileName));
    await pause(projectId);
  };

  const put = (projectId: string, ...options: readonly string[]): Promise<void> =>
    insist('project', 'put', projectId, ...options);

  const limit = (): string => String(1 + Math.floor(random() * climate.files));

  /** While a scan is under way. */
  const deleteProject = async (projectId: string): Promise<void> => {
    await upload(projectId);
    await upload(projectId);
    const scanned = scan();
    // Most scans take a second or two, some a minute.
    await sleep(random() ** 3 * 12_000);
    await insist('project', 'delete', projectId, '--yes');
    await scanned;
  };

  const isDeleted = (projectId: string): boolean =>
    observed.projects.get(projectId)?.deletedAt !== undefined;

  const createAgain = (projectId: string): Promise<void> =>
    put(
      projectId,
      ...adminsOf(projectId).flatMap((email) => ['--admin-email', email]),
      ...['--audience-limit', String(climate.audienceLimit), '--path', pathsOf(projectId)[0]!],
    );

  const acts: Readonly<Record<Act, (projectId: string) => Promise<void>>> = {
    scan: async (projectId) => {
      await upload(projectId);
      await scan();
    },
    move: async (projectId) => {
      const path = observed.projects.get(projectId)?.path;
      await put(
        projectId,
        '--path',
        pathsOf(projectId).find((other) => other !== path)!,
      );
    },
    pause,
    delete: (projectId) => changeAudience(projectId, 'delete'),
    'delete-with-file': (projectId) => changeAudience(projectId, 'delete', '--with-file'),
    rollback: (projectId) => changeAudience(projectId, 'rollback'),
    retry: (projectId) => changeAudience(projectId, 'retry'),
    'call-off': callOff,
    limit: (projectId) => put(projectId, '--audience-limit', limit()),
    'delete-project': deleteProject,
  };

  const weighted = Object.entries(climate.acts).flatMap(([act, weight]) =>
    Array<Act>(weight).fill(act as Act),
  );
  return async (projectId) => {
    if (isDeleted(projectId)) {
      if (random() < 0.5) await createAgain(projectId);
      return;
    }
    const act = pick(weighted);
    if (act) await acts[act](projectId);
  };
};
