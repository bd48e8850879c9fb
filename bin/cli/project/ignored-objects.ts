import { z } from 'zod';
import {
  type IgnoredObjects,
  ignoredReasons,
} from '../../../lambdas/shared/domain/ignored-objects.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';
import { ignored as ignoredTexts } from '../../../lambdas/shared/texts/en/ignored.ts';
import type { CliTexts } from '../texts/texts.ts';
import { fitTable } from '../terminal/fit-table.ts';
import type { Page } from '../terminal/page.ts';

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
  page: Page,
  { project, shared, common }: CliTexts,
): string[] => [
  ...(emptySince === null ? [] : [project.emptyPath(path, emptySince)]),
  ...(ignored.length === 0
    ? []
    : [
        project.ignoredBelow,
        fitTable(
          page,
          [
            { head: project.headings.reason, of: ({ reason }) => reason },
            { head: project.headings.objects, of: ({ count }) => count },
            {
              head: project.headings.suchAs,
              of: ({ count, examples }) => shared.ignored.examples(count, examples),
              cutTo: 30,
            },
          ],
          ignored,
          common.allInJson,
        ),
        ...ignored.map(({ reason }) => project.ignoredFor(reason, shared.ignored.reason(reason))),
      ]),
];

/** For a project without any audience. */
export const describeNothing = (
  projectId: string,
  { ignored, emptySince }: IgnoredObjectsView,
  { project, shared }: CliTexts,
): string => {
  const count = ignored.reduce((sum, each) => sum + each.count, 0);
  const [first] = ignored;
  if (first)
    return project.onlyIgnored(
      projectId,
      count,
      shared.ignored.examples(1, first.examples.slice(0, 1)),
      shared.ignored.reason(first.reason),
    );
  return emptySince === null ? project.noFileYet : project.noFileUnderPath(projectId);
};
