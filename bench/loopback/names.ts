import { tableKeys } from '../../lambdas/shared/contract.ts';

/** What the loopback servers hold: one project with one file, and its users. */
export const bucket = 'inbox';
export const projectId = 'bench';
/** Its users lie beside ours in a table that is not by project. */
export const otherProjectId = 'other';
export const projectPath = 'bench/';
export const audienceName = 'audience';
export const fileName = `${audienceName}.csv`;

export const tableNames = {
  projects: 'projects',
  audiences: 'audiences',
  imports: 'imports',
  memberships: 'memberships',
  users: 'users',
  /** of contestants from before there was a shard in the key */
  usersByKey: 'users-by-key',
  /** of a design with one item a member */
  members: 'members',
} as const;

export const membersKeys = { partition: 'audience', sort: 'userId' } as const;

/** Kept by dynalite, because their updates have conditions. */
export const smallTables = {
  [tableNames.projects]: tableKeys.projects,
  [tableNames.audiences]: tableKeys.audiences,
  [tableNames.imports]: tableKeys.imports,
} as const;

/** Of one user in the users table. */
export const userItemBytes = 100;
