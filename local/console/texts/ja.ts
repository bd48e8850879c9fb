import { formats } from '../../../lambdas/shared/texts/ja/formats.ts';
import type { ConsoleTexts } from './en.ts';

export const ja: ConsoleTexts = {
  title: (stack) => `${stack}（このマシン）`,
  here: 'このマシン',
  skip: '本文へ移動',
  sections: {
    label: 'セクション',
    audiences: 'オーディエンス',
    mails: 'メール',
    scanner: 'スキャナー',
    technical: 'スタック',
  },
  preferences: {
    language: '言語',
    dark: '暗い配色',
    light: '明るい配色',
    refresh: '更新',
  },
  footer: 'このページの内容がこのマシンの外へ送られることはありません。',

  gone: 'スタックが応答しません。',
  goneNext:
    '終了した可能性があります。npm start で起動してください。このページは自動的に再開します。',
  tryAgain: '再試行',
  loading: '読み込み中…',

  widget: {
    label: 'オーディエンス（CloudWatch ダッシュボードと同じ表示）',
    failed: '関数がエラーで終了しました。',
    failedNext: 'ログは npm start が表示する logs フォルダーにあります。',
    noScreen: 'このスタックには画面の関数がありません。',
    noScreenNext:
      '以前のバージョンから合成されたスタックです。--assembly を付けずに起動するか、npm run synth を再実行してください。',
    badAction: 'このボタンは正しくありません。関数に渡す値が JSON オブジェクトではありません。',
  },
  dialog: { cancel: 'キャンセル', go: '続ける', close: '閉じる', ask: 'よろしいですか？' },

  upload: {
    title: 'アップロード',
    project: 'プロジェクト',
    drop: 'CSV ファイルをここにドロップ',
    choose: 'ファイルを選択',
    limits: '1行に1つのユーザー ID。.csv、.csv.gz、.csv.zst、500 MB まで。',
    target: (path) => `バケットの ${path} に保存されます。`,
    dropAnywhere: (projectId) => `ドロップすると ${projectId} にアップロードします`,
    list: 'アップロード一覧',
    progress: (percent) => `アップロード中（${percent} %）`,
    waiting: 'アップロードしました。スキャナーを待っています。',
    paused: (projectId, command) =>
      `アップロードしました。プロジェクトは一時停止中です：${command} project resume ${projectId}`,
    beingWritten: 'ファイルが空です。まだ書き込み中の場合に備えて、スキャナーは30分間待ちます。',
    importing: '取り込み中…',
    ready: (members) => `公開中：${formats.members(members)}`,
    held: '承認待ちです。',
    rejected: '取り込み不可です。',
    failed: '取り込みに失敗しました。再試行されます。',
    deleted: 'このオーディエンスはその間に削除されました。',
    sourceMissing: 'ファイルがなくなりました。',
    show: '表示',
    open: (name) => `${name} を表示`,
    scanNow: '今すぐスキャン',
    refused: {
      'no-project': 'アップロードできません：このプロジェクトはもうありません。',
      suffix: 'アップロードできません：名前は .csv、.csv.gz、.csv.zst で終わる必要があります。',
      'too-large': 'アップロードできません：ファイルは 500 MB までです。',
      'no-length': 'アップロードできません：ブラウザーがファイルの大きさを伝えませんでした。',
      bucket: (reason) => `アップロードできません。バケットの応答：${reason}`,
      unreachable: 'アップロードできません：スタックが応答しません。',
    },
  },

  empty: {
    projects: 'プロジェクトはまだありません',
    projectsNext:
      'プロジェクトは1つのアプリで、そのファイルはバケットの1つのフォルダーに置かれます。作成するには：',
    users: '次に、登録済みのユーザーを1行に1つの ID で読み込みます：',
    mails: 'メールはまだありません',
    mailsNext:
      '取り込みに失敗したとき、承認待ちになったとき、更新が遅れたときに、プロジェクトの管理者へメールが送られます。ID のリストではないファイルをアップロードすると確認できます。',
    mailsElsewhere: 'メールは --endpoint のエミュレーターに保存されています。',
    scans: 'スキャンはまだありません',
    scansNext: 'スキャナーはファイルが届いたときと10分ごとに実行されます。今すぐ実行するには：',
  },

  mails: {
    to: '宛先',
    sent: '送信日時',
    count: (count) => `メール${formats.number(count)}件`,
    asText: 'テキスト',
    noBody: 'このメールには本文がありません。',
  },

  scanner: {
    intro: 'スキャナーは、新しいファイルや変更されたファイルを見つけ、取り込みを指示します。',
    when: '日時',
    took: '所要時間',
    milliseconds: (count) => `${formats.number(count)} ミリ秒`,
    project: 'プロジェクト',
    seen: 'ファイル',
    changed: '変更',
    sent: '送信',
    ignored: '対象外',
    missing: 'なし',
    failedCalls: '失敗',
    nothing: 'スキャンされたプロジェクトはありません。',
    stoppedEarly: '時間切れです。次のスキャンが続けます。',
    failed: 'スキャンに失敗しました。',
    run: '今すぐスキャン',
  },

  technical: {
    endpoints: 'エンドポイント',
    functions: '関数',
    name: '名前',
    timeout: 'タイムアウト',
    seconds: (count) => `${formats.number(count)} 秒`,
    memory: 'メモリ',
    megabytes: (count) => `${formats.number(count)} MB`,
    running: '実行中',
    started: '実行回数',
    failed: '失敗',
    queues: 'キュー',
    waiting: '待機中',
    inFlight: '処理中',
    outputs: 'テンプレートの出力',
    status: '状態（JSON）',
    version: (version) => `バージョン ${version}`,
  },
};
