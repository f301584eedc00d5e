import type { Published } from '../codex/entry.ts';

/** Published values that no figure of the catalogue holds, as they stand in their sources. */
export const PUBLISHED = {
  'laptop-boot': {
    about: 'boot of a UEFI laptop',
    values: [
      ['firmware', 2860],
      ['bootloader', 3034],
      ['kernel and its first file system', 2690],
      ['user space', 11894],
    ],
    unit: 'ms',
    source: 'delves-95',
  },
  'desktop-boot': {
    about: 'boot of a UEFI desktop',
    values: [
      ['firmware', 7797],
      ['bootloader', 1172],
      ['kernel and its first file system', 1738],
      ['user space', 5841],
    ],
    unit: 'ms',
    source: 'systemd-7738',
  },
  'firmware-boot': {
    about: 'boot of a computer with slow firmware',
    values: [
      ['firmware', 14608],
      ['bootloader', 3378],
      ['kernel and its first file system', 9457],
      ['user space', 1423],
    ],
    unit: 'ms',
    source: 'phoronix-215',
  },
  'guest-log': {
    about: 'read off the log of a guest on a slow disk',
    values: [
      ['kernel alone', 60],
      ['until systemd was up', 3070],
    ],
    unit: 'ms',
    source: 'systemd-17175',
  },
  'page-structures': {
    about: 'Linux setting up its books on a host of very large memory',
    values: [
      ['one page after another', 76500],
      ['in parallel, by a later kernel', 17200],
    ],
    unit: 'ms',
    source: 'pageinit',
  },
  'filtered-calls': {
    about: 'system call in a container made by runc, against one outside',
    values: [['', 1.28]],
    unit: 'times',
    source: 'GVh',
  },
  'microkernel-servers': {
    about: 'throughput of Linux run as a server on a microkernel, against Linux itself',
    values: [
      ['on L4', 95],
      ['on Mach, inside the kernel', 75],
      ['on Mach, as a user program', 65],
    ],
    unit: 'percent',
    source: 'L4',
  },
  'neighbours-under-attack': {
    about: 'most that a guest on Xen lost while its neighbours misbehaved',
    values: [['', 4]],
    unit: 'percent',
    source: 'Xen03',
  },
  'many-domains': {
    about: 'what a host full of busy guests on Xen lost against as many Linux processes',
    values: [['', 7.5]],
    unit: 'percent',
    source: 'Xen03',
  },
  'web-on-xen': {
    about: 'most that a web server lost on Xen, against Linux itself',
    values: [['', 1]],
    unit: 'percent',
    source: 'Xen03',
  },
  density: {
    about: 'how many ran on one large server',
    values: [
      ['unikernel guests', 8000],
      ['Docker containers', 3000],
    ],
    unit: 'count',
    source: 'LVn',
  },
  forks: {
    about: 'making and ending processes, very many times',
    values: [
      ['no hypervisor', 6000],
      ['code translated', 36900],
      ['first extensions', 106400],
    ],
    unit: 'ms',
    source: 'AA06',
  },
  'esxi-memory': { about: 'least memory of a computer for ESXi, version 8', values: [['', 8]], unit: 'GB', source: 'VMW' },
  'touched-memory': {
    about: 'memory that a guest of Firecracker really occupied once booted',
    values: [
      ['given an eighth of a gigabyte', 129],
      ['given eight gigabytes', 377],
    ],
    unit: 'MB',
    source: 'FCdata',
  },
  'merged-pages': {
    about: 'Windows XP guests of a gigabyte each that ran in sixteen gigabytes, equal pages kept once',
    values: [['', 52]],
    unit: 'count',
    source: 'KSM',
  },
  migration: {
    about: 'moving a running guest to another host, with the tools of LightVM',
    values: [['', 60]],
    unit: 'ms',
    source: 'LVn',
  },
  'long-reads': {
    about: 'long reads in a KVM guest, as a share of what the host reads by itself',
    values: [['', 99.4]],
    unit: 'percent',
    source: 'FEL',
  },
  'emulated-jobs': {
    about: 'how many times longer under QEMU without help from the processor',
    values: [
      ['starting processes', 22],
      ['going through memory', 60],
      ['solving equations', 68],
    ],
    unit: 'times',
    source: 'TCG',
  },
  'docker-computing': {
    about: 'solving equations in a Docker container, as a share of the speed outside',
    values: [['', 100]],
    unit: 'percent',
    source: 'FEL',
  },
  'docker-address': {
    about: 'Redis with one client through the translated address of a Docker container, as a share of the speed without',
    values: [['', 78.9]],
    unit: 'percent',
    source: 'FEL',
  },
  'small-starts': {
    about: 'saying hello',
    values: [
      ['unikernel on Firecracker, until it runs', 2.74],
      ['Docker container, until it has ended', 66.3],
    ],
    unit: 'ms',
    source: 'UK',
  },
  'small-memories': {
    about: 'least memory in which nginx ran',
    values: [
      ['unikernel', 5],
      ['Docker container', 7],
      ['slim Linux guest', 29],
    ],
    unit: 'MB',
    source: 'UK',
  },
  'kernel-calls': {
    about: 'system calls that Linux offered',
    values: [
      ['at the turn of the century', 220],
      ['fifteen years later', 378],
    ],
    unit: 'count',
    source: 'LVn',
  },
  'runc-escape': {
    about: 'severity of an error in runc that let containers out',
    values: [['', 8.6]],
    unit: 'ofTen',
    source: 'CVE-2024-21626',
  },
  pods: {
    about: 'start of a container in a microVM of its own',
    values: [
      ['Kata', 900],
      ['Kuasar', 324],
    ],
    unit: 'ms',
    source: 'KUA',
  },
  pulling: {
    about: 'first start of a container',
    values: [
      ['share of the time spent on fetching its image', 76],
      ['share of the image read by then', 6.4],
    ],
    unit: 'percent',
    source: 'Slacker',
  },
  'node-container': {
    about: 'memory of a container with an idle Node.js program',
    values: [
      ['runc', 76.7],
      ['gVisor', 124.1],
    ],
    unit: 'MB',
    source: 'GV',
  },
  hello: {
    about: 'hello world, from start to end',
    values: [
      ['C', 0.26],
      ['Python', 25.8],
      ['Java', 54.6],
    ],
    unit: 'ms',
    source: 'BDR',
  },
} as const satisfies Record<string, Published>;

export type PublishedKey = keyof typeof PUBLISHED;
