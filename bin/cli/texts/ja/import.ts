import type { ValidationView } from '../../import/validation-view.ts';
import type { ImportTexts } from '../en/import.ts';
import { common } from './common.ts';

const outcomes: Readonly<Record<ValidationView['outcome'], (live: number | null) => string>> = {
  published: (live) =>
    live !== null
      ? `バージョン ${live} に代わって公開されます`
      : 'オーディエンスの最初のリストとして公開されます',
  unchanged: (live) => `メンバーはバージョン ${live ?? '-'} と同じで、変更はありません`,
  held: () => '承認待ちになり、承認されるまで配信には使われません',
  rejected: () => '取り込まれません。公開中のリストはそのままです',
  failed: () => '失敗します。公開中のリストはそのままです',
  undecided: () => '判定できません',
};

export const imports: ImportTexts = {
  rolledBack: (version) =>
    `ロールバックによりバージョン ${version} が公開されています（取り込みではないため、この一覧にはありません）。ファイルが変わるまで公開されます。`,
  dropped: (version, members) => `バージョン ${version}（${common.members(members)}）を破棄`,
  onlyFile: 'ファイルだけを削除',
  none: '取り込みの記録がありません。記録は1年間保存されます。',
  headings: {
    when: '日時',
    audience: 'オーディエンス',
    outcome: '結果',
    cause: '原因',
    rows: '行数',
    members: 'メンバー',
    change: '増減',
    matched: '一致率',
    seconds: '秒数',
    cost: '費用',
    finding: '考えられる理由',
  },
  prices: (region, asOf) => `${region} の ${asOf} 時点の料金`,
  pricesInPlace: (region, asOf, of) =>
    `${region} の ${asOf} 時点の料金（${of} の料金表がないため）`,
  cost: (prices) =>
    `費用は、DynamoDB の読み込みと書き込みのユニットについて、${prices.join('、')}で計算したものです。`,

  labels: {
    project: 'プロジェクト',
    audience: 'オーディエンス',
    file: 'ファイル',
    anImport: '取り込みの結果',
    cause: '原因',
    message: '説明',
    row: '該当する行',
    liveNow: '現在公開中',
    members: 'メンバー',
    matched: '一致率',
    added: '追加',
    removed: '削除',
    rows: '行数',
    blank: '空行',
    duplicates: '重複',
    unregistered: '未登録',
    suchAs: '未登録の例',
    finding: '考えられる理由',
    plan: '照合方法',
    importTakes: '取り込みの費用',
    dryRunTook: '今回の確認の費用',
    pricesOf: '料金表',
  },
  live: (version, members) => `バージョン ${version}、${common.members(members)}`,
  outcome: (outcome, live, replacesHeld) =>
    outcomes[outcome](live) +
    (replacesHeld === null ? '' : `。承認待ちのバージョン ${replacesHeld} は破棄されます`),
  expense: (readUnits, writeUnits, dollars) =>
    `${common.readUnits(readUnits)}、${common.writeUnits(writeUnits)}: ${dollars}`,
  plan: (plan, plannedUnits) => `${plan}（見込み: ${common.readUnits(plannedUnits)}）`,
  priceList: (region, asOf) => `${region}、${asOf} 時点、DynamoDB のみ`,

  noFile:
    'FILE を指定してください。標準入力の場合は - を、バケットにあるファイルの場合は --key KEY を指定します。',
  notInBucket: (key, projectId, path) =>
    `バケットにファイル「${key}」がありません。プロジェクト「${projectId}」のファイルは「${path}」の下にあります。`,
  hidden: (key) =>
    `バケットにファイル「${key}」がないか、読み取る権限がありません。s3:GetObject と、お客様のキーで暗号化されている場合は kms:Decrypt が必要です。`,
  noName: '標準入力には名前がないため、--name NAME を指定してください。',
  nameTooLong: (object, mostBytes) =>
    `名前「${object}」が長すぎます。S3 のキーは、プロジェクトのパスを含めて${mostBytes}バイトまでです。`,
  unfitName: (name) => `「${name}」はスラッシュを含むため、オーディエンスの名前にできません。`,
  wouldBeIgnored: (object) =>
    `「${object}」という名前のファイルは対象外になります。ファイルはプロジェクトのパスの直下に置き、末尾を .csv、.csv.gz、.csv.zst のいずれかにし、先頭をドットにしないでください。` +
    'オーディエンスのファイルとして確認するには、--name NAME を指定してください。',
  undecided: (why) => {
    switch (why) {
      case 'superseded':
        return '読み取り中にファイルが変更または削除されました。もう一度実行してください。';
      case 'table-busy':
        return '取り込みがテーブルの処理能力を使い切っています。しばらくしてから、もう一度実行してください。';
      default:
        return `最後まで確認できませんでした（${why ?? '-'}）。もう一度実行してください。`;
    }
  },
  isPaused: (projectId) =>
    `プロジェクト「${projectId}」は一時停止中です。再開するまで取り込みは行われません：「audience-import project resume ${projectId}」`,
  isBusy: (tableName) =>
    `取り込みがテーブル ${tableName} を読み込んでいます。終わるまで待っています。`,
  changesUnknown: (reason) => `増減は計算できませんでした: ${reason}`,
  findingsUnknown: (reason) => `ID が未登録である理由は判定できませんでした: ${reason}`,
};
