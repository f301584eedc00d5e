import { ENGINES } from './engines.ts';
import { figure, neutral, valuesOf, type Values } from './figure.ts';
import { HYPERVISORS } from './hypervisors.ts';
import { KERNELS } from './kernels.ts';
import { MACHINES } from './machines.ts';
import type {
  EngineFigures,
  HypervisorFigures,
  KernelFigures,
  MachineFigures,
  MakerTraits,
  Part,
  RuntimeFigures,
  VmFigures,
  VmPart,
  EnginePart,
  HypervisorPart,
  KernelPart,
  MachinePart,
  RuntimePart,
} from './part.ts';
import { RUNTIME_PARTS } from './runtimes.ts';

export type { Figure } from './figure.ts';
export type { EnginePart, HypervisorPart, KernelPart, MachinePart, Part, RuntimePart, VmPart } from './part.ts';
export { SOURCES, type Source, type SourceKey } from './sources.ts';

const VM: VmPart = {
  id: 'vm',
  kind: 'vm',
  figures: {
    ramMiB: figure(1024, 'GNS', 'default of Ubuntu, Fedora and CentOS cloud images'),
    cpus: figure(1, 'illustrative'),
    diskMiB: figure(10240, 'illustrative'),
    cost: neutral(0),
    effortMin: neutral(0),
  },
};

/** A part with its figures reduced to numbers: what the engine works with. */
export type Spec =
  | (Omit<MachinePart, 'figures'> & { readonly values: Values<MachineFigures> })
  | (Omit<KernelPart, 'figures'> & { readonly values: Values<KernelFigures> })
  | (Omit<HypervisorPart, 'figures'> & {
      readonly values: Values<HypervisorFigures>;
      /** Instruction sets of the machines on its hardware list: in a VM it needs one of them; empty means any. */
      readonly isas: readonly string[];
    })
  | (Omit<VmPart, 'figures'> & { readonly values: Values<VmFigures> })
  | (Omit<EnginePart, 'figures'> & { readonly values: Values<EngineFigures>; readonly hidden?: HiddenVm })
  | (Omit<RuntimePart, 'figures'> & { readonly values: Values<RuntimeFigures> });

export type MachineSpec = Extract<Spec, { kind: 'machine' }>;
export type KernelSpec = Extract<Spec, { kind: 'kernel' }>;
export type HypervisorSpec = Extract<Spec, { kind: 'hypervisor' }>;
export type VmSpec = Extract<Spec, { kind: 'vm' }>;
export type EngineSpec = Extract<Spec, { kind: 'engine' }>;
export type RuntimeSpec = Extract<Spec, { kind: 'runtime' }>;

/** The VM that an engine brings along, as values. */
export interface HiddenVm extends MakerTraits {
  readonly kernel: string;
  readonly ramMiB: number;
  readonly cpus: number;
  readonly diskMiB: number;
  readonly hypervisor: Values<HypervisorFigures>;
}

export interface Catalog {
  /** Part id → what the engine needs of it. */
  readonly specs: ReadonlyMap<string, Spec>;
  readonly parts: readonly Part[];
}

function specOf(part: Part, isaOf: ReadonlyMap<string, string>): Spec {
  const { figures, ...traits } = part;
  const spec = { ...traits, values: valuesOf(figures) } as unknown as Spec;
  if (part.kind === 'hypervisor') {
    const isas = part.hardware.map((machine) => isaOf.get(machine)).filter((isa) => isa !== undefined);
    return { ...spec, isas: [...new Set(isas)] } as Spec;
  }
  if (part.kind !== 'engine' || part.hides === undefined) return spec;
  const { figures: sizes, hypervisor, ...hides } = part.hides;
  const hidden: HiddenVm = { ...hides, ...valuesOf(sizes), hypervisor: valuesOf(hypervisor) };
  return { ...spec, hidden } as Spec;
}

/** Builds a catalogue; experiments and benchmarks bring parts of their own. */
export function makeCatalog(parts: readonly Part[]): Catalog {
  const isaOf = new Map(parts.flatMap((part) => (part.kind === 'machine' ? [[part.id, part.isa] as const] : [])));
  return { parts, specs: new Map(parts.map((part) => [part.id, specOf(part, isaOf)])) };
}

export const CATALOG: Catalog = makeCatalog([...MACHINES, ...KERNELS, ...HYPERVISORS, VM, ...ENGINES, ...RUNTIME_PARTS]);
