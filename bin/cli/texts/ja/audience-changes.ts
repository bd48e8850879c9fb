import type { NamedAudience } from '../../audience/named-audience.ts';
import type { AudienceChangeTexts } from '../en/audience-changes.ts';
import { common } from './common.ts';

const plain = new Intl.NumberFormat('ja-JP');

const show = ({ projectId, word }: NamedAudience): string =>
  `「audience-import audience show ${projectId} ${word}」`;
const of = ({ projectId, name }: NamedAudience): string =>
  `プロジェクト「${projectId}」のオーディエンス「${name}」`;

const replaces = 'このバージョンを置き換えます';

const createdAgain = (isPaused: boolean): string =>
  `${isPaused ? 'プロジェクトが再開されると' : '次のスキャンで'}オーディエンスが再び作成されます`;

export const audienceChanges: AudienceChangeTexts = {
  isDue:
    '次のスキャンで取り込まれます。すぐに取り込むには「audience-import scan --wait」を実行してください。',
  isDueButPaused: ({ projectId, name }) =>
    `「${name}」を取り込み待ちにしましたが、プロジェクト「${projectId}」は一時停止中です。再開してください：「audience-import project resume ${projectId}」`,
  nothingToRetry: (why, audience) => {
    switch (why) {
      case 'deleted':
        return `${of(audience)}は削除されています。ファイルが残っていれば、次のスキャンで取り込まれます：「audience-import scan --wait」`;
      case 'file-missing':
        return `${of(audience)}のファイルがないため、取り込めません。もう一度アップロードしてください。`;
      case 'being-imported':
        return `${of(audience)}は取り込み中です。結果は${show(audience)}で確認できます。`;
      case 'changed':
        return `${of(audience)}のファイルは、その間に変更されました。結果は${show(audience)}で確認できます。`;
      case 'never-tried':
        return `${of(audience)}の現在のファイルは、まだ取り込まれていません。次のスキャンで取り込まれます：「audience-import scan --wait」`;
    }
  },

  notRecorded: (reason) =>
    `実行しましたが、記録できなかったため「audience-import import history」には表示されません。${reason}`,

  placeIsLeft: (reason) =>
    `実行しましたが、プロジェクト内の枠はまだ空いていません。1、2時間以内にコレクターが空けます。${reason}`,
  fileHasChanged: ({ projectId }, key) =>
    `何も削除していません。ファイル ${key} は、プロジェクト「${projectId}」の前回のスキャン後に再びアップロードされています。` +
    '"audience-import scan --wait" を実行し、内容を確認してから、もう一度実行してください。',
  deleted: (audience) => `${of(audience)}を削除しました。`,
  deletedWithFile: (audience, key) => `${of(audience)}と、ファイル ${key} を削除しました。`,
  otherFile: (names) =>
    `これまで対象外だった同じオーディエンスのファイルがあります: ${names.join('、')}。次のスキャンで取り込まれます。`,
  askToDelete: (audience, key, withFile, isPaused) =>
    `${of(audience)}を削除しますか？ファイル ${key} ` +
    (withFile
      ? 'も削除され、元に戻せません。続行しますか？'
      : `は残るため、${createdAgain(isPaused)}。続行しますか？`),
  askToDeleteAlone: (audience) => `${of(audience)}を削除しますか？`,
  notDeleted: '何も変更していません。',
  fileIsThere: ({ projectId, word }, key, isPaused) =>
    `ファイル ${key} が残っているため、${createdAgain(isPaused)}。両方とも削除するには：「audience-import audience delete ${projectId} ${word} --with-file」`,
  deletedAlready: (audience, fileIsThere) =>
    `${of(audience)}はすでに削除されています。` +
    (fileIsThere
      ? 'ファイルが残っているため、次のスキャンで再び作成されます。ファイルも削除するには --with-file を指定してください。'
      : '同じ名前のファイルをアップロードすると、再び作成されます。'),

  rolledBack: ({ name }, version, members, superseded) =>
    `オーディエンス「${name}」のバージョン ${version}（${common.members(members)}）を、バージョン ${superseded} に代えて公開しました。`,
  sameFile: (audience) =>
    `このバージョンは、同じファイルを以前に取り込んだものです。ファイルに誤りがある場合は、それより前のバージョンを${show(audience)}で確認し、--to で指定してください。`,
  undo: ({ projectId, word }, superseded) =>
    `24時間以内であれば元に戻せます：「audience-import audience rollback ${projectId} ${word} --to ${superseded}」`,
  stays: (file, { projectId, word }, isPaused, rematchHours, retryAt) => {
    const next = isPaused
      ? `プロジェクトを再開すると取り込まれ、${replaces}：「audience-import project resume ${projectId}」`
      : `次のスキャンで取り込まれ、${replaces}。防ぐには：「audience-import project pause ${projectId}」`;
    switch (file) {
      case 'done':
        return rematchHours === null
          ? 'ファイルが変更されるか再試行されるまで、このバージョンが公開されます。'
          : `ファイルが変更されるか再試行されるまで、またはユーザーの次回の照合（${plain.format(rematchHours)}時間ごと）まで、このバージョンが公開されます。`;
      case 'missing':
        return 'ファイルがないため、新しいファイルがアップロードされるまで、このバージョンが公開されます。';
      case 'due':
        return `その後ファイルが変更され、まだ取り込まれていません。${next}`;
      case 'called-off':
        return `その後ファイルが変更されました。実行中の取り込みは中止しました。${next}`;
      case 'failed':
        return `その後ファイルが変更されましたが、まだ取り込めていません。${retryAt === null ? '' : `${common.time(retryAt)} に`}再試行し、${replaces}。`;
      case 'held':
        return `その後ファイルが変更され、リストは承認待ちのままです。公開するには：「audience-import audience approve ${projectId} ${word}」`;
      case 'discarded':
        return 'その後ファイルが変更されましたが、リストは破棄されています。ファイルが再び変更されるか再試行されるまで、このバージョンが公開されます。';
      case 'rejected':
        return 'その後ファイルが変更されましたが、問題があり取り込めませんでした。ファイルが再び変更されるか再試行されるまで、このバージョンが公開されます。';
    }
  },
  nothingToPublish: (why, audience, to) => {
    const others = `一覧は${show(audience)}で確認できます。`;
    const version = `${of(audience)}のバージョン ${to ?? '-'} `;
    switch (why) {
      case 'deleted':
        return `${of(audience)}は削除されているため、戻せません。ファイルをもう一度アップロードしてください。`;
      case 'not-published':
        return `${of(audience)}には公開中のバージョンがないため、戻せません。${others}`;
      case 'no-earlier':
        return `${of(audience)}には、保存期間の24時間以内に置き換えられたバージョンがありません。${others}それより古い superseded のバージョンは --to で公開できます。`;
      case 'gone':
        return `${version}はありません。削除されたか、もともと存在しません。${others}`;
      case 'collecting':
        return `${version}は、24時間の保存期間が過ぎたため削除中です。${others}`;
      case 'unfinished':
        return `${version}は、取り込みが終わっておらず、公開されたことがありません。${others}`;
      case 'held':
        return `${version}は承認待ちで、公開されたことがありません。公開するには：「audience-import audience approve ${audience.projectId} ${audience.word} --version ${to ?? '-'}」`;
      case 'changed':
        return `このコマンドの実行中に、取り込みまたは別の運用担当者により、${of(audience)}の別のバージョンが公開されました。確認してから、もう一度実行してください。${others}`;
      case 'live':
        return `${version}は現在公開中です。${others}`;
    }
  },

  approvedFirst: ({ name }, version, members) =>
    `オーディエンス「${name}」の最初のバージョン ${version}（${common.members(members)}）を公開しました。`,
  approved: ({ name }, version, members, superseded, membersBefore) =>
    `オーディエンス「${name}」のバージョン ${version}（${common.members(members)}）を、バージョン ${superseded}（${common.members(membersBefore)}）に代えて公開しました。`,
  undoFirst: ({ projectId, word }) =>
    `取り消すには、ファイルごと削除してください：「audience-import audience delete ${projectId} ${word} --with-file」`,
  dropped: ({ name }, version, members, live) =>
    `オーディエンス「${name}」のバージョン ${version}（${common.members(members)}）を破棄しました。` +
    (live === null
      ? '公開中のバージョンはありません。'
      : `バージョン ${live} が公開されたままです。`),
  discardedFile: (file, audience, isPaused) => {
    const { projectId, word } = audience;
    switch (file) {
      case 'out':
        return `ファイルは、変更されるか再取り込みを指示されるまで取り込まれません：「audience-import audience retry ${projectId} ${word}」`;
      case 'missing':
        return 'ファイルはありません。';
      case 'due':
        return isPaused
          ? `ファイルは新しいものか、再取り込みを指示されたものです。プロジェクトを再開すると取り込まれます：「audience-import project resume ${projectId}」`
          : `ファイルは新しいものか、再取り込みを指示されたものです。これから取り込まれます。結果は${show(audience)}で確認できます。`;
      case 'settled':
        return `その後ファイルはもう一度取り込まれましたが、公開されていません。詳細は${show(audience)}で確認できます。`;
    }
  },
  noPlace: ({ projectId, name }, limit) =>
    `プロジェクト「${projectId}」のオーディエンス数が上限（${plain.format(limit)}件）に達しているため、「${name}」は承認待ちのままです。` +
    `不要なものを削除するか、上限を引き上げてください：「audience-import project put ${projectId} --audience-limit ${limit + 1}」`,
  nothingHeld: (why, audience, asked) => {
    const others = `現在の状態は${show(audience)}で確認できます。`;
    switch (why) {
      case 'deleted':
        return `${of(audience)}は削除されており、承認待ちのものはありません。`;
      case 'changed':
      case 'gone':
        return `このコマンドの実行中に、${of(audience)}の承認待ちのものが承認、破棄、または置き換えられました。${others}`;
      case 'not-held':
      case 'waits':
        return asked === null
          ? `${of(audience)}に承認待ちのバージョンはありません。もともとないか、すでに承認、破棄、または新しいファイルで置き換えられています。${others}`
          : `${of(audience)}のバージョン ${asked} は承認待ちではありません。すでに承認、破棄、または新しいファイルで置き換えられています。${others}`;
    }
  },

  guardHeadings: { setting: '設定', value: '値', ofThe: '設定元' },
  owners: { audience: 'オーディエンス', project: 'プロジェクト' },
  deletedBefore: (audience) =>
    `${of(audience)}は削除されているため、何も変更していません。今後のオーディエンスについては、プロジェクトで設定してください：「audience-import project put ${audience.projectId}」`,
  inNone: (projectId) =>
    `プロジェクト「${projectId}」のどのオーディエンスにも、このメンバーはいません。`,
  inNoneRead: (projectId) =>
    `プロジェクト「${projectId}」の読み取れるオーディエンスの中に、このメンバーはいません。`,
};
