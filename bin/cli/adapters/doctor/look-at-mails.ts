import {
  GetAccountSendingEnabledCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import { ListSubscriptionsByTopicCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Look, Subscription } from '../../doctor/ports.ts';

/** The address, its domain, and the domains above: SES takes a subdomain for verified with its domain. */
const identitiesOf = (address: string): string[] => {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return [address, ...domains];
};

/** What SNS says in place of an ARN. */
const unconfirmed = new Set(['PendingConfirmation', 'Deleted']);

export const createLookAtMails = (
  ses: SESClient,
  sns: SNSClient,
): Pick<Look, 'identity' | 'sendingQuota' | 'subscriptions'> => ({
  identity: async (address) => {
    const identities = identitiesOf(address);
    const { VerificationAttributes = {} } = await ses.send(
      new GetIdentityVerificationAttributesCommand({ Identities: identities }),
    );
    return {
      verified: identities.find(
        (each) => VerificationAttributes[each]?.VerificationStatus === 'Success',
      ),
    };
  },

  sendingQuota: async () => {
    const [{ Enabled }, { Max24HourSend }] = await Promise.all([
      ses.send(new GetAccountSendingEnabledCommand({})),
      ses.send(new GetSendQuotaCommand({})),
    ]);
    return { isPaused: Enabled === false, mailsPerDay: Max24HourSend ?? 0 };
  },

  subscriptions: async (topicArn) => {
    const found: Subscription[] = [];
    let next: string | undefined;
    do {
      const page = await sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: next }),
      );
      for (const { SubscriptionArn, Endpoint } of page.Subscriptions ?? [])
        found.push({
          endpoint: Endpoint ?? 'somebody',
          isConfirmed: SubscriptionArn !== undefined && !unconfirmed.has(SubscriptionArn),
        });
      next = page.NextToken;
    } while (next !== undefined);
    return found;
  },
});
