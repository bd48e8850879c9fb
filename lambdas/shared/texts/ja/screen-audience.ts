import type { ScreenAudienceTexts } from '../en/screen-audience.ts';
import { formats } from './formats.ts';

const { number, quoted } = formats;

const members = (version: number, count: number): string =>
  `バージョン ${version}（${formats.members(count)}）`;

export const screenAudience: ScreenAudienceTexts = {
  yes: 'はい',
  no: 'いいえ',
  off: 'なし',
  andThen: (question, consequence) => `${question}${consequence}`,

  live: {
    title: '現在配信に使用しているリスト',
    of: (version, time) => `バージョン ${version}（${time}に公開）`,
    nothing: 'なし',
    whyNothing: '公開されているバージョンはありません。',
    rolledBack: 'ロールバックされたバージョンです。ファイルが変わるまで公開されます。',
  },
  reads: {
    next: (version, count) => `キャンペーンは${members(version, count)}を配信に使用します。`,
    on: (version, count) => `キャンペーンは引き続き${members(version, count)}を配信に使用します。`,
    nothing: 'キャンペーンが配信に使用するリストはなくなります。',
    stillNothing: 'キャンペーンが配信に使用するリストは、これまでどおりありません。',
    until: (version, count) =>
      `取り込まれるまで、キャンペーンは引き続き${members(version, count)}を配信に使用します。`,
    nothingUntil: '取り込まれるまで、キャンペーンが配信に使用するリストはありません。',
  },

  held: {
    title: (version) => `バージョン ${version} は承認待ちです`,
    now: '現在配信に使用しているリスト',
    next: '承認した場合',
    until: (time) => `承認されない場合は、${time}に破棄されます。`,
    approve: '承認',
    askToApprove: (version) => `バージョン ${version} を承認しますか？`,
    discard: '破棄',
    askToDiscard: (version) => `バージョン ${version} を破棄しますか？`,
  },
  problem: {
    rejected: 'ファイルに問題があり、取り込めませんでした',
    failed: '取り込みに失敗しました',
    again: (time) => `${time}に再試行されます。`,
  },
  findings: 'ID が見つからない理由として考えられること',
  example: (example) => `例: ${example}`,

  sourceMissing: 'ファイルがバケットにありません。',
  beingWritten: 'ファイルはまだ0バイトです。内容が書き込まれるか、30分が経過すると取り込まれます。',
  deleted: (time) =>
    `オーディエンスは${time}に削除されました。ファイルが残っていれば、次のスキャンで再び作成されます。`,
  stale: (since, hours) =>
    `ファイルは${since}から更新されていません（想定: ${formats.hours(hours)}ごと）。`,

  figures: {
    title: 'ファイルの行の内訳',
    rows: '行数',
    members: 'メンバー',
    unregistered: '未登録の ID',
    duplicates: '重複',
    blank: '空行',
    matched: '一致率',
  },
  trend: {
    from: (time) => `${time}から`,
    to: (time) => `${time}まで`,
  },

  versions: {
    title: 'バージョン',
    headings: {
      version: 'バージョン',
      state: '状態',
      members: 'メンバー',
      change: '増減',
      published: '公開日時',
      action: '操作',
    },
    states: {
      writing: '書き込み中',
      live: '公開中',
      superseded: '置き換え済み',
      abandoned: '中止',
      held: '承認待ち',
      collecting: '削除中',
    },
    rollback: 'ロールバック',
    askToRollBack: (version) => `バージョン ${version} にロールバックしますか？`,
    more: (count) => `このほかに、以前のバージョンが${number(count)}件あります。`,
  },
  history: {
    title: '履歴',
    none: '取り込みの記録がありません。記録は1年間保存されます。',
    headings: {
      when: '日時',
      outcome: '結果',
      rows: '行数',
      members: 'メンバー',
      change: '増減',
      matched: '一致率',
      cost: '費用',
      duration: '所要時間',
      cause: '原因',
    },
    rematch: 'ユーザーの登録や退会を反映しました。',
    cost: (region, asOf) =>
      `費用は、DynamoDB の読み込みと書き込みのユニットについて、${region} の ${asOf} 時点の料金で計算したものです。`,
  },
  decisions: {
    done: {
      delete: '削除',
      approve: '承認',
      discard: '破棄',
      rollback: 'ロールバック',
      retry: '再取り込みの指示',
    },
    via: { screen: 'この画面での操作。', command: 'コマンドでの操作。' },
    nothing: 'リストなし',
    version: members,
    readSince: (after, before) =>
      `キャンペーンが配信に使用するリストが、${before}から${after}に変わりました。`,
    dropped: (version, count, reads) =>
      `${members(version, count)}を破棄しました。キャンペーンが配信に使用するリストは変わらず、${reads}です。`,
    onlyFile: (reads) =>
      `その間にオーディエンスが変更されたため、ファイルだけを削除しました。キャンペーンが配信に使用するリストは変わらず、${reads}です。`,
    request: (id) => `リクエスト ${id}。`,
  },
  unregistered: {
    title: '未登録の ID の例',
    all: 'すべての一覧（バケット内）:',
    reportMissing: {
      'no-time': 'すべての一覧は書き出されていません（取り込みの時間が足りませんでした）。',
      failed: 'すべての一覧の書き出しに失敗しました。原因は取り込み関数のログにあります。',
    },
  },
  file: {
    title: 'ファイルと設定',
    name: 'ファイル',
    size: 'サイズ',
    bytes: (count) => `${number(count)}バイト`,
    modified: '最終更新',
    isMissing: 'なし',
    settings: {
      holdWhenEmpty: 'メンバーが0人になる場合は承認待ち',
      maxShrink: '次の割合を超えて減る場合は承認待ち',
      minMembers: '次の人数未満の場合は承認待ち',
      maxGrowth: '次の割合を超えて増える場合は承認待ち',
      holdFirst: '最初のリストは承認待ち',
    },
    percent: (percent) => `${number(percent)}%`,
    expected: 'ファイルの更新間隔',
    expectedEvery: (hours) => `${formats.hours(hours)}ごと`,
    expectedNever: '更新を求めない',
  },
  actions: {
    retry: '再度取り込む',
    askToRetry: (name) => `${quoted(name)}のファイルを再度取り込みますか？`,
    delete: '削除（ファイルは残す）',
    askToDelete: (name, isPaused) =>
      `オーディエンス${quoted(name)}を削除しますか？ファイルは残るため、` +
      (isPaused ? 'プロジェクトが再開されると' : '次のスキャンで') +
      '再び作成されます。',
    deleteAlone: '削除',
    askToDeleteAlone: (name) => `オーディエンス${quoted(name)}を削除しますか？`,
    deleteWithFile: 'ファイルごと削除',
    askToDeleteWithFile: (name, file) =>
      `オーディエンス${quoted(name)}とファイル${quoted(file)}を削除しますか？元に戻すことはできません。`,
  },
};
