import { nameDelimiter } from '../../../../lambdas/shared/texts/ja/explanations.ts';
import type { FileTexts } from '../en/files.ts';

const plain = new Intl.NumberFormat('ja-JP');

const alsoOf = (row: string, audience: string): string =>
  `1行目の「${row}」は、オーディエンス「${audience}」のファイルの1行目にもあり、そこではユーザーの ID ではありませんでした。`;

export const files: FileTexts = {
  unreadable: (file, code) => `「${file}」を読み取れません（${code}）。`,
  isFolder: (file) =>
    `「${file}」はフォルダーです。ファイルを指定するか、標準入力の場合は - を指定してください。`,
  hasChanged: (file) => `読み取り中に「${file}」が変更されました。もう一度実行してください。`,
  tooLarge: (bytes) =>
    `ファイルが${plain.format(bytes)}バイト（500 MB）を超えています。複数のファイルに分割してください。`,
  noLine: (line) => `ファイルに${line}行目がありません。`,
  withinRow: (line) => `${line}行目は引用符で囲まれた ID の途中です。行の先頭を指定してください。`,
  refused: (reason) => `${reason}何も変更していません。`,

  otherDelimiter: (delimiter, option, row) =>
    `すべての行に${nameDelimiter(delimiter)}があり、列の区切り文字と思われます。--delimiter ${option} と --id-column（列名または列番号）を指定してください。` +
    `ID の一部である場合は --delimiter ',' を指定してください。1行目の内容: ${row}。何も変更していません。`,

  unfitId: (id, why, mostBytes) =>
    why === 'too-long'
      ? `「${id}」は${plain.format(mostBytes)}バイトを超えているため、登録できません`
      : `「${id}」は改行を含むため、登録できません`,

  header: {
    tooLong: (row) =>
      `1行目の「${row}」は、列名としては長すぎます。ファイルから削除するか、--header keep を指定してください。`,
    leftOut: (row) => `1行目の「${row}」は ID として扱いません。`,
    isName: (row) =>
      `1行目の「${row}」は列名とみなし、ID として扱いません。ID の場合は --header keep を指定してください。`,
    likeOthers: (row, audience) =>
      `${alsoOf(row, audience)}このファイルの ID と形が似ているため、ID として扱いました。列名の場合は --header skip を指定してください。`,
    unlikeOthers: (row, audience) =>
      `${alsoOf(row, audience)}このファイルのどの ID とも形が異なるため、ID として扱いません。ID の場合は --header keep を指定してください。`,
    wasUser: (row) =>
      `1行目の「${row}」は列名と思われますが、ユーザーとして登録されていたため、あわせて削除します。`,
  },
};
