import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  type AudienceItem,
  audienceItemSchema,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { type Project, projectSchema } from '../../../lambdas/shared/domain/project.ts';
import type { Aws } from '../aws/create-aws.ts';
import type { Item } from '../aws/dynamodb/values/attribute-value.ts';
import type { Call } from '../aws/wire/fault.ts';
import { etagOf } from '../aws/s3/objects.ts';
import { tables } from './resources.ts';
import { createViews, type Views } from './views.ts';

export const keyOfFile = (projectId: string, fileName: string): string =>
  `${projectId}/${fileName}`;

/** An item of the audiences table before and after one write. */
export interface AudienceChange {
  projectId: string;
  fileName: string;
  before: AudienceItem | undefined;
  after: AudienceItem | undefined;
  call: Call;
}

export interface ProjectChange {
  projectId: string;
  before: Project | undefined;
  after: Project;
}

/** Is told of all that happens, at the moment when it does. */
export interface Watcher {
  onAudience?: (change: AudienceChange) => void;
  onProject?: (change: ProjectChange) => void;
  /** another content lies under a name of the project, or none; see `Views` */
  onView?: (projectId: string, fileName: string, etag: string | undefined) => void;
}

/** What is true, apart from what anybody knows of it. */
export interface Observed {
  /** by `keyOfFile` */
  audiences: ReadonlyMap<string, AudienceItem>;
  projects: ReadonlyMap<string, Project>;
  views: Views;
  /** of the AWS in memory */
  onEffect: (call: Call) => void;
  watch: (watcher: Watcher) => void;
}

const plain = (item: Item): Record<string, unknown> =>
  unmarshall(item as Record<string, AttributeValue>);

const writes: readonly string[] = ['UpdateItem', 'PutItem', 'DeleteItem'];

export const createObserved = (ask: Aws['ask'], now: () => number): Observed => {
  const look = (TableName: string, Key: Item): Item | undefined => {
    const answer = ask('dynamodb', 'GetItem', { TableName, Key, ConsistentRead: true });
    return (answer as { Item?: Item }).Item;
  };

  const audiences = new Map<string, AudienceItem>();
  const projects = new Map<string, Project>();
  const watchers: Watcher[] = [];
  const views = createViews(now, (...view) => {
    for (const { onView } of watchers) onView?.(...view);
  });

  const seeAudience = (call: Call, key: Item): void => {
    const { projectId, fileName } = plain(key) as Record<'projectId' | 'fileName', string>;
    // Where functions keep something of their own: no project is called so.
    if (projectId.startsWith('#')) return;
    const item = look(tables.audiences, key);
    const after = item && audienceItemSchema.parse(plain(item));
    const before = audiences.get(keyOfFile(projectId, fileName));
    if (after) audiences.set(keyOfFile(projectId, fileName), after);
    else audiences.delete(keyOfFile(projectId, fileName));
    for (const { onAudience } of watchers)
      onAudience?.({ projectId, fileName, before, after, call });
  };

  const seeProject = (key: Item): void => {
    const after = projectSchema.parse(plain(look(tables.projects, key)!));
    const { projectId } = after;
    const before = projects.get(projectId);
    projects.set(projectId, after);
    for (const { onProject } of watchers) onProject?.({ projectId, before, after });
    views.setPath(projectId, after.deletedAt === undefined ? after.path : undefined);
  };

  return {
    audiences,
    projects,
    views,
    watch: (watcher) => void watchers.push(watcher),
    onEffect: (call) => {
      const { service, operation, input } = call;
      if (service === 's3') {
        const { key, body } = input as { key: string; body: Buffer };
        if (operation === 'PutObject') views.putObject(key, etagOf(body).replaceAll('"', ''));
        if (operation === 'DeleteObject') views.removeObject(key);
      }
      if (service !== 'dynamodb' || !writes.includes(operation)) return;
      const { TableName, Key } = input as { TableName: string; Key: Item };
      if (TableName === tables.audiences) seeAudience(call, Key);
      if (TableName === tables.projects) seeProject(Key);
    },
  };
};
