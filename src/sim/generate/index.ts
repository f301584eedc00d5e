export { BANDS, generate, generating, GRADES } from './generate.ts';
export type { Generated, Grade } from './generate.ts';
export { measureHardness } from './hardness.ts';
export type { Hardness } from './hardness.ts';
export { THEME_IDS, type ThemeId } from './themes.ts';
export { WORKS, type WorkId } from './works.ts';
