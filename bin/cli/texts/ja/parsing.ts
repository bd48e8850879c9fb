import type { ParsingTexts } from '../en/parsing.ts';

export const parsing: ParsingTexts = {
  headings: {
    'Usage:': '使い方:',
    'Arguments:': '引数:',
    'Options:': 'オプション:',
    'Global Options:': '共通オプション:',
    'Commands:': 'コマンド:',
  },
  helpOption: 'ヘルプを表示します',
  choices: (choices) => `選択肢: ${choices}`,
  byDefault: (value) => `既定値: ${value}`,
  preset: (value) => `値を省略した場合: ${value}`,
  more: (description, more) => `${description}（${more.join('、')}）`,
  seeHelp: '（--help で使い方を確認できます）',
  unknownOption: (flag) => `オプション「${flag}」はありません`,
  unknownCommand: (name) => `コマンド「${name}」はありません`,
  didYouMean: (names) => `（もしかして: ${names.replaceAll(', ', '、')}）`,
  missingArgument: (name) => `引数「${name}」を指定してください`,
  missingValue: (option) => `オプション「${option}」の値を指定してください`,
  tooMany: (expected, given, all) =>
    `引数が多すぎます。${expected}個までのところ、${given}個指定されています: ${all}`,
  unfitOption: (option, value, why) =>
    `オプション「${option}」の値「${value}」は正しくありません。${why}`,
  unfitArgument: (argument, value, why) =>
    `引数「${argument}」の値「${value}」は正しくありません。${why}`,
  oneOf: (choices) => `指定できる値: ${choices.replaceAll(', ', '、')}`,
};
