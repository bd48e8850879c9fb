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
  tooManyToHold: (count) =>
    `ファイルにない登録ユーザーが${plain.format(count)}人を超えており、一度に処理できません。ファイルがリストの一部だけでないか確認してください。` +
    '問題がなければ、先に一部のユーザーを削除してください：「audience-import users remove」。何も変更していません。',
  goOn: '実行しますか?',
  nobodyToAsk:
    '端末がないため確認できません。実行するには --yes を指定してください。何も変更していません。',
  nothingChanged: '何も変更していません。',
  brokenOff: '途中で中断しました。同じコマンドをもう一度実行すると、残りを処理します。',
  brokenAtStart: '最初のほうで中断しました。同じコマンドをもう一度実行してください。',
  brokenAt: (line) =>
    `中断しました。${line}行目より前は処理済みです。続けるには、同じコマンドに --from-line ${line} を付けて実行してください。`,
  moreRefused: (count) => `ほかに${plain.format(count)}件の ID を登録できませんでした`,
  hasUnfitIds:
    'ファイルに登録できない ID があるため、内容が正しくない可能性があります。修正してもう一度実行するか、ほかの ID だけを登録してください：「users load」。何も変更していません。',
  headerIsUser: (projectId, header) =>
    `「${header}」は、以前の読み込みでユーザーとして登録されています。取り消すには、この行のあるファイルを指定してください："audience-import users remove ${projectId} FILE"`,
  whenImported: (projectId, rematchAt) =>
    `ファイルの更新時、${rematchAt === null ? '' : `${rematchAt} の再照合時、`}` +
    `または "audience-import audience retry ${projectId} NAME" の実行後`,
  untilImported: (projectId, rematchAt) =>
    `ファイルが更新されるか、${rematchAt === null ? '' : `${rematchAt} に再照合されるか、`}` +
    `"audience-import audience retry ${projectId} NAME" を実行するまで`,
  incomplete: (when, names) =>
    `登録したユーザーは、次回の取り込みでオーディエンスに反映されます（${when}）。未登録の ID があるオーディエンス: ${names}`,
  filled: (until, names) =>
    `登録を解除したユーザーは、次回の取り込みまでオーディエンスに残ります（${until}）。メンバーのいるオーディエンス: ${names}`,
  missingValues: (projectId, names, words) =>
    `値がないことを表す語も、ユーザーとして登録しました: ${names}。ユーザーでない場合は、登録を解除してください: ` +
    `printf '%s\\n' ${words} | audience-import users remove ${projectId} -`,
  stillReached: (names, until) =>
    `一部のユーザーには、${names}の配信が引き続き届きます（${until}）。開始済みの配信では、最大24時間読み取りが続きます。`,
  audiencesUnread: (projectId, names) =>
    `${names}に含まれるかどうかは読み取れませんでした。理由："audience-import audience which ${projectId} ID"`,
  maybeHeld: (names) =>
    `${names}に承認待ちのリストがあります。該当のユーザーが含まれる場合、承認するとそのまま公開されます。`,
  writesElsewhere: (projectId, tableName) =>
    `プロジェクト「${projectId}」のユーザーは、お客様のテーブル ${tableName} にあり、このコマンドでは書き込めません。` +
    `テーブルを直接変更するか、スタックのテーブルに戻してください：「audience-import project put ${projectId} --users-table none」`,
  readsElsewhere: (projectId, tableName) =>
    `プロジェクト「${projectId}」のユーザーは、お客様のテーブル ${tableName} にあり、このコマンドでは読み取れません。` +
    `テーブルを直接確認するか、スタックのテーブルに戻してください：「audience-import project put ${projectId} --users-table none」`,
};
