import type { ProjectTexts } from '../en/project.ts';
import { formats } from '../../../../lambdas/shared/texts/ja/formats.ts';
import { common } from './common.ts';

const plain = new Intl.NumberFormat('ja-JP');

const done = { created: '作成', changed: '変更', repaired: '修復' } as const;

export const project: ProjectTexts = {
  none: 'プロジェクトがまだありません。「audience-import project put」で作成できます。',
  headings: {
    project: 'プロジェクト',
    path: 'パス',
    audiences: 'オーディエンス',
    limit: '上限',
    paused: '一時停止',
    reason: '理由',
    objects: '件数',
    suchAs: '例',
  },
  labels: {
    project: 'プロジェクト',
    path: 'パス',
    administrators: '管理者',
    audiences: 'オーディエンス',
    paused: '一時停止',
    users: 'ユーザー',
    holds: '承認待ちにする条件',
    files: 'ファイル',
    usersMatched: 'ユーザーの照合',
    filesChange: 'ファイルの更新間隔',
    reports: 'レポート',
    language: '言語',
    mails: 'メール',
    digest: '1日のまとめ',
  },
  audiences: (taken, limit) => `${plain.format(taken)}件（上限 ${plain.format(limit)}件）`,
  done: (projectId, how) => `プロジェクト「${projectId}」を${done[how]}しました。`,

  holds: ({ holdWhenEmpty = true, maxShrink, minMembers, maxGrowth, holdFirst = false }) => {
    const held = [
      ...(holdWhenEmpty ? ['メンバーが0人になる場合'] : []),
      ...(minMembers === undefined ? [] : [`メンバーが${plain.format(minMembers)}人未満の場合`]),
      ...(maxShrink === undefined ? [] : [`メンバーが${maxShrink}%を超えて減る場合`]),
      ...(maxGrowth === undefined
        ? []
        : [`メンバーが${plain.format(maxGrowth)}%を超えて増える場合`]),
      ...(holdFirst ? ['オーディエンスの最初のリストの場合'] : []),
    ];
    return held.length === 0 ? 'なし' : held.join('、');
  },
  oneColumn: '1列',
  columnNumber: (column) => `ID は${column}列目`,
  columnName: (column) => `ID は「${column}」列`,
  separatedByTabs: (columns) => `${columns}、タブ区切り`,
  separatedBy: (columns, delimiter) => `${columns}、「${delimiter}」区切り`,
  matchedWhenChanged: 'ファイルが変更されたとき',
  matchedEvery: (hours) => `ファイルが変更されたときと、${plain.format(hours)}時間ごと`,
  expected: (hours) => (hours === null ? '指定なし' : `${formats.hours(hours)}ごと`),
  allReported: '取り込みごとに未登録の ID をすべて出力',
  noneReported: 'なし',
  allMailed: '公開の完了も通知',
  troubleMailed: '対応が必要なときのみ通知',
  digest: (hour) => (hour === null ? 'なし' : `${hour}:00（UTC）以降に送信`),

  ownUsersTable: 'スタックのテーブル',
  usersSource: ({ tableName, keyName, keyType, keyPrefix, sortKey, maxReadUnits, ttlAttribute }) =>
    [
      `テーブル ${tableName}`,
      `キー ${keyName}（${keyType}）`,
      ...(keyPrefix === '' ? [] : [`接頭辞「${keyPrefix}」`]),
      ...(sortKey ? [`ソートキー ${sortKey.name} =「${sortKey.value}」`] : []),
      ...(ttlAttribute === undefined ? [] : [`有効期限 ${ttlAttribute}`]),
      maxReadUnits === undefined
        ? 'スキャンなし'
        : `読み込みは毎秒${plain.format(maxReadUnits)}ユニットまで`,
    ].join('、'),
  usersRead: (users, readUnits, at) =>
    `前回の取り込み（${common.time(at)}）では、${plain.format(users)}人のユーザーを${common.readUnits(readUnits)}で読み込みました。`,
  usersNotRead: (readUnits, at) =>
    `前回の取り込み（${common.time(at)}）では、${common.readUnits(readUnits)}に達したため全ユーザーの読み込みを中止し、ID を個別に照合しました。`,

  refusedAddress: (address, reason, since, missed) =>
    `${address} へのメールは、${common.time(since)} から SES に拒否されています（${reason}）。${plain.format(missed)}件の通知が届いていません。`,
  emptyPath: (path, since) =>
    `パス ${path} の下に何もありません（${common.time(since)} のスキャン以降）。ファイルは、${path}NAME.csv のように直下に置いてください。`,
  ignoredBelow: '前回のスキャンで対象外となったもの:',
  ignoredFor: (reason, explanation) => `${reason}：${explanation}`,

  onlyIgnored: (projectId, objects, example, explanation) =>
    `オーディエンスはまだありません。スキャンで見つかった${plain.format(objects)}件のオブジェクトは、すべて対象外でした（例: ${example}）。` +
    `${explanation}一覧は「audience-import project show ${projectId}」で確認できます。`,
  noFileYet: 'ファイルがまだ見つかっていません。「audience-import scan」でスキャンできます。',
  noFileUnderPath: (projectId) =>
    `ファイルがまだ見つかっていません。プロジェクトのパスの下に何もありません。パスは「audience-import project show ${projectId}」で確認できます。`,

  incomplete: (projectId) =>
    `プロジェクト「${projectId}」はまだありません。新しいプロジェクトには --admin-email と --audience-limit が必要です。`,
  noneOf: (projectId) => `プロジェクト「${projectId}」はありません。`,
  listThem: '一覧は「audience-import project list」で確認でき、「project put」で作成できます。',

  rematch: (hours, files, cost) => {
    const often =
      `${plain.format(hours)}時間ごとにプロジェクトのユーザーを読み込み直します（500 MB のファイル${plain.format(files)}個までにつき1回、` +
      '圧縮ファイルは1個につき1回）。';
    const besides =
      '変更のあったリストについては、公開中のリストの読み込みと変更分の書き込みも行います。それぞれの費用は「import history」で確認できます。';
    return cost
      ? `${often}1日あたり${common.readUnits(cost.readUnits)}以上、${cost.region} の ${cost.asOf} 時点の料金で ${cost.dollars} です。${besides}`
      : `${often}費用は、取り込みで一度ユーザーを読み込むとわかります。${besides}`;
  },
};
