import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import { Alarms } from './alarms.ts';
import type { Monitored } from './monitored.ts';
import { OperationsDashboard } from './operations-dashboard.ts';

export interface MonitoringProps extends Monitored {
  /** who is mailed the alarms, after they have confirmed it */
  readonly alarmEmail: string | undefined;
  /** @default - one of its own */
  readonly topic?: ITopic | undefined;
  /** of the topic of its own */
  readonly encryptionKey: IKey | undefined;
}

/** Alarms, where they go, and the graphs to look at when they do. */
export class Monitoring extends Construct {
  readonly topic: ITopic;
  readonly dashboard: OperationsDashboard;

  constructor(
    scope: Construct,
    id: string,
    { alarmEmail, topic, encryptionKey, ...monitored }: MonitoringProps,
  ) {
    super(scope, id);
    this.topic = topic ?? new AlarmTopic(this, 'Topic', encryptionKey);
    if (alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(alarmEmail));
    const alarms = new Alarms(this, 'Alarms', { ...monitored, topic: this.topic });
    this.dashboard = new OperationsDashboard(this, 'Dashboard', {
      ...monitored,
      alarms: alarms.all,
    });
  }
}
