import type { Context } from 'aws-lambda';
import type { DecidedBy } from '../shared/domain/decision.ts';
import {
  type ActionParams,
  actionForms,
  actionParamsSchema,
} from '../shared/screen/action-params.ts';
import { frameOf } from '../shared/screen/frame.ts';
import { toAnswer } from '../shared/screen/to-answer.ts';
import { formValue, type WidgetContext, widgetEventOf } from '../shared/screen/widget-event.ts';
import { answerPage } from './answer-page.ts';
import { carryOut } from './carry-out.ts';
import type { Deps } from './deps.ts';
import { explainRefusal } from './explain-refusal.ts';

/** @returns HTML: what has happened, or why nothing has, and what leads back */
export const createHandler =
  ({ logger, ports }: Deps) =>
  async (event: unknown, context: Context): Promise<string> => {
    logger.addContext(context);
    const { widgetContext, ...asked } = widgetEventOf(event) ?? {};
    const frame = frameOf(widgetContext);
    const say = frame.say.screenActions;
    const { data: params, error: reason } = actionParamsSchema.safeParse(asked);
    if (!params) {
      logger.warn('parameters that are no action', { reason: reason.message });
      return toAnswer(
        answerPage(frame, { title: say.title.refused, sentences: [say.notUnderstood] }),
      );
    }

    const by = byOf(widgetContext, context);
    const details = { ...whatOf(params), ...by };
    try {
      const limitEntered = formValue(widgetContext, actionForms.limit);
      const asking = { params, limitEntered, by };
      const { outcome, sentences, lost, unreturned } = await carryOut(asking, ports, say);
      const told = { ...details, said: sentences };
      if (outcome === 'partly') logger.warn('carried out in part', told);
      else logger.info(outcome === 'done' ? 'carried out' : 'refused', told);
      if (unreturned)
        logger.warn('a place is left to the collector', { ...details, error: unreturned });
      if (lost !== undefined)
        logger.error('a decision is carried out, but not recorded', { ...details, error: lost });
      return await toAnswer(answerPage(frame, { title: say.title[outcome], sentences, params }));
    } catch (error) {
      const told = explainRefusal(error, say);
      if (told === undefined) throw error;
      logger.error('AWS has refused it', { ...details, error });
      const sentences = [told, say.lookFirst];
      return await toAnswer(answerPage(frame, { title: say.title.failed, sentences, params }));
    }
  };

/** CloudTrail, if it records calls of functions, has under the request's ID who has called. */
const byOf = (widget: WidgetContext | undefined, context: Context): DecidedBy => {
  const principal = context.identity?.cognitoIdentityId;
  return {
    via: 'screen',
    request: context.awsRequestId,
    ...(principal !== undefined && { principal }),
    ...(widget?.dashboardName !== undefined && { dashboard: widget.dashboardName }),
    ...(widget?.accountId !== undefined && { account: widget.accountId }),
  };
};

const whatOf = ({ screen: _screen, ...asked }: ActionParams): object => asked;
