import type { ValueTexts } from '../en/values.ts';

const plain = new Intl.NumberFormat('ja-JP', { useGrouping: false });

const range = (least: number, most: number): string =>
  `${plain.format(least)}から${plain.format(most)}までの`;
const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.join('、')} のいずれか`;
const orOneOf = (words: readonly string[]): string => `、または ${words.join('、')}`;

export const values: ValueTexts = {
  hasToBe: (what) => `${what}${/[\w"]$/.test(what) ? ' ' : ''}を指定してください。`,
  oneOf,
  notEmpty: '1文字以上の文字列',
  wholeNumber: (least, most) => `${range(least, most)}整数`,
  percent: (least, most) => `${range(least, most)}整数（%）`,
  seconds: (least, most) => `${range(least, most)}整数（秒）`,
  countingNumber: '1以上、15桁以内の整数',
  email: 'メールアドレス',
  projectId: 'A-Z a-z 0-9 _ - のうち1～64文字',
  path: '"folder/sub-folder/" のように、先頭にスラッシュがなく末尾にあり、"." と ".." の階層を含まない512バイト以内のパス',
  column: '列名（255文字以内）、列番号（1から65535まで）、または "none"',
  delimiter: '英字、数字、ハイフン、引用符を除く ASCII の1文字、または "tab"',
  nameInTable: '1～255文字の名前',
  keyPrefix: '2048文字以内の文字列',
  sortKey: 'NAME=VALUE の形式（名前は255文字以内、値は2048文字以内）',
  every: (words) => `1h から 365d までの時間または日数（例: 24h）${orOneOf(words)}`,
  hours: (least, most) => `${range(least, most)}整数（時間）${orOneOf(['off'])}`,
  hourOfDay: '0から23までの時刻、または on、off',
  maxShrink: (words) => `0から99までの整数（%）${orOneOf(words)}`,
  minMembers: (most, words) => `${range(1, most)}整数（1ファイルの ID 数の上限）${orOneOf(words)}`,
  maxGrowth: (most, words) => `${range(0, most)}整数（%）${orOneOf(words)}`,
};
