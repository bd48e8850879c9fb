import { z } from 'zod';
import { projectIdSchema } from '../contract.ts';
import { audienceStatuses } from '../domain/audience-view.ts';
import { fileParamSchema } from './file-param.ts';

export const audienceSorts = ['name', 'status', 'members', 'change', 'imported', 'rate'] as const;
export type AudienceSort = (typeof audienceSorts)[number];

/** Characters of a name that a list is narrowed down to. All links of that list repeat them. */
export const mostOfFilter = 100;

/** Name of the form elements that narrow down the list of audiences. */
export const filterForms = { text: 'audience-filter', status: 'audience-status' } as const;

const projectView = z.object({
  view: z.literal('project'),
  project: projectIdSchema,
  sort: z.enum(audienceSorts).default('name'),
  descending: z.boolean().default(false),
  /** part of a name, whatever the case */
  text: z.string().max(mostOfFilter).default(''),
  status: z.enum(audienceStatuses).optional(),
  /** from 1 */
  page: z.number().int().min(1).default(1),
  /** take `text` and `status` from the form, and begin with the first page */
  fromForm: z.boolean().default(false),
});
export type ProjectViewParams = z.infer<typeof projectView>;

const audienceView = z.object({
  view: z.literal('audience'),
  project: projectIdSchema,
  file: fileParamSchema,
});
export type AudienceViewParams = z.infer<typeof audienceView>;

const projectsView = z.object({ view: z.literal('projects') });

/** What the screen function is asked to show: the parameters of the widget, or of the link that was clicked. */
export const viewParamsSchema = z.discriminatedUnion('view', [
  projectsView,
  projectView,
  audienceView,
]);
export type ViewParams = z.infer<typeof viewParamsSchema>;
/** What a link has to say: the rest has a default. */
export type ViewLink = z.input<typeof viewParamsSchema>;
