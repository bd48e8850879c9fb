import type { AudienceItem } from './audience-item.ts';
import { hasLiveClaim } from './due.ts';

/**
 * Whether an import of the audience may be running: it holds the claim, or it was fenced out by an operator or another
 * import, and has not noticed yet. The entry of its version tells until when it may live.
 */
export const mayHaveWorker = (item: AudienceItem, now: number): boolean =>
  hasLiveClaim(item, now) ||
  Object.values(item.versions).some(
    (version) =>
      (version.state === 'writing' || version.state === 'abandoned') && version.until > now,
  );
