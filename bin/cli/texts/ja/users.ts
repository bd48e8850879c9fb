import type { UsersTexts } from '../en/users.ts';

const plain = new Intl.NumberFormat('ja-JP');

const ofRows = (rows: number, duplicates: number, refused: number): string =>
  `${plain.format(rows)}行のうち、重複 ${plain.format(duplicates)}件、登録できない ID ${plain.format(refused)}件`;

export const users: UsersTexts = {
  headings: { id: 'ユーザー ID', registered: '登録' },
  loaded: (written, rows, duplicates, refused) =>
    `${plain.format(written)}人を登録しました（${ofRows(rows, duplicates, refused)}）`,
  removed: (written, rows, duplicates, refused) =>
    `${plain.format(written)}人を削除しました（${ofRows(rows, duplicates, refused)}）`,
  skipped: (done, skipped) =>
    `${done}。指定した行より前の${plain.format(skipped)}件は処理していません。`,
  noneSkipped: (done) => `${done}。`,
  noIds: 'ファイルにユーザー ID がありません（空のファイル、または空行のみです）。',
  wereRegistered: (done, registered) =>
    `${done}このうち登録されていたのは${plain.format(registered)}人です。`,
  inStep: (projectId, added, removed, registered) =>
    `${plain.format(added)}人を登録し、${plain.format(removed)}人を削除しました。プロジェクト「${projectId}」の登録ユーザーは、ファイルと同じ${plain.format(registered)}人です。`,
  wouldChange: (projectId, registered, added, removed, share) =>
    `プロジェクト「${projectId}」の登録ユーザーは${plain.format(registered)}人です。${plain.format(added)}人を登録し、${plain.format(removed)}人（${share}）を削除します。`,
  removesTooMany: (numbers, maxRemoval, needed) =>
    `${numbers}削除は ${maxRemoval} % を超えています。ファイルがリストの一部だけでないか確認してください。問題がなければ --max-removal ${needed} を指定してください。何も変更していません。`,
  goOn: '実行しますか?',
  nobodyToAsk:
    '端末がないため確認できません。実行するには --yes を指定してください。何も変更していません。',
  nothingChanged: '何も変更していません。',
  brokenOff: '途中で中断しました。同じコマンドをもう一度実行すると、残りを処理します。',
  fileRefused: (reason) => `${reason} 何も変更していません。`,
  writesElsewhere: (projectId, tableName) =>
    `プロジェクト「${projectId}」のユーザーは、お客様のテーブル ${tableName} にあり、このコマンドでは書き込めません。` +
    `テーブルを直接変更するか、スタックのテーブルに戻してください：「audience-import project put ${projectId} --users-table none」`,
  readsElsewhere: (projectId, tableName) =>
    `プロジェクト「${projectId}」のユーザーは、お客様のテーブル ${tableName} にあり、このコマンドでは読み取れません。` +
    `テーブルを直接確認するか、スタックのテーブルに戻してください：「audience-import project put ${projectId} --users-table none」`,
};
