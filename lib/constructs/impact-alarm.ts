import { Stack } from 'aws-cdk-lib';
import {
  Alarm,
  type ComparisonOperator,
  type IMetric,
  type TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface ImpactAlarmProps {
  /** what people miss while it is in alarm, in a sentence; the first thing that they read of it */
  readonly impact: string;
  /** where to begin, in a sentence: whoever reads it on a phone has no repository at hand */
  readonly firstStep: string;
  /** its section in docs/runbook.md, and the end of its name: `scanner-not-running` */
  readonly runbookSection: string;
  /** told when the alarm begins and when it ends */
  readonly topic: ITopic;
  readonly metric: IMetric;
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: number;
  /** what silence means: nothing happened, or what should tell is broken itself */
  readonly treatMissingData: TreatMissingData;
  /**
   * Periods of the metric that are looked at.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;
  /**
   * How many of them have to be beyond the threshold.
   *
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;
}

/** An alarm that says what it means for people and where it is written what to do. */
export class ImpactAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    const { impact, firstStep, runbookSection, topic, evaluationPeriods = 1, ...others } = props;
    super(scope, id, {
      ...others,
      evaluationPeriods,
      alarmName: `${Stack.of(scope).stackName}-${runbookSection}`,
      alarmDescription: `${impact} ${firstStep} All steps: docs/runbook.md#${runbookSection} of audience-import.`,
    });
    const action = new SnsAction(topic);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}
