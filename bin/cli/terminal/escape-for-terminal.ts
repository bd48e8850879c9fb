import { disobeyed } from '../../../lambdas/shared/domain/escape-name.ts';

/** A JSON document whose strings carry what a terminal would obey as JSON's own escapes. */
export const escapeJsonForTerminal = (json: string): string =>
  json.replace(disobeyed, (character) =>
    character === '\n' ? character : character.split('').map(escapeUnit).join(''),
  );

/** JSON escapes UTF-16, so that a character beyond U+FFFF takes two. */
const escapeUnit = (unit: string): string =>
  `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
