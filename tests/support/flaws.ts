import { SOURCES, type Figure, type Part } from '../../src/sim/index.ts';

type Figures = Readonly<Record<string, Figure>>;

/** All figures of a part by their place, those of a VM that it hides included. */
export function figuresOf(part: Part): [string, Figure][] {
  const list = Object.entries(part.figures as Figures);
  if (part.kind === 'engine' && part.hides !== undefined) {
    list.push(...Object.entries(part.hides.figures as Figures).map(([key, figure]): [string, Figure] => [`hides/${key}`, figure]));
    list.push(
      ...Object.entries(part.hides.hypervisor as Figures).map(([key, figure]): [string, Figure] => [`hides/hypervisor/${key}`, figure]),
    );
  }
  return list.map(([key, figure]) => [`${part.id}/${key}`, figure]);
}

/** What is wrong with the figures of a catalogue: a place and a reason each. */
export function flawsOf(parts: readonly Part[]): string[] {
  return parts.flatMap(figuresOf).flatMap(([place, { value, source, note }]) => {
    if (!Object.hasOwn(SOURCES, source)) return [`${place}: no such source`];
    if (!Number.isInteger(value) || value < 0) return [`${place}: not a whole number from 0`];
    if (source === 'neutral' && value !== 0 && value !== 1000) return [`${place}: not neutral`];
    if (note === '') return [`${place}: an empty note`];
    return [];
  });
}
