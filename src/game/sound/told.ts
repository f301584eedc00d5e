import { EASE } from '../../lang/en/game-ease.ts';

/** Sound that is turned off makes none: that it was is said in words. `was` is how it was when the page came. */
export function tellSound(
  isMuted: () => boolean,
  was: boolean,
  onSettings: (listener: () => void) => void,
  say: (text: string) => void,
): void {
  let told = was;
  const tell = (): void => {
    if (isMuted() === told) return;
    told = !told;
    say(told ? EASE.soundOff : EASE.soundOn);
  };
  onSettings(tell);
  // It may have been the first thing that was done.
  tell();
}
