import { heldSeconds } from '../../contract.ts';
import type { Notices } from '../en/notices.ts';
import { formats } from './formats.ts';

const heldDays = heldSeconds / (24 * 60 * 60);
const whatIsWrong = '問題の内容';
const why = '理由';
const soon = 'アップロード後、10分ほどで取り込まれます。';
const rollback =
  '24時間以内であれば、1つ前のバージョンに戻すこともできます：「audience-import audience rollback PROJECT NAME」';

/** What follows the name of a file, or how many there are, in a subject and in a sentence. */
const said = (short: string, inFull: string, ofMany = inFull) => ({
  one: (thing: string): string => `${thing}${short}`,
  many: (count: number): string => `${formats.files(count)}${short}`,
  oneInFull: (thing: string, projectId: string): string =>
    `プロジェクト ${projectId} のファイル${thing}${inFull}。`,
  manyInFull: (count: number, projectId: string): string =>
    `プロジェクト ${projectId} の${formats.files(count)}${ofMany}。`,
});

export const notices: Notices = {
  rejected: {
    ...said(
      'に問題があり、取り込めませんでした',
      'に問題があり、取り込めませんでした',
      'に同じ問題があり、取り込めませんでした',
    ),
    reason: whatIsWrong,
    advice: [['ファイルを修正した場合', soon]],
  },
  'over-limit': {
    ...said(
      'は上限超過のため取り込めませんでした',
      'は、プロジェクトのオーディエンス数が上限に達しているため、取り込めませんでした',
    ),
    reason: whatIsWrong,
    advice: [
      [
        '取り込みの予定',
        'プロジェクトに空きができると、待ち時間の長いファイルから順に、10分ほどで自動的に取り込まれます。',
      ],
    ],
  },
  failed: {
    ...said(
      'の取り込みに失敗しました',
      'の取り込みに失敗しました',
      'の取り込みに、同じ原因で失敗しました',
    ),
    reason: whatIsWrong,
    advice: [
      [
        '再試行の予定',
        '1回目の失敗から1時間後、2回目の失敗から6時間後、その後は1日1回、成功するかファイルが変更されるまで自動で再試行します。' +
          'アップロードし直す必要はありません。',
      ],
    ],
  },
  published: {
    ...said('を公開しました', 'の取り込みが完了し、公開しました'),
    reason: why,
    advice: [
      [
        '対応が必要なときだけ通知を受け取るには',
        '次のコマンドで設定できます：「audience-import project put PROJECT --mail-on-success off」',
      ],
    ],
  },
  recovered: {
    ...said('の取り込みが復旧しました', 'の取り込みが復旧しました'),
    reason: why,
    advice: [['必要な対応', 'ありません。']],
  },
  emptied: {
    ...said('のメンバーが0人になりました', 'のオーディエンスは、メンバーが0人になりました'),
    reason: why,
    advice: [
      [
        '影響',
        '新しいファイルのユーザー ID に登録ユーザーのものが1件もないため、配信は誰にも届きません。',
      ],
      [
        '意図した変更でない場合',
        `正しいリストを同じ名前でもう一度アップロードしてください。${soon}${rollback}`,
      ],
    ],
  },
  shrunk: {
    ...said(
      'のメンバーが大きく減りました',
      'を取り込みましたが、オーディエンスのメンバーが半分未満に減りました',
    ),
    reason: why,
    advice: [
      [
        '意図した変更でない場合',
        `リスト全体を同じ名前でもう一度アップロードしてください。${soon}${rollback}`,
      ],
      [
        'このような変更を承認制にするには',
        '次のコマンドで設定できます：「audience-import project put PROJECT --max-shrink 50」',
      ],
    ],
  },
  'published-empty': {
    ...said('のメンバーは0人です', 'から新しいオーディエンスを作成しましたが、メンバーは0人です'),
    reason: why,
    advice: [
      [
        '影響',
        'ファイルのユーザー ID に登録ユーザーのものが1件もないため、配信は誰にも届きません。ID は1文字単位で完全一致で照合されます。',
      ],
      [
        '意図した結果でない場合',
        `ファイルを修正し、同じ名前でもう一度アップロードしてください。${soon}`,
      ],
    ],
  },
  ignored: {
    one: () => '取り込み対象外のオブジェクトがあります',
    many: () => '取り込み対象外のオブジェクトがあります',
    oneInFull: (_, projectId) =>
      `プロジェクト ${projectId} のパスに、オーディエンスのファイルと思われるものの、取り込み対象外となるオブジェクトがあります。`,
    manyInFull: (_, projectId) =>
      `プロジェクト ${projectId} のパスに、オーディエンスのファイルと思われるものの、取り込み対象外となるオブジェクトがあります。`,
    reason: '対象外のオブジェクト',
    advice: [
      ['配信への影響', 'すべてのオーディエンスはこれまでどおり利用できます。'],
      [
        '次回のお知らせ',
        '同じ理由で対象外のオブジェクトが残っている間は、改めてお知らせしません。いったんなくなった後に再び現れ、1時間続いた場合にお知らせします。' +
          '一覧は「audience-import project show PROJECT」で確認できます。',
      ],
    ],
  },
  held: {
    ...said(
      'は承認待ちです',
      'を取り込みましたが、承認待ちです。承認されるまで配信には使われません',
    ),
    reason: why,
    advice: [
      [
        '別のファイルをアップロードした場合',
        `承認待ちのものは新しいファイルに置き換わります。${soon}`,
      ],
      ['何もしなかった場合', `承認待ちのものは${heldDays}日後に破棄されます。`],
    ],
  },
  approved: {
    ...said('が承認されました', 'は承認待ちでしたが、運用担当者の承認により公開されました'),
    reason: 'これまで公開されていたもの',
    advice: [
      [
        '意図した変更でない場合',
        '24時間以内であれば、1つ前のバージョンに戻せます：「audience-import audience rollback PROJECT NAME」。以前のバージョンがない場合は、' +
          'ファイルごとオーディエンスを削除してください：「audience-import audience delete PROJECT NAME --with-file」',
      ],
    ],
  },
  stale: {
    ...said('が更新されていません', 'が、想定された間隔を過ぎても更新されていません'),
    reason: why,
    advice: [
      [
        '現在公開されているもの',
        'オーディエンスはこれまでのまま、以前のリストで配信されます。直前の取り込みの成否とは関係ありません。',
      ],
      [
        '必要な対応',
        'エクスポートが動いているか、ファイル名が変わっていないかをご確認ください。更新されたら、メールでお知らせします。',
      ],
      [
        '更新の間隔を変えるには',
        '次のコマンドで設定できます：「audience-import audience expect PROJECT NAME --every 7d」（不要な場合は「--every off」）',
      ],
    ],
  },
  fresh: {
    ...said('が更新されました', 'が再び更新されました'),
    reason: why,
    advice: [['必要な対応', 'ありません。取り込みに失敗した場合は、別途お知らせします。']],
  },
  'hold-expired': {
    ...said(
      'は承認されず、破棄されました',
      `は${heldDays}日間承認待ちでしたが、承認されなかったため破棄されました`,
    ),
    reason: why,
    advice: [
      [
        '改めて必要な場合',
        'ファイルを同じ名前でもう一度アップロードするか、次のコマンドを実行してください：「audience-import audience retry PROJECT NAME」',
      ],
    ],
  },
  unregistered: {
    ...said(
      'の未登録の ID が増えました',
      'を取り込みましたが、登録ユーザーに該当しない ID が以前より大幅に増えています',
    ),
    reason: why,
    advice: [
      [
        '意図した変更でない場合',
        `ファイルを修正し、同じ名前でもう一度アップロードしてください。${soon}${rollback}`,
      ],
    ],
  },
};
