import type { Catalog } from '../catalog/index.ts';
import type { HypervisorFigures, HypervisorPart, Part } from '../catalog/part.ts';
import type { Level, PartKind, TrayEntry } from '../types.ts';
import { ablation, changed, withFigures, withMakers } from './change.ts';
import { FREE_DEVICES, NO_WORK, NOTHING } from './free.ts';

/** Virtual machines and hypervisors: C11 to C25. */

/** A hypervisor that is nothing: VMs stand on a kernel as if by themselves. */
const NO_HYPERVISOR: HypervisorPart = {
  id: 'hypervisor.none',
  kind: 'hypervisor',
  type: 'type2',
  hardware: [],
  hosts: [],
  nested: true,
  passthrough: true,
  figures: NOTHING,
};

/** How many parts of a kind a tray gives; undefined when that is any number. */
function roomFor(kind: PartKind, { tray }: Level, { specs }: Catalog): number | undefined {
  const entries = tray.filter(({ part }) => specs.get(part)?.kind === kind);
  if (entries.some(({ max }) => max === undefined)) return undefined;
  return entries.reduce((sum, { max }) => sum + max!, 0);
}

/** A tray that has it, too: as many as there are hypervisors otherwise, but no more than VMs, because one carries many. */
function withoutHypervisors(level: Level, catalog: Catalog): Level {
  const vms = roomFor('vm', level, catalog);
  if (vms === 0) return level;
  const room = Math.min(Math.max(1, roomFor('hypervisor', level, catalog) ?? Infinity), vms ?? Infinity);
  const entry: TrayEntry = { part: NO_HYPERVISOR.id, ...(room !== Infinity && { max: room }) };
  return { ...level, tray: [...level.tray, entry] };
}

/** What a type 2 hypervisor makes of its guests' work; the first of the catalogue stands for all. */
function hostedTaxes(parts: readonly Part[]): Partial<HypervisorFigures> {
  const hosted = parts.find((part) => part.kind === 'hypervisor' && part.type === 'type2') as HypervisorPart | undefined;
  if (hosted === undefined) return {};
  const { cpuTax, diskOpTax, diskByteTax, netOpTax, netByteTax, translatedCpuTax, translatedSyscallTax } = hosted.figures;
  return { cpuTax, diskOpTax, diskByteTax, netOpTax, netByteTax, translatedCpuTax, translatedSyscallTax };
}

/** The parts with the hypervisors of a type changed. */
function ofType(parts: readonly Part[], type: HypervisorPart['type'], change: (part: HypervisorPart) => HypervisorPart): readonly Part[] {
  return changed(parts, 'hypervisor', (part) => (part.type === type ? change(part) : part));
}

export const VIRTUAL_MACHINES = [
  ablation('C11', 'no-hypervisor', { parts: ({ parts }) => [...parts, NO_HYPERVISOR], level: withoutHypervisors }),
  ablation('C13', 'taxed-as-hosted', {
    parts: ({ parts }) => ofType(parts, 'type1', (part) => withFigures(part, hostedTaxes(parts))),
  }),
  ablation('C14', 'room-beside', { parts: ({ parts }) => ofType(parts, 'type1', (part) => ({ ...part, leavesRoom: true })) }),
  ablation('C15', 'free-hosting', { parts: ({ parts }) => ofType(parts, 'type2', (part) => withFigures(part, NO_WORK)) }),
  ablation('C16', 'any-hardware', {
    parts: ({ parts }) => {
      const hardware = parts.flatMap(({ kind, id }) => (kind === 'machine' ? [id] : []));
      return ofType(parts, 'type1', (part) => ({ ...part, hardware }));
    },
  }),
  ablation('C17', 'one-hypervisor', { parts: ({ parts }) => changed(parts, 'kernel', (part) => ({ ...part, hypervisors: 'one' })) }),
  ablation('C18', 'programs-in-vms', { parts: ({ parts }) => changed(parts, 'vm', (part) => ({ ...part, runs: 'native' })) }),
  ablation('C19', 'memory-as-used', { parts: ({ parts }) => withMakers(parts, { memory: 'use' }, {}) }),
  ablation('C20', 'no-reboot', {
    parts: ({ parts }) => {
      const kernels = changed(parts, 'kernel', (part) => ({ ...part, restarts: 'workload' }));
      return changed(kernels, 'vm', (part) => ({ ...part, restarts: 'workload' }));
    },
  }),
  ablation('C21', 'free-vm-devices', {
    parts: ({ parts }) =>
      changed(withMakers(parts, {}, FREE_DEVICES), 'engine', (part) =>
        part.sandbox === 'microvm' ? withFigures(part, FREE_DEVICES) : part,
      ),
  }),
  ablation('C22', 'any-guest', { parts: ({ parts }) => changed(parts, 'hypervisor', (part) => ({ ...part, guests: 'any' })) }),
  ablation('C23', 'no-emulation', {
    parts: ({ parts }) => ofType(parts, 'emulator', (part) => withFigures({ ...part, type: 'type2' }, hostedTaxes(parts))),
  }),
  ablation('C25', 'no-images', { parts: ({ parts }) => withMakers(parts, { image: 'none' }, {}) }),
] as const;
