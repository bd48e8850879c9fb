import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { Subscription } from '../ports.ts';

export const judgeSubscriptions = (
  subscriptions: readonly Subscription[],
  topicArn: string,
): Verdict => {
  const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed);
  const waiting = namesOf(subscriptions.filter(({ isConfirmed }) => !isConfirmed));
  if (subscriptions.length === 0)
    return missing(
      (say) => say.alarms.nobody,
      (say) => say.alarms.doSubscribe(topicArn),
    );
  if (confirmed.length === 0)
    return missing(
      (say) => say.alarms.noneConfirmed(waiting),
      (say) => say.alarms.doConfirm,
    );
  if (waiting !== '')
    return warning(
      (say) => say.alarms.someConfirmed(namesOf(confirmed), waiting),
      (say) => say.alarms.doConfirmOthers,
    );
  return ok((say) => say.alarms.confirmed(namesOf(confirmed)));
};

export const judgeAlarmEmail = (alarmEmail: string | undefined): Verdict =>
  alarmEmail === undefined
    ? warning(
        (say) => say.alarms.noEmail,
        (say) => say.alarms.doSetEmail,
      )
    : ok((say) => say.alarms.willBeMailed(alarmEmail));

const namesOf = (subscriptions: readonly Subscription[]): string =>
  subscriptions.map(({ endpoint }) => endpoint).join(', ');

export const alarms: Check = {
  name: 'alarms',
  rights: ['sns:ListSubscriptionsByTopic'],
  run: async ({ isLocal, stack, settings, look }) => {
    if (isLocal) return [notApplicable((say) => say.alarms.isLocal)];
    if (!stack) return [judgeAlarmEmail(settings.alarmEmail)];
    const topicArn = stack.alarmTopicArn;
    if (topicArn === undefined)
      return [
        warning(
          (say) => say.alarms.noTopic,
          (say) => say.alarms.doDeploy,
        ),
      ];
    return [judgeSubscriptions(await look.subscriptions(topicArn), topicArn)];
  },
};
