import { CATALOG, makeCatalog, type Catalog, type Part } from '../../src/sim/index.ts';
import { Chance } from './chance.ts';

/**
 * Catalogues in which every figure is small and drawn from a few values: boots take milliseconds and overlap, many things
 * end at one instant, and phases without work occur. The real catalogue has long boots and hardly ever a tie.
 */

const TAXES = [1000, 1000, 1250, 1500, 2000, 3000];
const TIMES = [0, 0, 10, 20, 50, 100];

const FIGURES: Readonly<Record<string, readonly number[]>> = {
  coreSpeed: [500, 1000, 2000],
  diskMiBPerS: [10, 100, 500],
  diskOpUs: [0, 10, 100],
  netMiBPerS: [10, 100],
  netOpNs: [0, 1000, 50_000],
  createUsPerGuest: [0, 500, 5000],
  initUsPerGiB: [0, 10_000],
  syscallNs: [0, 100, 1000],
  servicesThreads: [1, 2],
  ioKiB: [4, 64, 512],
  readMiB: [0, 1, 2, 5],
  servicesReadMiB: [0, 1, 2],
  memoryCheckMsPerGiB: [0, 10],
  minRamMiB: [1, 8],
  largeKiB: [0],
};

function valueOf(part: Part, name: string, present: number, chance: Chance): number {
  const choices = FIGURES[name];
  if (choices !== undefined) return chance.pick(choices);
  if (/Tax$/.test(name)) return chance.pick(TAXES);
  if (/Ms$/.test(name)) return chance.pick(TIMES);
  if (/KiB/.test(name)) return chance.pick([0, 100, 1024, 3000, 10_240]);
  if (name === 'ramMiB') return part.kind === 'machine' ? chance.pick([256, 512, 1024]) : 64;
  if (name === 'threads') return chance.pick([1, 2, 3, 4, 8]);
  if (name === 'diskMiB') return part.kind === 'machine' ? 4000 : chance.pick([1, 10, 50]);
  return present;
}

function smallPart(part: Part, chance: Chance): Part {
  const small = (figures: object): object =>
    Object.fromEntries(
      Object.entries(figures as Readonly<Record<string, { value: number }>>).map(([name, { value }]) => [
        name,
        { value: valueOf(part, name, value, chance), source: 'illustrative' },
      ]),
    );
  const hides = part.kind === 'engine' ? part.hides : undefined;
  return {
    ...part,
    figures: small(part.figures),
    ...(hides !== undefined && { hides: { ...hides, figures: small(hides.figures), hypervisor: small(hides.hypervisor) } }),
  } as unknown as Part;
}

const made = new Map<number, Catalog>();

/** One of the small catalogues, or the real one for 0. */
export function catalogOf(variant: number): Catalog {
  if (variant === 0) return CATALOG;
  let catalog = made.get(variant);
  if (catalog === undefined) {
    const chance = new Chance(variant);
    made.set(variant, (catalog = makeCatalog(CATALOG.parts.map((part) => smallPart(part, chance)))));
  }
  return catalog;
}
