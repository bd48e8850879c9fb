import type { GetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import type { GetProject } from '../shared/adapters/read-projects.ts';
import type { ApproveAudience } from '../shared/operators/approve-audience.ts';
import type { ChangeProjectAsSeen } from '../shared/operators/change-project-as-seen.ts';
import type { DeleteAudienceAndFile } from '../shared/operators/delete-audience-and-file.ts';
import type { DiscardHeld } from '../shared/operators/discard-held.ts';
import type { RecordDecision } from '../shared/operators/record-decision.ts';
import type { RetryImport } from '../shared/operators/retry-import.ts';
import type { RollbackAudience } from '../shared/operators/rollback-audience.ts';
import type { NewId, Now } from '../shared/ports.ts';

/** What the buttons may do: the same as the command. */
export interface CarryOutPorts {
  getProject: GetProject;
  getItem: GetAudienceItem;
  approveAudience: ApproveAudience;
  discardHeld: DiscardHeld;
  rollbackAudience: RollbackAudience;
  retryImport: RetryImport;
  deleteAudienceAndFile: DeleteAudienceAndFile;
  changeProjectAsSeen: ChangeProjectAsSeen;
  recordDecision: RecordDecision;
  newId: NewId;
  now: Now;
}
