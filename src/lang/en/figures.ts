import { credits, mebibytes, milliseconds, minutes, whole } from '../format.ts';

/** How a figure of the catalogue is called and shown. */
export interface FigureText {
  readonly name: string;
  readonly format: (value: number) => string;
}

/** To the tenth: beside memory in MiB nobody compares single KiB. */
const kibibytes = (kib: number): string => (kib >= 1024 ? mebibytes(Math.round(kib / 102.4) / 10) : `${whole(kib)} KiB`);
const microseconds = (us: number): string => `${whole(us)} µs`;
const nanoseconds = (ns: number): string => `${whole(ns)} ns`;
const perSecond = (mib: number): string => `${whole(mib)} MiB/s`;
const times = (tax: number): string => `× ${whole(tax / 1000)}`;

/** The main figures, by their key in the catalogue; the others are of use to programs only. */
export const FIGURES: Readonly<Record<string, FigureText>> = {
  threads: { name: 'threads', format: whole },
  ramMiB: { name: 'memory', format: mebibytes },
  cpus: { name: 'virtual processors', format: whole },
  diskMiB: { name: 'disk', format: mebibytes },
  coreSpeed: { name: 'core speed', format: times },
  diskMiBPerS: { name: 'disk reads', format: perSecond },
  diskOpUs: { name: 'disk operation', format: microseconds },
  netMiBPerS: { name: 'network', format: perSecond },
  firmwareMs: { name: 'firmware', format: milliseconds },
  memoryCheckMsPerGiB: { name: 'memory check per GiB', format: milliseconds },
  loaderMs: { name: 'bootloader', format: milliseconds },
  baseKiB: { name: 'memory of its own', format: kibibytes },
  manageKiBPerGiB: { name: 'memory for each GiB it manages', format: kibibytes },
  largeKiB: { name: 'more on 4 GiB and above', format: kibibytes },
  servicesKiB: { name: 'memory of its services', format: kibibytes },
  minRamMiB: { name: 'needs at least', format: mebibytes },
  initCpuMs: { name: 'initialises in', format: milliseconds },
  servicesCpuMs: { name: 'services start in', format: milliseconds },
  syscallNs: { name: 'system call', format: nanoseconds },
  startCpuMs: { name: 'starts in', format: milliseconds },
  vmKiB: { name: 'each virtual machine adds', format: kibibytes },
  createCpuMs: { name: 'makes one in', format: milliseconds },
  containerKiB: { name: 'each container adds', format: kibibytes },
  containerCpuMs: { name: 'makes one in', format: milliseconds },
  cpuTax: { name: 'computing', format: times },
  syscallTax: { name: 'system calls', format: times },
  diskOpTax: { name: 'disk operations', format: times },
  netOpTax: { name: 'network operations', format: times },
  cost: { name: 'cost', format: credits },
  effortMin: { name: 'setup time', format: minutes },
};

/** Of a kernel that stands somewhere: what it holds because of the memory there. */
export const managing = (ramMiB: number): FigureText => ({ name: `memory to manage ${mebibytes(ramMiB)}`, format: kibibytes });
