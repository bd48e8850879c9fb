import type { AudienceStatus } from '../../../../lambdas/shared/domain/audience-view.ts';
import type { AudienceTexts } from '../en/audience.ts';
import { formats } from '../../../../lambdas/shared/texts/ja/formats.ts';
import { common } from './common.ts';

const unpublished: Readonly<Record<AudienceStatus, string>> = {
  importing: 'ファイルは取り込み中、または取り込み待ちです',
  deleted: 'オーディエンスは削除されました',
  'source-missing': 'ファイルがありません',
  'being-written': 'ファイルはまだ0バイトです',
  rejected: 'ファイルに問題があり、取り込めませんでした',
  failed: 'ファイルの取り込みに失敗しました',
  held: '最初のリストは承認待ちです',
  stale: '公開されているリストはありません',
  ready: '公開されているリストはありません',
};

const plain = new Intl.NumberFormat('ja-JP');

export const audience: AudienceTexts = {
  wantedAndNot: (name) =>
    `「${name}」が、--not と、対象のオーディエンスの両方に指定されています。どちらかを外してください。`,
  emptyAndLeast: (minMembers) =>
    `--hold-when-empty off はメンバーがいなくなるリストを公開しますが、--min-members ${minMembers} は承認待ちにします。どちらかを外してください`,
  headings: {
    audience: 'オーディエンス',
    status: '状態',
    version: 'バージョン',
    members: 'メンバー',
    unregistered: '未登録',
    importedAt: '取り込み',
    cause: '原因',
    state: '状態',
    added: '追加',
    removed: '削除',
    publishedAt: '公開',
    standsOn: '差分の元',
  },
  allInShow: (projectId) =>
    `すべてを表示するには: "audience-import audience show ${projectId} NAME"`,
  rolledBack: (version) =>
    `バージョン ${version}（ロールバック済み）。ファイルが変わるまで公開されます`,
  stillLive: (status) => `${status}（公開中）`,
  stays: (version) => `以前に公開したバージョン ${version} のままです`,
  lookAlike: (names) => `次の名前は似ていますが、異なるものです: ${names}`,

  labels: {
    project: 'プロジェクト',
    audience: 'オーディエンス',
    status: '状態',
    deletedAt: '削除日時',
    cause: '原因',
    message: '説明',
    row: '該当する行',
    version: 'バージョン',
    importedAt: '取り込み日時',
    members: 'メンバー',
    added: '追加',
    removed: '削除',
    rows: '行数',
    blank: '空行',
    duplicates: '重複',
    unregistered: '未登録',
    held: '承認待ち',
    stale: '更新の遅れ',
    hasToChange: '更新の間隔',
    ownSettings: '個別の設定',
    file: 'ファイル',
    live: '公開中',
    fileEtag: 'ファイルの ETag',
    liveEtag: '公開中の ETag',
    lastImport: '前回の取り込み',
    nextAttempt: '次回の再試行',
    unregisteredIds: '未登録の ID',
    allOfThem: '未登録の ID 一覧',
    finding: '考えられる理由',
  },
  held: (version, members, until) =>
    `バージョン ${version}、${common.members(members)}、期限 ${common.time(until)}`,
  stale: (lastChange, hours) =>
    `${common.time(lastChange)}から更新されていません（想定: ${formats.hours(hours)}ごと）`,
  expectation: (name, hours, from) =>
    `「${name}」のファイルの更新間隔: ${hours === null ? '指定なし' : `${formats.hours(hours)}ごと`}` +
    `（${from === 'audience' ? 'このオーディエンスの設定' : 'プロジェクトの設定'}）`,
  missing: 'なし',
  source: (object, size, lastModified) =>
    `${object}、${plain.format(size)}バイト、更新 ${common.time(lastModified)}`,
  lastImport: (result, at) => `${result}（日時 ${common.time(at)}）`,
  reportMissing: {
    'no-time': '書き出されていません（取り込みの時間が足りませんでした）',
    failed: '書き出しに失敗しました。原因は取り込み関数のログにあります',
  },

  heldOnes: (count, names) =>
    `承認または破棄を待っているリストのあるオーディエンスが${plain.format(count)}件あります: ${names}`,

  noneOf: (projectId, name) =>
    `プロジェクト「${projectId}」にオーディエンス「${name}」はありません。名前は .csv を付けずに正確に指定してください。`,
  listThem: (projectId) => `一覧は「audience-import audience list ${projectId}」で確認できます。`,
  unpublished: (projectId, name, word, status, cause) =>
    `プロジェクト「${projectId}」のオーディエンス「${name}」には、公開済みのバージョンがありません。${unpublished[status]}` +
    `${cause === null ? '' : `（${cause}）`}。詳細は「audience-import audience show ${projectId} ${word}」で確認できます。`,
};
