import type { AudienceViewParams, ProjectViewParams } from '../shared/screen/view-params.ts';
import type { AudiencePage, AudienceSheet, Installation } from './domain/shown.ts';

/** All projects with what is known of each without reading its audiences. Eventually consistent. */
export type ReadInstallation = () => Promise<Installation>;

/** @returns undefined when there is no such project */
export type FindAudiences = (params: ProjectViewParams) => Promise<AudiencePage | undefined>;

/** @returns undefined when there is no such audience; a deleted one is one */
export type ReadAudience = (params: AudienceViewParams) => Promise<AudienceSheet | undefined>;
