import { figure as f, neutral } from './figure.ts';
import type { MachinePart } from './part.ts';

/** 8.2 ms seek and half a turn at 7200 rpm. */
const HDD_OPERATION = f(12370, 'HGST', '8.2 ms seek + 4.17 ms rotation');
const GIGABIT = f(112, 'GbE', '941 Mb/s');
const TEN_GIGABIT = f(1115, 'GbE', '9.35 Gb/s');
const PACKET = f(1000, 'illustrative', 'about a million packets a second and queue');

export const MACHINES: readonly MachinePart[] = [
  {
    id: 'machine.desktop', kind: 'machine', isa: 'x86-64', virtualization: true, firmware: 'uefi', storage: 'ssd',
    figures: {
      threads: f(8, 'contract'), ramMiB: f(16384, 'contract'), diskMiB: f(524288, 'contract'), coreSpeed: neutral(1000),
      diskMiBPerS: f(534, 'EVO', '560 MB/s'), diskOpUs: f(10, 'EVO', '98,000 operations a second'), netMiBPerS: GIGABIT, netOpNs: PACKET,
      firmwareMs: f(7301, 'systemd-7738', '7.797 s, less the memory check'), memoryCheckMsPerGiB: f(31, 'illustrative'), loaderMs: f(1172, 'systemd-7738'),
      cost: f(160, 'illustrative'), effortMin: f(5, 'illustrative'),
    },
  },
  {
    id: 'machine.old-pc', kind: 'machine', isa: 'x86-64', virtualization: false, firmware: 'bios', storage: 'hdd',
    figures: {
      threads: f(2, 'contract'), ramMiB: f(4096, 'contract'), diskMiB: f(256000, 'contract'), coreSpeed: f(450, 'illustrative'),
      diskMiBPerS: f(95, 'illustrative'), diskOpUs: HDD_OPERATION, netMiBPerS: GIGABIT, netOpNs: PACKET,
      firmwareMs: f(3000, 'illustrative'), memoryCheckMsPerGiB: f(500, 'illustrative'), loaderMs: f(5000, 'GRUB'),
      cost: f(30, 'illustrative'), effortMin: f(10, 'illustrative'),
    },
  },
  {
    id: 'machine.server', kind: 'machine', isa: 'x86-64', virtualization: true, firmware: 'uefi', storage: 'nvme',
    figures: {
      threads: f(32, 'contract'), ramMiB: f(131072, 'contract'), diskMiB: f(2097152, 'contract'), coreSpeed: f(950, 'illustrative'),
      diskMiBPerS: f(3338, '970Pro', '3500 MB/s'), diskOpUs: f(3, '970Pro', '370,000 operations a second'), netMiBPerS: TEN_GIGABIT, netOpNs: PACKET,
      firmwareMs: f(20000, 'illustrative'), memoryCheckMsPerGiB: f(150, 'illustrative', 'manuals speak of minutes for the largest'), loaderMs: f(3000, 'illustrative'),
      cost: f(900, 'illustrative'), effortMin: f(30, 'illustrative'),
    },
  },
  {
    id: 'machine.arm-server', kind: 'machine', isa: 'arm64', virtualization: true, firmware: 'uefi', storage: 'nvme',
    figures: {
      threads: f(32, 'contract'), ramMiB: f(65536, 'contract'), diskMiB: f(1048576, 'contract'), coreSpeed: f(800, 'illustrative'),
      diskMiBPerS: f(3338, '970Pro', '3500 MB/s'), diskOpUs: f(3, '970Pro', '370,000 operations a second'), netMiBPerS: TEN_GIGABIT, netOpNs: PACKET,
      firmwareMs: f(20000, 'illustrative'), memoryCheckMsPerGiB: f(150, 'illustrative'), loaderMs: f(3000, 'illustrative'),
      cost: f(640, 'illustrative'), effortMin: f(30, 'illustrative'),
    },
  },
  {
    id: 'machine.tablet', kind: 'machine', isa: 'arm64', virtualization: false, firmware: 'uefi', storage: 'flash',
    figures: {
      threads: f(8, 'contract'), ramMiB: f(8192, 'contract'), diskMiB: f(262144, 'contract'), coreSpeed: f(600, 'illustrative'),
      diskMiBPerS: f(700, 'illustrative'), diskOpUs: f(25, 'illustrative'), netMiBPerS: f(60, 'illustrative'), netOpNs: PACKET,
      firmwareMs: f(1500, 'illustrative'), memoryCheckMsPerGiB: f(30, 'illustrative'), loaderMs: f(890, 'illustrative'),
      cost: f(90, 'illustrative'), effortMin: f(5, 'illustrative'),
    },
  },
  {
    id: 'machine.laptop', kind: 'machine', isa: 'x86-64', virtualization: true, firmware: 'uefi', storage: 'nvme',
    figures: {
      threads: f(8, 'illustrative'), ramMiB: f(8192, 'illustrative'), diskMiB: f(262144, 'illustrative'), coreSpeed: f(900, 'illustrative'),
      diskMiBPerS: f(3338, '970Pro', '3500 MB/s'), diskOpUs: f(3, '970Pro', '370,000 operations a second'), netMiBPerS: f(60, 'illustrative'), netOpNs: PACKET,
      firmwareMs: f(2612, 'delves-95', '2.860 s, less the memory check'), memoryCheckMsPerGiB: f(31, 'illustrative'), loaderMs: f(3034, 'delves-95'),
      cost: f(140, 'illustrative'), effortMin: f(5, 'illustrative'),
    },
  },
  {
    id: 'machine.netbook', kind: 'machine', isa: 'x86-64', virtualization: false, firmware: 'bios', storage: 'hdd',
    figures: {
      threads: f(2, 'illustrative'), ramMiB: f(2048, 'illustrative'), diskMiB: f(163840, 'illustrative'), coreSpeed: f(250, 'illustrative'),
      diskMiBPerS: f(60, 'illustrative'), diskOpUs: HDD_OPERATION, netMiBPerS: f(10, 'illustrative'), netOpNs: PACKET,
      firmwareMs: f(4000, 'illustrative'), memoryCheckMsPerGiB: f(700, 'illustrative'), loaderMs: f(5000, 'GRUB'),
      cost: f(20, 'illustrative'), effortMin: f(10, 'illustrative'),
    },
  },
  {
    id: 'machine.sbc', kind: 'machine', isa: 'arm64', virtualization: false, firmware: 'uefi', storage: 'flash',
    figures: {
      threads: f(4, 'illustrative'), ramMiB: f(1024, 'illustrative'), diskMiB: f(32768, 'illustrative'), coreSpeed: f(105, 'BDR', 'RPi 3 beside an i5-2400S, hello world in Python'),
      diskMiBPerS: f(40, 'illustrative'), diskOpUs: f(400, 'illustrative'), netMiBPerS: f(11, 'illustrative'), netOpNs: PACKET,
      firmwareMs: f(1200, 'illustrative'), memoryCheckMsPerGiB: f(100, 'illustrative'), loaderMs: f(800, 'illustrative'),
      cost: f(12, 'illustrative'), effortMin: f(10, 'illustrative'),
    },
  },
  {
    id: 'machine.metal', kind: 'machine', isa: 'x86-64', virtualization: true, firmware: 'uefi', storage: 'nvme',
    figures: {
      threads: f(96, 'FCdata', 'm5d.metal'), ramMiB: f(393216, 'FCdata', 'm5d.metal'), diskMiB: f(3686400, 'illustrative'), coreSpeed: f(900, 'illustrative'),
      diskMiBPerS: f(1609, 'FCdata', '1687 MB/s at 128 KiB'), diskOpUs: f(3, 'FCdata', '301,182 operations a second'), netMiBPerS: f(5257, 'FCdata', 'loopback 44.1 Gb/s'), netOpNs: PACKET,
      firmwareMs: f(30000, 'illustrative'), memoryCheckMsPerGiB: f(150, 'illustrative'), loaderMs: f(3000, 'illustrative'),
      cost: f(2400, 'illustrative'), effortMin: f(30, 'illustrative'),
    },
  },
];
