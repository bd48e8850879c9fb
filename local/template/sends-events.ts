import type { Assembly } from './assembly.ts';
import { bucketKind } from './kinds.ts';
import { pseudoReferences } from './physical-names.ts';
import { readResource } from './read-resource.ts';

/**
 * Whether the bucket tells EventBridge what becomes of its objects. Of one that was there before, the template does not say: it does.
 *
 * @throws LocalStackError for properties of the bucket that are not understood
 */
export const bucketSendsEvents = (assembly: Assembly): boolean => {
  const bucket = Object.entries(assembly.template.Resources).find(
    ([, { Type }]) => Type === bucketKind.type,
  );
  if (!bucket) return true;
  const [logicalId, resource] = bucket;
  const { NotificationConfiguration: notification } = readResource(
    bucketKind,
    logicalId,
    resource,
    pseudoReferences(assembly),
  );
  return notification?.EventBridgeConfiguration?.EventBridgeEnabled === true;
};
