import { figure as f, neutral } from './figure.ts';
import type { HypervisorPart } from './part.ts';

const DESKTOP_OS = ['linux', 'windows', 'macos'] as const;
const ASSISTED = { translatedCpuTax: neutral(1000), translatedSyscallTax: neutral(1000) };
const TRANSLATED = {
  translatedCpuTax: f(1040, 'AA06', 'SPECint about 4 % below native'),
  translatedSyscallTax: f(6000, 'AA06', 'forkwait 36.9 s against 6.0 s native'),
};

export const HYPERVISORS: readonly HypervisorPart[] = [
  {
    id: 'hypervisor.esxi', kind: 'hypervisor', type: 'type1', hardware: ['machine.server', 'machine.metal'], hosts: [], nested: true, passthrough: true,
    figures: {
      baseKiB: f(1048576, 'illustrative', '8 GB are asked for; what it holds itself is less'), diskMiB: f(32768, 'VMW', '32 GB boot disk'), readMiB: f(350, 'illustrative'), ioKiB: f(512, 'illustrative'),
      startCpuMs: f(9000, 'illustrative'), startWaitMs: f(8000, 'illustrative'),
      vmKiB: f(15350, 'VMW', 'fit to the table: 14.99 MiB'), vmKiBPerCpu: f(4076, 'VMW', '3.98 MiB a virtual processor'), vmKiBPerGiB: f(7762, 'VMW', '7.58 MiB a GiB'),
      createCpuMs: f(150, 'illustrative'), createUsPerGuest: neutral(0), firmwareMs: f(1500, 'illustrative'), ...ASSISTED,
      cost: f(300, 'illustrative'), effortMin: f(40, 'illustrative'), vmEffortMin: f(8, 'illustrative'),
      cpuTax: f(1015, 'illustrative'), diskOpTax: f(1600, 'illustrative'), diskByteTax: f(1010, 'illustrative'), netOpTax: f(1300, 'illustrative'), netByteTax: f(1005, 'illustrative'),
    },
  },
  {
    id: 'hypervisor.xen', kind: 'hypervisor', type: 'type1', hardware: ['machine.server', 'machine.desktop', 'machine.metal', 'machine.arm-server'], hosts: [], nested: true, passthrough: true,
    figures: {
      baseKiB: f(759040, 'XEN', 'dom0 741 MiB'), diskMiB: f(4096, 'illustrative'), readMiB: f(300, 'illustrative'), ioKiB: f(512, 'illustrative'),
      startCpuMs: f(6000, 'systemd-25750', 'Xen 2.3 s, dom0 kernel 2.1 s and user space 8.8 s, less reading and waiting'), startWaitMs: f(6000, 'systemd-25750'),
      vmKiB: f(20, 'Xen03', '20 kB a domain'), vmKiBPerCpu: neutral(0), vmKiBPerGiB: f(8192, 'illustrative'),
      createCpuMs: f(80, 'LVp', 'first unikernel guest with xl'), createUsPerGuest: f(620, 'LVn', '0.7 s for the 1000th'), firmwareMs: f(3, 'LVp'), ...ASSISTED,
      cost: neutral(0), effortMin: f(60, 'illustrative'), vmEffortMin: f(12, 'illustrative'),
      cpuTax: f(1030, 'Xen03', 'Linux build + 3 %'), diskOpTax: f(1700, 'illustrative'), diskByteTax: f(1010, 'illustrative'), netOpTax: f(1400, 'illustrative'), netByteTax: f(1010, 'illustrative'),
    },
  },
  {
    id: 'hypervisor.hyper-v', kind: 'hypervisor', type: 'type1', hardware: ['machine.server', 'machine.desktop', 'machine.laptop'], hosts: [], nested: true, passthrough: true,
    figures: {
      baseKiB: f(1572864, 'illustrative', 'root partition; 4 GB are asked for'), diskMiB: f(20480, 'illustrative'), readMiB: f(900, 'illustrative'), ioKiB: f(512, 'illustrative'),
      startCpuMs: f(9000, 'illustrative'), startWaitMs: f(4000, 'illustrative'),
      vmKiB: f(32768, 'illustrative'), vmKiBPerCpu: f(4096, 'illustrative'), vmKiBPerGiB: f(8192, 'illustrative'),
      createCpuMs: f(200, 'illustrative'), createUsPerGuest: neutral(0), firmwareMs: f(1500, 'illustrative'), ...ASSISTED,
      cost: f(120, 'illustrative'), effortMin: f(35, 'illustrative'), vmEffortMin: f(8, 'illustrative'),
      cpuTax: f(1020, 'illustrative'), diskOpTax: f(1700, 'illustrative'), diskByteTax: f(1010, 'illustrative'), netOpTax: f(1400, 'illustrative'), netByteTax: f(1010, 'illustrative'),
    },
  },
  {
    id: 'hypervisor.kvm', kind: 'hypervisor', type: 'module', hardware: [], hosts: ['linux'], nested: true, passthrough: true,
    figures: {
      baseKiB: f(10240, 'illustrative'), diskMiB: f(400, 'illustrative'), readMiB: f(40, 'illustrative'), ioKiB: f(512, 'illustrative'),
      startCpuMs: f(50, 'illustrative'), startWaitMs: neutral(0),
      vmKiB: f(134144, 'FCdata', '131 MB of QEMU, flat from 256 MB to 8 GB'), vmKiBPerCpu: neutral(0), vmKiBPerGiB: neutral(0),
      createCpuMs: f(30, 'illustrative'), createUsPerGuest: neutral(0), firmwareMs: f(150, 'qboot', 'SeaBIOS costs 150 ms more than qboot'), ...ASSISTED,
      cost: neutral(0), effortMin: f(15, 'illustrative'), vmEffortMin: f(10, 'illustrative'),
      cpuTax: f(1020, 'FEL', 'Linpack, tuned, − 2 %'), diskOpTax: f(1820, 'FEL', 'random reads 46,173 against 84,044'), diskByteTax: f(1006, 'FEL', 'sequential 802 against 807 MB/s'), netOpTax: f(1600, 'illustrative'), netByteTax: f(1007, 'FEL', '9.29 against 9.35 Gb/s'),
    },
  },
  {
    id: 'hypervisor.firecracker', kind: 'hypervisor', type: 'module', hardware: [], hosts: ['linux'], nested: false, passthrough: false,
    figures: {
      baseKiB: neutral(0), diskMiB: f(3, 'illustrative'), readMiB: f(3, 'illustrative'), ioKiB: f(512, 'illustrative'),
      startCpuMs: f(1, 'illustrative'), startWaitMs: neutral(0),
      vmKiB: f(2560, 'FCdata', '2.5 MB, flat from 256 MB to 8 GB'), vmKiBPerCpu: neutral(0), vmKiBPerGiB: neutral(0),
      createCpuMs: f(8, 'FCspec', 'at most 8 processor ms to the API socket'), createUsPerGuest: neutral(0), firmwareMs: f(12, 'FCspec', 'typically 12 ms'), ...ASSISTED,
      cost: neutral(0), effortMin: f(40, 'illustrative'), vmEffortMin: f(10, 'illustrative'),
      cpuTax: f(1030, 'FCspec', 'more than 95 % of metal'), diskOpTax: f(23400, 'FCdata', '4k reads 12,880 against 301,182'), diskByteTax: f(1700, 'FCdata', '128k reads 420 against 1687 MB/s'), netOpTax: f(2900, 'FCdata', '15.6 of 44.1 Gb/s'), netByteTax: f(2830, 'FCdata', '15.6 of 44.1 Gb/s'),
    },
  },
  {
    id: 'hypervisor.virtualbox', kind: 'hypervisor', type: 'type2', hardware: [], hosts: DESKTOP_OS, nested: true, passthrough: false,
    figures: {
      baseKiB: f(61440, 'illustrative'), diskMiB: f(250, 'illustrative'), readMiB: f(80, 'illustrative'), ioKiB: f(512, 'illustrative'),
      startCpuMs: f(600, 'illustrative'), startWaitMs: neutral(0),
      vmKiB: f(92160, 'illustrative'), vmKiBPerCpu: f(4096, 'illustrative'), vmKiBPerGiB: f(8192, 'illustrative'),
      createCpuMs: f(300, 'illustrative'), createUsPerGuest: neutral(0), firmwareMs: f(2500, 'illustrative'), ...TRANSLATED,
      cost: neutral(0), effortMin: f(8, 'illustrative'), vmEffortMin: f(6, 'illustrative'),
      cpuTax: f(1060, 'illustrative'), diskOpTax: f(3000, 'illustrative'), diskByteTax: f(1400, 'illustrative'), netOpTax: f(2500, 'illustrative'), netByteTax: f(1300, 'illustrative'),
    },
  },
  {
    id: 'hypervisor.vmware-workstation', kind: 'hypervisor', type: 'type2', hardware: [], hosts: DESKTOP_OS, nested: true, passthrough: false,
    figures: {
      baseKiB: f(102400, 'illustrative'), diskMiB: f(700, 'illustrative'), readMiB: f(150, 'illustrative'), ioKiB: f(512, 'illustrative'),
      startCpuMs: f(900, 'illustrative'), startWaitMs: neutral(0),
      vmKiB: f(81920, 'illustrative'), vmKiBPerCpu: f(4096, 'illustrative'), vmKiBPerGiB: f(7762, 'illustrative'),
      createCpuMs: f(250, 'illustrative'), createUsPerGuest: neutral(0), firmwareMs: f(2200, 'illustrative'), ...TRANSLATED,
      cost: f(60, 'illustrative'), effortMin: f(8, 'illustrative'), vmEffortMin: f(5, 'illustrative'),
      cpuTax: f(1050, 'illustrative'), diskOpTax: f(2600, 'illustrative'), diskByteTax: f(1300, 'illustrative'), netOpTax: f(2200, 'illustrative'), netByteTax: f(1250, 'illustrative'),
    },
  },
  {
    id: 'hypervisor.qemu', kind: 'hypervisor', type: 'emulator', hardware: [], hosts: [], nested: false, passthrough: false,
    figures: {
      baseKiB: f(20480, 'illustrative'), diskMiB: f(400, 'illustrative'), readMiB: f(40, 'illustrative'), ioKiB: f(512, 'illustrative'),
      startCpuMs: f(100, 'illustrative'), startWaitMs: neutral(0),
      vmKiB: f(134144, 'FCdata', '131 MB of QEMU'), vmKiBPerCpu: neutral(0), vmKiBPerGiB: neutral(0),
      createCpuMs: f(50, 'illustrative'), createUsPerGuest: neutral(0), firmwareMs: f(300, 'illustrative'), ...ASSISTED,
      cost: neutral(0), effortMin: f(12, 'illustrative'), vmEffortMin: f(10, 'illustrative'),
      cpuTax: f(22000, 'TCG', '22 times (fork-sum) to 68 times (LINPACK) slower'), diskOpTax: f(6000, 'illustrative'), diskByteTax: f(3000, 'illustrative'), netOpTax: f(6000, 'illustrative'), netByteTax: f(3000, 'illustrative'),
    },
  },
];
