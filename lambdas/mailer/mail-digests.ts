import { MalformedItemsError } from '../shared/adapters/parse-item.ts';
import type { ListAudienceItems } from '../shared/adapters/read-audience-items.ts';
import type { ListProjects } from '../shared/adapters/read-projects.ts';
import type { Project } from '../shared/domain/project.ts';
import { type CorrespondencePorts, openCorrespondence } from './correspondence.ts';
import { composeDailyDigest } from './domain/compose-daily-digest.ts';
import { addToDigest, beginDigest, type Digest, isUneventful } from './domain/digest.ts';
import { digestSince, isDigestDue } from './domain/digest-times.ts';
import { reserveMs } from './domain/removal-time.ts';
import type { MailRun } from './mail-run.ts';
import type { GetLastDigest, SaveLastDigest } from './ports.ts';

export interface MailDigestsPorts extends CorrespondencePorts {
  listProjects: ListProjects;
  listAudiences: ListAudienceItems;
  getLastDigest: GetLastDigest;
  saveLastDigest: SaveLastDigest;
  /** of the function, in milliseconds */
  timeLeft: () => number;
}

/** So that most projects can be read as a whole before the time is up: 2,000 audiences take a second or two. */
const leastMs = reserveMs + 10_000;

/** Runs come every minute, and nobody has to know of a day within one. */
const runsPerLook = 60;

/** All projects are read to find who wants a digest: one run in an hour does that. */
export const looksForDigests = (turn: number): boolean => turn % runsPerLook === 0;

/**
 * Mails the digests that are due. What is not mailed for lack of time, or because SES does not take it, is due an hour later.
 * Never throws; what went wrong is in the run.
 */
export const mailDigests = async (run: MailRun, ports: MailDigestsPorts): Promise<void> => {
  try {
    for await (const project of ports.listProjects()) {
      if (run.isHalted || ports.timeLeft() < leastMs) break;
      await mailDigest(project, run, ports);
    }
  } catch (error) {
    run.failures.push({ projectId: undefined, error });
  }
};

const mailDigest = async (
  project: Project,
  run: MailRun,
  ports: MailDigestsPorts,
): Promise<void> => {
  const { projectId, dailyDigestHour, deletedAt } = project;
  if (dailyDigestHour === undefined || deletedAt !== undefined) return;
  try {
    const now = ports.now();
    const last = await ports.getLastDigest(projectId);
    if (!isDigestDue(dailyDigestHour, last, now)) return;
    const mails = await openCorrespondence(project, run, ports);
    if (!mails.isOpen()) return;
    const digest = await readDigest(
      projectId,
      beginDigest(digestSince(last, now), now),
      run,
      ports,
    );
    // The mark comes last: a day without a mail would be missing, and one with two is not.
    if (isUneventful(digest) || (await mails.sendOnce(composeDailyDigest(project, digest))))
      await ports.saveLastDigest(projectId, now);
  } catch (error) {
    run.failures.push({ projectId, error });
  }
};

/** Of a project that takes too long it has what was read in time: it would never be mailed otherwise. */
const readDigest = async (
  projectId: string,
  digest: Digest,
  run: MailRun,
  { listAudiences, timeLeft }: MailDigestsPorts,
): Promise<Digest> => {
  try {
    for await (const item of listAudiences(projectId)) {
      if (timeLeft() < reserveMs) return { ...digest, isCut: true };
      addToDigest(digest, item);
    }
  } catch (error) {
    if (!(error instanceof MalformedItemsError)) throw error;
    run.failures.push({ projectId, error });
  }
  return digest;
};
