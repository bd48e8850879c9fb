import type { Project } from '../shared/domain/project.ts';
import type { GetUsers } from './lookup-members.ts';
import type { UnitMeter } from './unit-meter.ts';

/** The registered users of one project, for one import. */
export interface Users {
  getUsers: GetUsers;
  /** false for an ID that nobody can be registered under: it is never asked for */
  canBeUser: (id: string) => boolean;
}

export type OpenUsers = (project: Project, meter: UnitMeter) => Users;
