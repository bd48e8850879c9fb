import type { Mails } from '../en/mails.ts';
import { formats } from './formats.ts';

export const mails: Mails = {
  subject: (projectId, what) => `[audience-import] ${projectId}: ${what}`,
  paragraph: (label, value) => `■ ${label}\n${value}`,
  andMore: (more) => `ほか${formats.number(more)}件`,
  footer: (projectId) =>
    `このメールは、audience-import のプロジェクト ${projectId} の管理者の方にお送りしています。`,
  occasion: {
    ofImport: (at, importId) => `${formats.time(at)}\n取り込み ID: ${importId}\n`,
    at: (at) => `${formats.time(at)}\n`,
    since: (at) => `${formats.time(at)}以降\n`,
  },

  row: '該当する行',
  rowNumber: (row) => `${formats.number(row)}行目`,
  forExample: (example) => `（例: ${example}）`,
  exampleOf: (file, message) => `例: ${file} ${message}`,
  findings: '登録ユーザーが見つからない理由として考えられること',
  findingsOf: (file) => `登録ユーザーが見つからない理由として考えられること（例: ${file}）`,
  report: '未登録の ID の一覧',
  reportAt: (key) => `バケット内のファイル: ${key}`,

  held: '承認待ちのもの',
  heldVersion: (version, members) => `バージョン ${version}（${formats.members(members)}）`,
  live: '現在公開されているもの',
  nothingLive: 'ありません。公開済みのバージョンはまだありません。',
  stillLive: (version, members) =>
    `これまでどおり、バージョン ${version}（${formats.members(members)}）です。`,
  nowLive: (version, members) =>
    `バージョン ${version}（${formats.members(members)}）になりました。`,
  newVersions: 'それぞれの新しいバージョンです。',
  lastVersions: '公開済みのオーディエンスは、前回のバージョンのままです。',
  withoutVersion: (files) =>
    `${formats.files(files)}には公開済みのバージョンがなく、配信に使えるものがありません。`,

  lastChange: '最後の更新',
  lastChangeBeforeItWasGone: (at) => `${formats.time(at)}（その後、ファイルは削除されました）`,
  expected: '想定された更新の間隔',
  expectedEvery: (hours) => `${formats.hours(hours)}ごと`,

  earlier: '個別にお知らせしなかったもの',
  oneEarlier: (at) => `ほかに1件（${formats.time(at)}）`,
  someEarlier: (count, first, last) =>
    `ほかに${formats.number(count)}件（${formats.time(first)}から${formats.time(last)}まで）`,

  missed: {
    what: (count) => `お届けできなかった${formats.notices(count)}があります`,
    title: (count, projectId) =>
      `プロジェクト ${projectId} の${formats.notices(count)}を、これまでお届けできていませんでした。`,
    since: 'お届けできなくなった日時',
    told: 'ほかの管理者にお知らせした内容（新しいものが最後）',
    toldCount: (count) => formats.notices(count),
    one: (what, at) => `${what}（${formats.time(at)}）`,
    because: (what, message) => `${what}: ${message}`,
  },
};
