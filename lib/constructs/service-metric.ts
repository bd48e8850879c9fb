import { type Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { metrics, metricsNamespace } from '../../lambdas/shared/contract.ts';
import type { NodeFunction } from './node-function.ts';

export type MetricName = keyof typeof metrics;

export interface ServiceMetricOptions {
  /** `Stats.SUM` and the like */
  readonly statistic: string;
  readonly period: Duration;
  /** @default - the metric's name */
  readonly label?: string;
}

/**
 * A metric that the function emits, under the one dimension that Powertools gives it. Another one, a project
 * or a file, would make a metric that is billed for each of its values.
 */
export const serviceMetric = (
  { serviceName }: Pick<NodeFunction, 'serviceName'>,
  name: MetricName,
  options: ServiceMetricOptions,
): Metric =>
  new Metric({
    namespace: metricsNamespace,
    metricName: metrics[name],
    dimensionsMap: { service: serviceName },
    ...options,
  });
