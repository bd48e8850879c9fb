import type { ScreenTexts } from '../en/screen.ts';
import { formats } from './formats.ts';
import { documentation } from './screen-documentation.ts';

const { number } = formats;

export const screen: ScreenTexts = {
  documentation,

  title: 'オーディエンス',
  whereYouAre: '現在の場所',
  toProjects: 'プロジェクト一覧',
  asOf: (time) => `${time}現在`,
  refresh: '更新',
  notFound: '表示する内容がありません',
  whyNotFound: {
    project: 'この ID のプロジェクトはありません。削除された可能性があります。',
    audience:
      'このオーディエンスはプロジェクトにありません。ファイルがまだスキャンで見つかっていません。',
    params:
      'ウィジェットのパラメータが正しくありません。指定できる値は、ウィジェットの説明にあります。',
  },

  statuses: {
    importing: '取り込み中',
    deleted: '削除済み',
    'source-missing': 'ファイルなし',
    'being-written': '書き込み中',
    rejected: '取り込み不可',
    failed: '失敗',
    held: '承認待ち',
    stale: '更新の遅れ',
    ready: '公開中',
  },
  outcomes: {
    published: '公開',
    unchanged: '変更なし',
    held: '承認待ち',
    rejected: '取り込み不可',
    failed: '失敗',
    released: '対象なし',
    interrupted: '中断',
  },
  noChange: '変更なし',
  trend: (versions, least, most, last) =>
    `最近の${number(versions)}バージョンのメンバー: ${number(least)}人から${number(most)}人、現在${number(last)}人`,
  unreadableProjects:
    '次のプロジェクトは、DynamoDB の項目が書き換えられているため読み取れません。プロジェクトは「audience-import project put」で修復できます:',
  unreadableAudiences:
    '次のオーディエンスは、DynamoDB の項目が書き換えられているため読み取れません。誤りの内容は「audience-import doctor」で確認できます:',
  unreadableMore: (others) => `ほか${number(others)}件`,

  concerns: {
    addressesRefused: (addresses) => `${number(addresses)}件のアドレスが SES に拒否されています`,
    callsFailed: (calls) => `前回のスキャンで${number(calls)}件の呼び出しが失敗しました`,
    notScanned: 'スキャンが遅れています',
    waitsLong: '取り込みが遅れています',
    full: '上限に達しています',
    paused: '一時停止中',
    mailsPending: (audiences) => `${number(audiences)}件のオーディエンスのメールが未送信です`,
  },

  projects: {
    caption: 'プロジェクト（対応が必要なものから順に表示）',
    headings: {
      project: 'プロジェクト',
      audiences: 'オーディエンス',
      lastScan: '前回のスキャン',
      files: 'ファイル数',
      waiting: '取り込み待ち',
    },
    none: 'プロジェクトがまだありません',
    createOne:
      'プロジェクトは、ファイルを置くフォルダーです。次のコマンドで、バケットの shop/ をフォルダーとするプロジェクトを作成できます:',
    ofLimit: (taken, limit) => `${number(taken)} / ${number(limit)}件`,
    neverScanned: '未実施',
    longest: (time) => `最長 ${time}`,
  },

  project: {
    facts: {
      audiences: 'オーディエンス',
      lastScan: '前回のスキャン',
      waiting: '取り込み待ち',
      path: 'パス',
    },
    caption: (project) => `プロジェクト ${project} のオーディエンス`,
    headings: {
      status: '状態',
      name: 'オーディエンス',
      members: 'メンバー',
      trend: '推移',
      change: '増減',
      imported: '前回の取り込み',
      rate: '一致率',
    },
    filter: {
      label: 'オーディエンスの検索',
      text: '名前に含まれる文字',
      status: '状態',
      all: 'すべて',
      apply: '検索',
      clear: 'すべて表示',
    },
    noAudience: 'ファイルがまだ見つかっていません',
    whereFilesLie: (path) =>
      `ユーザー ID の CSV ファイルを、プロジェクトのパスの直下にアップロードしてください。約10分以内にオーディエンスになります: ${path}NAME.csv`,
    noneFound: '該当するオーディエンスがありません',
    found: (audiences) => `${number(audiences)}件のオーディエンス`,
    pages: {
      label: 'ページ',
      now: (page, pages) => `${number(page)} / ${number(pages)} ページ`,
      before: '前へ',
      next: '次へ',
    },
    limit: {
      label: '上限',
      change: '上限を変更',
      confirm: (project, limit) =>
        `プロジェクト「${project}」の上限（現在 ${number(limit)}件）を、入力した数に変更しますか？キャンペーンは、公開中のリストを引き続き配信に使用します。`,
    },
    pause: {
      label: '取り込みを一時停止',
      confirm: (project) =>
        `プロジェクト「${project}」を一時停止しますか？再開するまで取り込みは行われません。キャンペーンは、公開中のリストを引き続き配信に使用します。`,
    },
    resume: {
      label: '取り込みを再開',
      confirm: (project) =>
        `プロジェクト「${project}」を再開しますか？変更されたファイルは次のスキャンで取り込まれ、キャンペーンは新しいリストを配信に使用します。`,
    },
    refused: (address, code, since, missed) =>
      `${address} へのメールは、${since}から SES に拒否されています（${code}）。${formats.notices(missed)}が届いていません。`,
    isPaused: 'このプロジェクトは一時停止中です。再開するまで取り込みは行われません。',
  },

  failures: {
    title: '現在は表示できません',
    malformed:
      'DynamoDB の項目が書き換えられているため、読み取れません。プロジェクトは「audience-import project put」で修復できます。オーディエンスは、テーブルの項目を修正してください。',
    refused:
      'DynamoDB がこの関数の呼び出しを拒否しています。ロールの権限が失われています。スタックを再度デプロイし、拒否しているポリシーがないか確認してください。',
    missing:
      'スタックのテーブルがありません。スタックを再度デプロイし、バックアップからテーブルを復元してください。',
    throttled:
      'DynamoDB が一時的に上限に達しています。1分ほど待って、ウィジェットを更新してください。',
    unreachable: 'DynamoDB から応答がありません。1分ほど待って、ウィジェットを更新してください。',
    again: '再試行',
  },
};
