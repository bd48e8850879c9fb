import { formatCount } from '../../../../lambdas/shared/texts/figures.ts';
import type { RepairTexts } from '../en/repair.ts';

type Some = Parameters<RepairTexts['unreadable']>[0];

const several = ({ project, count, names }: Some, what: string): string =>
  `${project}: オーディエンス${formatCount(count)}件（${names}）は、${what}。`;

const whyNot = (reason: string, whatToDo: string): string =>
  `${reason}ため、取り込み直しません。${whatToDo}`;

export const repair: RepairTexts = {
  willRead: (tableName, readUnits, dollars, region, asOf) =>
    `テーブル ${tableName} をすべて読み取ります。読み込みユニット約${formatCount(readUnits)}、${dollars}です（${region} の ${asOf} の料金）。` +
    'サイズは、DynamoDB が6時間ごとに集計した値です。',
  tableMissing: (name, tableName, definition) =>
    `${name} のテーブル ${tableName} がありません。docs/backup.md の手順で、同じ名前で復元してください。バックアップがない場合は、次のコマンドで` +
    `空のテーブルを作成してから、このコマンドをもう一度実行してください。\n  aws dynamodb create-table --cli-input-json ${definition}`,
  projectMissing: (project) =>
    `プロジェクト「${project}」にはオーディエンスがありますが、プロジェクト自体がありません。取り込みは行われません。プロジェクトのテーブルを復元するか、以前と同じ --path を付けて` +
    `設定し直してください：「audience-import project put ${project} --admin-email you@example.com --audience-limit 100」。その後、このコマンドをもう一度実行してください。`,
  usersMissing: (project) =>
    `プロジェクト「${project}」にはメンバーのいるオーディエンスがありますが、ユーザーが1人も登録されていません。取り込むとメンバーがいなくなります。登録し直してください: ` +
    `「audience-import users load ${project} FILE」。その後、このコマンドをもう一度実行してください。`,
  itemUnreadable: (message) =>
    `${message} 変更していません。対処方法は docs/runbook.md にあります。`,
  unreadable: (some) => several(some, 'チャンクが足りないため読み取れません'),
  heldUnreadable: (some) =>
    several(some, 'チャンクが足りないため、承認待ちのリストを読み取れません'),
  remedies: {
    import: (isDone) =>
      isDone
        ? '次回のスキャンで、それぞれのファイルを取り込み直します。'
        : '実行すると、それぞれのファイルを取り込み直します。',
    'due-already': () => 'それぞれのファイルは、すでに取り込み待ちです。スキャンで取り込まれます。',
    'being-imported': () =>
      'それぞれのファイルを取り込んでいます。終わってから、このコマンドをもう一度実行してください。',
    'project-missing': () => whyNot('プロジェクトがない', '上記を参照してください。'),
    'users-missing': () => whyNot('プロジェクトにユーザーがいない', '上記を参照してください。'),
    'file-missing': () =>
      whyNot(
        'ファイルもない',
        'もう一度アップロードしてください。不要なオーディエンスは「audience-import audience delete PROJECT NAME」で削除できます。',
      ),
    rejected: () =>
      whyNot(
        '現在のファイルが拒否された',
        '正しいファイルをアップロードしてください。理由は「audience-import audience show PROJECT NAME」で確認できます。',
      ),
    held: () =>
      whyNot(
        'その後のリストが承認を待っている',
        '「audience-import audience approve PROJECT NAME」で公開できます。',
      ),
    discarded: () =>
      whyNot(
        '現在のファイルのリストが破棄された',
        '別のファイルをアップロードするか、「audience-import audience retry PROJECT NAME」でこのファイルを取り込んでください。',
      ),
    'rolled-back': () =>
      whyNot(
        '現在のファイルのリストからロールバックされた',
        '別のファイルをアップロードするか、「audience-import audience retry PROJECT NAME」でこのファイルを取り込んでください。',
      ),
  },
  placeRefused: (some) => several(some, '枠があるのに、上限を理由に拒否されました'),
  earlier: (some) => several(some, '読み取れなくなった以前のバージョンがあります'),
  marked: (isDone) =>
    isDone
      ? 'ロールバックできないように印を付けました。'
      : '実行すると、ロールバックできないように印を付けます。',
  readableAgain: (some) =>
    several(some, '読み取れないという印のあるバージョンに、チャンクがすべてそろっています'),
  unmarked: (isDone) => (isDone ? '印を外しました。' : '実行すると、印を外します。'),
  numbersBehind: (some) =>
    several(some, 'バージョンの番号が、すでに使われた番号より前に戻っています'),
  numbersDrawn: (isDone) =>
    isDone
      ? '次のバージョンには、使われたことのない番号が付きます。'
      : '実行すると、次のバージョンには、使われたことのない番号が付きます。',
  placeMissing: (some) => several(some, '公開中または承認待ちですが、上限の枠に数えられていません'),
  placeEntered: (isDone) => (isDone ? '枠に数えました。' : '実行すると、枠に数えます。'),
  placeUnused: (project, count) =>
    `${project}: 存在しないオーディエンスが、上限の枠を${formatCount(count)}件使っています。`,
  placeGivenBack: (isDone) => (isDone ? '枠を空けました。' : '実行すると、枠を空けます。'),
  chunksUnknown: (project, chunks) =>
    `${project === null ? '' : `${project}: `}どのオーディエンスのバージョンにも属さないチャンクが${formatCount(chunks)}個あります。`,
  collected: (isDone) =>
    isDone
      ? '24時間後に collector が削除します。それまでに、そのチャンクを持つオーディエンスを復元すれば残ります。'
      : '実行すると、24時間後に collector が削除します。それまでに、そのチャンクを持つオーディエンスを復元すれば残ります。',
  waits: '取り込みの実行中です。終わってから、このコマンドをもう一度実行してください。',
  goOn: '実行しますか?',
  nobodyToAsk:
    '端末がないため確認できません。実行するには --yes を、確認だけするには --dry-run を指定してください。何も変更していません。',
  allFits: (audiences, chunks) =>
    `修復するものはありません。オーディエンス${formatCount(audiences)}件とチャンク${formatCount(chunks)}個は一致しています。`,
  scanNow:
    '完了しました。ファイルは次回のスキャンで取り込まれます。「audience-import scan --wait」ですぐに取り込めます。その後、このコマンドをもう一度実行すると、残りを確認できます。',
  lookAgain: '完了しました。このコマンドをもう一度実行すると、残りを確認できます。',
  wasDryRun: '何も変更していません。--dry-run を付けなければ実行します。',
  nothingToDo: '何も変更していません。このコマンドでできることはありません。',
};
