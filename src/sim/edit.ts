import type { Build, BuildNode, Edit, Settings } from './types.ts';
import { SETTING_KEYS } from './formats/build.ts';
import { Workpiece } from './replay.ts';

/**
 * The player's changes as values. Each can be applied to a build and, from the build before it, inverted: undo, redo,
 * autosave and the replay of the building are one list of these.
 */

export interface EditError {
  readonly code: 'no-such-node' | 'id-taken' | 'carries-others';
  readonly id: string;
}

function indexOf(build: Build, id: string): number {
  return build.nodes.findIndex((node) => node.id === id);
}

/** Why an edit cannot be applied; `null` when it can. */
export function editError(build: Build, edit: Edit): EditError | null {
  if (edit.edit === 'place') return indexOf(build, edit.node.id) < 0 ? null : { code: 'id-taken', id: edit.node.id };
  if (indexOf(build, edit.id) < 0) return { code: 'no-such-node', id: edit.id };
  return edit.edit === 'remove' && isNeeded(build, edit.id) ? { code: 'carries-others', id: edit.id } : null;
}

/** Whether another node stands on it or waits for it: one that names itself is in nobody's way. */
function isNeeded(build: Build, id: string): boolean {
  return build.nodes.some((node) => node.id !== id && (node.on === id || node.after?.includes(id) === true));
}

/** A setting that is `null` goes back to the catalogue's default. */
function withSettings(node: BuildNode, settings: Readonly<Record<string, unknown>>): BuildNode {
  const next: Record<string, unknown> = { ...node };
  for (const [key, value] of Object.entries(settings)) {
    if (!(SETTING_KEYS as readonly string[]).includes(key)) continue;
    if (value === null) delete next[key];
    else next[key] = value;
  }
  return next as unknown as BuildNode;
}

function standingOn(node: BuildNode, on: string | null): BuildNode {
  if (on !== null) return { ...node, on };
  const { on: _on, ...rest } = node;
  return rest;
}

function replaceAt(nodes: readonly BuildNode[], index: number, node: BuildNode): BuildNode[] {
  const next = [...nodes];
  next[index] = node;
  return next;
}

/** The build after an edit that `editError` has nothing against; throws otherwise, because that is a bug of the caller. */
export function applyEdit(build: Build, edit: Edit): Build {
  const error = editError(build, edit);
  if (error !== null) throw new RangeError(`edit ${edit.edit}: ${error.code} ${error.id}`);
  const { nodes } = build;
  if (edit.edit === 'place') {
    const at = Math.min(edit.at ?? nodes.length, nodes.length);
    return { nodes: [...nodes.slice(0, at), edit.node, ...nodes.slice(at)] };
  }
  const index = indexOf(build, edit.id);
  switch (edit.edit) {
    case 'move':
      return { nodes: replaceAt(nodes, index, standingOn(nodes[index]!, edit.on)) };
    case 'set':
      return { nodes: replaceAt(nodes, index, withSettings(nodes[index]!, edit.settings)) };
    case 'remove':
      return { nodes: nodes.filter((_, i) => i !== index) };
  }
}

/** The edit that takes `edit` back, from the build before it. */
export function invertEdit(before: Build, edit: Edit): Edit {
  if (edit.edit === 'place') return { edit: 'remove', id: edit.node.id };
  const index = indexOf(before, edit.id);
  const node = before.nodes[index];
  if (node === undefined) throw new RangeError(`edit ${edit.edit}: no-such-node ${edit.id}`);
  switch (edit.edit) {
    case 'move':
      return { edit: 'move', id: edit.id, on: node.on ?? null };
    case 'set': {
      const settings: Record<string, unknown> = {};
      for (const key of Object.keys(edit.settings)) settings[key] = node[key as keyof Settings] ?? null;
      return { edit: 'set', id: edit.id, settings };
    }
    case 'remove':
      return { edit: 'place', node, at: index };
  }
}

/** Applies a list; the first edit that cannot be applied ends it. Costs the length of the list, not its square. */
export function replayEdits(start: Build, edits: readonly Edit[]): { readonly build: Build; readonly error: EditError | null } {
  const work = new Workpiece(start.nodes);
  for (const edit of edits) {
    const error = carryOut(edit, work);
    if (error !== null) return { build: { nodes: work.nodes() }, error };
  }
  return { build: { nodes: work.nodes() }, error: null };
}

function carryOut(edit: Edit, work: Workpiece): EditError | null {
  if (edit.edit === 'place') {
    const { id } = edit.node;
    if (work.find(id) !== undefined) return { code: 'id-taken', id };
    work.insert(edit.node, edit.at ?? Infinity);
    return null;
  }
  const { id } = edit;
  const node = work.find(id);
  if (node === undefined) return { code: 'no-such-node', id };
  switch (edit.edit) {
    case 'move':
      work.replace(standingOn(node, edit.on));
      return null;
    case 'set':
      work.replace(withSettings(node, edit.settings));
      return null;
    case 'remove':
      if (work.isNeeded(id)) return { code: 'carries-others', id };
      work.remove(id);
      return null;
  }
}
