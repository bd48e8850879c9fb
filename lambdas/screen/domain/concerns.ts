import type { Tone } from '../../shared/domain/tones.ts';
import type { ShownProject } from './shown.ts';

/** What of a project needs somebody. */
export type Concern =
  | {
      of: 'addressesRefused' | 'callsFailed' | 'mailsPending';
      tone: Tone | undefined;
      count: number;
    }
  | { of: 'notScanned' | 'waitsLong' | 'full' | 'paused'; tone: Tone };

/** Seconds. Scans begin every ten minutes; three that are missing are no delay any more. */
const longestBetweenScans = 30 * 60;

/** Seconds. A file is imported within about ten minutes. */
const longestWait = 60 * 60;

const graveness = (tone: Tone | undefined): number =>
  tone === 'bad' ? 2 : tone === 'warning' ? 1 : 0;

export const placesTaken = ({ project }: ShownProject): number => Object.keys(project.slots).length;

/** The gravest first. @param now milliseconds since 1970 */
export const concernsOf = (shown: ShownProject, now: number): readonly Concern[] => {
  const { project, lastScan, mailsPending, refusedAddresses } = shown;
  const refused = Object.keys(refusedAddresses).length;
  const isLate = lastScan !== undefined && now - lastScan.at > longestBetweenScans * 1000;
  const found: readonly (Concern | false)[] = [
    refused > 0 && { of: 'addressesRefused', tone: 'bad', count: refused },
    !project.paused && isLate && { of: 'notScanned', tone: 'bad' },
    lastScan !== undefined &&
      lastScan.failed > 0 && { of: 'callsFailed', tone: 'bad', count: lastScan.failed },
    !project.paused &&
      lastScan !== undefined &&
      lastScan.longestWaitSeconds > longestWait && { of: 'waitsLong', tone: 'warning' },
    placesTaken(shown) >= project.audienceLimit && { of: 'full', tone: 'warning' },
    project.paused && { of: 'paused', tone: 'warning' },
    mailsPending > 0 && { of: 'mailsPending', tone: undefined, count: mailsPending },
  ];
  return found
    .filter((one) => one !== false)
    .sort((one, other) => graveness(other.tone) - graveness(one.tone));
};

/** What needs somebody most goes first; the others stay in their order. */
export const byNeed = (projects: readonly ShownProject[], now: number): readonly ShownProject[] =>
  projects
    .map((shown) => {
      const concerns = concernsOf(shown, now);
      return {
        shown,
        gravest: graveness(concerns[0]?.tone),
        number: concerns.filter(({ tone }) => tone !== undefined).length,
      };
    })
    .sort((one, other) => other.gravest - one.gravest || other.number - one.number)
    .map(({ shown }) => shown);
