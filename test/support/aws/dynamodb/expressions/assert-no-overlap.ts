import { validationError } from '../errors.ts';
import { type Path, showPath } from './ast.ts';

/** @throws ServiceError when one of the paths lies below another one, or is it, or takes it for another type */
export const assertNoOverlap = (paths: readonly Path[], kind: string): void => {
  paths.forEach((one, index) => {
    for (const other of paths.slice(0, index)) {
      const shared = Math.min(one.length, other.length);
      const parting = Array.from({ length: shared }, (_, step) => step).find(
        (step) => one[step] !== other[step],
      );
      const show = `path one: ${showPath(other)}, path two: ${showPath(one)}`;
      if (parting === undefined)
        throw validationError(
          `Invalid ${kind}: Two document paths overlap with each other; must remove or rewrite one of these paths; ${show}`,
        );
      if (typeof one[parting] !== typeof other[parting])
        throw validationError(
          `Invalid ${kind}: Two document paths conflict with each other; must remove or rewrite one of these paths; ${show}`,
        );
    }
  });
};
