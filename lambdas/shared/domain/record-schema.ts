/**
 * Form of the items in the tables of projects, audiences and imports; see docs/upgrading.md. It is raised by a release whose items the
 * release before must not read or change. What that one may ignore does not raise it. How members are stored has a number of its own:
 * the `format` of a version's layout.
 */
export const recordSchema = 1;

/** What new items have of it. */
export const schemaAttribute = { schema: recordSchema } as const;

/** @returns the number of a form that this release does not know, else undefined; items without a number have the first */
export const newerSchemaOf = (item: unknown): number | undefined => {
  const schema: unknown =
    typeof item === 'object' && item !== null && 'schema' in item ? item.schema : undefined;
  return typeof schema === 'number' && schema > recordSchema ? schema : undefined;
};
