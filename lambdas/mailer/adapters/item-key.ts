import { ignoredFileName, ignoredKey } from '../../shared/domain/ignored-objects.ts';
import type { AudienceKey } from '../ports.ts';

/** Where notices lie: with their audience, or with what was ignored of the project. */
export const itemKeyOf = ({ projectId, fileName }: AudienceKey): AudienceKey =>
  fileName === ignoredFileName ? ignoredKey(projectId) : { projectId, fileName };
