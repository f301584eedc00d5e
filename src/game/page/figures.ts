import { DETAILS } from '../../lang/en/game-details.ts';
import { capitalised, FIGURES, managing, type FigureText } from '../../lang/index.ts';
import { CATALOG, heldByKernel, type Figure, type Part, type StackNode } from '../../sim/index.ts';
import { make } from './dom.ts';

/** The figures of a part. All parts of a kind have the same rows, so that they can be compared. */

export interface FigureRow {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  /** Whether nobody has measured it. */
  readonly isChosen: boolean;
}

const TAXES = ['cpuTax', 'syscallTax', 'diskOpTax', 'netOpTax'];
/** What a player sets on a VM, or the level. */
const SIZES = ['ramMiB', 'cpus', 'diskMiB'];
const MANAGING = ['manageKiBPerGiB', 'largeKiB'];

const rowOf = (key: string, { name, format }: FigureText, value: number, source: Figure['source'] | null): FigureRow => ({
  key,
  name: capitalised(name),
  text: format(value),
  isChosen: source === 'illustrative',
});

/** What is so where it stands, in place of what the catalogue says of any of its kind. */
function rowsHere(node: StackNode): FigureRow[] {
  if (node.kind === 'vm')
    return [
      rowOf('ramMiB', FIGURES['ramMiB']!, node.ramKiB / 1024, null),
      rowOf('cpus', FIGURES['cpus']!, node.threads, null),
      rowOf('diskMiB', FIGURES['diskMiB']!, node.diskKiB / 1024, null),
    ];
  if (node.spec?.kind !== 'kernel' || node.hardware === null) return [];
  const { baseKiB, servicesKiB } = node.spec.values;
  return [rowOf('managing', managing(node.hardware.ramKiB / 1024), heldByKernel(node) - baseKiB - servicesKiB, null)];
}

function replacedIn({ kind }: Part, node: StackNode | null): readonly string[] {
  if (kind === 'vm') return SIZES;
  return kind === 'kernel' && node !== null ? MANAGING : [];
}

/** Those of a part in the tray, or of a node. What layers add to the work comes first: levels are about that. */
export function figuresOf(part: string, node: StackNode | null): FigureRow[] {
  const found = CATALOG.parts.find((candidate) => candidate.id === part);
  if (found === undefined) return [];
  const replaced = replacedIn(found, node);
  const figures: Readonly<Record<string, Figure>> = found.figures;
  const keys = Object.keys(FIGURES).filter((key) => Object.hasOwn(figures, key) && !replaced.includes(key) && found.kind !== 'vm');
  const sorted = [...TAXES.filter((key) => keys.includes(key)), ...keys.filter((key) => !TAXES.includes(key))];
  const rows = sorted.map((key) => rowOf(key, FIGURES[key]!, figures[key]!.value, figures[key]!.source));
  const here = node === null ? [] : rowsHere(node);
  const after = rows.findIndex(({ key }) => key === 'baseKiB') + 1;
  return [...rows.slice(0, after), ...here, ...rows.slice(after)];
}

/** The rows, and what their stars mean. */
export function makeFigures(rows: readonly FigureRow[]): HTMLElement[] {
  const list = rows.map(({ name, text, isChosen }) =>
    make(
      'div',
      {},
      make('dt', {}, name),
      make('dd', isChosen ? { attrs: { title: DETAILS.illustrative } } : {}, isChosen ? `${text} *` : text),
    ),
  );
  const note = rows.some(({ isChosen }) => isChosen) ? [make('p', { class: 'hint' }, `* ${DETAILS.illustrative}`)] : [];
  return [make('dl', { class: 'figures' }, ...list), ...note];
}
