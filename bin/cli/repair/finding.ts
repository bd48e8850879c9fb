import { z } from 'zod';
import { costSchema } from '../../../lambdas/shared/domain/prices.ts';

const remedies = [
  'import',
  'due-already',
  'being-imported',
  'project-missing',
  'users-missing',
  'file-missing',
  'rejected',
  'held',
  'discarded',
  'rolled-back',
] as const;

/** What does not fit together, in the order in which it is told. */
export const findingKinds = [
  'table-missing',
  'project-missing',
  'users-missing',
  'item-unreadable',
  'members-unreadable',
  'held-unreadable',
  'place-refused',
  'earlier-unreadable',
  'readable-again',
  'numbers-behind',
  'place-missing',
  'place-unused',
  'chunks-unknown',
] as const;
export type FindingKind = (typeof findingKinds)[number];

export const repairFindingSchema = z.object({
  what: z.enum(findingKinds).describe('what does not fit together: docs/backup.md explains each'),
  project: z.string().nullable().describe('project ID; null where it is of none'),
  name: z.string().nullable().describe('of the audience; null where it is of none'),
  table: z.string().nullable().describe('physical name of a table that is gone'),
  versions: z.array(z.number()).describe('of the audience, that it is about'),
  chunks: z.number().nullable().describe('how many chunks belong to no version'),
  why: z
    .enum(remedies)
    .nullable()
    .describe(
      'of what cannot be read: `import`: its file is imported again; `due-already`: it is, without this command; others: why it cannot be',
    ),
  message: z.string().nullable().describe('of an item that cannot be read'),
  action: z
    .enum([
      'import-again',
      'mark',
      'unmark',
      'draw-numbers',
      'enter-place',
      'give-place-back',
      'collect',
    ])
    .nullable()
    .describe('what this command does about it; null: nothing'),
  left: z.boolean().describe('somebody has to do something about it, or give the command again'),
});
export type RepairFinding = z.infer<typeof repairFindingSchema>;

export const repairViewSchema = z.object({
  dryRun: z.boolean().describe('nothing was changed'),
  findings: z.array(repairFindingSchema),
  audiences: z.number().describe('how many were looked at'),
  chunks: z.number().describe('how many were looked at'),
  readUnits: z.number().describe('that reading the chunks took'),
  cost: costSchema,
});
export type RepairView = z.infer<typeof repairViewSchema>;

/** A finding with what most have none of. */
export const aFinding = (
  finding: Partial<RepairFinding> & Pick<RepairFinding, 'what'>,
): RepairFinding => ({
  project: null,
  name: null,
  table: null,
  versions: [],
  chunks: null,
  why: null,
  message: null,
  action: null,
  left: false,
  ...finding,
});
