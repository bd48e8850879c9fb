import type { guards as english } from '../en/parts.ts';

export const name = 'ファイル名（.csv を除く）';
export const projectId = 'プロジェクトの ID（"project list" で確認できます）';

export const guards: typeof english = {
  '--hold-when-empty':
    'メンバーがいなくなる新しいバージョンを、承認されるまで公開しません（承認待ち）',
  '--max-shrink': 'メンバーの減少がこの割合（%）を超える新しいバージョンも承認待ちにします。"off"',
  '--min-members':
    'メンバーがこの人数より少ないバージョンを、最初のものも含めて承認待ちにします。"off"',
  '--max-growth': 'メンバーの増加がこの割合（%）を超える新しいバージョンを承認待ちにします。"off"',
};
