import type { ProjectChangeTexts } from '../en/project-changes.ts';
import { common } from './common.ts';

const plain = new Intl.NumberFormat('ja-JP');

export const projectChanges: ProjectChangeTexts = {
  isPausedAlready: (projectId) =>
    `プロジェクト「${projectId}」を一時停止しました。実行中の取り込みは最後まで行われ、その後は取り込まれません。`,
  paused: (projectId) =>
    `プロジェクト「${projectId}」を一時停止しました。再開するまで、オーディエンスは現在のままです：「audience-import project resume ${projectId}」`,
  stillImports: (projectId, seconds, names) =>
    `プロジェクト「${projectId}」を一時停止しましたが、${seconds}秒たっても取り込みが終わっていません: ${names}。` +
    '取り込みは自動で終了します。引き続き待つには、もう一度実行してください。',
  resumed: (projectId) =>
    `プロジェクト「${projectId}」を再開しました。一時停止中に変更されたファイルは、次のスキャンで取り込まれます。`,

  needsYes: (projectId, published) =>
    `まだ何も削除していません。プロジェクト「${projectId}」と、すべてのオーディエンス（公開中 ${plain.format(published)}件）が削除されます。実行するには --yes を付けてください。`,
  partlyDeleted: (projectId, audiences) =>
    `プロジェクト「${projectId}」の${common.audiences(audiences)}を削除しました。残りも自動で削除されます。すぐに削除するには、もう一度実行してください。`,
  deleted: (projectId, audiences) =>
    `プロジェクト「${projectId}」と${common.audiences(audiences)}を削除しました。`,
  usersStay: (projectId) =>
    `ユーザーは残っています。FILE に記載したユーザーを削除するには：「audience-import users remove ${projectId} FILE」`,
  filesStay: 'ファイルはバケットに残っていますが、今後は取り込まれません。',
  createdAnew: (projectId) =>
    `このコマンドの実行中に、プロジェクト「${projectId}」が新しく作成されました。新しい設定はそのままです。` +
    `「audience-import project show ${projectId}」で確認し、それも削除する場合はもう一度実行してください。`,

  createdByOther: (projectId) =>
    `プロジェクト「${projectId}」は、同時にほかの人によって作成されました。変更するには、もう一度実行してください。`,
  halfDeleted: (projectId) =>
    `プロジェクト「${projectId}」の削除が完了しておらず、オーディエンスが残っています。何も書き込んでいません。` +
    `先に削除を完了してください：「audience-import project delete ${projectId} --yes」`,
  deletedMeanwhile: (projectId) =>
    `プロジェクト「${projectId}」は、その間に削除されました。新しく作成するには、もう一度実行してください。`,
  aboveLimit: (projectId, audiences, limit) =>
    `プロジェクト「${projectId}」には、新しい上限を超える${common.audiences(audiences)}があります。既存のものは残り、更新もできますが、` +
    `${limit > 0 ? `${plain.format(limit)}件未満に減るまで、` : ''}新しいオーディエンスは作成されません。`,
  pathChanged: (projectId, before, path) =>
    `プロジェクト「${projectId}」のパスを「${before}」から「${path}」に変更しました。次のスキャンから、以前のパスのファイルはないものとして扱われます。` +
    'オーディエンスのメンバーは、新しいパスに同じ名前のファイルが置かれるまで変わりません。',
  readAnew: (projectId, rematchAt) =>
    `プロジェクト「${projectId}」の既存のオーディエンスは、ファイルが変更されたとき、` +
    (rematchAt === null ? '' : `次回のユーザーの照合（${common.time(rematchAt)}）のとき、`) +
    `または再試行したときに、新しい方法で読み込まれます：「audience-import audience retry ${projectId} NAME」`,
  usersElsewhere: (projectId, rematchAt, names) =>
    `プロジェクト「${projectId}」のユーザーの照合先が変わりました。次のオーディエンスのメンバーは、ファイルが変更されるか、` +
    (rematchAt === null ? '' : `次回の照合（${common.time(rematchAt)}）が行われるか、`) +
    `再試行されるまで変わりません（「audience-import audience retry ${projectId} NAME」）: ${names}`,

  counted: (projectId, audiences) =>
    `プロジェクト「${projectId}」のオーディエンス数を読み取れなかったため、数え直しました: ${common.audiences(audiences)}`,
  notCounted: (reason) => `${reason} これらは数に含まれていません。`,
  isPausedNow: (projectId) =>
    `プロジェクト「${projectId}」が一時停止中かどうかを読み取れなかったため、一時停止しました。再開するには：「audience-import project resume ${projectId}」`,
  toRepair: (reason, options) =>
    `${reason}\n修復するには、次のオプションを指定してください: ${options.join(', ')}`,

  nothingWritten: '何も書き込んでいません',
  bothStored: '同時に設定されたため、両方とも保存されています',
  overReports: (projectId, path, reports) =>
    `プロジェクト「${projectId}」のパス「${path}」は、未登録の ID のレポートを書き出す「${reports}」と重なっており、レポートがリストとして読み込まれてしまいます。` +
    '何も書き込んでいません。--path で別のパスを指定してください。',
  overlaps: (projectId, path, otherId, otherPath, state) =>
    `プロジェクト「${projectId}」のパス「${path}」は、プロジェクト「${otherId}」のパス「${otherPath}」と重なっており、ファイルが両方に属することになります。` +
    `${state}。どちらかに --path で別のパスを指定してください。`,
  pathUnread: (projectId, path) =>
    `プロジェクト「${projectId}」のパスを読み取れないため、「${path}」と重なるかどうかを確認できませんでした。設定し直してください：「audience-import project put ${projectId} --path」`,

  ownTableAlone:
    '--users-table none はスタックのテーブルを指定するものです。ほかの --users-… は外してください。',
  noUsersTable:
    'プロジェクトには、変更できるお客様のユーザーテーブルがありません。--users-table で指定してください',
  noUsersKey: '--users-table には、パーティションキーの属性名を --users-key で指定してください',
  numberWithPrefix: '数値のキーに接頭辞は付けられません。--users-key-prefix を外してください',
  notAmong: (tableName, deployed) =>
    `関数にテーブル「${tableName}」を読み取る権限がありません。` +
    (deployed.length === 0
      ? 'スタックは、お客様のテーブルなしでデプロイされています。'
      : `スタックは ${deployed.join('、')} を指定してデプロイされています。`) +
    `-c usersTables=${[...deployed, tableName].join(',')} を指定してデプロイしてから（docs/users.md を参照）、もう一度実行してください。`,
};
