import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import type { Rollback } from '../../../lambdas/shared/operators/rollback-audience.ts';

/** An audience, as texts name it. */
export interface NamedAudience {
  projectId: string;
  name: string;
  /** its name, as a word of a shell */
  word: string;
}

export const nameAudience = (projectId: string, name: string): NamedAudience => ({
  projectId,
  name,
  word: shellWord(name),
});

/** The file of an audience, when an operator has published another version. */
export type FileAfterwards = Extract<Rollback, { result: 'published' }>['file'];

export type RollbackRefusal = Exclude<Extract<Rollback, { result: 'refused' }>['why'], 'unknown'>;
