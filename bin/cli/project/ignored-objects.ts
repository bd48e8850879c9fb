import { z } from 'zod';
import {
  type IgnoredObjects,
  ignoredReasons,
} from '../../../lambdas/shared/domain/ignored-objects.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';
import { ignored as ignoredTexts } from '../../../lambdas/shared/texts/en/ignored.ts';
import { toTable } from '../terminal/table.ts';

/** What the last whole scan has ignored: part of `project show --json`. */
export const ignoredViewSchema = z.object({
  reason: z.enum(ignoredReasons),
  count: z.number(),
  examples: z
    .array(z.string())
    .readonly()
    .describe("the first names, behind the project's path; folders end with a slash"),
  explanation: z.string().describe('what it is, and what to do'),
});

export const ignoredObjectsViewSchema = z.object({
  ignored: z.array(ignoredViewSchema).describe('what the last whole scan has ignored'),
  emptySince: z
    .string()
    .nullable()
    .describe(
      "ISO 8601: since when there has been no object at all under the project's path; null if there is one, or no scan yet",
    ),
});
export type IgnoredObjectsView = z.infer<typeof ignoredObjectsViewSchema>;

export const viewIgnored = (known: IgnoredObjects | undefined): IgnoredObjectsView => ({
  ignored: ignoredReasons.flatMap((reason) => {
    const some = known?.reasons[reason];
    return some ? [{ reason, ...some, explanation: ignoredTexts.reason(reason) }] : [];
  }),
  emptySince: known?.isEmpty === true ? toIso(known.at) : null,
});

export const describeIgnoredObjects = (
  { ignored, emptySince }: IgnoredObjectsView,
  path: string,
): string[] => [
  ...(emptySince === null
    ? []
    : [
        `Nothing lies under the path ${path}: no scan has seen an object there since ${emptySince}. Files lie directly under it, as ${path}NAME.csv.`,
      ]),
  ...(ignored.length === 0
    ? []
    : [
        'Ignored by the last scan that saw something new:',
        toTable(
          ['REASON', 'OBJECTS', 'SUCH AS'],
          ignored.map((each) => [
            each.reason,
            each.count,
            ignoredTexts.examples(each.count, each.examples),
          ]),
        ),
        ...ignored.map(({ reason, explanation }) => `${reason}: ${explanation}`),
      ]),
];

/** For a project without any audience. */
export const describeNothing = (
  projectId: string,
  { ignored, emptySince }: IgnoredObjectsView,
): string => {
  const count = ignored.reduce((sum, each) => sum + each.count, 0);
  const [first] = ignored;
  if (first)
    return (
      `No audience yet: the scan has seen ${count} object(s), and ignored all of them, such as ${ignoredTexts.examples(1, first.examples.slice(0, 1))}. ` +
      `${first.explanation} "audience-import project show ${projectId}" lists them.`
    );
  return emptySince === null
    ? 'No file was seen yet. "audience-import scan" looks for some.'
    : `No file was seen yet: nothing lies under the path of the project. "audience-import project show ${projectId}" says which that is.`;
};
