import { figure as f, neutral } from './figure.ts';
import type { KernelPart } from './part.ts';

/** 16 MiB of page structures for each GiB: the 1/64 that guests lose in the Firecracker data. */
const PAGE_STRUCTS = f(16384, 'FCdata', 'guest memory lost is 13 MiB + RAM/64');
const PAGE_INIT = f(2335, 'pageinit', '76.5 s for 32 TiB');
const NO_TAX = { cpuTax: neutral(1000), diskOpTax: neutral(1000), diskByteTax: neutral(1000), netOpTax: neutral(1000), netByteTax: neutral(1000) };

export const KERNELS: readonly KernelPart[] = [
  {
    id: 'kernel.linux', kind: 'kernel', os: 'linux', isas: ['x86-64', 'arm64'], design: 'monolithic',
    figures: {
      baseKiB: f(13312, 'FCdata', '13 MiB'), manageKiBPerGiB: PAGE_STRUCTS, largeKiB: f(65536, 'FCdata', '64 MiB of bounce buffers from 4 GiB on'),
      servicesKiB: f(100352, 'LVp', 'an idle Debian guest holds 111 MB in all'), minRamMiB: f(128, 'GNS'), diskMiB: f(1126, 'LVp', '1.1 GB Debian'),
      readMiB: f(60, 'illustrative'), initCpuMs: f(1588, 'systemd-7738', 'kernel and initrd 1.738 s, less reading and page structures'), initUsPerGiB: PAGE_INIT,
      servicesReadMiB: f(250, 'illustrative'), servicesCpuMs: f(3367, 'systemd-7738', 'user space 5.841 s, less reading and waiting'), servicesThreads: f(1, 'illustrative'),
      servicesWaitMs: f(2000, 'illustrative'), ioKiB: f(512, 'illustrative'), syscallNs: f(62, 'UK', '61.7 ns with mitigations'),
      cost: neutral(0), effortMin: f(20, 'illustrative'), ...NO_TAX,
    },
  },
  {
    id: 'kernel.linux-slim', kind: 'kernel', os: 'linux', isas: ['x86-64', 'arm64'], design: 'monolithic',
    figures: {
      baseKiB: f(13312, 'FCdata', '13 MiB'), manageKiBPerGiB: PAGE_STRUCTS, largeKiB: f(65536, 'FCdata', '64 MiB of bounce buffers from 4 GiB on'),
      servicesKiB: f(8192, 'illustrative'), minRamMiB: f(30, 'UK', '29 to 30 MB for hello and redis'), diskMiB: f(49, 'GNS', 'Alpine virt'),
      readMiB: f(10, 'LVn', 'Tinyx image about 10 MB'), initCpuMs: f(60, 'illustrative'), initUsPerGiB: PAGE_INIT,
      servicesReadMiB: neutral(0), servicesCpuMs: f(20, 'illustrative'), servicesThreads: f(1, 'illustrative'),
      servicesWaitMs: neutral(0), ioKiB: f(512, 'illustrative'), syscallNs: f(62, 'UK', '61.7 ns with mitigations'),
      cost: neutral(0), effortMin: f(60, 'illustrative'), ...NO_TAX,
    },
  },
  {
    id: 'kernel.windows', kind: 'kernel', os: 'windows', isas: ['x86-64', 'arm64'], design: 'monolithic',
    figures: {
      baseKiB: f(204800, 'illustrative'), manageKiBPerGiB: PAGE_STRUCTS, largeKiB: neutral(0),
      servicesKiB: f(262144, 'illustrative'), minRamMiB: f(512, 'MSW', 'Server Core'), diskMiB: f(10240, 'illustrative'),
      readMiB: f(250, 'illustrative'), initCpuMs: f(2500, 'illustrative'), initUsPerGiB: PAGE_INIT,
      servicesReadMiB: f(700, 'illustrative'), servicesCpuMs: f(6000, 'illustrative'), servicesThreads: f(1, 'illustrative'),
      servicesWaitMs: f(3000, 'illustrative'), ioKiB: f(512, 'illustrative'), syscallNs: f(90, 'illustrative'),
      cost: f(80, 'illustrative'), effortMin: f(35, 'illustrative'), ...NO_TAX,
    },
  },
  {
    id: 'kernel.macos', kind: 'kernel', os: 'macos', isas: ['x86-64', 'arm64'], design: 'monolithic',
    figures: {
      baseKiB: f(307200, 'illustrative'), manageKiBPerGiB: PAGE_STRUCTS, largeKiB: neutral(0),
      servicesKiB: f(716800, 'illustrative'), minRamMiB: f(2048, 'illustrative'), diskMiB: f(15360, 'illustrative'),
      readMiB: f(200, 'illustrative'), initCpuMs: f(2200, 'illustrative'), initUsPerGiB: PAGE_INIT,
      servicesReadMiB: f(600, 'illustrative'), servicesCpuMs: f(5000, 'illustrative'), servicesThreads: f(1, 'illustrative'),
      servicesWaitMs: f(2000, 'illustrative'), ioKiB: f(512, 'illustrative'), syscallNs: f(110, 'illustrative'),
      cost: neutral(0), effortMin: f(25, 'illustrative'), ...NO_TAX,
    },
  },
  {
    id: 'kernel.minix', kind: 'kernel', os: 'minix', isas: ['x86-64'], design: 'micro',
    figures: {
      baseKiB: f(4096, 'illustrative'), manageKiBPerGiB: f(8192, 'illustrative'), largeKiB: neutral(0),
      servicesKiB: f(20480, 'illustrative'), minRamMiB: f(64, 'illustrative'), diskMiB: f(600, 'illustrative'),
      readMiB: f(15, 'illustrative'), initCpuMs: f(500, 'illustrative'), initUsPerGiB: PAGE_INIT,
      servicesReadMiB: f(40, 'illustrative'), servicesCpuMs: f(1200, 'illustrative'), servicesThreads: f(1, 'illustrative'),
      servicesWaitMs: f(500, 'illustrative'), ioKiB: f(512, 'illustrative'), syscallNs: f(145, 'L4', 'getpid 3.95 against 1.68 µs under L4Linux, on 62 ns'),
      cost: neutral(0), effortMin: f(25, 'illustrative'),
      cpuTax: neutral(1000), diskOpTax: f(1075, 'MINIX', 'user-mode drivers cost 5 to 10 %'), diskByteTax: neutral(1000), netOpTax: f(1075, 'MINIX', 'user-mode drivers cost 5 to 10 %'), netByteTax: neutral(1000),
    },
  },
  {
    id: 'kernel.unikernel', kind: 'kernel', os: 'unikernel', isas: ['x86-64', 'arm64'], design: 'unikernel',
    figures: {
      baseKiB: f(2048, 'UK', 'hello runs in 2 MB'), manageKiBPerGiB: f(2048, 'illustrative'), largeKiB: neutral(0),
      servicesKiB: neutral(0), minRamMiB: f(2, 'UK', 'hello runs in 2 MB'), diskMiB: f(2, 'UK', 'nginx image 1.63 MB'),
      readMiB: f(1, 'UK', '0.2 to 1.6 MB image'), initCpuMs: f(1, 'UK', 'guest part of the boot 0.05 to 1.3 ms'), initUsPerGiB: f(29, 'UK', 'page tables: 46 µs at 32 MB to 114 µs at 3 GB'),
      servicesReadMiB: neutral(0), servicesCpuMs: neutral(0), servicesThreads: f(1, 'illustrative'),
      servicesWaitMs: neutral(0), ioKiB: f(512, 'illustrative'), syscallNs: f(1, 'UK', 'a function call, 1.1 ns'),
      cost: neutral(0), effortMin: f(120, 'illustrative'), ...NO_TAX,
    },
  },
];
