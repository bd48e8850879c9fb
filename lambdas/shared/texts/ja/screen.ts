import type { ScreenTexts } from '../en/screen.ts';

export const screen: ScreenTexts = {
  documentation: `## オーディエンス

プロジェクト、オーディエンス、各ファイルの取り込み結果を表示します。パラメータはありません。
`,
  notFound: '表示する内容がありません。',
  toProjects: 'プロジェクト一覧',
};
