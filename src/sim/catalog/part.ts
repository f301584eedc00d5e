import type { Isa, OsFamily, RuntimeName } from '../types.ts';
import type { Figure } from './figure.ts';

/**
 * What the catalogue says of a part. Traits are facts of kind (which instruction set, which host);
 * figures are numbers with a source. Taxes are thousandths: 1000 leaves the work as it is.
 *
 * A trait that may be left out is a rule that holds for every part there is; what differs from its default is only in
 * catalogues in which that rule is switched off (`src/sim/ablation`).
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

/** What hardware does with programs. */
interface HardwareTraits {
  /** What runs on it without a kernel: only what is made for that, the default, or programs made for a kernel as well. */
  readonly runs?: 'bare' | 'native';
}

/** What is restarted; of kernels and VMs. */
interface RestartTraits {
  /** What starts anew when it is restarted: itself and all on it, the default, or only the workload for whose sake it happens. */
  readonly restarts?: 'all' | 'workload';
}

/** What making VMs comes to; of hypervisors and of what an engine hides. */
export interface MakerTraits {
  /** What its VMs hold from start to stop: all that they were allocated, the default, or what is used inside. */
  readonly memory?: 'allocation' | 'use';
  /**
   * The disk images of its VMs, in which changes stay: full, which take their size on the disk below from the beginning, the
   * default, or thin, which take what is in them. With none there is as much as is in it, and after a stop it is empty.
   */
  readonly image?: 'full' | 'thin' | 'none';
}

export interface MachinePart extends HardwareTraits {
  readonly id: string;
  readonly kind: 'machine';
  readonly isa: Isa;
  /** Whether the processor has virtualization extensions. */
  readonly virtualization: boolean;
  readonly firmware: 'bios' | 'uefi';
  readonly storage: 'hdd' | 'ssd' | 'nvme' | 'flash';
  readonly figures: MachineFigures;
}

export interface KernelPart extends RestartTraits {
  readonly id: string;
  readonly kind: 'kernel';
  readonly os: OsFamily;
  readonly isas: readonly Isa[];
  /** Drivers run outside a microkernel: their faults restart a server, not the machine. */
  readonly design: 'monolithic' | 'micro' | 'unikernel';
  /** When what stands on it starts: once it is ready, the default, or along with it. */
  readonly starts?: 'after' | 'along';
  /** Whether it holds faulty programs to limits and fair shares, and outlives those that want more memory than there is; it does by default. */
  readonly protects?: boolean;
  /** How many hypervisors stand on it side by side; any number by default. */
  readonly hypervisors?: 'many' | 'one';
  readonly figures: KernelFigures;
}

export interface HypervisorPart extends MakerTraits {
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
  /** Instruction sets of its guests: that of its hardware, the default but for an emulator, or any. */
  readonly guests?: 'alike' | 'any';
  /** type1: whether a kernel may stand beside it on its hardware; not by default. */
  readonly leavesRoom?: boolean;
  readonly figures: HypervisorFigures;
}

export interface EnginePart {
  readonly id: string;
  readonly kind: 'engine';
  readonly hosts: readonly OsFamily[];
  /** none: containers share the kernel; sentry: a kernel in user space stands between; microvm: each has a VM of its own. */
  readonly sandbox: 'none' | 'sentry' | 'microvm';
  /** Whether its kernel may be that of a VM; it may by default. */
  readonly standsInVms?: boolean;
  /** Whose files and address its containers see: each its own, the default, or those of the kernel. */
  readonly view?: 'own' | 'kernel';
  /** How far it gets who breaks out of a container: into the kernel, the default, or not at all. */
  readonly exploits?: 'kernel' | 'container';
  /** Images are templates that containers share and do not change, the default, or copied for each and changed for good. */
  readonly images?: 'shared' | 'copied';
  /** Settings of the VM it hides, when it hides one (Docker Desktop). */
  readonly hides?: MakerTraits & {
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
  /** The only system that it runs on, in containers too; by default every host, with any instruction set. */
  readonly system?: { readonly os: OsFamily; readonly isa: Isa };
  /** Whether it keeps what it executes apart as a VM would; not by default. */
  readonly isolates?: boolean;
  readonly figures: RuntimeFigures;
}

/** The virtual machine itself; its figures are the defaults of its settings. */
export interface VmPart extends HardwareTraits, RestartTraits {
  readonly id: 'vm';
  readonly kind: 'vm';
  readonly figures: VmFigures;
}

export type Part = MachinePart | KernelPart | HypervisorPart | VmPart | EnginePart | RuntimePart;
