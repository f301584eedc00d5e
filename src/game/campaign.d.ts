/** Made by `scripts/campaign.ts` when the page is built. */
declare module 'virtual:campaign' {
  // A declared module cannot import by a relative path, but it can name a type.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  export const LEVELS: readonly import('./levels.ts').PublishedLevel[];
}

declare module 'virtual:sandbox' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  export const SANDBOX: import('./levels.ts').PublishedLevel;
}
