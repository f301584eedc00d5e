import { figure as f, neutral } from './figure.ts';
import type { EnginePart } from './part.ts';

const NO_TAX = { cpuTax: neutral(1000), diskOpTax: neutral(1000), diskByteTax: neutral(1000), netByteTax: neutral(1000) };
const DOCKERD = { baseKiB: f(81920, 'illustrative', 'containerd 57 to 64 MB, dockerd beside it'), diskMiB: f(400, 'illustrative'), readMiB: f(60, 'illustrative'), ioKiB: f(512, 'illustrative'), startCpuMs: f(400, 'illustrative'), startWaitMs: f(300, 'illustrative') };
const SHIM = f(4188, 'GV', 'an empty runc container adds 4.09 MB');

export const ENGINES: readonly EnginePart[] = [
  {
    id: 'engine.lxc', kind: 'engine', hosts: ['linux'], sandbox: 'none',
    figures: {
      baseKiB: f(2048, 'illustrative'), diskMiB: f(20, 'illustrative'), readMiB: f(4, 'illustrative'), ioKiB: f(512, 'illustrative'), startCpuMs: f(20, 'illustrative'), startWaitMs: neutral(0),
      containerKiB: f(2048, 'illustrative'), containerCpuMs: f(60, 'illustrative'), containerWaitMs: f(40, 'illustrative'), writableKiB: f(112, 'illustrative'),
      syscallTax: neutral(1000), cost: neutral(0), effortMin: f(25, 'illustrative'), containerEffortMin: f(20, 'illustrative'), ...NO_TAX, netOpTax: neutral(1000),
    },
  },
  {
    id: 'engine.docker', kind: 'engine', hosts: ['linux', 'windows'], sandbox: 'none',
    figures: {
      ...DOCKERD, containerKiB: SHIM, containerCpuMs: f(34, 'UK', 'runc 33 ms; start to die 66 ms'), containerWaitMs: f(166, 'LVp', 'docker start about 200 ms in all'), writableKiB: f(112, 'illustrative', 'an extra container takes 112 KB'),
      syscallTax: f(1280, 'GVh', 'getuid 0.28 to 0.36 µs against 0.22 to 0.28 µs'), cost: neutral(0), effortMin: f(10, 'illustrative'), containerEffortMin: f(1, 'illustrative'), ...NO_TAX, netOpTax: f(1100, 'UK', 'nginx − 9 %'),
    },
  },
  {
    id: 'engine.docker-desktop', kind: 'engine', hosts: ['windows', 'macos'], sandbox: 'none',
    hides: {
      kernel: 'kernel.linux-slim',
      figures: { ramMiB: f(2048, 'illustrative'), cpus: f(2, 'illustrative'), diskMiB: f(20480, 'illustrative') },
      hypervisor: {
        baseKiB: neutral(0), diskMiB: neutral(0), readMiB: neutral(0), ioKiB: f(512, 'illustrative'), startCpuMs: neutral(0), startWaitMs: neutral(0),
        vmKiB: f(40960, 'illustrative'), vmKiBPerCpu: f(4096, 'illustrative'), vmKiBPerGiB: f(8192, 'illustrative'),
        createCpuMs: f(500, 'illustrative'), createUsPerGuest: neutral(0), firmwareMs: f(700, 'illustrative'),
        translatedCpuTax: neutral(1000), translatedSyscallTax: neutral(1000), cost: neutral(0), effortMin: neutral(0), vmEffortMin: neutral(0),
        cpuTax: f(1030, 'illustrative'), diskOpTax: f(2200, 'illustrative'), diskByteTax: f(1200, 'illustrative'), netOpTax: f(1900, 'illustrative'), netByteTax: f(1100, 'illustrative'),
      },
    },
    figures: {
      baseKiB: f(307200, 'illustrative'), diskMiB: f(2000, 'illustrative'), readMiB: f(200, 'illustrative'), ioKiB: f(512, 'illustrative'), startCpuMs: f(1500, 'illustrative'), startWaitMs: f(500, 'illustrative'),
      containerKiB: SHIM, containerCpuMs: f(34, 'UK', 'runc 33 ms; start to die 66 ms'), containerWaitMs: f(166, 'LVp', 'docker start about 200 ms in all'), writableKiB: f(112, 'illustrative', 'an extra container takes 112 KB'),
      syscallTax: f(1280, 'GVh', 'getuid 0.28 to 0.36 µs against 0.22 to 0.28 µs'), cost: neutral(0), effortMin: f(5, 'illustrative'), containerEffortMin: f(1, 'illustrative'), ...NO_TAX, netOpTax: f(1100, 'UK', 'nginx − 9 %'),
    },
  },
  {
    id: 'engine.gvisor', kind: 'engine', hosts: ['linux'], sandbox: 'sentry',
    figures: {
      ...DOCKERD, containerKiB: f(24269, 'GV', 'an empty runsc container adds 23.7 MB'), containerCpuMs: f(68, 'GVh', 'docker run python 614 ms against 580 ms'), containerWaitMs: f(166, 'LVp'), writableKiB: f(112, 'illustrative'),
      syscallTax: f(12000, 'GV', 'Redis serves 15.3k against 30.3k requests a second'), cost: neutral(0), effortMin: f(20, 'illustrative'), containerEffortMin: f(1, 'illustrative'),
      cpuTax: neutral(1000), diskOpTax: f(2000, 'illustrative'), diskByteTax: f(1130, 'GVh', 'reading 1 MB 160 µs against 142 µs'), netOpTax: f(2000, 'illustrative'), netByteTax: f(1100, 'illustrative'),
    },
  },
  {
    id: 'engine.kata', kind: 'engine', hosts: ['linux'], sandbox: 'microvm',
    figures: {
      ...DOCKERD, containerKiB: f(127220, 'KATA', 'footprint of a container with Cloud Hypervisor'), containerCpuMs: f(500, 'KATA', 'to the workload 0.61 to 0.69 s'), containerWaitMs: f(166, 'LVp'), writableKiB: f(112, 'illustrative'),
      syscallTax: neutral(1000), cost: neutral(0), effortMin: f(30, 'illustrative'), containerEffortMin: f(1, 'illustrative'),
      cpuTax: f(1020, 'FEL', 'as KVM'), diskOpTax: f(2000, 'illustrative'), diskByteTax: f(1100, 'illustrative'), netOpTax: f(1700, 'illustrative'), netByteTax: f(1100, 'illustrative'),
    },
  },
];
