import type { Context } from 'aws-lambda';
import { widgetEventSchema } from '../shared/screen/widget-event.ts';
import { languageOf } from '../shared/texts/language.ts';
import { describeWidget } from './describe-widget.ts';
import type { Deps } from './deps.ts';
import { show } from './show.ts';

/** CloudWatch shows a string as HTML, and `markdown` as the widget's documentation. */
export type Answer = string | { markdown: string };

export const createHandler =
  ({ ports, logger, actionsFunction }: Deps) =>
  async (event: unknown, context: Context): Promise<Answer> => {
    logger.addContext(context);
    const asked = widgetEventSchema.parse(event ?? {});
    if (asked.describe === true)
      return { markdown: describeWidget(languageOf(asked.widgetContext?.locale ?? 'en') ?? 'en') };
    const endpoints = { screen: context.invokedFunctionArn, actions: actionsFunction };
    return String(await show(asked, endpoints, ports));
  };
