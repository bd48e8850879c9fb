import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { Subscription } from '../ports.ts';

const subscribeTo = (topicArn: string): string =>
  `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS, then confirm it within 48 hours`;

export const judgeSubscriptions = (
  subscriptions: readonly Subscription[],
  topicArn: string,
): Verdict => {
  const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed);
  const waiting = namesOf(subscriptions.filter(({ isConfirmed }) => !isConfirmed));
  if (subscriptions.length === 0)
    return missing(
      'nobody gets the alarms: none has subscribed, or it was not confirmed within 48 hours, or unsubscribed by the link in a mail',
      subscribeTo(topicArn),
    );
  if (confirmed.length === 0)
    return missing(
      `nobody gets the alarms: ${waiting} has not confirmed`,
      'Open the link in the mail of SNS; after 48 hours the subscription is deleted, and has to be made again',
    );
  if (waiting !== '')
    return warning(
      `${namesOf(confirmed)} get the alarms; ${waiting} has not confirmed`,
      'Open the link in the mail of SNS within 48 hours',
    );
  return ok(`they go to ${namesOf(confirmed)}`);
};

export const judgeAlarmEmail = (alarmEmail: string | undefined): Verdict =>
  alarmEmail === undefined
    ? warning(
        'nobody will be mailed the alarms',
        'Put "alarmEmail" into cdk.json under "context", or subscribe a tool to the topic AlarmTopicArn after deploying',
      )
    : ok(`SNS will mail ${alarmEmail} a link to confirm, within 48 hours`);

const namesOf = (subscriptions: readonly Subscription[]): string =>
  subscriptions.map(({ endpoint }) => endpoint).join(', ');

export const alarms: Check = {
  name: 'alarms',
  rights: ['sns:ListSubscriptionsByTopic'],
  run: async ({ isLocal, stack, settings, look }) => {
    if (isLocal) return [notApplicable('the local stack has no alarms')];
    if (!stack) return [judgeAlarmEmail(settings.alarmEmail)];
    const topicArn = stack.alarmTopicArn;
    if (topicArn === undefined)
      return [
        warning('the stack does not name its alarm topic', 'Deploy it again: npx cdk deploy'),
      ];
    return [judgeSubscriptions(await look.subscriptions(topicArn), topicArn)];
  },
};
