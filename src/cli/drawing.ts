import { SETTING_KEYS, type Build, type BuildNode } from '../sim/index.ts';
import { short, text } from './terminal.ts';

/** A build as an indented tree: what stands on something stands under it, two steps to the right. */
export function drawingOf({ nodes }: Build): string[] {
  const lines: string[] = [];
  const names = new Set(nodes.map(({ id }) => id));
  const draw = (node: BuildNode, depth: number): void => {
    lines.push(`${'  '.repeat(depth)}${lineOf(node)}`);
    for (const other of nodes) if (other.on === node.id) draw(other, depth + 1);
  };
  for (const node of nodes) if (node.on === undefined || !names.has(node.on)) draw(node, 0);
  return lines;
}

function lineOf(node: BuildNode): string {
  const { id, part, workload } = node;
  const settings = SETTING_KEYS.flatMap((key) => {
    const value = node[key];
    if (value === undefined) return [];
    return [value === true ? key : `${key} ${Array.isArray(value) ? value.map((name: string) => short(name)).join(' ') : String(value)}`];
  });
  const name = part === undefined ? short(workload ?? '') : text.partName(part);
  return `${name} (${short(id)})${settings.length > 0 ? `: ${settings.join(', ')}` : ''}`;
}
