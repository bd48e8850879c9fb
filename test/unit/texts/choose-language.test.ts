import { describe, expect, it } from '@jest/globals';
import { chooseLanguage } from '../../../bin/cli/texts/language.ts';

describe('the language of the command', () => {
  it.each([
    [['scan', '--lang', 'ja'], {}, 'ja'],
    [['--lang=ja', 'scan'], { AUDIENCE_IMPORT_LANG: 'en', LANG: 'en_US.UTF-8' }, 'ja'],
    [['--lang', 'en', 'scan'], { AUDIENCE_IMPORT_LANG: 'ja', LANG: 'ja_JP.UTF-8' }, 'en'],
    [['--lang', 'en', '--lang', 'ja'], {}, 'ja'],
    [['audience', 'contains', 'shop', 'vip', '--', '--lang', 'ja'], {}, 'en'],
    [['scan', '--lang'], { LANG: 'ja_JP.UTF-8' }, 'ja'],
    [[], { AUDIENCE_IMPORT_LANG: 'ja', LC_ALL: 'en_US.UTF-8' }, 'ja'],
    [[], { AUDIENCE_IMPORT_LANG: 'en', LANG: 'ja_JP.UTF-8' }, 'en'],
    [[], { AUDIENCE_IMPORT_LANG: '', LANG: 'ja_JP.UTF-8' }, 'ja'],
    [[], { LC_ALL: 'ja_JP.UTF-8', LANG: 'en_US.UTF-8' }, 'ja'],
    [[], { LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, 'en'],
    [[], { LC_ALL: '', LC_MESSAGES: 'ja_JP', LANG: 'C' }, 'ja'],
    [[], { LANG: 'de_DE.UTF-8' }, 'en'],
    [[], {}, 'en'],
  ] as const)('%j, %j: %s', (args, environment, language) => {
    expect(chooseLanguage(args, environment)).toBe(language);
  });
});
