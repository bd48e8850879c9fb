import { disobeyed } from '../../lambdas/shared/domain/escape-name.ts';

/** A JSON document whose strings carry what a terminal would obey as JSON's own escapes. */
export const escapeJsonForTerminal = (json: string): string =>
  json.replace(disobeyed, (character) =>
    character === '\n' ? character : `\\u${codePointOf(character).toString(16).padStart(4, '0')}`,
  );

const codePointOf = (character: string): number => character.codePointAt(0) ?? 0;
