import type { ScreenActionTexts } from '../en/screen-actions.ts';
import { formats } from './formats.ts';

const { hours, members, number } = formats;
const reads = (version: number, count: number): string =>
  `バージョン ${version}（${members(count)}）`;

const importedNext = (isPaused: boolean): string =>
  isPaused
    ? 'プロジェクトが再開されると取り込まれ、このバージョンを置き換えます。'
    : '次のスキャンで取り込まれ、このバージョンを置き換えます。';

const afterwards: ScreenActionTexts['afterwards'] = (file, isPaused, rematchHours) => {
  switch (file) {
    case 'done':
      return rematchHours === null
        ? 'ファイルが変更されるか再び取り込まれるまで、このバージョンが公開されます。'
        : `ファイルが変更されるか再び取り込まれるまで、または${hours(rematchHours)}ごとにユーザーとの照合がやり直されるまで、このバージョンが公開されます。`;
    case 'missing':
      return 'ファイルがないため、新しいファイルがアップロードされるまで、このバージョンが公開されます。';
    case 'due':
      return `その後ファイルが変更されています。${importedNext(isPaused)}`;
    case 'called-off':
      return `その後ファイルが変更されています。実行中の取り込みは中止されます。${importedNext(isPaused)}`;
    case 'failed':
      return isPaused
        ? `その後ファイルが変更されましたが、まだ取り込めていません。${importedNext(isPaused)}`
        : 'その後ファイルが変更されましたが、まだ取り込めていません。再試行され、このバージョンを置き換えます。';
    case 'held':
      return 'その後ファイルが変更され、そのリストは承認待ちです。';
    case 'discarded':
      return 'その後ファイルが変更されましたが、リストは破棄されています。ファイルが再び変更されるか再び取り込まれるまで、このバージョンが公開されます。';
    case 'rejected':
      return 'その後ファイルが変更されましたが、問題があり取り込めませんでした。ファイルが再び変更されるか再び取り込まれるまで、このバージョンが公開されます。';
  }
};

const discardedFile: ScreenActionTexts['discardedFile'] = (file, isPaused) => {
  switch (file) {
    case 'out':
      return 'ファイルは、変更されるか、もう一度取り込みを指示されるまで、取り込まれません。';
    case 'missing':
      return 'ファイルはありません。';
    case 'due':
      return isPaused
        ? 'ファイルは新しいものか、再取り込みを指示されたものです。プロジェクトが再開されると取り込まれます。'
        : 'ファイルは新しいものか、再取り込みを指示されたものです。これから取り込まれます。';
    case 'settled':
      return 'その後ファイルはもう一度取り込まれましたが、公開されていません。理由はオーディエンスのページで確認してください。';
  }
};

export const screenActions: ScreenActionTexts = {
  title: {
    done: '完了しました',
    partly: 'ファイルだけを削除しました',
    refused: '何も変更していません',
    failed: '実行できませんでした',
  },
  to: { audience: 'オーディエンスに戻る', project: 'プロジェクトのオーディエンス一覧' },

  approved: (name, version, count) =>
    `「${name}」の承認待ちのリストを公開しました。キャンペーンは現在、${reads(version, count)}を配信に使用しています。`,
  before: (version, count) => `これまでは${reads(version, count)}でした。`,
  nothingBefore: 'これまで、公開中のリストはありませんでした。',
  rolledBack: (name, version, count) =>
    `「${name}」を以前のバージョンにロールバックしました。キャンペーンは現在、${reads(version, count)}を配信に使用しています。`,
  sameFile: 'このバージョンは、同じファイルを以前に取り込んだものです。',
  afterwards,
  discarded: (name, version, count) =>
    `「${name}」の承認待ちのリスト、${reads(version, count)}を破棄しました。`,
  stays: (version, count) => `キャンペーンは引き続き、${reads(version, count)}を配信に使用します。`,
  nothingIsRead: 'キャンペーンが配信に使用するリストはありません。',
  discardedFile,
  deleted: (name) => `「${name}」を削除しました。キャンペーンは配信に使用しなくなりました。`,
  fileDeleted: (key) => `ファイル ${key} も削除しました。`,
  fileStays: (key, isPaused) =>
    isPaused
      ? `ファイル ${key} が残っているため、プロジェクトが再開されるとオーディエンスが再び作成されます。`
      : `ファイル ${key} が残っているため、次のスキャンでオーディエンスが再び作成されます。`,
  isDue: (name) => `「${name}」は、10分以内に行われる次のスキャンで、もう一度取り込まれます。`,
  isDueButPaused: (name, project) =>
    `「${name}」は、一時停止中のプロジェクト「${project}」が再開されると、もう一度取り込まれます。`,
  isDueAlready: (name, isPaused) =>
    isPaused
      ? `「${name}」はすでに取り込み待ちです。プロジェクトが再開されると取り込まれます。`
      : `「${name}」はすでに取り込み待ちです。10分以内に行われる次のスキャンで取り込まれます。`,
  paused: (project) =>
    `プロジェクト「${project}」を一時停止しました。オーディエンスは現在のままです。実行中の取り込みは最後まで行われます。`,
  resumed: (project) =>
    `プロジェクト「${project}」を再開しました。停止中に変更されたファイルは、次のスキャンで取り込まれます。`,
  limited: (project, limit, before) =>
    `プロジェクト「${project}」のオーディエンス数の上限を、${number(before)}件から${number(limit)}件に変更しました。`,
  aboveLimit: (used, limit) =>
    `現在${number(used)}件のオーディエンスがあります。既存のものは残り、更新もされますが、${number(limit)}件未満になるまで新しいものは作成されません。`,
  notRecorded: '実行しましたが、記録できなかったため、履歴には表示されません。',

  hasChanged: 'ページの表示後に状態が変わったため、何も行いませんでした。',
  fileHasChanged: (key) =>
    `ファイル ${key} はその後再びアップロードされたため、何も行いませんでした。新しいファイルは、10分以内に行われる次のスキャンで確認されます。`,
  fileIsGone: (key) =>
    `削除しようとした瞬間にオーディエンスが変更されたため、オーディエンスは残っています。ファイル ${key} は、その前に削除されました。`,
  now: {
    reads: (version, count) =>
      `キャンペーンは現在、${reads(version, count)}を配信に使用しています。`,
    held: (version, count) => `承認待ちのリストは${reads(version, count)}です。`,
    importing: 'ファイルを取り込み中です。',
    deleted: (name) => `「${name}」は削除されています。`,
    paused: (project) => `プロジェクト「${project}」は一時停止中です。`,
    running: (project) => `プロジェクト「${project}」は一時停止していません。`,
    limit: (project, limit) =>
      `プロジェクト「${project}」のオーディエンス数の上限は${number(limit)}件です。`,
  },
  noProject: (project) => `プロジェクト「${project}」はありません。`,
  noAudience: (name, project) =>
    `プロジェクト「${project}」にオーディエンス「${name}」はありません。`,
  notHeld: (name, version) =>
    `「${name}」のバージョン ${version} は、承認、破棄、または新しいリストへの置き換えにより、すでに承認待ちではありません。`,
  noPlace: (name, limit) =>
    `プロジェクトのオーディエンス数が上限の${number(limit)}件に達しているため、「${name}」は承認待ちのままです。いずれかを削除するか、上限を引き上げてください。`,
  cannotRollBack: {
    gone: (version) => `バージョン ${version} は、保存期間が過ぎたため削除されました。`,
    collecting: (version) => `バージョン ${version} は、保存期間が過ぎたため削除中です。`,
    unfinished: (version) =>
      `バージョン ${version} は、取り込みが終わっておらず、公開されたことがありません。`,
    held: (version) =>
      `バージョン ${version} は承認待ちで、公開されたことがありません。承認してください。`,
    live: (version) => `バージョン ${version} は、すでに公開されています。`,
    'not-published': '公開中のバージョンがないため、ロールバックできません。',
  },
  cannotRetry: {
    'file-missing': (name) =>
      `「${name}」のファイルがないため、取り込めません。もう一度アップロードしてください。`,
    'being-imported': (name) => `「${name}」のファイルは取り込み中です。`,
    'never-tried': (name) =>
      `「${name}」の現在のファイルは、まだ取り込まれていません。次のスキャンで取り込まれます。`,
  },
  noLimit: (most) => `上限が入力されていません。0から${number(most)}までの整数を入力してください。`,
  badLimit: (entered, most) =>
    `「${entered}」は上限として使えません。0から${number(most)}までの整数を入力してください。`,

  notUnderstood:
    '関数が認識できないパラメータで呼び出されました。ダッシュボードを再読み込みしてください。解決しない場合は、画面の関数のリリースが一致していないため、スタックを再度デプロイしてください。',
  denied: (right) =>
    `この操作は AWS で関数に許可されていません: ${right}。バケットまたはキーのポリシーで許可してください（docs/buckets.md）。`,
  throttled:
    'DynamoDB または S3 の処理能力を超えたため、受け付けられませんでした。もう一度お試しください。',
  unreachable: 'AWS から応答がありません。もう一度お試しください。',
  tableGone: (message) =>
    `AWS に見つかりません: ${message} スタックが削除されていないか確認してください。`,
  malformed: (what) =>
    `${what} プロジェクトはコマンド「audience-import project put」で修復できます。オーディエンスの項目は、テーブルで直接修正してください。`,
  lookFirst: '一部だけ実行された可能性があります。もう一度行う前に、現在の状態を確認してください。',
};
