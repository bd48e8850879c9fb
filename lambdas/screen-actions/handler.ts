import type { Context } from 'aws-lambda';
import { call } from '../shared/screen/call.ts';
import { html } from '../shared/screen/html.ts';
import { actionParamsSchema } from '../shared/screen/action-params.ts';
import { widgetEventSchema } from '../shared/screen/widget-event.ts';
import { defaultLanguage, languageOf } from '../shared/texts/language.ts';
import { texts } from '../shared/texts/texts.ts';
import type { Deps } from './deps.ts';

export const createHandler =
  ({ logger }: Deps) =>
  async (event: unknown, context: Context): Promise<string> => {
    logger.addContext(context);
    const { widgetContext, ...asked } = widgetEventSchema.parse(event ?? {});
    const params = actionParamsSchema.parse(asked);
    const { toProjects } = texts[languageOf(widgetContext?.locale ?? '') ?? defaultLanguage].screen;
    return String(
      await html`<a class="btn">${toProjects}</a>${call({
          endpoint: params.screen,
          params: { view: 'projects' },
        })}`,
    );
  };
