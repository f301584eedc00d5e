import { tollsUnder, type Resource, type StackNode, type TaxKey } from '../../sim/index.ts';

/** How dear layers make work, told beside goals that were missed. */

/** What the layers under some make of a piece of their work, and which layers these are. */
export interface Dearness {
  readonly ids: readonly string[];
  readonly resource: Resource;
  /** Thousandths of what it is on bare hardware. */
  readonly thousandths: number;
  readonly tolls: readonly { readonly id: string; readonly thousandths: number }[];
}

const TAXES = { cpu: 'cpuTax', disk: 'diskOpTax', net: 'netOpTax' } as const satisfies Record<Resource, TaxKey>;

export function dearnessOf(node: StackNode, resource: Resource): Dearness | null {
  const tolls = tollsUnder(node, TAXES[resource]);
  if (tolls.length === 0) return null;
  const thousandths = Math.round(tolls.reduce((product, toll) => (product * toll.thousandths) / 1000, 1000));
  return { ids: [node.id], resource, thousandths, tolls: tolls.map((toll) => ({ id: toll.node.id, thousandths: toll.thousandths })) };
}

/** The same layers are told once for all who stand on them. */
export function gathered(found: readonly (Dearness | null)[]): Dearness[] {
  const groups = new Map<string, Dearness>();
  for (const dear of found) {
    if (dear === null) continue;
    const key = JSON.stringify([dear.resource, dear.tolls.map(({ id }) => id)]);
    const known = groups.get(key);
    groups.set(key, known === undefined ? dear : { ...known, ids: [...known.ids, ...dear.ids] });
  }
  return [...groups.values()];
}
