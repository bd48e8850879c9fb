import type { DigestTexts } from '../en/digest.ts';
import { formats } from './formats.ts';

export const digest: DigestTexts = {
  subject: (imports) => `1日のまとめ（${imports}）`,
  title: (projectId, since) =>
    `${formats.time(since)}以降の、プロジェクト ${projectId} のファイルの取り込み結果をお知らせします。`,
  separator: '、',
  nothing: '取り込みなし',

  imports: '各ファイルの最後の取り込み',
  counted: {
    published: (count) => `公開${formats.number(count)}件`,
    held: (count) => `承認待ち${formats.number(count)}件`,
    rejected: (count) => `ファイルの問題${formats.number(count)}件`,
    failed: (count) => `失敗${formats.number(count)}件`,
    discarded: (count) => `破棄${formats.number(count)}件`,
  },
  unchanged: '変更のないもの',
  audiences: (count) => `${formats.number(count)}件のオーディエンス`,
  concerns: {
    held: '現在承認待ちのもの',
    failing: '現在取り込めていないもの',
    stale: '想定された間隔を過ぎても更新されていないもの',
  },
  isCut: '未確認のもの',
  cutAfter: (audiences, projectId) =>
    `時間内に確認できたオーディエンスは${formats.number(audiences)}件です。すべての状況は「audience-import audience list ${projectId}」で確認できます。`,
  toStop: 'このメールを停止するには',
  howToStop: (projectId) =>
    `次のコマンドで設定できます：「audience-import project put ${projectId} --daily-digest off」`,

  results: {
    published: '公開しました',
    held: '承認待ちになりました',
    rejected: 'ファイルに問題があり、取り込めませんでした',
    failed: '取り込みに失敗しました',
    discarded: '承認待ちのものを破棄しました',
  },
  line: (file, result, at, live) => `${file}: ${result}（${formats.time(at)}）。${live}`,
  because: (line, message) => `${line}。詳細: ${message}`,
  nothingLive: '公開済みのバージョンはありません',
  members: (members) => `現在のメンバーは${formats.members(members)}です`,
  changed: (members, added, removed) =>
    `現在のメンバーは${formats.members(members)}です（追加 ${formats.members(added)}、削除 ${formats.members(removed)}）`,
  still: (members) => `メンバーはこれまでどおり${formats.members(members)}です`,
};
