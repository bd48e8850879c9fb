import { Construct } from 'constructs';
import { AlarmTopic, type AlarmTopicProps } from './alarm-topic.ts';
import { Alarms } from './alarms.ts';
import type { Monitored } from './monitored.ts';
import { OperationsDashboard } from './operations-dashboard.ts';

export interface MonitoringProps extends Monitored, AlarmTopicProps {}

/** Alarms, where they go, and the graphs to look at when they do. */
export class Monitoring extends Construct {
  readonly topic: AlarmTopic;
  readonly dashboard: OperationsDashboard;

  constructor(scope: Construct, id: string, { alarmEmail, ...monitored }: MonitoringProps) {
    super(scope, id);
    this.topic = new AlarmTopic(this, 'Topic', { alarmEmail });
    const alarms = new Alarms(this, 'Alarms', { ...monitored, topic: this.topic });
    this.dashboard = new OperationsDashboard(this, 'Dashboard', {
      ...monitored,
      alarms: alarms.all,
    });
  }
}
