import { z } from 'zod';
import { projectIdSchema } from '../contract.ts';
import { fileParamSchema } from './file-param.ts';

/** Form elements that an action reads, by what they hold. */
export const actionForms = { limit: 'project-limit' } as const;

const functionArn = z
  .string()
  .regex(/^arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/);

/** `screen`: the function that shows what has become of it. */
const common = { project: projectIdSchema, screen: functionArn };
const ofAudience = { ...common, file: fileParamSchema };

/** Number of the version that was live on the page; null: none was. */
const live = z.number().int().nullable();

/**
 * What the screen's buttons ask for. `seen` is what the page showed: when that is no longer so, nothing is done, and the answer
 * says what has changed.
 */
export const actionParamsSchema = z.discriminatedUnion('action', [
  z.object({
    ...ofAudience,
    action: z.literal('delete'),
    /** its file goes, too; else the next scan imports that again */
    withFile: z.boolean(),
    /** `counter`: the audience's version counter, which every import and operator raises; `etag`: of the file */
    seen: z.object({ live, counter: z.number().int(), etag: z.string() }),
  }),
  z.object({
    ...ofAudience,
    action: z.literal('approve'),
    seen: z.object({ live, held: z.number().int() }),
  }),
  z.object({
    ...ofAudience,
    action: z.literal('discard'),
    seen: z.object({ live, held: z.number().int() }),
  }),
  z.object({
    ...ofAudience,
    action: z.literal('rollback'),
    to: z.number().int(),
    seen: z.object({ live }),
  }),
  z.object({
    ...ofAudience,
    /** import again: the file as it is now */
    action: z.literal('retry'),
    seen: z.object({ etag: z.string(), importId: z.string().nullable() }),
  }),
  z.object({
    ...common,
    action: z.enum(['pause', 'resume']),
    seen: z.object({ paused: z.boolean() }),
  }),
  z.object({
    ...common,
    /** the new one stands in the form: see `actionForms` */
    action: z.literal('limit'),
    seen: z.object({ limit: z.number().int() }),
  }),
]);
export type ActionParams = z.infer<typeof actionParamsSchema>;
/** What a button has to say. */
export type ActionCall = z.input<typeof actionParamsSchema>;
export type Action = ActionParams['action'];
