import type { AudienceItem } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import type { HeldRefusal } from '../shared/operators/approve-audience.ts';
import { decidedOf } from '../shared/operators/record-decision.ts';
import type { Rollback } from '../shared/operators/rollback-audience.ts';
import type { ActionParams } from '../shared/screen/action-params.ts';
import type { ScreenActionTexts } from '../shared/texts/en/screen-actions.ts';
import { type Carried, refused } from './carried.ts';
import type { CarryOutPorts } from './ports.ts';

export type OfAudience = Extract<ActionParams, { file: string }>;
type Of<Action extends OfAudience['action']> = Extract<OfAudience, { action: Action }>;

/** What a decision is on, and how it is told of. */
export interface OnAudience {
  project: Project;
  /** as it was read just now */
  item: AudienceItem;
  /** for people */
  name: string;
  ports: CarryOutPorts;
  say: ScreenActionTexts;
}

/** Carries out what is decided on an audience. The caller adds what there is now, where that is not what was seen. */
export const decideAudience = (params: OfAudience, on: OnAudience): Promise<Carried> => {
  switch (params.action) {
    case 'delete':
      return remove(params, on);
    case 'approve':
      return approve(params, on);
    case 'discard':
      return discard(params, on);
    case 'rollback':
      return rollBack(params, on);
    case 'retry':
      return retry(params, on);
  }
};

const remove = async (
  { withFile, seen }: Of<'delete'>,
  { project, item, name, ports, say }: OnAudience,
): Promise<Carried> => {
  const deletion = await ports.deleteAudienceAndFile(project, item, { withFile, seen });
  switch (deletion.result) {
    case 'unknown':
      return refused(say.noAudience(name, project.projectId));
    case 'changed':
      return refused(say.hasChanged);
    case 'file-changed':
      return refused(say.fileHasChanged(deletion.key));
    case 'only-file':
      return {
        outcome: 'partly',
        decided: decidedOf.deletionOfFile(deletion.live),
        sentences: [say.fileIsGone(deletion.key)],
      };
    case 'deleted-already':
      return refused(say.now.deleted(name));
    case 'deleted': {
      const { live, file, key, unreturned } = deletion;
      return {
        unreturned,
        outcome: 'done',
        decided: decidedOf.deletion(live),
        sentences: [
          say.deleted(name),
          live ? say.before(live.version, live.members) : say.nothingBefore,
          ...(file === 'deleted' ? [say.fileDeleted(key)] : []),
          ...(file === 'present' ? [say.fileStays(key, project.paused)] : []),
        ],
      };
    }
  }
};

const approve = async (
  { project: projectId, file, seen }: Of<'approve'>,
  { project, name, ports, say }: OnAudience,
): Promise<Carried> => {
  const operation = `approve-${ports.newId()}`;
  const approval = await ports.approveAudience(projectId, file, seen.held, operation, seen);
  if (approval.result === 'refused')
    return approval.why === 'limit'
      ? refused(say.noPlace(name, project.audienceLimit))
      : heldRefusal(approval.why, seen.held, name, project, say);
  const { version, members, superseded, membersBefore = 0 } = approval;
  return {
    outcome: 'done',
    decided: decidedOf.approval(approval),
    sentences: [
      say.approved(name, version, members),
      superseded === undefined ? say.nothingBefore : say.before(superseded, membersBefore),
      say.afterwards(approval.file, project.paused, project.rematchHours ?? null),
    ],
  };
};

const discard = async (
  { project: projectId, file, seen }: Of<'discard'>,
  { project, name, ports, say }: OnAudience,
): Promise<Carried> => {
  const dropped = await ports.discardHeld(projectId, file, seen.held, 'discarded', seen);
  if (dropped.result === 'refused')
    // Only who drops what has expired is told to wait.
    return heldRefusal(
      ...([dropped.why === 'waits' ? 'not-held' : dropped.why, seen.held] as const),
      ...([name, project, say] as const),
    );
  const { version, members, live, liveMembers = 0, file: fileNow, unreturned } = dropped;
  return {
    unreturned,
    outcome: 'done',
    decided: decidedOf.discard(dropped),
    sentences: [
      say.discarded(name, version, members),
      live === undefined ? say.nothingIsRead : say.stays(live, liveMembers),
      say.discardedFile(fileNow, project.paused),
    ],
  };
};

const heldRefusal = (
  why: HeldRefusal,
  version: number,
  name: string,
  { projectId }: Project,
  say: ScreenActionTexts,
): Carried => {
  switch (why) {
    case 'unknown':
      return refused(say.noAudience(name, projectId));
    case 'not-held':
    case 'gone':
      return refused(say.notHeld(name, version));
    case 'deleted':
    case 'changed':
      return refused(say.hasChanged);
  }
};

const rollBack = async (
  { project: projectId, file, to, seen }: Of<'rollback'>,
  { project, name, ports, say }: OnAudience,
): Promise<Carried> => {
  const operation = `rollback-${ports.newId()}`;
  const rollback = await ports.rollbackAudience(projectId, file, to, operation, seen);
  if (rollback.result === 'refused') return rollbackRefusal(rollback.why, to, name, projectId, say);
  const { version, members, superseded, membersBefore, isSameFile } = rollback;
  return {
    outcome: 'done',
    decided: decidedOf.rollback(rollback),
    sentences: [
      say.rolledBack(name, version, members),
      say.before(superseded, membersBefore),
      ...(isSameFile ? [say.sameFile] : []),
      // What was rolled back to is not matched anew.
      say.afterwards(rollback.file, project.paused, null),
    ],
  };
};

const rollbackRefusal = (
  why: Extract<Rollback, { result: 'refused' }>['why'],
  to: number,
  name: string,
  projectId: string,
  say: ScreenActionTexts,
): Carried => {
  switch (why) {
    case 'unknown':
      return refused(say.noAudience(name, projectId));
    case 'deleted':
    case 'changed':
      return refused(say.hasChanged);
    case 'not-published':
      return refused(say.cannotRollBack[why]);
    // Only where no version was named.
    case 'no-earlier':
      return refused(say.cannotRollBack.gone(to));
    case 'gone':
    case 'collecting':
    case 'unfinished':
    case 'held':
    case 'live':
      return refused(say.cannotRollBack[why](to));
  }
};

const retry = async (
  { project: projectId, file, seen }: Of<'retry'>,
  { project, name, ports, say }: OnAudience,
): Promise<Carried> => {
  const result = await ports.retryImport(projectId, file, seen);
  switch (result) {
    case 'due':
      return {
        outcome: 'done',
        decided: decidedOf.retry(),
        sentences: [project.paused ? say.isDueButPaused(name, projectId) : say.isDue(name)],
      };
    case 'unknown':
      return refused(say.noAudience(name, projectId));
    case 'due-already':
      return refused(say.isDueAlready(name, project.paused));
    case 'deleted':
    case 'changed':
      return refused(say.hasChanged);
    case 'file-missing':
    case 'being-imported':
    case 'never-tried':
      return refused(say.cannotRetry[result](name));
  }
};
