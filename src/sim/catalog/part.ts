import type { Isa, OsFamily, RuntimeName } from '../types.ts';
import type { Figure } from './figure.ts';

/**
 * What the catalogue says of a part. Traits are facts of kind (which instruction set, which host);
 * figures are numbers with a source. Taxes are thousandths: 1000 leaves the work as it is.
 */

/** How layers multiply the work that passes through them, thousandths. */
export type TaxFigures = {
  /** Plain computation. */
  readonly cpuTax: Figure;
  /** Disk, per operation. */
  readonly diskOpTax: Figure;
  /** Disk, per byte. */
  readonly diskByteTax: Figure;
  /** Network, per operation. */
  readonly netOpTax: Figure;
  /** Network, per byte. */
  readonly netByteTax: Figure;
};

export type MachineFigures = {
  readonly threads: Figure;
  readonly ramMiB: Figure;
  readonly diskMiB: Figure;
  /** Speed of one core, thousandths of the reference core. */
  readonly coreSpeed: Figure;
  readonly diskMiBPerS: Figure;
  /** Time the disk takes for one operation besides its bytes, µs. */
  readonly diskOpUs: Figure;
  readonly netMiBPerS: Figure;
  /** Time the network card takes for one operation besides its bytes, ns. */
  readonly netOpNs: Figure;
  readonly firmwareMs: Figure;
  readonly memoryCheckMsPerGiB: Figure;
  readonly loaderMs: Figure;
  readonly cost: Figure;
  readonly effortMin: Figure;
};

export type KernelFigures = {
  /** Memory of the kernel itself, KiB. */
  readonly baseKiB: Figure;
  /** Memory for managing memory (page tables, page structs), KiB per GiB managed. */
  readonly manageKiBPerGiB: Figure;
  /** Further memory held on hardware of 4 GiB and more, KiB. */
  readonly largeKiB: Figure;
  /** Memory of the services it starts, KiB. */
  readonly servicesKiB: Figure;
  /** Smallest memory it boots in, MiB. */
  readonly minRamMiB: Figure;
  readonly diskMiB: Figure;
  readonly readMiB: Figure;
  readonly initCpuMs: Figure;
  /** Set-up of memory management, µs of processor per GiB. */
  readonly initUsPerGiB: Figure;
  readonly servicesReadMiB: Figure;
  readonly servicesCpuMs: Figure;
  readonly servicesThreads: Figure;
  /** Time its services wait for devices and the network, ms. */
  readonly servicesWaitMs: Figure;
  /** Size of one disk operation while booting, KiB. */
  readonly ioKiB: Figure;
  /** One null system call on the reference core, ns. */
  readonly syscallNs: Figure;
  readonly cost: Figure;
  readonly effortMin: Figure;
} & TaxFigures;

export type HypervisorFigures = {
  /** Memory of the hypervisor itself, KiB. */
  readonly baseKiB: Figure;
  readonly diskMiB: Figure;
  readonly readMiB: Figure;
  readonly ioKiB: Figure;
  readonly startCpuMs: Figure;
  readonly startWaitMs: Figure;
  /** Memory held for each VM besides its allocation: fixed, per virtual processor, per GiB allocated, KiB. */
  readonly vmKiB: Figure;
  readonly vmKiBPerCpu: Figure;
  readonly vmKiBPerGiB: Figure;
  /** Making the VM: processor time, ms. */
  readonly createCpuMs: Figure;
  /** Making the VM: further time for each guest that already stands on it, µs. */
  readonly createUsPerGuest: Figure;
  /** Virtual firmware, ms of a reference core. */
  readonly firmwareMs: Figure;
  /** Bootloader in the VM, ms of a reference core; 0 where the hypervisor loads the kernel itself. */
  readonly loaderMs: Figure;
  /** Without extensions a type 2 hypervisor translates code: tax on computation and on each system call. */
  readonly translatedCpuTax: Figure;
  readonly translatedSyscallTax: Figure;
  readonly cost: Figure;
  readonly effortMin: Figure;
  readonly vmEffortMin: Figure;
} & TaxFigures;

export type EngineFigures = {
  readonly baseKiB: Figure;
  readonly diskMiB: Figure;
  readonly readMiB: Figure;
  readonly ioKiB: Figure;
  readonly startCpuMs: Figure;
  readonly startWaitMs: Figure;
  /** Memory held for each container besides what runs in it, KiB. */
  readonly containerKiB: Figure;
  /** Making a container: processor time and waiting, ms. */
  readonly containerCpuMs: Figure;
  readonly containerWaitMs: Figure;
  /** Writable layer of each container, KiB. */
  readonly writableKiB: Figure;
  readonly syscallTax: Figure;
  readonly cost: Figure;
  readonly effortMin: Figure;
  readonly containerEffortMin: Figure;
} & TaxFigures;

export type RuntimeFigures = {
  readonly baseKiB: Figure;
  readonly diskMiB: Figure;
  readonly readMiB: Figure;
  readonly ioKiB: Figure;
  readonly startCpuMs: Figure;
  readonly cost: Figure;
  readonly effortMin: Figure;
};

export type VmFigures = {
  readonly ramMiB: Figure;
  readonly cpus: Figure;
  readonly diskMiB: Figure;
  readonly cost: Figure;
  readonly effortMin: Figure;
};

export interface MachinePart {
  readonly id: string;
  readonly kind: 'machine';
  readonly isa: Isa;
  /** Whether the processor has virtualization extensions. */
  readonly virtualization: boolean;
  readonly firmware: 'bios' | 'uefi';
  readonly storage: 'hdd' | 'ssd' | 'nvme' | 'flash';
  readonly figures: MachineFigures;
}

export interface KernelPart {
  readonly id: string;
  readonly kind: 'kernel';
  readonly os: OsFamily;
  readonly isas: readonly Isa[];
  /** Drivers run outside a microkernel: their faults restart a server, not the machine. */
  readonly design: 'monolithic' | 'micro' | 'unikernel';
  readonly figures: KernelFigures;
}

export interface HypervisorPart {
  readonly id: string;
  readonly kind: 'hypervisor';
  /** type1 stands on hardware; module turns a host kernel into one; type2 is a program; emulator imitates hardware. */
  readonly type: 'type1' | 'module' | 'type2' | 'emulator';
  /** type1: machines it has drivers for. */
  readonly hardware: readonly string[];
  /** The others: operating systems it runs on; empty means any. */
  readonly hosts: readonly OsFamily[];
  /** Which optional settings its VMs may have. */
  readonly nested: boolean;
  readonly passthrough: boolean;
  readonly figures: HypervisorFigures;
}

export interface EnginePart {
  readonly id: string;
  readonly kind: 'engine';
  readonly hosts: readonly OsFamily[];
  /** none: containers share the kernel; sentry: a kernel in user space stands between; microvm: each has a VM of its own. */
  readonly sandbox: 'none' | 'sentry' | 'microvm';
  /** Settings of the VM it hides, when it hides one (Docker Desktop). */
  readonly hides?: {
    readonly kernel: string;
    readonly figures: { readonly ramMiB: Figure; readonly cpus: Figure; readonly diskMiB: Figure };
    readonly hypervisor: HypervisorFigures;
  };
  readonly figures: EngineFigures;
}

export interface RuntimePart {
  readonly id: string;
  readonly kind: 'runtime';
  readonly runtime: RuntimeName;
  readonly hosts: readonly OsFamily[];
  readonly figures: RuntimeFigures;
}

/** The virtual machine itself; its figures are the defaults of its settings. */
export interface VmPart {
  readonly id: 'vm';
  readonly kind: 'vm';
  readonly figures: VmFigures;
}

export type Part = MachinePart | KernelPart | HypervisorPart | VmPart | EnginePart | RuntimePart;
