/**
 * Why an object under a project's path is no file of an audience.
 *
 * - `csv-folder`: a folder that is called like a file
 * - `near-suffix`: a file with another suffix that lists have, or none
 * - `shadowed`: another object is the file of its audience
 * - `folder`, `hidden` (its name begins with a dot), `other`: nobody means it to be one
 */
export const ignoredReasons = [
  'csv-folder',
  'near-suffix',
  'shadowed',
  'folder',
  'hidden',
  'other',
] as const;
export type IgnoredReason = (typeof ignoredReasons)[number];
