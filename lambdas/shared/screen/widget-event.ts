import { z } from 'zod';

/**
 * What CloudWatch tells a custom widget of itself; source: the CloudWatch user guide, "Details about custom widgets". Only what
 * the screen uses, and nothing of it is needed: a function that somebody invokes by hand answers, too.
 */
export const widgetContextSchema = z.object({
  /** CloudWatch allows 255 characters. Both are recorded with decisions, and come from whoever calls: nothing longer is stored. */
  dashboardName: z.string().max(255).optional().catch(undefined),
  widgetId: z.string().optional().catch(undefined),
  accountId: z
    .string()
    .regex(/^\d{12}$/)
    .optional()
    .catch(undefined),
  /** BCP 47 */
  locale: z.string().optional().catch(undefined),
  timezone: z
    .object({
      /** `+09:00` */
      offsetISO: z.string().optional().catch(undefined),
      offsetInMinutes: z.number().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  theme: z.enum(['light', 'dark']).optional().catch(undefined),
  /** values of all form elements that stand in the widget, by their names */
  forms: z
    .object({ all: z.record(z.string(), z.unknown()).optional() })
    .optional()
    .catch(undefined),
});
export type WidgetContext = z.infer<typeof widgetContextSchema>;

/** Parameters of the call stand beside these: those of the dashboard's definition, or of the `cwdb-action` that was clicked. */
export const widgetEventSchema = z.looseObject({
  /** CloudWatch asks for the widget's documentation */
  describe: z.boolean().optional().catch(undefined),
  widgetContext: widgetContextSchema.optional().catch(undefined),
});
export type WidgetEvent = z.infer<typeof widgetEventSchema>;

/** @returns undefined for what is no object: somebody has called the function by hand */
export const widgetEventOf = (event: unknown): WidgetEvent | undefined =>
  widgetEventSchema.safeParse(event ?? {}).data;

/** What somebody has entered, trimmed; `''` for what is not there. Wherever it comes from, it is only text. */
export const formValue = (context: WidgetContext | undefined, name: string): string => {
  const value = context?.forms?.all?.[name];
  return typeof value === 'string' ? value.trim() : '';
};
