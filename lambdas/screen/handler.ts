import type { Context } from 'aws-lambda';
import { failureOf } from '../shared/screen/failure-of.ts';
import { toAnswer } from '../shared/screen/to-answer.ts';
import { widgetEventOf } from '../shared/screen/widget-event.ts';
import { languageOf } from '../shared/texts/language.ts';
import { describeWidget } from './describe-widget.ts';
import type { Deps } from './deps.ts';
import { failurePage } from './pages/failure-page.ts';
import { missingPage } from './pages/missing-page.ts';
import { readerOf } from './pages/reader.ts';
import { paramsOf, show } from './show.ts';

/** CloudWatch shows a string as HTML, and `markdown` as the widget's documentation. */
export type Answer = string | { markdown: string };

export const createHandler =
  ({ ports, logger, actionsFunction }: Deps) =>
  async (event: unknown, context: Context): Promise<Answer> => {
    logger.addContext(context);
    const endpoints = { screen: context.invokedFunctionArn, actions: actionsFunction };
    const asked = widgetEventOf(event);
    if (!asked)
      return toAnswer(missingPage(undefined, readerOf(undefined, endpoints, ports.now())));
    if (asked.describe === true)
      return { markdown: describeWidget(languageOf(asked.widgetContext?.locale ?? 'en') ?? 'en') };
    try {
      return await toAnswer(await show(asked, endpoints, ports));
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      logger.error('audiences cannot be shown', { kind: failure.kind, error });
      const reader = readerOf(asked.widgetContext, endpoints, ports.now());
      return toAnswer(failurePage(failure, paramsOf(asked), reader));
    }
  };
