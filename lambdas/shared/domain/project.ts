import { z } from 'zod';
import { maxAudienceLimit, projectIdSchema } from '../contract.ts';

/**
 * A folder under which a project's files lie: no leading slash, ends with one. Segments are not empty
 * and not `.` or `..`, so that a path means the same to S3 and to a file system.
 */
export const projectPathSchema = z
  .string()
  .regex(/^([^/]+\/)+$/, 'a path looks like "folder/sub-folder/": no leading slash, a trailing one')
  .refine((path) => !path.split('/').some((segment) => segment === '.' || segment === '..'), {
    message: 'a path has no "." or ".." segment',
  })
  // Room for a file name within S3's 1,024 bytes a key.
  .refine((path) => new TextEncoder().encode(path).length <= 512, {
    message: 'a path has at most 512 bytes',
  });

/** An item of the projects table. */
export const projectSchema = z.object({
  projectId: projectIdSchema,
  path: projectPathSchema,
  adminEmails: z.array(z.email()).min(1, 'at least one administrator'),
  audienceLimit: z.number().int().min(0).max(maxAudienceLimit),
  /** file-name hash -> import ID that took the slot */
  slots: z.record(z.string(), z.string()),
  paused: z.boolean(),
});
export type Project = z.infer<typeof projectSchema>;

/** Paths of two projects never overlap: a file would belong to both. */
export const pathsOverlap = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);
