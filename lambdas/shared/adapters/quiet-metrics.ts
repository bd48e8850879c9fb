import { Metrics } from '@aws-lambda-powertools/metrics';

/**
 * Publishes only where something was counted. Powertools would warn of each import that is dropped or released, and a
 * warning in the log is for what somebody has to look at.
 */
export class QuietMetrics extends Metrics {
  override publishStoredMetrics(): this {
    return this.hasStoredMetrics() ? super.publishStoredMetrics() : this;
  }
}
