import type { Node } from 'constructs';
import { InvalidContextError, settingNames } from '../lib/context.ts';
import { closestNames } from './cli/names/closest-names.ts';

/** That the CDK's command gives to every app, or keeps in cdk.json, without a mark by which they could be told. */
const ofTheCdk: ReadonlySet<string> = new Set([
  'acknowledged-issue-numbers',
  'cdk-migrate',
  'cli-telemetry',
]);

/**
 * The CDK's feature flags, settings and cached lookups all have one of these in their names: `@aws-cdk/...`, `aws:cdk:...`,
 * `availability-zones:account=...`, `vpc-provider:...`.
 */
const isNobodysSetting = (key: string): boolean => /[@:]/.test(key) || ofTheCdk.has(key);

/**
 * A key that nobody reads is a setting with a typo, or one that somebody takes for a setting: it would be left out without a word.
 *
 * @throws InvalidContextError naming each key and the settings that may be meant
 */
export const refuseUnknownContext = (node: Node): void => {
  const given: unknown = node.getAllContext();
  if (typeof given !== 'object' || given === null) return;
  const unknown = Object.keys(given).filter(
    (key) => !settingNames.includes(key) && !isNobodysSetting(key),
  );
  if (unknown.length === 0) return;
  const complaints = unknown.map((key) => {
    const meant = closestNames(key, settingNames).map((name) => `"${name}"`);
    const proposal = meant.length === 0 ? '' : ` (did you mean ${meant.join(' or ')}?)`;
    return `"${key}" is no setting${proposal}`;
  });
  throw new InvalidContextError(
    `context ${complaints.join('; ')}. docs/operations.md lists the settings; a key of your own that means nothing here has a colon in it, ` +
      'like "mine:owner"',
  );
};
