import type { audienceCommands as english } from '../en/audience-commands.ts';
import { guards, name, projectId } from './parts.ts';

const registeredId = '登録されているとおりの ID。ハイフンで始まる場合は -- の後に指定します';
const heldVersion =
  '承認待ちのリストがこのバージョンの場合に限り実行します。番号は "audience show" で確認できます';
const inherit = '"inherit": プロジェクトの設定に従います';

export const audienceCommands: typeof english = {
  audience: { about: 'プロジェクトのオーディエンス', parts: {} },
  'audience list': {
    about: 'すべてのオーディエンスと、オーディエンスにならなかったファイルを表示します',
    parts: { project: projectId },
  },
  'audience show': {
    about:
      '1つのオーディエンスについて、ファイル、バージョン、最後の取り込みの結果、未登録の ID の例を表示します',
    parts: { project: projectId, name },
  },
  'audience members': {
    about:
      '1つのオーディエンス、または複数を組み合わせた結果のメンバーの ID を、1行に1件ずつ出力します',
    parts: {
      project: projectId,
      name,
      '--version':
        '公開中のものではなく、<name> のこのバージョンを読み取ります。以前のバージョンと承認待ちのものは "audience show" で確認できます',
      '--or': 'このオーディエンスのメンバーも含めます',
      '--and': 'このオーディエンスにも含まれるメンバーに限ります',
      '--not': 'このオーディエンスのメンバーを除きます',
      '--count': 'ID ではなく人数を出力します',
      '--csv':
        'このプロジェクトに同じメンバーとして取り込める CSV ファイルを出力します。指定しない場合は、ID を引用符なしでそのまま出力します',
    },
  },
  'audience contains': {
    about: 'ユーザーがメンバーかどうかを確認します',
    parts: { project: projectId, name, id: registeredId },
  },
  'audience which': {
    about: 'ユーザーが含まれるオーディエンスを表示します',
    parts: { project: projectId, id: registeredId },
  },
  'audience retry': {
    about: 'ファイルが変わっていなくても、もう一度取り込みます',
    parts: { project: projectId, name },
  },
  'audience rollback': {
    about: '以前のバージョンを再び公開します。ファイルが変わるまでそのまま残ります',
    parts: {
      project: projectId,
      name,
      '--to':
        '"audience show" に superseded と表示されるバージョン。指定しない場合は、24時間以内で最後に公開された、別のファイルのバージョン',
    },
  },
  'audience approve': {
    about: '承認待ちのバージョンを公開します',
    parts: { project: projectId, name, '--version': heldVersion },
  },
  'audience discard': {
    about: '承認待ちのバージョンを破棄します。公開中のバージョンは残ります',
    parts: { project: projectId, name, '--version': heldVersion },
  },
  'audience expect': {
    about:
      '1つのオーディエンスについて、想定するファイルの更新間隔をプロジェクトとは別に設定します。--every がない場合は、現在の設定を表示します',
    parts: {
      project: projectId,
      name,
      '--every': `24h、7d など。"off": 確認しません。${inherit}`,
    },
  },
  'audience guard': {
    about:
      '1つのオーディエンスについて、新しいバージョンを承認待ちにする基準をプロジェクトとは別に設定します。オプションがない場合は、現在の設定を表示します',
    parts: {
      project: projectId,
      name,
      '--hold-when-empty': `${guards['--hold-when-empty']}。${inherit}`,
      '--max-shrink': `${guards['--max-shrink']}: 確認しません。${inherit}`,
      '--min-members': `${guards['--min-members']}: 確認しません。${inherit}`,
      '--max-growth': `${guards['--max-growth']}: 確認しません。${inherit}`,
      '--hold-first': `オーディエンスの最初のバージョンを、承認されるまで公開しません（承認待ち）。${inherit}`,
    },
  },
  'audience delete': {
    about: 'オーディエンスを削除します。ファイルが残っていれば、再び作成されます',
    parts: {
      project: projectId,
      name,
      '--with-file':
        'バケットにあるファイルも削除します。前回のスキャン後に再びアップロードされている場合は、何も削除しません',
      '--yes': '確認せずに実行します。端末がない場合は、確認を行いません',
    },
  },
};
